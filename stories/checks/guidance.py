"""A company's guidance against the market's estimate for the same period: below it, above it, or a range around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from records import Check, FigureRef, Story, Verdict
from stories.checks.consensus import UNLIKELY
from stories.checks.precision import percent, shown
from stories.checks.scopes import scope_of
from stories.checks.verdicts import make_check, measure, subject_of
from stories.items.roster import Roster


def check(story: Story, figures: Sequence[FigureRef], roster: Roster) -> Iterator[Check]:
    """Compare each guidance with the estimate that the same text gives for the same metric and period."""
    told: set[tuple[object, ...]] = set()
    foretold: dict[str, list[tuple[FigureRef, tuple[Decimal, Decimal]]]] = defaultdict(list)
    for ref in figures:
        if ends := _ends(ref):
            foretold[ref.item].append((ref, ends))
    for estimate in figures if foretold else ():
        expected = estimate.figure.value
        if estimate.figure.status != "estimate" or estimate.figure.compare != "vs_consensus" or not expected:
            continue
        for ref, (low, high) in foretold[estimate.item]:
            if not _is_of_one(ref, estimate, story, roster):
                continue
            said = (ref.figure.metric, low, high, expected)
            nearest = min(max(expected, low), high)
            difference = percent(nearest, expected)
            if said in told or abs(difference) > UNLIKELY:
                continue
            told.add(said)
            verdict: Verdict = "misses" if high < expected else "beats" if low > expected else "agrees"
            period = estimate.figure.period
            yield make_check(
                story,
                "surprise",
                verdict,
                ref,
                estimate,
                why=f"what {ref.figure.subject or story.subject or 'the company'} expects of {measure(ref.figure)}{f' for {period}' if period else ''}, "
                "and what the market expects",
                derivation=f"{shown(low)} to {shown(high)} against {shown(expected)}: {difference} %",
                difference=difference,
            )


def _ends(ref: FigureRef) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a guidance range; a single value twice."""
    figure = ref.figure
    if figure.status != "guidance" or figure.basis not in {"level", None}:
        return None
    if figure.low is not None and figure.high is not None:
        return figure.low, figure.high
    return (figure.value, figure.value) if figure.value is not None else None


def _is_of_one(ref: FigureRef, estimate: FigureRef, story: Story, roster: Roster) -> bool:
    a, e = ref.figure, estimate.figure
    return (
        a.metric is not None
        and (a.metric, a.unit, a.per, a.period) == (e.metric, e.unit, e.per, e.period)
        and scope_of(a) == scope_of(e)
        and subject_of(a, story, roster) == subject_of(e, story, roster)
    )
