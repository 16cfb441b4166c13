"""The arithmetic of one statement: level, base and percentage change, at the precision they are quoted with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from records import Check, Figure, FigureRef
from stories.checks.case import Case
from stories.checks.precision import percent, same_sign, shown, slack, upper
from stories.checks.verdicts import make_check, measure


def check(case: Case) -> Iterator[Check]:
    """Check level, base and percentage change where one statement gives all three."""
    by_statement: dict[tuple[str, int], list[FigureRef]] = defaultdict(list)
    for ref in case.figures:
        if ref.figure.statement is not None and ref.figure.value is not None:
            by_statement[ref.item, ref.figure.statement].append(ref)
    for refs in by_statement.values():
        levels = [r for r in refs if r.figure.basis == "level" and r.figure.status in {"actual", None}]
        bases = [r for r in refs if r.figure.basis == "level" and r.figure.status == "prior"]
        changes = [r for r in refs if r.figure.basis == "change" and r.figure.unit == "percent"]
        if len(levels) == len(bases) == len(changes) == 1:
            level, base, change = levels[0], bases[0], changes[0]
            if _is_before(base.figure, level.figure) and is_exact(base.figure, change.figure, level.figure):
                yield _change(case, level, base, change)


def _is_before(base: Figure, level: Figure) -> bool:
    """Return whether the base is from another period of the same length, if both name theirs."""
    then, now = base.period, level.period
    if then is None or now is None:
        return True
    return ("-" in then, "/" in then) == ("-" in now, "/" in now) and then != now


def is_exact(base: Figure, change: Figure, level: Figure) -> bool:
    """Return whether a change in percent has a meaning, and none of the numbers is a bound: "more than 5%"."""
    return (
        upper(base) != 0
        and same_sign(upper(base), upper(level))
        and base.unit == level.unit
        and not any(figure.qualifier for figure in (base, change, level))
    )


def _change(case: Case, level: FigureRef, base: FigureRef, change: FigureRef) -> Check:
    now, before, said = upper(level.figure), upper(base.figure), upper(change.figure)
    found = percent(now, before)
    return make_check(
        case.story,
        "arithmetic",
        "adds_up" if adds_up(base.figure, change.figure, level.figure) else "does_not_add_up",
        level,
        change,
        why=f"one statement gives {measure(level.figure)}, {level.figure.text}, the change, {change.figure.text}, and the base, {base.figure.text}",
        derivation=f"({shown(now)} - {shown(before)}) / {shown(abs(before))} = {found} %, said: {shown(said)} %",
        difference=found,
    )


def adds_up(base: Figure, change: Figure, level: Figure) -> bool:
    """Return whether `base * (1 + change %) = level` can hold for numbers that round to the quoted ones."""
    low, high = (
        (abs(upper(base)) + way * slack(base)) * (100 + upper(change) + way * slack(change)) / 100
        for way in (-1, 1)
    )
    return low - slack(level) <= abs(upper(level)) <= high + slack(level)
