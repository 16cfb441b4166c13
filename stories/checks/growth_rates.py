"""Reports with the same level and different growth: 2.05bn in both, down 61.3% in one and 63.1% in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from records import Check, Figure, FigureRef, Story
from stories.checks import precision
from stories.checks.parts import ADDED
from stories.checks.scopes import scope_of
from stories.checks.story_figures import authority
from stories.checks.verdicts import for_period, measured, same_metric, subject_of
from stories.items.roster import Roster

What = tuple[object, ...]


def check(story: Story, figures: Sequence[FigureRef], roster: Roster) -> Iterator[Check]:
    """Yield conflicts of each text with the most authoritative one: the filing, else the earliest.

    The shared level shows that both mean the same metric and period, so rates at constant prices or on another basis
    are not compared with plain ones. If a text gives several rates, one that agrees is enough.
    """
    levels: dict[What, dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    rates: dict[What, dict[str, list[FigureRef]]] = defaultdict(lambda: defaultdict(list))
    changing = {ref.figure.metric for ref in figures if _is_rate(ref.figure)}
    for ref in figures:
        figure = ref.figure
        if (
            figure.metric not in changing
            or figure.metric is None
            or figure.period is None
            or figure.value is None
            or figure.reported_by
        ):
            continue
        what: What = (figure.metric, figure.period, scope_of(figure), subject_of(figure, story, roster))
        if figure.basis == "level" and figure.status in {"actual", None}:
            levels[what][ref.item].add(figure.value)
        elif _is_rate(figure):
            rates[what][ref.item].append(ref)
    for told_of, by_item in rates.items():
        texts = sorted(by_item.values(), key=lambda refs: authority(refs[0]))
        first = texts[0]
        for other in texts[1:]:
            same_level = levels[told_of][first[0].item] & levels[told_of][other[0].item]
            if (
                same_level
                and all(_differ(one, two) for one in first for two in other)
                and _of_a_year(first[0], other[0])
            ):
                yield _conflict(story, first[0], other[0])


def _is_rate(figure: Figure) -> bool:
    return (
        figure.basis == "change"
        and figure.unit == "percent"
        and (figure.compare == "yoy" or (figure.compare is None and figure.metric in ADDED))
        and figure.status in {"actual", None}
    )


def _of_a_year(one: FigureRef, other: FigureRef) -> bool:
    """Return whether both rates are over a year, of which one at least says so: results are compared with the year before."""
    return "yoy" in {one.figure.compare, other.figure.compare}


def _differ(one: FigureRef, other: FigureRef) -> bool:
    return precision.compare(one.figure, other.figure) == "conflicts"


def _conflict(story: Story, left: FigureRef, right: FigureRef) -> Check:
    told = f"{measured(left.figure, story)}{for_period(left.figure.period)}"
    return same_metric(
        story, "conflicts", left, right, why=f"both give the change in {told}, and the same level"
    )
