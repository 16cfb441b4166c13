"""A claim per unit, such as a loss per car, against a total divided by a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from records import Check, FigureRef, Story
from stories.checks import precision
from stories.checks.precision import percent, same_sign, shown
from stories.checks.story_figures import told_at
from stories.checks.verdicts import make_check, measure, place

PROFITS = frozenset({"net_income", "operating_profit", "pretax_profit", "ebitda", "gross_profit"})
COUNTS = frozenset({"deliveries", "unit_sales", "store_count", "orders", "mau", "headcount"})
PER_UNIT = {"profit_per_unit": PROFITS, "gross_profit_per_unit": frozenset({"gross_profit"})}
"""Per-unit metric to the metrics of the totals that can support it."""


def check(story: Story, figures: Sequence[FigureRef]) -> Iterator[Check]:
    """Check a per-unit claim against a total and a count in the story."""
    tried: set[tuple[object, ...]] = set()
    order = {id(ref): place for place, ref in enumerate(figures)}
    claims = [ref for ref in figures if ref.figure.metric in PER_UNIT and ref.figure.per is not None]
    for claim in sorted(claims, key=told_at):
        said = claim.figure
        wording = (said.metric, said.value, said.qualifier, said.unit, said.per)
        if wording in tried:
            continue
        tried.add(wording)
        if said.value is None or said.metric is None:
            continue
        totals = [r for r in figures if r.figure.metric in PER_UNIT[said.metric] and _total_for(r, claim)]
        counts = [
            r for r in figures if r.figure.unit == said.per and (r.figure.metric in COUNTS) and _count(r)
        ]
        pairs = list(_pairs(_by_value(totals), _by_value(counts)))
        if not pairs:
            continue
        total, count = min(pairs, key=lambda pair: (*_fit(claim, *pair), *(order[id(ref)] for ref in pair)))
        whole, number = total.figure.value, count.figure.value
        if whole is None or not number:
            continue
        each = (whole / number).quantize(Decimal(1))
        held = same_sign(each, said.value) and _reaches(claim, each)
        yield make_check(
            story,
            "per_unit",
            "supports" if held else "conflicts",
            claim,
            total,
            why=f"{measure(total.figure)} for {total.figure.period or count.figure.period or 'the same period'}, {place(total)}, "
            f"divided by {measure(count.figure)}, {place(count)}",
            derivation=f"{shown(abs(whole))} / {shown(number)} = {shown(abs(each))}; said: "
            f"{said.qualifier or ''}{shown(abs(said.value))} {said.unit} a {said.per}",
            difference=percent(abs(each), abs(said.value)),
        )


def _by_value(figures: Sequence[FigureRef]) -> list[dict[str, FigureRef]]:
    """Group figures by value and period: for each, the first figure of every text."""
    found: dict[tuple[Decimal | None, str | None], dict[str, FigureRef]] = defaultdict(dict)
    for ref in figures:
        found[ref.figure.value, ref.figure.period].setdefault(ref.item, ref)
    return list(found.values())


def _pairs(
    totals: Sequence[dict[str, FigureRef]], counts: Sequence[dict[str, FigureRef]]
) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Yield totals and counts that may belong together, from one text where possible."""
    for by_text in totals:
        for others in counts:
            both = by_text.keys() & others.keys()
            total = by_text[min(both or by_text)]
            count = others[min(both or others)]
            if _together(total, count):
                yield total, count


def _total_for(ref: FigureRef, claim: FigureRef) -> bool:
    total, said = ref.figure, claim.figure
    return (
        total.value is not None
        and said.value is not None
        and total.per is None
        and total.unit == said.unit
        and total.basis in {"level", None}
        and same_sign(total.value, said.value)
        and abs(total.value) > abs(said.value)
    )


def _count(ref: FigureRef) -> bool:
    figure = ref.figure
    return bool(figure.value) and figure.basis in {"level", None} and figure.status in {"actual", None}


def _together(total: FigureRef, count: FigureRef) -> bool:
    """Return whether total and count are of one period, as far as known."""
    a, b = total.figure.period, count.figure.period
    return a is None or b is None or a == b


def _fit(claim: FigureRef, total: FigureRef, count: FigureRef) -> tuple[bool, bool, Decimal, str, str]:
    """Sort key: pairs with the same known period first, then one text, then the result nearest to the claim."""
    whole, number = total.figure.value or Decimal(0), count.figure.value or Decimal(1)
    said = claim.figure.value or Decimal(1)
    known = total.figure.period is not None and total.figure.period == count.figure.period
    return (not known, total.item != count.item, abs(abs(whole / number) - abs(said)), total.item, count.item)


def _reaches(claim: FigureRef, each: Decimal) -> bool:
    said = claim.figure
    if said.value is None:
        return False
    match said.qualifier:
        case ">" | ">=":
            return abs(each) >= abs(said.value) and abs(each) <= 2 * abs(said.value)
        case "<" | "<=":
            return abs(each) <= abs(said.value)
        case _:
            return abs(abs(each) - abs(said.value)) <= max(
                precision.step(said.value), abs(said.value) * precision.LOOSE
            )
