"""Every value of the vocabulary has a wording for people."""

from datetime import date
from typing import get_args

import pytest

import records
from records import Watchlist
from review import amounts, wording
from review.desk import evidence
from review.watched_names import Watching


def test_every_verdict_and_stance_has_words() -> None:
    assert set(wording.VERDICTS) == set(get_args(records.Verdict))
    assert set(wording.STANCES) == set(get_args(records.Stance))


def test_a_filed_amount_is_put_in_the_scale_in_which_it_is_said() -> None:
    assert amounts.filed("-1,240,000,000 CNY") == "CNY −1.24 billion"
    assert amounts.filed("88,889,123,456 CNY") == "CNY 88.889 billion"
    assert amounts.filed("1,500,000 USD") == "USD 1.5 million"


def test_other_words_of_a_filing_stay_as_they_are() -> None:
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
def test_a_period_is_put_as_it_is_said(written: str | None, said: str | None) -> None:
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
def test_a_stored_sum_is_put_as_it_is_said(derivation: str, said: str) -> None:
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
def test_a_channel_is_named_for_who_reads_english(
    stated: str | None, kind: str | None, said: str | None
) -> None:
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
def test_the_term_of_an_office(since: date | None, until: date | None, said: str) -> None:
    assert wording.term(since, until) == said


def test_one_item_carries_nothing_that_would_be_told() -> None:
    assert wording.carried(1) is None
    assert wording.carried(11) == "carried by 11 items"


def test_a_figure_is_labelled_in_english_by_the_name_of_the_watch_list() -> None:
    people = Watching(
        Watchlist(companies=(records.Company(id="norvik", name="Norvik Motors", aliases=("诺维克",)),))
    )
    row = {"subject": "诺维克", "metric_text": "净利润", "metric": "net_income", "period": "2031-Q2"}
    assert amounts.label(row, people.called) == "Norvik Motors, net income, Q2 2031"
    assert amounts.label({**row, "metric": None}, people.called) == "Norvik Motors, 净利润, Q2 2031"
    assert amounts.label({**row, "subject": "Tessera", "metric_text": "profit"}, people.called) == (
        "Tessera, profit, Q2 2031"
    )
    assert amounts.label(dict.fromkeys(row), people.called) == "–"


def test_an_office_is_told_in_the_desks_script_where_the_list_knows_it() -> None:
    holder = records.Person(
        id="ada", name="Ada Moss", roles=(records.Role(company="norvik", title="chief executive"),)
    )
    people = Watching(Watchlist(people=(holder,)))
    assert people.title("ada", "首席执行官") == "chief executive"
    assert people.title("ada", "president") == "president"
    assert people.title("nobody", "首席执行官") == "首席执行官"


def test_the_evidence_of_a_link_leads_to_what_it_names_and_is_escaped() -> None:
    told = evidence.linked(
        "shares <b>, !亏 with 4b343ddfcea02cda; about t-20008e758dcc5d6b", "/desk{}".format
    )
    assert told == (
        "shares &lt;b&gt;, 亏 with "
        '<a href="/desk/document/4b343ddfcea02cda">this document</a>; about '
        '<a href="/desk/topic/t-20008e758dcc5d6b">this topic</a>'
    )
