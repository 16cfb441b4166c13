"""All checks of a story's figures. Each check names both figures and why they are comparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from records import Check, FigureRef, Item, Story
from stories.checks import (
    arithmetic,
    comparing,
    consensus,
    disputed_figures,
    growth_rates,
    outlooks,
    parts,
    per_unit,
    precision,
    things,
    tolls,
)
from stories.checks.case import OF_AN_EVENT, Case, Measure, is_comparable, states
from stories.checks.filed_figures import Filed, could_be_other_money
from stories.checks.retractions import is_raised_bid
from stories.checks.scopes import scope_of
from stories.checks.story_figures import StoryFigures, authority
from stories.items.roster import Roster


def check(
    story: Story, items: Mapping[str, Item], roster: Roster, filed: Filed, known: StoryFigures
) -> list[Check]:
    """Check a story's figures. A copy confirms no figure that it repeats, but is checked where it changed or added one.

    Where the company has filed the figure, reports are compared with the filing, otherwise with each other. `known`: what an
    earlier pass of this process kept.
    """
    case = Case(story=story, figures=known.of(story, items), items=items, roster=roster)
    beside = [(_filed_beside(ref, case, filed), ref) for ref in case.figures]
    unfiled = [
        ref for reference, ref in beside if reference is None and not is_raised_bid(ref, items[ref.item])
    ]
    found = [
        *_as_filed(
            case, [(reference, _in_its_money(ref, reference)) for reference, ref in beside if reference]
        ),
        *_same_metric(case, unfiled),
        *disputed_figures.check(case),
        *tolls.check(case),
        *arithmetic.check(case),
        *parts.check(case),
        *consensus.check(case),
        *per_unit.check(case),
        *outlooks.check(case),
        *growth_rates.check(case),
    ]
    return list({each.id: each for each in found}.values())


def _filed_beside(ref: FigureRef, case: Case, filed: Filed) -> FigureRef | None:
    whole = states(ref.figure) and not scope_of(ref.figure)
    return filed.counterpart(ref.figure, case.subject(ref.figure)) if whole else None


def _in_its_money(ref: FigureRef, reference: FigureRef) -> FigureRef:
    """Return a report's figure in the currency of another, which its own words left open."""
    return replace(ref, figure=replace(ref.figure, unit=reference.figure.unit))


def _as_filed(case: Case, held: Iterable[tuple[FigureRef, FigureRef]]) -> Iterator[Check]:
    """Compare reports with filings: of each report the nearest figure, and every value once."""
    of_report: dict[tuple[object, ...], list[tuple[FigureRef, FigureRef]]] = defaultdict(list)
    for reference, ref in sorted(held, key=lambda pair: authority(pair[1])):
        of_report[reference.item, reference.figure.start, ref.item].append((reference, ref))
    told: set[tuple[object, ...]] = set()
    for (filing, start, _), pairs in of_report.items():
        reference, ref = _nearest([pairs[0][0]], [ref for _, ref in pairs])
        value = (filing, start, ref.figure.value, bool(ref.figure.adjusted))
        if value not in told:
            told.add(value)
            yield from comparing.compared(case.story, reference, ref)


def _same_metric(case: Case, figures: Sequence[FigureRef]) -> Iterator[Check]:
    """Compare figures of one metric, subject and period from different items with the most authoritative one."""
    alike: dict[Measure, list[FigureRef]] = defaultdict(list)
    for ref in _in_one_money(case, [ref for ref in figures if is_comparable(ref.figure)]):
        alike[case.measure(ref.figure)].append(ref)
    before = {
        (ref.item, ref.figure.metric, ref.figure.value) for ref in figures if ref.figure.status == "prior"
    }
    agreed: set[tuple[object, ...]] = set()
    for group in alike.values():
        by_item: dict[str, list[FigureRef]] = defaultdict(list)
        for ref in sorted(group, key=authority):
            by_item[ref.item].append(ref)
        first, *others = by_item.values()
        seen: set[object] = set()
        for other in others:
            # What was compared with the same figures of another report gives nothing new.
            given = tuple((ref.figure.value, ref.figure.period, bool(ref.figure.adjusted)) for ref in other)
            if given in seen:
                continue
            for left, right in _by_period(first, other):
                if (right.item, left.figure.metric, left.figure.value) in before:
                    continue  # the report gives that number as the earlier one: "41,000 packs, up from 38,000"
                values = precision.upper(left.figure), precision.upper(right.figure)
                if not precision.is_rounded(*values) and (
                    things.are_apart(left, right, case.items[left.item], case.items[right.item])
                    or _is_of_parts(left, first, right)
                    or _is_of_parts(right, other, left)
                ):
                    continue
                seen.add(given)
                told = (left.figure.metric, *values)
                if told not in agreed:
                    agreed.add(told)
                    yield from comparing.compared(case.story, left, right)


def _is_of_parts(part: FigureRef, told: Sequence[FigureRef], total: FigureRef) -> bool:
    """Return whether a text gives the parts of another's total: 34,000 and 14,000 jobs, the other 48,000."""
    value, whole = precision.upper(part.figure), precision.upper(total.figure)
    rests = {precision.upper(ref.figure) for ref in told if ref.figure.period == part.figure.period} - {value}
    return any(precision.is_rounded(value + rest, whole) for rest in rests)


def _in_one_money(case: Case, figures: Sequence[FigureRef]) -> Iterator[FigureRef]:
    """Yield the figures. An ambiguous currency word takes the one currency that others name for the same measure."""
    outright: dict[Measure, dict[str, FigureRef]] = defaultdict(dict)
    for ref in figures:
        if not could_be_other_money(ref.figure):
            outright[_in_any_money(case, ref)][ref.figure.unit] = ref
    for ref in figures:
        if could_be_other_money(ref.figure) and len(named := outright[_in_any_money(case, ref)]) == 1:
            yield _in_its_money(ref, *named.values())
        else:
            yield ref


def _in_any_money(case: Case, ref: FigureRef) -> Measure:
    metric, _, *rest = case.measure(ref.figure)
    return (metric, *rest)


def _by_period(ours: Sequence[FigureRef], theirs: Sequence[FigureRef]) -> list[tuple[FigureRef, FigureRef]]:
    """Return the nearest pair of each period that both texts name; of all figures if there is none, or they are of one event."""
    of_event = ours[0].figure.metric in OF_AN_EVENT
    periods = {ref.figure.period: None for ref in ours if ref.figure.period and not of_event}
    pairs = [
        (
            [ref for ref in ours if ref.figure.period == period],
            [ref for ref in theirs if ref.figure.period == period],
        )
        for period in periods
    ]
    return [_nearest(*pair) for pair in pairs if pair[1]] or [_nearest(ours, theirs)]


def _nearest(ours: Sequence[FigureRef], theirs: Sequence[FigureRef]) -> tuple[FigureRef, FigureRef]:
    """Return the pair of figures most likely meant to be equal: same value, then period and basis, then smallest distance."""

    def apart(pair: tuple[FigureRef, FigureRef]) -> tuple[bool, bool, bool, Decimal]:
        a, b = pair[0].figure, pair[1].figure
        distance = abs(precision.upper(a) - precision.upper(b))
        return (distance > 0, a.period != b.period, bool(a.adjusted) != bool(b.adjusted), distance)

    return min(((a, b) for a in ours for b in theirs), key=apart)
