"""Compares two figures of one metric: whether they can be meant as one figure, and what the difference is.

checking.py chooses the pairs, `precision` compares the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from records import Check, Figure, FigureRef, Story, Verdict
from stories.checks import precision, verdicts
from stories.checks.filed_figures import last_day

OF_A_MOMENT = frozenset(
    {"share_price", "index", "exchange_rate", "oil_price", "gold_price", "market_cap", "turnover"}
)
"""Metrics that change by the minute: reports of them differ unless they name one day."""

OF_A_RULING = frozenset({"fine", "settlement", "confiscation"})
"""Amounts that somebody expects before they are set, so that a forecast and the fact may differ."""

OF_AN_EVENT = frozenset({"layoffs", "recall", "fine", "settlement", "confiscation", "deal_value"})
"""Metrics that a story has one of. Reports name no period where the filing gives its quarter, and a planned figure is
the figure."""

PLANNED = OF_AN_EVENT | {"buyback", "dividend", "dps"}
"""Metrics whose planned figure is the figure: a board approves up to 3bn, the company will buy back up to 3bn."""


def compared(story: Story, left: FigureRef, right: FigureRef) -> Iterator[Check]:
    """Yield the check of two figures of one metric; nothing if they need not be reports of one figure."""
    a, b = left.figure, right.figure
    verdict: Verdict | None = precision.compare(a, b)
    if verdict is None or a.value is None or b.value is None:
        return
    if a.metric in OF_A_MOMENT and (a.period is None or a.period != b.period):
        return
    if verdict == "conflicts":
        if a.metric not in OF_AN_EVENT - OF_A_RULING and _is_foretold(a) != _is_foretold(b):
            return
        near = precision.same_size(a.value, b.value, _reach(left, right))
        if not precision.same_sign(a.value, b.value) or not (
            near or precision.is_misplaced(a.value, b.value)
        ):
            return  # group figure and segment figure, not two reports of one
        if bool(a.adjusted) != bool(b.adjusted):
            verdict = "other_basis"
        elif a.period and b.period and not _of_one_time(a.period, b.period):
            verdict = "other_period"
        elif (
            not (a.period and b.period)
            and a.period != b.period
            and (a.metric not in OF_AN_EVENT or _is_past(left) or _is_past(right))
        ):
            return  # one names no period, so they may not be comparable
    given = (a.reported_by and f"the filing ({a.reported_by}) against a report: ") or "both give "
    yield verdicts.same_metric(story, verdict, left, right, why=given + verdicts.both(a, b, story))


def _reach(left: FigureRef, right: FigureRef) -> int:
    """Return the factor by which two amounts may differ and still be reports of one figure: fines, or nine months and a quarter."""
    a, b = left.figure, right.figure
    if a.metric in OF_AN_EVENT or (a.period and b.period and not _of_one_time(a.period, b.period)):
        return FAR
    return AS_FILED if left.is_filing and a.period else precision.SIZE


def _is_past(ref: FigureRef) -> bool:
    """Return whether an event is reported as long past: "fined by a court in 2021"."""
    last = last_day(ref.figure.period) if ref.figure.period else None
    return last is not None and ref.at is not None and ref.at.date() - last > LONG_PAST


def _is_foretold(figure: Figure) -> bool:
    return figure.status in {"guidance", "target"}


def _of_one_time(one: str, other: str) -> bool:
    """Return whether two periods are one, or one is the day on which the other ends: a balance of either."""
    if one == other:
        return True
    ends = last_day(one)
    return ends is not None and ends == last_day(other) and (_is_day(one) or _is_day(other))


def _is_day(period: str) -> bool:
    first, _, last = period.partition("/")
    return first == last


LONG_PAST = timedelta(days=270)
"""Nobody reports an event as news after three quarters, and a filing for the year is out well before."""
FAR = 5
AS_FILED = 3
"""Factor by which a report may differ from a filing for the same period: 142 for 412 is a slip, 50 is another figure."""
