"""A report is compared with what its company filed for the same thing and period, and with nothing else."""

from __future__ import annotations

import pytest

from tests.reported import FILED, REVENUE, checks, figure, report


def test_reports_are_compared_with_a_filing_in_the_story() -> None:
    (found,) = checks(
        report("a", figure("1240000000", **REVENUE)),
        report("b", figure("1420000000", **REVENUE), kind="filing", hours=5),
    )
    assert found.left.item == "b"
    assert found.left.is_filing


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
