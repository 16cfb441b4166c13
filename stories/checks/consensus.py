"""Results against consensus: what the market expected of the same metric, subject and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from records import Check, Figure, FigureRef, Story, Verdict
from stories.checks.precision import percent, shown
from stories.checks.scopes import scope_of
from stories.checks.verdicts import for_period, make_check, measured, subject_of
from stories.items.roster import Roster

UNLIKELY = 100
"""Maximum deviation from consensus in percent; beyond it the estimate was for something else."""


def check(story: Story, figures: Sequence[FigureRef], roster: Roster) -> Iterator[Check]:
    """Compare each estimate with the nearest result; every pair of values once."""
    results = _Results(story, figures, roster)
    compared: set[tuple[object, ...]] = set()
    for estimate in figures:
        if estimate.figure.status != "estimate" or estimate.figure.compare not in {"vs_consensus", None}:
            continue
        own, elsewhere = results.fitting(estimate)
        values = elsewhere.values.union(ref.figure.value for ref in own)
        if all((estimate.figure.metric, value, estimate.figure.value) in compared for value in values):
            continue
        actual = min((*own, *elsewhere.results), key=partial(_distance, estimate))
        if actual.figure.value is None or not estimate.figure.value:
            continue
        now, expected = actual.figure.value, estimate.figure.value
        difference = percent(now, expected)
        pair = (actual.figure.metric, now, expected)
        if pair in compared or abs(difference) > UNLIKELY:
            continue
        compared.add(pair)
        verdict: Verdict = "agrees" if not difference else "beats" if difference > 0 else "misses"
        period = estimate.figure.period or actual.figure.period
        yield make_check(
            story,
            "surprise",
            verdict,
            actual,
            estimate,
            why=f"{measured(actual.figure, story)}{for_period(period)}, and what the market expected of it",
            derivation=f"({shown(now)} - {shown(expected)}) / {shown(abs(expected))} = {difference} %",
            difference=difference,
        )


class _Fitting(NamedTuple):
    """Results, and the values they give."""

    results: list[FigureRef]
    values: frozenset[Decimal | None]


class _Results:
    """The figures of a story, indexed to find the result that an estimate was for."""

    def __init__(self, story: Story, figures: Sequence[FigureRef], roster: Roster) -> None:
        self._story = story
        self._roster = roster
        self._of_text: dict[str, list[FigureRef]] = defaultdict(list)
        for ref in figures:
            self._of_text[ref.item].append(ref)
        self._elsewhere = _by_place(figures, story, roster)
        self._fitting: dict[tuple[object, ...], _Fitting] = {}
        """Results for estimates of one kind."""

    def fitting(self, estimate: FigureRef) -> tuple[list[FigureRef], _Fitting]:
        """Return the results that an estimate may be for: those of its own text, and of all."""
        own_text = self._of_text[estimate.item]
        own = [ref for ref in own_text if _result_for(ref, estimate, self._story, self._roster)]
        return own, self._for_kind(estimate.figure)

    def _for_kind(self, estimate: Figure) -> _Fitting:
        measure = (estimate.metric, estimate.unit, estimate.per)
        whom = subject_of(estimate, self._story, self._roster)
        kind = (*measure, estimate.period, scope_of(estimate) if estimate.metric_text else None, whom)
        if kind not in self._fitting:
            found = [
                ref
                for ref in self._elsewhere[measure].values()
                if _measures(ref.figure, estimate)
                and subject_of(ref.figure, self._story, self._roster) == whom
            ]
            self._fitting[kind] = _Fitting(found, frozenset(ref.figure.value for ref in found))
        return self._fitting[kind]


def _distance(estimate: FigureRef, ref: FigureRef) -> tuple[bool, bool, int, str]:
    """Sort key: a result of the estimate's text and statement first, then the nearest."""
    return (
        ref.item != estimate.item,
        ref.figure.statement != estimate.figure.statement,
        abs(ref.figure.start - estimate.figure.start),
        ref.item,
    )


def _by_place(
    figures: Sequence[FigureRef], story: Story, roster: Roster
) -> dict[tuple[str | None, ...], dict[tuple[object, ...], FigureRef]]:
    """Index results by metric, unit and per.

    Of results in the same position of several texts (reprints), keep that of the lowest item id.
    """
    found: dict[tuple[str | None, ...], dict[tuple[object, ...], FigureRef]] = defaultdict(dict)
    for ref in figures:
        figure = ref.figure
        if figure.status not in {"actual", None}:
            continue
        place = (
            figure.basis, figure.status, figure.value is None, figure.period, subject_of(figure, story, roster),
            figure.statement, figure.start,
        )  # fmt: skip
        alike = found[figure.metric, figure.unit, figure.per]
        if place not in alike or ref.item < alike[place].item:
            alike[place] = ref
    return found


def _result_for(ref: FigureRef, estimate: FigureRef, story: Story, roster: Roster) -> bool:
    a, e = ref.figure, estimate.figure
    return _measures(a, e) and (
        subject_of(a, story, roster) == subject_of(e, story, roster)
        or (
            ref.item == estimate.item
            and a.statement is not None
            and a.statement == e.statement
            and not (a.subject and e.subject)
        )
    )


def _measures(a: Figure, e: Figure) -> bool:
    """Return whether a figure is a result for what an estimate is about, whoever its subject."""
    return (
        a.metric is not None
        and a.metric == e.metric
        and a.unit == e.unit
        and a.per == e.per
        and a.basis in {"level", None}
        and a.status in {"actual", None}
        and a.value is not None
        and (a.period == e.period or a.period is None or e.period is None)
        and (not e.metric_text or scope_of(a) == scope_of(e))
    )
