"""Compares two figures of one metric: whether they can be meant as one figure, and what the difference is.

checking.py chooses the pairs, `precision` compares the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from records import Check, Figure, FigureRef, Story, Verdict
from stories.checks import precision, verdicts
from stories.checks.case import OF_AN_EVENT
from stories.checks.filed_figures import last_day
from stories.checks.scopes import taken

OF_A_MOMENT = frozenset(
    {"share_price", "index", "exchange_rate", "oil_price", "gold_price", "market_cap", "turnover"}
)
"""Metrics that change by the minute: reports of them differ unless they name one day."""

OF_A_RULING = frozenset({"fine", "settlement", "confiscation"})
"""Amounts that somebody expects before they are set, so that a forecast and the fact may differ."""

LONG_PAST = timedelta(days=100)
"""Nobody reports an event as news after three months, and a filing for the quarter or year is out before."""

FAR = 5
"""Factor by which two fines may differ, or nine months and a quarter."""

AS_FILED = 3
"""Factor by which a report may differ from a filing for the same period: 142 for 412 is a slip, 50 is another figure."""


def compared(story: Story, left: FigureRef, right: FigureRef) -> Iterator[Check]:
    """Yield the check of two figures of one metric; nothing if they need not be reports of one figure."""
    a, b = left.figure, right.figure
    if a.metric in OF_A_MOMENT and (a.period is None or a.period != b.period):
        return
    verdict = precision.compare(a, b)
    if verdict == "conflicts":
        verdict = _difference(left, right)
    if verdict:
        given = (a.reported_by and f"the filing ({a.reported_by}) against a report: ") or "both give "
        yield verdicts.same_metric(story, verdict, left, right, why=given + verdicts.both(a, b, story))


def _difference(left: FigureRef, right: FigureRef) -> Verdict | None:
    """Return what two figures with different values differ in; None if they are no two reports of one."""
    a, b = left.figure, right.figure
    x, y = precision.upper(a), precision.upper(b)
    is_event = a.metric in OF_AN_EVENT
    other_period = bool(a.period and b.period and not _of_one_time(a.period, b.period))
    within = AS_FILED if left.is_filing and a.period else precision.SIZE
    times = FAR if is_event or other_period else within
    if not precision.same_sign(x, y) or not (
        precision.same_size(x, y, times) or precision.is_misplaced(x, y)
    ):
        return None  # group figure and segment figure
    if _is_foretold(a) != _is_foretold(b) and not (is_event and a.metric not in OF_A_RULING):
        return None
    if taken(a) != taken(b):
        return "other_basis"
    if other_period:
        return "other_period"
    one_is_open = (a.period is None) != (b.period is None)
    if one_is_open and (not is_event or _is_past(left) or _is_past(right)):
        return None  # they may be of different periods
    return "conflicts"


def _is_past(ref: FigureRef) -> bool:
    """Return whether an event is reported as long past: "fined by a court in 2021"."""
    last = last_day(ref.figure.period) if ref.figure.period else None
    return last is not None and ref.at is not None and ref.at.date() - last > LONG_PAST


def _is_foretold(figure: Figure) -> bool:
    return figure.status in {"guidance", "target"}


def _of_one_time(one: str, other: str) -> bool:
    """Return whether two periods are one, or one is the day on which the other ends: a balance of either."""
    ends = last_day(one)
    return one == other or (ends is not None and ends == last_day(other) and (_is_day(one) or _is_day(other)))


def _is_day(period: str) -> bool:
    first, _, last = period.partition("/")
    return first == last
