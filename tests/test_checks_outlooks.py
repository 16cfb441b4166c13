"""Results meet what was expected of them, and outlooks each other, for one period and one part of the company."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.reported import REVENUE, checks, figure, report


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


def test_two_outlooks_are_compared_and_two_changes_that_are_foretold_are_not() -> None:
    guided = REVENUE | {"status": "guidance", "period": "2031"}
    (found,) = checks(report("a", figure("505", **guided)), report("b", figure("560", **guided), hours=1))
    assert found.verdict == "conflicts"
    growth = guided | {"basis": "change", "unit": "percent"}
    assert not checks(report("a", figure("5", **growth)), report("b", figure("9", **growth), hours=1))


def test_an_estimate_is_not_compared_with_another_reports_result_of_an_unknown_period() -> None:
    awaited = figure("9557", **REVENUE | {"period": "2031", "status": "estimate", "compare": "vs_consensus"})
    result = figure("2492", **REVENUE | {"period": None})
    assert not checks(report("a", awaited), report("b", result, hours=1))
