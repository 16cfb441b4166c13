"""Every value of the vocabulary has a wording for people."""

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest

import records
from db import retention
from records import Watchlist
from review import amounts, doctor, wording
from review.brief import foot
from review.desk import evidence
from review.watched_names import Watching


def test_every_verdict_and_stance_has_words() -> None:
    assert set(wording.VERDICTS) == set(get_args(records.Verdict))
    assert set(wording.STANCES) == set(get_args(records.Stance))


def test_every_kind_of_issue_has_words() -> None:
    root = Path(records.__file__).parent
    parts = ("crawler", "db", "nlp", "steps")
    code = "".join(file.read_text("utf-8") for part in parts for file in (root / part).rglob("*.py"))
    kinds = set(re.findall(r'\b_?[Ii]ssue\(\s*(?:kind=)?"(\w+)"', code))
    assert {"poll_failed", "replay_undated"} < kinds
    assert kinds - set(foot.ISSUES) == {"relinked"}
    assert {*retention.PASSING_ISSUES, *doctor.OF_THE_JOB} - {"relinked"} <= set(foot.ISSUES)


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (600, 1500, "10–25 min after the claim"),
        (2 * 3600 + 50 * 60, 15 * 3600 + 50 * 60, "2–16 h after the claim"),
        (20 * 60, 6 * 3600 + 60, "20 min – 7 h after the claim"),
        (0, 17 * 3600 + 60, "within 18 h of the claim"),
        (45 * 60, 72 * 60, "45 min – 1 h 12 min after the claim"),
        (0, 86400, "within 1 d of the claim"),
        (5460, 388 * 86400 + 36000, "1 h – 389 d after the claim (not known more closely)"),
        (0, 3 * 86400, "within 3 d of the claim (not known more closely)"),
        (40 * 86400, 41 * 86400, "40 d – 41 d after the claim"),
        (86400 + 4 * 3600 + 600, 86400 + 4 * 3600 + 3000, "1 d 4 h – 1 d 5 h after the claim"),
        (31 * 86400, 31 * 86400 + 3660, "31 d – 32 d after the claim"),
        (3630, 3630, "1 h after the claim"),
        (30, 30, "within 1 min of the claim"),
        (7200, None, "at least 2 h after the claim"),
        (30, None, "how long after the claim is not known"),
        (-50, None, "how long after the claim is not known"),
    ],
)
def test_a_latency_known_within_days_only_says_so(least: int, most: int, told: str) -> None:
    assert wording.after_claim(least, most) == told


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2031-05-03T05:00:00+00:00", "2031-05-03T06:00:00+00:00", "3 May 05:00–06:00"),
        ("2031-05-02T00:00:00+00:00", "2031-05-03T00:00:00+00:00", "2 May 00:00 – 3 May 00:00"),
        (
            "2030-01-01T09:00:00+00:00",
            "2031-05-03T06:00:00+00:00",
            "1 Jan 2030 09:00 – 3 May 2031 06:00 (no poll in between)",
        ),
        (None, "2031-05-03T06:00:00+00:00", "by 3 May 06:00"),
    ],
)
def test_a_first_sighting_after_a_gap_between_polls_says_so(
    earliest: str | None, latest: str, told: str
) -> None:
    assert wording.first_sighting(earliest, latest, UTC) == told


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2031-05-03T05:00:00+00:00", "2031-05-03T06:00:00+00:00", "3 May 2031 05:00–06:00"),
        ("2031-05-02T00:00:00+00:00", "2031-05-03T00:00:00+00:00", "2 May 00:00 – 3 May 2031 00:00"),
        ("2032-12-31T23:00:00+00:00", "2033-01-01T01:00:00+00:00", "31 Dec 2032 23:00 – 1 Jan 2033 01:00"),
        ("2033-03-01T01:00:00+00:00", "2033-03-01T01:00:30+00:00", "1 Mar 01:00"),
        (None, "2031-05-03T06:00:00+00:00", "by 3 May 2031 06:00"),
        ("2031-05-03T06:00:00+00:00", None, "after 3 May 2031 06:00"),
    ],
)
def test_years_other_than_the_present_one_are_given(
    earliest: str | None, latest: str | None, told: str
) -> None:
    assert wording.between(earliest, latest, UTC, datetime(2033, 6, 1, tzinfo=UTC)) == told


def test_filed_amounts_are_scaled() -> None:
    assert amounts.filed("-1,240,000,000 CNY") == "CNY −1.24 billion"
    assert amounts.filed("88,889,123,456 CNY") == "CNY 88.889 billion"
    assert amounts.filed("1,500,000 USD") == "USD 1.5 million"


def test_other_words_of_a_filing_are_unchanged() -> None:
    assert amounts.filed("0.12 USD per share") == "0.12 USD per share"
    assert amounts.filed("净亏损12.4亿元") == "净亏损12.4亿元"
    assert amounts.filed("27,307 vehicles") == "27,307 vehicles"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2031-Q2", "Q2 2031"),
        ("FY2031-Q3", "Q3 FY2031"),
        ("2031-9M", "9M 2031"),
        ("2031", "2031"),
        ("2031-06-01/2031-08-31", "1 Jun – 31 Aug 2031"),
        ("2030-12-29/2031-03-29", "29 Dec 2030 – 29 Mar 2031"),
        ("2031-05-01/2031-05-31", "May 2031"),
        ("2031-05-04/2031-05-04", "4 May 2031"),
        ("2029-01-01/2031-12-31", "2029–2031"),
        ("since when", "since when"),
        (None, None),
    ],
)
def test_periods_are_worded(written: str | None, said: str | None) -> None:
    assert amounts.period(written) == said


@pytest.mark.parametrize(
    ("derivation", "said"),
    [
        ("1840 job against 1500 job", "1,840 jobs against 1,500 jobs"),
        ("4310000000 USD against 4310000000 USD", "4.31 billion USD against 4.31 billion USD"),
        ("9.5 percent against 9 percent", "9.5% against 9%"),
        ("(4310000000 - 4450000000) / 4450000000 = -3.15 %", "(4.31 billion − 4.45 billion) / 4.45 billion = −3.15%"),
        ("1 plant against 2 plant", "1 plant against 2 plants"),
        ("1800000000 / 27370 = 65765; said: >=65000 CNY a vehicle", "1.8 billion / 27,370 = 65,765; said: ≥65,000 CNY a vehicle"),
        ("-60000 CNY against -60000 CNY", "−60,000 CNY against −60,000 CNY"),
    ],
)  # fmt: skip
def test_stored_derivations_are_worded(derivation: str, said: str) -> None:
    assert amounts.sum_of(derivation) == said


@pytest.mark.parametrize(
    ("stated", "kind", "said"),
    [
        ("weibo", "post", "Weibo"),
        ("微博", "post", "Weibo"),
        ("personal Weibo", "post", "personal Weibo"),
        ("statement", "statement", "statement"),
        ("业绩电话会", "call", "earnings call"),
        ("某处", None, "某处"),
        (None, "livestream", "live stream"),
        (None, None, None),
    ],
)
def test_channels_are_named_in_english(stated: str | None, kind: str | None, said: str | None) -> None:
    assert wording.channel(stated, kind) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2020, 4, 6), None, "since 6 Apr 2020"),
        (date(2020, 4, 6), date(2031, 3, 1), "6 Apr 2020 – 1 Mar 2031"),
        (None, date(2031, 3, 1), "until 1 Mar 2031"),
        (None, None, ""),
    ],
)
def test_terms_of_office_are_worded(since: date | None, until: date | None, said: str) -> None:
    assert wording.term(since, until) == said


def test_a_single_carrier_is_not_mentioned() -> None:
    assert wording.carried(1) is None
    assert wording.carried(11) == "carried by 11 items"


def test_figures_are_labelled_in_english_with_watch_list_names() -> None:
    people = Watching(
        Watchlist(
            companies=(
                records.Company(
                    id="norvik", name="Norvik Motors", aliases=("诺维克",), brands=("诺维克货车", "Norvan")
                ),
            )
        )
    )
    assert people.called("诺维克货车") == "Norvik Motors (诺维克货车)"
    assert people.called("Norvan") == "Norvan"
    row = {"subject": "诺维克", "metric_text": "净利润", "metric": "net_income", "period": "2031-Q2"}
    assert amounts.label(row, people.called) == "Norvik Motors, net income, Q2 2031"
    assert amounts.label({**row, "metric": None}, people.called) == "Norvik Motors, 净利润, Q2 2031"
    assert amounts.label({**row, "subject": "Tessera", "metric_text": "profit"}, people.called) == (
        "Tessera, profit, Q2 2031"
    )
    for written, told in (("Net profit", "net profit"), ("EBIT", "EBIT")):
        assert told in amounts.label({**row, "metric_text": written}, people.called)
    assert amounts.label(dict.fromkeys(row), people.called) == "–"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"metric": "fine", "metric_text": "fined"}, "fine"),
        ({"metric": "layoffs", "metric_text": "Laid off"}, "layoffs"),
        ({"metric": "buyback", "metric_text": "share buyback"}, "share buyback"),
        (
            {"metric": "profit_per_unit", "metric_text": "loses", "left_value": "-9000", "per": "vehicle"},
            "loss per vehicle",
        ),
        (
            {"metric": "profit_per_unit", "metric_text": "卖一辆车赚", "left_value": "1200", "per": "car"},
            "profit per car",
        ),
        (
            {"metric": "gross_profit_per_unit", "metric_text": "makes", "left_value": "80", "per": None},
            "gross profit per unit",
        ),
    ],
)
def test_a_metric_told_by_a_verb_is_named_by_its_noun(row: dict[str, str | None], told: str) -> None:
    assert amounts.label({"subject": None, "period": None, **row}, lambda name: name) == told


def test_every_english_verb_that_names_a_metric_is_known() -> None:
    metrics = tomllib.loads(
        (Path(records.__file__).parent / "nlp/words/metrics_en.toml").read_text(encoding="utf-8")
    ).values()
    cues = tomllib.loads(
        (Path(records.__file__).parent / "nlp/words/cues_en.toml").read_text(encoding="utf-8")
    )
    verbs = {verb for metric in metrics for verb in metric.get("verbs", ())} | set(cues["lose"])
    assert verbs <= amounts.metric_verbs()


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "told"),
    [
        ("Ada Moss", "president", "Xiaomi", ", president, Xiaomi"),
        ("a Xiaomi spokesman", "spokesman", "Xiaomi", ""),
        ("a spokesman", "Spokesman", "Xiaomi", ", Xiaomi"),
        (None, None, "Xiaomi", ", Xiaomi"),
        ("Ada Moss", None, None, ""),
    ],
)
def test_an_office_says_nothing_that_the_name_says(
    speaker: str | None, role: str | None, organisation: str | None, told: str
) -> None:
    assert wording.office(speaker, role, organisation) == told


def test_an_office_is_shown_in_latin_script_if_listed() -> None:
    holder = records.Person(
        id="ada", name="Ada Moss", roles=(records.Role(company="norvik", title="chief executive"),)
    )
    people = Watching(Watchlist(people=(holder,)))
    assert people.title("ada", "首席执行官") == "chief executive"
    assert people.title("ada", "president") == "president"
    assert people.title("nobody", "首席执行官") == "chief executive"
    assert people.title("nobody", "项目主任") == "项目主任"


def test_the_evidence_of_a_link_is_linked_and_escaped() -> None:
    told = evidence.linked(
        "shares <b>, !亏 with 4b343ddfcea02cda; about t-20008e758dcc5d6b", "/desk{}".format
    )
    assert told == (
        "shares &lt;b&gt;, 亏 with "
        '<a href="/desk/document/4b343ddfcea02cda">this document</a>; about '
        '<a href="/desk/topic/t-20008e758dcc5d6b">this topic</a>'
    )


@pytest.mark.parametrize(
    ("words", "limit", "shown"),
    [
        ("The company says nothing", 24, "The company says nothing"),
        ("The company says nothing", 20, "The company says…"),
        ("小米公开Xiaomi Vela源代码", 16, "小米公开Xiaomi…"),
        ("小米公开Xiaomi Vela源代码", 13, "小米公开…"),
        ("此次涉事高管及员工，现已被停职调查", 21, "此次涉事高管及员工…"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", 12, "Llanfairpwl…"),
    ],
)
def test_words_are_cut_between_words_and_a_chinese_character_takes_two_columns(
    words: str, limit: int, shown: str
) -> None:
    assert wording.shortened(words, limit) == shown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("董事长", "chairman"),
        ("董事局主席兼CEO", "chairman and CEO"),
        ("集团总裁", "集团总裁"),
        ("客服人员", "customer service"),
        ("president", "president"),
    ],
)
def test_chinese_offices_are_told_in_english_where_all_of_it_is_known(written: str, told: str) -> None:
    nobody = Watching(Watchlist(companies=(), people=()))
    assert nobody.title(None, written) == nobody.speaker(None, written) == told


@pytest.mark.parametrize(
    ("value", "unit", "per", "told"),
    [
        ("5", "country", None, "5 countries"),
        ("500", "person", None, "500 people"),
        ("1", "child", None, "1 child"),
        ("90", "square_foot", None, "90 square feet"),
        ("3000", "branch", None, "3,000 branches"),
        ("2.5", "multiple", None, "2.5 times"),
        ("0.25", "fraction", None, "0.25"),
        ("0.004", "USD", "share", "USD 0.004 per share"),
        ("-0.0361", "CNY", "share", "CNY −0.0361 per share"),
        ("0", "CNY", None, "CNY 0"),
    ],
)
def test_amounts_are_in_plain_english_and_small_ones_are_not_nothing(
    value: str, unit: str, per: str | None, told: str
) -> None:
    assert amounts.amount(value, unit, per) == told


def test_a_sum_of_counted_things_has_their_plural() -> None:
    assert amounts.sum_of("1840 city against 1500 city") == "1,840 cities against 1,500 cities"
