"""A claim per unit, such as a loss per car, against a total divided by a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from records import Check, Figure, FigureRef
from stories.checks import precision
from stories.checks.case import Case
from stories.checks.precision import percent, same_sign, shown, upper
from stories.checks.story_figures import told_at
from stories.checks.verdicts import make_check, measure, place

PROFITS = frozenset({"net_income", "operating_profit", "pretax_profit", "ebitda", "gross_profit"})
COUNTS = frozenset({"deliveries", "unit_sales", "store_count", "orders", "mau", "headcount"})
PER_UNIT = {"profit_per_unit": PROFITS, "gross_profit_per_unit": frozenset({"gross_profit"})}
"""Per-unit metric to the metrics of the totals that can support it."""


def check(case: Case) -> Iterator[Check]:
    """Check a per-unit claim against a total and a count in the story."""
    levels = [
        ref
        for ref in case.figures
        if ref.figure.value and ref.figure.per is None and ref.figure.basis in {"level", None}
    ]
    claims = sorted((ref for ref in case.figures if _is_claim(ref.figure)), key=told_at)
    once = {_wording(ref.figure): ref for ref in reversed(claims)}
    for claim in once.values():
        totals = [ref for ref in levels if _is_total_for(ref.figure, claim.figure)]
        counts = [ref for ref in levels if _is_count_for(ref.figure, claim.figure)]
        pairs = list(_pairs(_by_value(totals), _by_value(counts)))
        if pairs:
            yield _divided(case, claim, *min(pairs, key=lambda pair: _fit(claim.figure, *pair)))


def _is_claim(figure: Figure) -> bool:
    return figure.metric in PER_UNIT and figure.per is not None and bool(figure.value)


def _wording(claim: Figure) -> tuple[object, ...]:
    return (claim.metric, claim.value, claim.qualifier, claim.unit, claim.per)


def _is_total_for(total: Figure, claim: Figure) -> bool:
    return (
        total.metric in PER_UNIT[claim.metric or ""]
        and total.unit == claim.unit
        and _of_one_period(total, claim)
        and same_sign(upper(total), upper(claim))
        and abs(upper(total)) > abs(upper(claim))
    )


def _is_count_for(count: Figure, claim: Figure) -> bool:
    counts = count.metric in COUNTS and count.unit == claim.per and count.status in {"actual", None}
    return counts and _of_one_period(count, claim)


def _of_one_period(one: Figure, other: Figure) -> bool:
    return None in {one.period, other.period} or one.period == other.period


def _by_value(figures: Iterable[FigureRef]) -> list[dict[str, FigureRef]]:
    """Group figures by value and period: for each, the first figure of every text."""
    found: dict[tuple[Decimal | None, str | None], dict[str, FigureRef]] = defaultdict(dict)
    for ref in figures:
        found[ref.figure.value, ref.figure.period].setdefault(ref.item, ref)
    return list(found.values())


def _pairs(
    totals: Iterable[dict[str, FigureRef]], counts: Iterable[dict[str, FigureRef]]
) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Yield totals and counts of one period, as far as known, from one text where possible."""
    for by_text in totals:
        for others in counts:
            both = by_text.keys() & others.keys()
            total, count = by_text[min(both or by_text)], others[min(both or others)]
            if _of_one_period(total.figure, count.figure):
                yield total, count


def _fit(claim: Figure, total: FigureRef, count: FigureRef) -> tuple[bool, bool, Decimal, str, str]:
    """Sort key: pairs with the same known period first, then one text, then the result nearest to the claim."""
    known = total.figure.period is not None and total.figure.period == count.figure.period
    apart = abs(_each(total, count) - abs(upper(claim)))
    return (not known, total.item != count.item, apart, total.item, count.item)


def _each(total: FigureRef, count: FigureRef) -> Decimal:
    return abs(upper(total.figure)) / upper(count.figure)


def _divided(case: Case, claim: FigureRef, total: FigureRef, count: FigureRef) -> Check:
    said, each = claim.figure, _each(total, count).quantize(Decimal(1))
    return make_check(
        case.story,
        "per_unit",
        "supports" if _reaches(said, each) else "conflicts",
        claim,
        total,
        why=f"{measure(total.figure)} for {total.figure.period or count.figure.period or 'the same period'}, {place(total)}, "
        f"divided by {measure(count.figure)}, {place(count)}",
        derivation=f"{shown(abs(upper(total.figure)))} / {shown(upper(count.figure))} = {shown(each)}; said: "
        f"{said.qualifier or ''}{shown(abs(upper(said)))} {said.unit} a {said.per}",
        difference=percent(each, abs(upper(said))),
    )


def _reaches(claim: Figure, each: Decimal) -> bool:
    said = abs(upper(claim))
    match claim.qualifier:
        case ">" | ">=":
            return said <= each <= 2 * said
        case "<" | "<=":
            return each <= said
        case _:
            return abs(each - said) <= max(precision.step(said), said * precision.LOOSE)
