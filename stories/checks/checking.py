"""All checks of a story's figures. Each check names both figures and why they are comparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from records import Check, Figure, FigureRef, Item, Story
from stories.checks import (
    arithmetic,
    bids,
    comparing,
    consensus,
    disputed_figures,
    growth_rates,
    guidance,
    outlooks,
    parts,
    per_unit,
    precision,
    things,
    tolls,
    verdicts,
)
from stories.checks.filed_figures import Filed, could_be_other_money
from stories.checks.scopes import scope_of
from stories.checks.story_figures import StoryFigures, authority
from stories.items.roster import Roster


def check(
    story: Story, items: Mapping[str, Item], roster: Roster, filed: Filed, known: StoryFigures | None = None
) -> list[Check]:
    """Check a story's figures. A copy confirms no figure that it repeats, but is checked where it changed or added one.

    Where the company has filed the figure, reports are compared with the filing, otherwise with each other. `known`: what an
    earlier pass of this process kept.
    """
    figures = (known or StoryFigures()).of(story, items)
    if not figures:
        return []
    beside = [(_filed_beside(ref, story, roster, filed), ref) for ref in figures]
    settled = {id(ref) for reference, ref in beside if reference}
    held = [(reference, _in_its_money(ref, reference)) for reference, ref in beside if reference]
    found = [
        *_as_filed(story, held),
        *_same_metric(
            story,
            [
                ref
                for ref in figures
                if id(ref) not in settled and not bids.is_raised_bid(ref, items[ref.item])
            ],
            items,
            roster,
        ),
        *disputed_figures.check(
            story,
            [ref for ref in figures if _comparable(ref.figure)],
            items,
            roster,
            lambda ref: _what(ref.figure, story, roster),
        ),
        *tolls.check(story, figures, items, roster),
        *arithmetic.check(story, figures),
        *parts.check(story, figures, items, roster),
        *consensus.check(story, figures, roster),
        *per_unit.check(story, figures),
        *guidance.check(story, figures, roster),
        *outlooks.check(story, figures, roster, _what),
        *growth_rates.check(story, figures, roster),
    ]
    return list({each.id: each for each in found}.values())


def _filed_beside(ref: FigureRef, story: Story, roster: Roster, filed: Filed) -> FigureRef | None:
    return (
        filed.counterpart(ref.figure, verdicts.subject_of(ref.figure, story, roster))
        if filed and _states(ref.figure) and not scope_of(ref.figure)
        else None
    )


def _in_its_money(ref: FigureRef, reference: FigureRef) -> FigureRef:
    """Return a report's figure in the currency of the filing, which its own words left open."""
    return replace(ref, figure=replace(ref.figure, unit=reference.figure.unit))


def _as_filed(story: Story, held: Sequence[tuple[FigureRef, FigureRef]]) -> Iterator[Check]:
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
            yield from comparing.compared(story, reference, ref)


def _same_metric(
    story: Story, figures: Sequence[FigureRef], items: Mapping[str, Item], roster: Roster
) -> Iterator[Check]:
    """Compare figures of one metric, subject and period from different items with the most authoritative one."""
    alike: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    for ref in _in_one_money([ref for ref in figures if _comparable(ref.figure)], story, roster):
        alike[_what(ref.figure, story, roster)].append(ref)
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
                values = left.figure.value or Decimal(0), right.figure.value or Decimal(0)
                if not precision.is_rounded(*values) and things.are_apart(
                    left, right, items[left.item], items[right.item]
                ):
                    continue
                seen.add(given)
                told = (left.figure.metric, left.figure.value, right.figure.value)
                if told not in agreed:
                    agreed.add(told)
                    yield from comparing.compared(story, left, right)


def _in_one_money(figures: Sequence[FigureRef], story: Story, roster: Roster) -> Iterator[FigureRef]:
    """Yield the figures. An ambiguous currency word takes the one currency that others name for the same measure."""
    if not any(could_be_other_money(ref.figure) for ref in figures):
        yield from figures
        return
    outright: dict[tuple[object, ...], dict[str, FigureRef]] = defaultdict(dict)
    for ref in figures:
        if not could_be_other_money(ref.figure):
            outright[_measured(ref.figure, story, roster)][ref.figure.unit] = ref
    for ref in figures:
        named = [*outright.get(_measured(ref.figure, story, roster), {}).values()]
        is_open = could_be_other_money(ref.figure) and len(named) == 1
        yield _in_its_money(ref, named[0]) if is_open else ref


def _measured(figure: Figure, story: Story, roster: Roster) -> tuple[object, ...]:
    """Return what a figure measures, regardless of unit."""
    metric, _, *rest = _what(figure, story, roster)
    return (metric, *rest)


def _by_period(ours: Sequence[FigureRef], theirs: Sequence[FigureRef]) -> list[tuple[FigureRef, FigureRef]]:
    """Return the nearest pair of each period that both texts name; of all figures if there is none."""
    periods = {ref.figure.period: None for ref in ours if ref.figure.period}
    both = [period for period in periods if any(ref.figure.period == period for ref in theirs)]
    return [
        _nearest(
            [ref for ref in ours if ref.figure.period == period],
            [ref for ref in theirs if ref.figure.period == period],
        )
        for period in both
    ] or [_nearest(ours, theirs)]


def _nearest(ours: Sequence[FigureRef], theirs: Sequence[FigureRef]) -> tuple[FigureRef, FigureRef]:
    """Return the pair of figures most likely meant to be equal: same period and basis, then smallest distance."""

    def apart(pair: tuple[FigureRef, FigureRef]) -> tuple[bool, bool, Decimal]:
        a, b = pair[0].figure, pair[1].figure
        distance = abs((a.value or Decimal(0)) - (b.value or Decimal(0)))
        return (a.period != b.period, bool(a.adjusted) != bool(b.adjusted), distance)

    exact = [(a, b) for a in ours for b in theirs if a.figure.value == b.figure.value]
    return min(exact or [(a, b) for a in ours for b in theirs], key=apart)


def _comparable(figure: Figure) -> bool:
    return _states(figure) and figure.status != "prior" and figure.reported_by is None


def _states(figure: Figure) -> bool:
    """Return whether a figure states an actual level, rather than a change or an expectation."""
    return (
        figure.metric is not None
        and figure.metric not in OF_ANYTHING
        and figure.value is not None
        and figure.basis in {"level", "rate", "share", None}
        and (
            figure.status in {"actual", "prior", None}
            or (figure.metric in comparing.PLANNED and figure.status in {"target", "guidance"})
        )
    )


OF_ANYTHING = frozenset({"duration", "growth", "pay"})
"""Metrics that do not say what they measure: two durations are rarely of one thing, nor the pay of two persons."""

POSTS = frozenset({"job", "employee", "position"})
"""Units, besides people, in which layoffs are counted."""


def _what(figure: Figure, story: Story, roster: Roster) -> tuple[object, ...]:
    return (
        figure.metric,
        _counted(figure),
        figure.per if figure.metric not in things.OF_A_THING else None,
        figure.basis or "level",
        scope_of(figure),
        verdicts.subject_of(figure, story, roster),
    )


def _counted(figure: Figure) -> str | None:
    """Return the unit, unified for layoffs and recalls, where reports count the same under different names."""
    if figure.metric == "layoffs" and figure.unit in POSTS:
        return "person"
    return "thing" if figure.metric == "recall" and figure.unit != "percent" else figure.unit
