"""Groups a text's figures into statements: a level, its changes, its base and its consensus."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.figures.scenes import Draft

_AMOUNTS = {"money", "count", "number", "point"}


def number(sentences: Iterable[list[Draft]]) -> None:
    """Give every figure the number of its statement, counted from 1 in text order."""
    last = 0
    open_one: Draft | None = None
    for drafts in sentences:
        here: list[Draft] = []
        for draft in drafts:
            mate = _mate(draft, here) or (_across(draft, open_one) if not here else None)
            if mate is not None:
                draft.statement = mate.statement
            else:
                last += 1
                draft.statement = last
            here.append(draft)
        open_one = drafts[-1] if drafts else open_one


def _mate(draft: Draft, here: list[Draft]) -> Draft | None:
    """Return the nearest earlier figure of the sentence about the same thing."""
    if draft.metric_id is None:
        return None
    for other in reversed(here):
        if other.metric_id != draft.metric_id or other.subject != draft.subject:
            continue
        if (
            draft.period
            and other.period
            and draft.period != other.period
            and "prior" not in {draft.status, other.status}
        ):
            continue
        if _two_levels(draft, other, here):
            return None
        return other
    return None


def _two_levels(draft: Draft, other: Draft, here: list[Draft]) -> bool:
    """Return whether a second actual level of the same metric starts a new statement."""
    if draft.basis != "level" or draft.status != "actual" or draft.kind not in _AMOUNTS:
        return False
    same = [one for one in here if one.statement == other.statement]
    return any(
        one.basis == "level"
        and one.status == "actual"
        and one.kind in _AMOUNTS
        and one.candidate.unit == draft.candidate.unit
        for one in same
    )


def _across(draft: Draft, before: Draft | None) -> Draft | None:
    """Return the figure of the previous sentence that a forecast or base is compared with."""
    if before is None or before.metric_id != draft.metric_id or draft.metric_id is None:
        return None
    goes_on = draft.status in {"estimate", "prior"} or (draft.basis == "change" and draft.inherited)
    return before if goes_on else None
