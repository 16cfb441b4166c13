"""Two reports of one figure are compared at their quoted precision; what is not comparable is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

import stories
from records import Check, Company, Decision, Item, Watchlist
from stories.checks import precision
from stories.items.roster import Roster
from tests.reported import REVENUE, START, WATCHLIST, checks, figure, report


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


def test_a_conflict_names_both_figures_and_why_they_compare() -> None:
    (found,) = checks(
        report("a", figure("1240000000", **REVENUE)), report("b", figure("1420000000", **REVENUE), hours=1)
    )
    assert found.kind == "same_metric"
    assert found.verdict == "conflicts"
    assert (found.left.item, found.right.item) == ("a", "b")
    assert "2031-Q2" in found.why
    assert found.difference == Decimal("14.52")


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


@pytest.mark.parametrize("fields", [{"metric": "duration"}, {"metric": "share_price", "period": None}])
def test_durations_and_prices_at_different_times_are_not_compared(fields: dict) -> None:
    one, other = figure("14.06", **REVENUE | fields), figure("14.22", **REVENUE | fields)
    assert not checks(report("a", one), report("b", other, hours=1))


def test_a_company_written_in_the_other_script_is_the_same_company() -> None:
    roster = Roster(Watchlist(companies=(Company(id="haoyun", name="Haoyun", aliases=("浩云科技",)),)))
    assert roster.is_name("浩雲科技")
    assert roster.entity_named("浩雲科技") == "haoyun"


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
        ("1200000", "1200000000", True),
        ("2000000", "2000000000", False),
    ],
)
def test_a_slip_of_scale_is_a_conflict(left: str, right: str, *, slipped: bool) -> None:
    assert precision.is_misplaced(Decimal(left), Decimal(right)) is slipped


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
