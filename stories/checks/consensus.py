"""Results and guidance against consensus: what the market expected of the same metric, subject and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from records import Check, Figure, FigureRef, Verdict
from stories.checks.case import Case
from stories.checks.precision import Ends, ends, percent, shown, upper
from stories.checks.scopes import scope_of
from stories.checks.story_figures import authority
from stories.checks.verdicts import expected, for_period, make_check, measured

UNLIKELY = 100
"""Maximum deviation from consensus in percent; beyond it the estimate was for something else."""


def check(case: Case) -> Iterator[Check]:
    """Compare each estimate with the result and the guidance of its own text, else with the result of another; equal ones once."""
    told = [ref for ref in case.figures if ref.figure.basis in {"level", None}]
    results = sorted(filter(_is_result, told), key=authority)
    of_text: dict[str, list[FigureRef]] = defaultdict(list)
    for ref in told:
        of_text[ref.item].append(ref)
    elsewhere: dict[tuple[str | None, ...], FigureRef | None] = {}
    compared: set[tuple[str | None, Ends, Decimal]] = set()
    for estimate in case.figures:
        awaited = estimate.figure
        if (
            awaited.status != "estimate"
            or awaited.compare not in {"vs_consensus", None}
            or not upper(awaited)
        ):
            continue
        own = [ref for ref in of_text[estimate.item] if _is_for(ref.figure, awaited, case)]
        actual = min(filter(_is_result, own), key=lambda ref: _apart(ref.figure, awaited), default=None)
        if actual is None:
            kind = (
                awaited.metric, awaited.unit, awaited.per, awaited.period, awaited.metric_text, case.subject(awaited),
            )  # fmt: skip
            if kind not in elsewhere:
                elsewhere[kind] = next(
                    (
                        ref
                        for ref in results
                        if ref.figure.period == awaited.period and _is_for(ref.figure, awaited, case)
                    ),
                    None,
                )
            actual = elsewhere[kind]
        guidance = (
            ref for ref in own if ref.figure.status == "guidance" and ref.figure.period == awaited.period
        )
        for told_of in (actual, *guidance):
            if told_of and (values := (awaited.metric, ends(told_of.figure), upper(awaited))) not in compared:
                compared.add(values)
                yield from _compared(case, told_of, estimate)


def _is_result(ref: FigureRef) -> bool:
    return ref.figure.status in {"actual", None} and ref.figure.value is not None


def _is_for(figure: Figure, estimate: Figure, case: Case) -> bool:
    """Return whether a figure is of what an estimate is for."""
    return (
        figure.metric is not None
        and (figure.metric, figure.unit, figure.per) == (estimate.metric, estimate.unit, estimate.per)
        and (figure.period == estimate.period or None in {figure.period, estimate.period})
        and (not estimate.metric_text or scope_of(figure) == scope_of(estimate))
        and case.subject(figure) == case.subject(estimate)
    )


def _apart(figure: Figure, estimate: Figure) -> tuple[bool, int]:
    """Sort key: a result of the estimate's statement first, then the nearest."""
    return (figure.statement != estimate.statement, abs(figure.start - estimate.start))


def _compared(case: Case, ref: FigureRef, estimate: FigureRef) -> Iterator[Check]:
    """Yield by how much a result, or the nearer end of a guided range, beats or misses an estimate."""
    (low, high), awaited = ends(ref.figure), upper(estimate.figure)
    nearest = min(max(awaited, low), high)
    difference = percent(nearest, awaited)
    if abs(difference) > UNLIKELY:
        return
    verdict: Verdict = "agrees" if not difference else "beats" if difference > 0 else "misses"
    if _is_result(ref):
        period = for_period(estimate.figure.period or ref.figure.period)
        why = f"{measured(ref.figure, case.story)}{period}, and what the market expected of it"
    else:
        why = f"{expected(ref.figure, case.story)}, and what the market expects"
    yield make_check(
        case.story,
        "surprise",
        verdict,
        ref,
        estimate,
        why=why,
        derivation=f"({shown(nearest)} - {shown(awaited)}) / {shown(abs(awaited))} = {difference} %",
        difference=difference,
    )
