"""Figures are compared at their quoted precision, sums are tested, and incomparable figures are left alone."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import stories
from records import (
    METRICS_OF_PARTS,
    Check,
    Company,
    Decision,
    Figure,
    FigureRef,
    Interval,
    Item,
    Mention,
    Quote,
    Reading,
    Watchlist,
)
from stories.checks import parts, precision
from stories.checks.retractions import is_raised_bid
from stories.checks.scopes import scope_of
from stories.items.roster import Roster

METRICS = Path(__file__).parent.parent / "nlp" / "words"
PARTS_BY_VERB = {"批发", "零售", "销售汽车"}
"""Verbs that restrict sales to a part: to dealers, to the public, of cars."""

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
WATCHLIST = Watchlist(companies=(Company(id="norvik", name="Norvik"),))


def figure(value: str, unit: str = "EUR", *, start: int = 0, **fields) -> Figure:
    fields.setdefault("basis", "level")
    return Figure(
        start=start, end=start + 4, text=value, unit=unit, rule="test", value=Decimal(value), **fields
    )


def report(identity: str, *figures: Figure, kind="article", hours: float = 0) -> Item:
    title = "Norvik reports on its second quarter of vans"
    at = START + timedelta(hours=hours)
    return Item(
        id=identity,
        kind=kind,
        lang="en",
        title=title if identity == "a" else f"{title} ({identity})",
        text=title,
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source=identity,
        reading=Reading(
            lang="en",
            mentions=(Mention(start=0, end=6, text="Norvik", label="ORG", entity="norvik"),),
            figures=figures,
        ),
    )


def checks(*items: Item, filed: tuple[Figure, ...] = ()):
    references = [
        FigureRef(item=f"filing-{number}", figure=one, is_filing=True) for number, one in enumerate(filed)
    ]
    return stories.link(
        items,
        watchlist=WATCHLIST,
        now=START + timedelta(days=9),
        stored=stories.Stored(references=references),
    ).checks


REVENUE = {"metric": "revenue", "subject_entity": "norvik", "period": "2031-Q2", "status": "actual"}


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("5100000000", "5100000000", "agrees"),
        ("88890000000", "88900000000", "rounds"),
        ("88890000000", "89000000000", "rounds"),
        ("1240000000", "1420000000", "conflicts"),
        ("88890000000", "88800000000", "conflicts"),
        ("400", "450", "conflicts"),
        ("1250000000", "1300000000", "rounds"),
    ],
)
def test_two_reports_of_one_figure_are_compared(left: str, right: str, verdict: str) -> None:
    found = precision.compare(figure(left), figure(right))
    assert found == verdict


@pytest.mark.parametrize(
    ("said", "qualifier", "value", "verdict"),
    [
        ("-310000000", "<=", "-287000000", None),
        ("-310000000", "<=", "-305000000", "rounds"),
        ("-310000000", "<=", "-340000000", "conflicts"),
        ("2000", ">=", "3600", None),
        ("2000", ">=", "1600", "conflicts"),
        ("-310000000", None, "-287000000", "conflicts"),
    ],
)
def test_a_value_within_up_to_or_at_least_is_no_conflict(
    said: str, qualifier: str | None, value: str, verdict: str | None
) -> None:
    bound = replace(figure(said), qualifier=qualifier)
    assert precision.compare(bound, figure(value)) == precision.compare(figure(value), bound) == verdict


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("Nordby raised its proposal for Norvik to 705 pence, valuing it at 3.4 billion.", True),
        ("The board backs a raised bid that values Norvik at 3.4 billion.", True),
        ("Nordby's proposal values Norvik at 3.4 billion. It raised no money for it.", False),
        ("诺比将收购报价提高至每股7.05镑，对诺维克估值为3.4 billion。", True),
        ("诺比提高了收购报价，对诺维克估值为3.4 billion。", True),
    ],
)
def test_a_raised_bid_does_not_conflict_with_the_first(text: str, *, raised: bool) -> None:
    start = text.index("3.4 billion")
    bid = replace(figure("3400000000", start=start), metric="valuation", end=start + len("3.4 billion"))
    told = replace(report("a"), text=text, lang="en" if text[0].isascii() else "zh")
    assert is_raised_bid(FigureRef(item="a", figure=bid), told) == raised


def in_words(item: Item, *said: tuple[Figure, str, str | None]) -> Item:
    """Return the item with each figure inside a quotation of a speaker."""
    quotes = tuple(
        Quote(
            start=one.start,
            end=one.end,
            text=one.text,
            kind="indirect",
            rule="test",
            confidence=0.9,
            speaker=speaker,
            speaker_entity=entity,
        )
        for one, speaker, entity in said
    )
    return replace(
        item, reading=replace(item.reading, figures=tuple(one for one, _, _ in said), quotes=quotes)
    )


def test_an_accusers_figure_is_compared_with_the_companys() -> None:
    reported, claimed, audited = (
        figure(value, start=start, **REVENUE)
        for value, start in (("5200000000", 0), ("3100000000", 10), ("5180000000", 0))
    )
    found = checks(
        in_words(report("a"), (reported, "Grey Heron", None), (claimed, "Grey Heron", None)),
        in_words(report("b", hours=5), (audited, "Norvik", "norvik")),
    )
    assert sorted(
        (check.verdict, str(check.left.figure.value), str(check.right.figure.value)) for check in found
    ) == [
        ("conflicts", "5180000000", "3100000000"),
        ("rounds", "5200000000", "5180000000"),
    ]


def test_a_figure_of_the_companys_own_release_is_disputed_too() -> None:
    claimed, audited = (figure(value, **REVENUE) for value in ("3100000000", "5180000000"))
    released = replace(report("a", audited, kind="release"), entity="norvik")
    adjusted = figure("5100000000", start=20, adjusted=True, **REVENUE)
    accused = in_words(report("b", hours=5), (claimed, "Grey Heron", None))
    accused = replace(accused, reading=replace(accused.reading, figures=(adjusted, *accused.reading.figures)))
    assert any("somebody else" in check.why for check in checks(released, accused))


def test_a_part_of_a_figure_in_a_third_partys_words_is_no_dispute() -> None:
    part, whole = figure("900000000", start=0, **REVENUE), figure("5180000000", start=0, **REVENUE)
    assert not checks(
        in_words(report("a"), (part, "Grey Heron", None)),
        in_words(report("b", hours=5), (whole, "Norvik", "norvik")),
    )


def test_a_conflict_names_both_figures_and_why_they_compare() -> None:
    (found,) = checks(
        report("a", figure("1240000000", **REVENUE)), report("b", figure("1420000000", **REVENUE), hours=1)
    )
    assert found.kind == "same_metric"
    assert found.verdict == "conflicts"
    assert (found.left.item, found.right.item) == ("a", "b")
    assert "2031-Q2" in found.why
    assert found.difference == Decimal("14.52")


def test_reports_are_compared_with_a_filing_in_the_story() -> None:
    (found,) = checks(
        report("a", figure("1240000000", **REVENUE)),
        report("b", figure("1420000000", **REVENUE), kind="filing", hours=5),
    )
    assert found.left.item == "b"
    assert found.left.is_filing


FILED = REVENUE | {"reported_by": "10-Q 0001-31-7, filed 2031-03-01"}


def test_reports_are_compared_with_filed_figures() -> None:
    found = checks(
        report("a", figure("1240000000", **REVENUE)),
        report("b", figure("1420000000", **REVENUE), hours=1),
        report("c", figure("1240000000", **REVENUE), hours=2),
        filed=(figure("1238400000", **FILED),),
    )
    assert [(check.left.item, check.right.item, check.verdict) for check in found] == [
        ("filing-0", "a", "rounds"),
        ("filing-0", "b", "conflicts"),
    ]
    assert "10-Q 0001-31-7" in found[0].why


def test_a_report_with_the_filed_figure_has_no_conflict_by_another() -> None:
    (found,) = checks(
        report("a", figure("1710000000", **REVENUE), figure("1240000000", start=9, **REVENUE)),
        filed=(figure("1240000000", **FILED),),
    )
    assert found.verdict == "agrees"


def test_the_latest_filing_of_a_restated_figure_counts() -> None:
    (found,) = checks(
        report("a", figure("1190000000", **REVENUE)),
        filed=(figure("1240000000", **FILED), figure("1190000000", **FILED)),
    )
    assert (found.left.item, found.verdict) == ("filing-1", "agrees")


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2030-Q2"},
        {"period": None},
        {"subject_entity": None, "subject": "Norvik Vans"},
        {"metric_text": "boat revenue"},
        {"status": "estimate"},
        {"basis": "change"},
        {"metric": "net_income"},
    ],
)
def test_a_figure_that_was_not_filed_is_not_compared_with_filings(other: dict[str, object]) -> None:
    told = figure("1420000000", **{**REVENUE, **other})
    assert checks(report("a", told), filed=(figure("1240000000", **FILED),)) == ()


@pytest.mark.parametrize(
    ("told", "filed", "held"),
    [
        ("2031-Q2", "2031-06-30/2031-06-30", True),
        ("2031-H1", "2031-06-28/2031-06-28", True),
        ("2031-06-30/2031-06-30", "2031-06-28/2031-06-28", True),
        ("2031", "2031-06-30/2031-06-30", False),
        ("2031-Q2", "2031-05-31/2031-06-30", False),
        ("FY2031-Q2", "2031-Q2", True),
        ("2031-Q2", "FY2031-Q2", False),
    ],
)
def test_a_balance_is_compared_with_the_period_that_ends_on_its_day(
    told: str, filed: str, *, held: bool
) -> None:
    assets = REVENUE | {"metric": "total_assets"}
    found = checks(
        report("a", figure("900", **{**assets, "period": told})),
        filed=(figure("900", **{**assets, "period": filed}),),
    )
    assert [check.verdict for check in found] == ["agrees"] * held


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("2031-Q2", "2031-06-30/2031-06-30", "conflicts"),
        ("2031-06-30/2031-06-30", "2031-Q2", "conflicts"),
        ("2031-Q2", "2031-H1", "other_period"),
    ],
)
def test_of_two_reports_a_balance_is_that_of_the_period_which_ends_on_its_day(
    one: str, other: str, verdict: str
) -> None:
    assets = REVENUE | {"metric": "total_assets"}
    left = report("a", figure("900", **{**assets, "period": one}))
    right = report("b", figure("700", **{**assets, "period": other}), hours=1)
    assert [check.verdict for check in checks(left, right)] == [verdict]


def test_adjusted_and_reported_figures_differ_in_basis() -> None:
    (found,) = checks(
        report("a", figure("5100000000", **REVENUE)),
        report("b", figure("6200000000", **REVENUE, adjusted=True), hours=1),
    )
    assert found.verdict == "other_basis"


def test_figures_of_different_quarters_differ_in_period() -> None:
    (found,) = checks(
        report("a", figure("5100000000", **REVENUE)),
        report("b", figure("6200000000", **REVENUE | {"period": "2031-Q1"}), hours=1),
    )
    assert found.verdict == "other_period"


@pytest.mark.parametrize(
    "other",
    [
        REVENUE | {"metric": "cash"},
        REVENUE | {"subject_entity": None, "subject": "the boat division"},
        REVENUE | {"status": "estimate"},
        REVENUE | {"reported_by": "a blog"},
        REVENUE | {"period": None},
        REVENUE | {"metric_text": "boat revenue"},
        REVENUE | {"metric_text": "游艇业务收入"},
    ],
    ids=["metric", "segment", "estimate", "hearsay", "no period", "part", "part in Chinese"],
)
def test_incomparable_figures_are_not_compared(other: dict) -> None:
    assert not [
        check
        for check in checks(
            report("a", figure("5100000000", **REVENUE)), report("b", figure("6200000000", **other), hours=1)
        )
        if check.kind == "same_metric"
    ]


def test_unique_figures_of_an_affair_are_compared_without_a_period() -> None:
    jobs = {"metric": "layoffs", "subject_entity": "norvik", "status": "actual"}
    (found,) = checks(
        report("a", figure("1500", "job", **jobs)),
        report("b", figure("1840", "job", **jobs, period="2031-Q2"), kind="filing", hours=50),
    )
    assert (found.verdict, found.left.item, found.right.item) == ("conflicts", "b", "a")


@pytest.mark.parametrize("status", ["actual", "target"])
def test_a_planned_figure_of_an_affair_is_compared_too(status: str) -> None:
    jobs = {"metric": "layoffs", "subject_entity": "norvik"}
    (found,) = checks(
        report("a", figure("400", "job", **jobs, status="target")),
        report("b", figure("450", "job", **jobs, status=status), hours=2),
    )
    assert found.verdict == "conflicts"


def test_an_item_that_left_the_window_in_the_same_pass_is_compared_too() -> None:
    one, other = (figure(value, **REVENUE) for value in ("1240000000", "1420000000"))
    late = report("c", hours=24 * 60)
    linked = stories.link(
        [
            report("a", one),
            report("b", other, hours=1),
            replace(late, title="Another quarter", text="x" * 200),
        ],
        watchlist=WATCHLIST,
        now=START + timedelta(days=90),
        memory=stories.Memory(),
    )
    assert [check.verdict for check in linked.checks] == ["conflicts"]


def test_a_full_legal_name_is_the_same_company() -> None:
    whole = REVENUE | {"subject": "Norvik N.V."}
    brief = REVENUE | {"subject": "Norvik Inc."}
    plain = REVENUE | {"subject": "Norvik"}
    found = checks(
        report("a", figure("5100000000", **plain)), report("b", figure("5100000000", **brief), hours=1)
    )
    assert [check.verdict for check in found] == ["agrees"]
    assert not checks(
        report("a", figure("5100000000", **plain)), report("b", figure("5100000000", **whole), hours=1)
    )


def corrected(field: str, value: str, *reports: Item) -> list[Check]:
    """Return the checks once a person has corrected the first figure of the second report; Tessera is watched, too."""
    found = reports[1].reading.figures[0]
    subject = f"{reports[1].id}:f:{found.start}-{found.end}"
    decision = Decision(id=1, kind="correct", subject=subject, field=field, value=value)
    watched = Watchlist(companies=(*WATCHLIST.companies, Company(id="tessera", name="Tessera")))
    now = START + timedelta(days=1)
    return list(stories.link(reports, watchlist=watched, now=now, decisions=(decision,)).checks)


def test_a_figure_whose_subject_a_person_corrects_is_not_the_companys_any_more() -> None:
    facts: dict[str, Any] = {
        "metric": "revenue",
        "subject": "Norvik",
        "subject_entity": "norvik",
        "period": "2031-Q1",
    }
    reports = (
        report("a", figure("510", **facts)),
        report("b", figure("590", **facts), hours=1),
    )
    assert [check.verdict for check in corrected("subject", "norvik", *reports)] == ["conflicts"]
    assert corrected("subject", "Tessera", *reports) == []
    assert corrected("subject", "Quillon Bank", *reports) == []


@pytest.mark.parametrize(
    ("field", "value"), [("value", "nan"), ("value", "-Infinity"), ("value", "1e999"), ("period", "2031/Q2")]
)
def test_what_no_figure_can_be_stops_no_pass(field: str, value: str) -> None:
    facts: dict[str, Any] = {"metric": "revenue", "subject_entity": "norvik", "period": "2031-Q1"}
    reports = (
        report("a", figure("510", **facts), figure("500", start=9, **facts, status="estimate")),
        report("b", figure("590", **facts), hours=1),
    )
    assert "conflicts" not in {check.verdict for check in corrected(field, value, *reports)}


def test_a_year_of_nothing_is_the_sum_of_its_halves() -> None:
    halves = [
        figure("0", "order", start=at, metric="orders", period=period)
        for at, period in ((0, "2031-H1"), (9, "2031-H2"), (20, "2031"))
    ]
    (check,) = checks(report("a", *halves))
    assert (check.verdict, check.difference) == ("adds_up", None)


def test_level_base_and_change_of_one_statement_are_checked() -> None:
    common = {"metric": "revenue", "statement": 1}
    good = report(
        "a",
        figure("132", **common, status="actual"),
        figure("100", **common, status="prior", start=10),
        figure("32", "percent", metric="revenue", statement=1, basis="change", compare="yoy", start=20),
    )
    bad = report(
        "a",
        figure("132", **common, status="actual"),
        figure("100", **common, status="prior", start=10),
        figure("23", "percent", metric="revenue", statement=1, basis="change", compare="yoy", start=20),
    )
    assert [check.verdict for check in checks(good)] == ["adds_up"]
    (found,) = checks(bad)
    assert found.verdict == "does_not_add_up"
    assert found.derivation == "(132 - 100) / 100 = 32.00 %, said: 23 %"


@pytest.mark.parametrize(
    ("actual", "estimate", "percent", "verdict"),
    [("88890000000", "86850000000", "2.35", "beats"), ("5100000000", "6000000000", "-15.00", "misses")],
)
def test_results_are_compared_with_consensus(actual: str, estimate: str, percent: str, verdict: str) -> None:
    (found,) = checks(
        report(
            "a",
            figure(actual, **REVENUE),
            figure(estimate, **REVENUE | {"status": "estimate", "compare": "vs_consensus"}, start=20),
        )
    )
    assert (found.kind, found.verdict, found.difference) == ("surprise", verdict, Decimal(percent))


def test_a_per_unit_claim_is_checked_by_total_and_count() -> None:
    (found,) = checks(
        report("a", figure("-60000", per="vehicle", qualifier=">", metric="profit_per_unit")),
        report(
            "b",
            figure(
                "-1800000000",
                metric="net_income",
                subject="the car division",
                period="2031-Q2",
                status="actual",
            ),
            figure("27307", "vehicle", metric="deliveries", period="2031-Q2", status="actual", start=20),
            figure("5100000000", metric="net_income", subject_entity="norvik", period="2031-Q2", start=40),
            hours=1,
        ),
    )
    assert found.kind == "per_unit"
    assert found.verdict == "supports"
    assert found.derivation.startswith("1800000000 / 27307 = 65917")
    assert (found.left.item, found.right.item) == ("a", "b")


def test_a_count_of_another_period_is_no_divisor() -> None:
    claim = figure("-60000", per="vehicle", metric="profit_per_unit")
    loss = figure("-1800000000", metric="net_income", period="2031-Q2", start=20)
    count = figure("27307", "vehicle", metric="deliveries", period="2031-Q1", start=40)
    assert not checks(report("a", claim, loss, count))


def test_a_per_unit_claim_can_be_contradicted() -> None:
    (found,) = checks(
        report(
            "a",
            figure("-200000", per="vehicle", qualifier=">", metric="profit_per_unit"),
            figure("-1800000000", metric="net_income", start=20),
            figure("27307", "vehicle", metric="deliveries", start=40),
        )
    )
    assert found.verdict == "conflicts"


def test_a_copy_confirms_nothing() -> None:
    first = report("a", figure("1240000000", **REVENUE))
    copy = report("a", figure("1240000000", **REVENUE), hours=2)
    assert not checks(first, Item(**{**{k: getattr(copy, k) for k in copy.__slots__}, "id": "copy"}))


def test_a_copy_that_changes_a_figure_is_checked_once() -> None:
    first = report("a", figure("1240000000", **REVENUE))
    altered = replace(report("a", figure("1420000000", **REVENUE), hours=2), id="altered")
    again = replace(altered, id="again", at=altered.at + timedelta(hours=1))
    (found,) = checks(first, altered, again)
    assert found.verdict == "conflicts"
    assert (found.left.item, found.right.item) == ("a", "altered")


def test_an_estimate_for_another_segment_is_not_compared() -> None:
    common = {"metric": "revenue", "period": "2031-Q2", "statement": 1}
    assert not checks(
        report(
            "a",
            figure("6400", **common, status="actual", subject="vans and other new business"),
            figure("6200", **common, status="estimate", subject="vans", start=10),
        )
    )
    assert not checks(
        report(
            "a",
            figure("6400", **common, status="actual", subject="vans and other new business"),
            figure("6200", **common, status="actual", subject="vans", start=10),
        )
    )


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Revenue", ""),
        ("second-quarter group revenue", ""),
        ("Norvik's net income", ""),
        ("automotive revenue", "automotive"),
        ("营业收入", ""),
        ("归母净利润", ""),
        ("调味品收入", "调味品"),
        ("調味品業務收入", "调味品"),
    ],
)
def test_the_words_of_a_metric_give_the_segment(words: str, part: str) -> None:
    assert scope_of(figure("1", metric="revenue", metric_text=words, subject="Norvik")) == part


@pytest.mark.parametrize("fields", [{"metric": "duration"}, {"metric": "share_price", "period": None}])
def test_durations_and_prices_at_different_times_are_not_compared(fields: dict) -> None:
    one, other = figure("14.06", **REVENUE | fields), figure("14.22", **REVENUE | fields)
    assert not checks(report("a", one), report("b", other, hours=1))


def test_a_company_written_in_the_other_script_is_the_same_company() -> None:
    roster = Roster(Watchlist(companies=(Company(id="haoyun", name="Haoyun", aliases=("浩云科技",)),)))
    assert roster.is_name("浩雲科技")
    assert roster.entity_named("浩雲科技") == "haoyun"


@pytest.mark.parametrize("words", ["真实营收", "虚增收入", "true revenue"])
def test_qualifiers_of_a_metric_give_no_segment(words: str) -> None:
    assert not scope_of(figure("1", metric="revenue", metric_text=words))


def test_a_number_reported_as_grown_is_no_conflict() -> None:
    recall = {"metric": "recall", "unit": "pack", "subject_entity": "norvik"}
    first, more, then = (
        figure("38000", status="actual", **recall),
        figure("41000", status="actual", **recall),
        figure("38000", start=20, status="prior", **recall),
    )
    assert not checks(report("a", first), report("b", more, then, hours=9))
    assert [check.verdict for check in checks(report("a", first), report("b", more, hours=9))] == [
        "conflicts"
    ]


def test_an_ambiguous_currency_is_that_of_the_filing() -> None:
    filed = (figure("1238400000", **FILED | {"unit": "NOK"}),)
    told = {**REVENUE, "unit": "SEK", "assumed": 'currency of "crowns"'}
    (found,) = checks(report("a", figure("1240000000", **told)), filed=filed)
    assert (found.verdict, found.derivation) == ("rounds", "1238400000 NOK against 1240000000 NOK")
    assert not checks(report("a", figure("1240000000", **told | {"assumed": None})), filed=filed)
    (found,) = checks(
        report("f", figure("1238400000", **REVENUE | {"unit": "NOK"}), kind="filing"),
        report("a", figure("1240000000", **told)),
    )
    assert (found.verdict, found.derivation) == ("rounds", "1238400000 NOK against 1240000000 NOK")


def test_guidance_is_compared_with_the_estimate_for_the_same_quarter() -> None:
    later = REVENUE | {"period": "2031-Q3"}
    guided = replace(
        figure("0", **later | {"status": "guidance"}), value=None, low=Decimal(505), high=Decimal(515)
    )
    expected = figure("528", **later | {"status": "estimate", "compare": "vs_consensus", "start": 9})
    (found,) = checks(report("a", guided, expected))
    assert (found.kind, found.verdict, found.difference) == ("surprise", "misses", Decimal("-2.46"))
    (found,) = checks(report("a", guided, replace(expected, value=Decimal(510))))
    assert found.verdict == "agrees"


def test_reports_with_one_level_and_different_changes_conflict() -> None:
    change = REVENUE | {"basis": "change", "compare": "yoy", "start": 9}
    level = figure("205000000", **REVENUE)
    left = report("a", level, figure("-61.3", "percent", **change))
    right = report("b", level, figure("-63.1", "percent", **change), hours=1)
    found = [check for check in checks(left, right) if check.verdict == "conflicts"]
    assert [(one.left.item, one.right.item) for one in found] == [("a", "b")]
    other = report("b", figure("2050", **REVENUE), figure("-63.1", "percent", **change), hours=1)
    assert not [check for check in checks(left, other) if "changed" in check.why]


def test_changes_of_which_neither_is_said_to_be_over_a_year_do_not_conflict() -> None:
    level, unnamed = figure("205000000", **REVENUE), REVENUE | {"basis": "change", "start": 9}

    def conflicts(left: dict[str, object], right: dict[str, object]) -> list[Check]:
        over_a_year = report("a", level, figure("4.1", "percent", **left))
        over_a_quarter = report("b", level, figure("9.3", "percent", **right), hours=1)
        return [check for check in checks(over_a_year, over_a_quarter) if check.verdict == "conflicts"]

    assert not conflicts(unnamed, unnamed)
    assert conflicts(unnamed | {"compare": "yoy"}, unnamed)


def test_annual_guidance_is_no_base_of_a_quarterly_change() -> None:
    quarter = figure("1930", statement=6, **REVENUE)
    base = figure("19200", statement=6, start=30, **REVENUE | {"period": "2031", "status": "prior"})
    change = figure("27", "percent", statement=6, start=20, **REVENUE | {"basis": "change"})
    assert not checks(report("a", quarter, change, base))


@pytest.mark.parametrize(
    ("left", "right", "slipped"),
    [
        ("1284000000", "1284000000000", True),
        ("-40600000", "-406000000", True),
        ("1284600000", "12800000000", True),
        ("2000000000", "200000000", False),
        ("1284000000", "1284000000", False),
        ("1284000000", "-12840000000", False),
        ("0", "10", False),
    ],
)
def test_a_slip_of_scale_is_a_conflict(left: str, right: str, *, slipped: bool) -> None:
    assert precision.is_misplaced(Decimal(left), Decimal(right)) is slipped


def test_verbs_that_name_a_metric_give_no_segment() -> None:
    for lang in ("en", "zh"):
        words = tomllib.loads((METRICS / f"metrics_{lang}.toml").read_text(encoding="utf-8"))
        for metric in METRICS_OF_PARTS & {"revenue", "unit_sales"}:
            for verb in words[metric]["verbs"]:
                if verb not in PARTS_BY_VERB:
                    assert not scope_of(figure("1", metric=metric, metric_text=verb)), verb


def test_the_reason_names_what_is_compared_and_where_it_differs() -> None:
    quarter, half = (
        figure(value, **{**REVENUE, "period": period})
        for value, period in (("5100", "2031-Q2"), ("9800", "2031-H1"))
    )
    (check,) = checks(report("a", quarter), report("b", half, hours=1))
    assert check.verdict == "other_period"
    assert check.why == "both give revenue of norvik, one for 2031-Q2, the other for 2031-H1"
    adjusted = figure("6100", adjusted=True, **REVENUE)
    (check,) = checks(report("a", quarter), report("b", adjusted, hours=1))
    assert check.why == "both give revenue of norvik for 2031-Q2; one is adjusted"


def test_a_claim_per_unit_names_the_total_and_the_count_with_their_sources() -> None:
    claim = figure("-60000", metric="profit_per_unit", per="vehicle", qualifier=">", subject_entity="norvik")
    loss = figure("-1800000000", **{**REVENUE, "metric": "net_income"})
    count = figure("27307", unit="vehicle", start=9, **{**REVENUE, "metric": "deliveries"})
    (check,) = checks(report("a", claim), report("b", loss, count, hours=1))
    assert check.verdict == "supports"
    assert check.why == "net income for 2031-Q2, -1800000000 (b), divided by deliveries, 27307 (b)"


def test_figures_behind_the_looked_at_text_are_parts_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was compared with all behind it, as if they were one sentence: minutes for a long report."""
    asked: list[FigureRef] = []
    monkeypatch.setattr(parts, "_is_part", lambda ref, _: asked.append(ref))
    many = tuple(figure(str(number), start=1000 + 5 * number, **REVENUE) for number in range(60))
    checks(report("a", *many), report("b", figure("3", **REVENUE), hours=1))
    assert not asked


def test_two_outlooks_are_compared_and_two_changes_that_are_foretold_are_not() -> None:
    guided = REVENUE | {"status": "guidance", "period": "2031"}
    (found,) = checks(report("a", figure("505", **guided)), report("b", figure("560", **guided), hours=1))
    assert found.verdict == "conflicts"
    growth = guided | {"basis": "change", "unit": "percent"}
    assert not checks(report("a", figure("5", **growth)), report("b", figure("9", **growth), hours=1))


def test_a_share_beside_level_and_base_is_no_change_between_them() -> None:
    level, base = figure("120", statement=6, **REVENUE), REVENUE | {"period": "2030-Q2", "status": "prior"}
    before = figure("100", statement=6, start=30, **base)
    change = REVENUE | {"basis": "change"}
    (found,) = checks(report("a", level, figure("20", "percent", statement=6, start=20, **change), before))
    assert found.verdict == "adds_up"
    share = REVENUE | {"basis": "share"}
    assert not checks(report("a", level, figure("20", "percent", statement=6, start=20, **share), before))
