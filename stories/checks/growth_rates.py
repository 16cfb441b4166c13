"""Reports with the same level and different growth: 2.05bn in both, down 61.3% in one and 63.1% in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from records import Check, Figure, FigureRef
from stories.checks.case import Case
from stories.checks.parts import ADDED
from stories.checks.precision import compare, upper
from stories.checks.scopes import scope_of
from stories.checks.story_figures import authority
from stories.checks.verdicts import for_period, measured, same_metric

What = tuple[str | None, ...]


def check(case: Case) -> Iterator[Check]:
    """Yield conflicts of each text with the most authoritative one: the filing, else the earliest.

    The shared level shows that both mean the same metric and period, so rates at constant prices or on another basis
    are not compared with plain ones. If a text gives several rates, one that agrees is enough.
    """
    levels: dict[What, dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    rates: dict[What, dict[str, list[FigureRef]]] = defaultdict(lambda: defaultdict(list))
    changing = {ref.figure.metric for ref in case.figures if _is_rate(ref.figure)}
    for ref in case.figures:
        figure = ref.figure
        if figure.metric is None or figure.metric not in changing or figure.period is None:
            continue
        what: What = (figure.metric, figure.period, scope_of(figure), case.subject(figure))
        if figure.basis == "level" and figure.status in {"actual", None}:
            levels[what][ref.item].add(upper(figure))
        elif _is_rate(figure):
            rates[what][ref.item].append(ref)
    for told_of, by_item in rates.items():
        ours, *others = sorted(by_item.values(), key=lambda refs: authority(refs[0]))
        first = ours[0]
        for theirs in others:
            same_level = levels[told_of][first.item] & levels[told_of][theirs[0].item]
            if same_level and _differ(ours, theirs) and _of_a_year(first, theirs[0]):
                told = f"{measured(first.figure, case.story)}{for_period(first.figure.period)}"
                why = f"both give the change in {told}, and the same level"
                yield same_metric(case.story, "conflicts", first, theirs[0], why=why)


def _is_rate(figure: Figure) -> bool:
    return (
        figure.basis == "change"
        and figure.unit == "percent"
        and (figure.compare == "yoy" or (figure.compare is None and figure.metric in ADDED))
        and figure.status in {"actual", None}
    )


def _of_a_year(one: FigureRef, other: FigureRef) -> bool:
    """Return whether one of the rates at least is said to be over a year: else one of them may be over a quarter."""
    return "yoy" in {one.figure.compare, other.figure.compare}


def _differ(ours: list[FigureRef], theirs: list[FigureRef]) -> bool:
    return all(compare(one.figure, other.figure) == "conflicts" for one in ours for other in theirs)
