"""A company's guidance against the market's estimate for the same period: below it, above it, or a range around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from records import Check, FigureRef, Story, Verdict
from stories.checks.consensus import UNLIKELY
from stories.checks.precision import Ends, ends, percent, shown
from stories.checks.scopes import scope_of
from stories.checks.verdicts import expected, make_check, subject_of
from stories.items.roster import Roster


def check(story: Story, figures: Sequence[FigureRef], roster: Roster) -> Iterator[Check]:
    """Compare each guidance with the estimate that the same text gives for the same metric and period."""
    told: set[tuple[object, ...]] = set()
    foretold: dict[str, list[tuple[FigureRef, Ends]]] = defaultdict(list)
    for ref in figures:
        figure = ref.figure
        if figure.status == "guidance" and figure.basis in {"level", None} and (said := ends(figure)):
            foretold[ref.item].append((ref, said))
    for estimate in figures if foretold else ():
        awaited = estimate.figure.value
        if estimate.figure.status != "estimate" or estimate.figure.compare != "vs_consensus" or not awaited:
            continue
        for ref, (low, high) in foretold[estimate.item]:
            if not _is_of_one(ref, estimate, story, roster):
                continue
            values = (ref.figure.metric, low, high, awaited)
            nearest = min(max(awaited, low), high)
            difference = percent(nearest, awaited)
            if values in told or abs(difference) > UNLIKELY:
                continue
            told.add(values)
            verdict: Verdict = "misses" if high < awaited else "beats" if low > awaited else "agrees"
            yield make_check(
                story,
                "surprise",
                verdict,
                ref,
                estimate,
                why=f"{expected(ref.figure, story)}, and what the market expects",
                derivation=f"{shown(low)} to {shown(high)} against {shown(awaited)}: {difference} %",
                difference=difference,
            )


def _is_of_one(ref: FigureRef, estimate: FigureRef, story: Story, roster: Roster) -> bool:
    a, e = ref.figure, estimate.figure
    return (
        a.metric is not None
        and (a.metric, a.unit, a.per, a.period) == (e.metric, e.unit, e.per, e.period)
        and scope_of(a) == scope_of(e)
        and subject_of(a, story, roster) == subject_of(e, story, roster)
    )
