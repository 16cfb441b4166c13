"""Does the arithmetic of a statement add up: level, base and change, halves and the year, a claim per unit and its total."""

from __future__ import annotations

from tests.reported import REVENUE, checks, figure, report


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


def test_a_share_beside_level_and_base_is_no_change_between_them() -> None:
    level, base = figure("120", statement=6, **REVENUE), REVENUE | {"period": "2030-Q2", "status": "prior"}
    before = figure("100", statement=6, start=30, **base)
    change = REVENUE | {"basis": "change"}
    (found,) = checks(report("a", level, figure("20", "percent", statement=6, start=20, **change), before))
    assert found.verdict == "adds_up"
    share = REVENUE | {"basis": "share"}
    assert not checks(report("a", level, figure("20", "percent", statement=6, start=20, **share), before))


def test_annual_guidance_is_no_base_of_a_quarterly_change() -> None:
    quarter = figure("1930", statement=6, **REVENUE)
    base = figure("19200", statement=6, start=30, **REVENUE | {"period": "2031", "status": "prior"})
    change = figure("27", "percent", statement=6, start=20, **REVENUE | {"basis": "change"})
    assert not checks(report("a", quarter, change, base))


def test_a_year_of_nothing_is_the_sum_of_its_halves() -> None:
    halves = [
        figure("0", "order", start=at, metric="orders", period=period)
        for at, period in ((0, "2031-H1"), (9, "2031-H2"), (20, "2031"))
    ]
    (check,) = checks(report("a", *halves))
    assert (check.verdict, check.difference) == ("adds_up", None)


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


def test_a_claim_per_unit_names_the_total_and_the_count_with_their_sources() -> None:
    claim = figure("-60000", metric="profit_per_unit", per="vehicle", qualifier=">", subject_entity="norvik")
    loss = figure("-1800000000", **{**REVENUE, "metric": "net_income"})
    count = figure("27307", unit="vehicle", start=9, **{**REVENUE, "metric": "deliveries"})
    (check,) = checks(report("a", claim), report("b", loss, count, hours=1))
    assert check.verdict == "supports"
    assert check.why == "net income for 2031-Q2, -1800000000 (b), divided by deliveries, 27307 (b)"
