"""Reports of what a company expects of one metric and period: the same range or aim, or another.

An outlook that was raised or lowered in between is no conflict: the later report then gives the earlier one as its base, or is days away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from records import Check, Figure, FigureRef, Verdict
from stories.checks import precision
from stories.checks.case import OF_ANYTHING, Case
from stories.checks.precision import ends
from stories.checks.story_figures import told_at
from stories.checks.verdicts import expected, same_metric

AT_ONCE = timedelta(days=2)
"""Maximum time between reports of one outlook; later it may have been changed."""

OF_OTHERS = OF_ANYTHING | {"target_price", "share_price"}
"""Metrics that brokers foretell, or that do not say what they measure."""


def check(case: Case) -> Iterator[Check]:
    """Compare outlooks of different items with the earliest."""
    alike: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    for ref in case.figures:
        if _foretells(ref.figure):
            key = (*case.measure(ref.figure), ref.figure.period, bool(ref.figure.adjusted))
            alike[key].append(ref)
    replaced = {
        (ref.item, ref.figure.metric, ends(ref.figure))
        for ref in case.figures
        if ref.figure.status == "prior"
    }
    for group in alike.values():
        first, *others = sorted(group, key=told_at)
        for other in {ends(ref.figure): ref for ref in reversed(others) if ref.item != first.item}.values():
            is_new = (other.item, first.figure.metric, ends(first.figure)) in replaced
            if not is_new and (verdict := _compared(first, other)):
                why = f"both give {expected(first.figure, case.story)}"
                yield same_metric(case.story, verdict, first, other, why=why)


def _foretells(figure: Figure) -> bool:
    return (
        figure.status in {"guidance", "target"}
        and figure.metric is not None
        and figure.metric not in OF_OTHERS
        and figure.reported_by is None
        and figure.basis != "change"
    )


def _compared(one: FigureRef, other: FigureRef) -> Verdict | None:
    """Return how two outlooks compare; None if one allows for the other, or they may not be the same outlook."""
    a, b = ends(one.figure), ends(other.figure)
    if a == b:
        return "agrees"
    if all(precision.is_rounded(*pair) for pair in zip(a, b, strict=True)):
        return "rounds"
    is_one = (a[0] == a[1]) == (b[0] == b[1]) and precision.same_size(a[1], b[1])
    at_once = one.at is not None and other.at is not None and abs(other.at - one.at) <= AT_ONCE
    definite = _is_definite(one.figure) and _is_definite(other.figure)
    return "conflicts" if is_one and at_once and definite else None


def _is_definite(figure: Figure) -> bool:
    """Return whether an outlook names its period, and leaves no room by "at least" or "about"."""
    return figure.period is not None and figure.qualifier is None
