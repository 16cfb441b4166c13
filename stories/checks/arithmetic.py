"""The arithmetic of one statement: level, base and percentage change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from records import Check, FigureRef, Story
from stories.checks import sums
from stories.checks.precision import percent, shown
from stories.checks.verdicts import make_check, measure


def check(story: Story, figures: Sequence[FigureRef]) -> Iterator[Check]:
    """Check level, base and percentage change where one statement gives all three."""
    by_statement: dict[tuple[str, int], list[FigureRef]] = defaultdict(list)
    for ref in figures:
        if ref.figure.statement is not None and ref.figure.value is not None:
            by_statement[ref.item, ref.figure.statement].append(ref)
    for refs in by_statement.values():
        levels = [r for r in refs if r.figure.basis == "level" and r.figure.status in {"actual", None}]
        bases = [r for r in refs if r.figure.basis == "level" and r.figure.status == "prior"]
        changes = [r for r in refs if r.figure.basis == "change" and r.figure.unit == "percent"]
        if len(levels) == 1 and len(bases) == 1 and len(changes) == 1 and _is_before(bases[0], levels[0]):
            yield from _change(story, levels[0], bases[0], changes[0])


def _is_before(base: FigureRef, level: FigureRef) -> bool:
    """Return whether the base is from another period of the same length, if both name theirs."""
    then, now = base.figure.period, level.figure.period
    if then is None or now is None:
        return True
    return ("-" in then, "/" in then) == ("-" in now, "/" in now) and then != now


def _change(story: Story, level: FigureRef, base: FigureRef, change: FigureRef) -> Iterator[Check]:
    now, before, said = level.figure.value, base.figure.value, change.figure.value
    if now is None or before is None or said is None or not before or level.figure.unit != base.figure.unit:
        return
    found = percent(now, before)
    fits = sums.is_consistent(base.figure, change.figure, level.figure)
    yield make_check(
        story,
        "arithmetic",
        "adds_up" if fits else "does_not_add_up",
        level,
        change,
        why=f"one statement gives {measure(level.figure)}, {level.figure.text}, the change, {change.figure.text}, and the base, {base.figure.text}",
        derivation=f"({shown(now)} - {shown(before)}) / {shown(abs(before))} = {found} %, said: {shown(said)} %",
        difference=found,
    )
