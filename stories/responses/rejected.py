"""Answers that people rejected.

The place of their words identifies them, because ids change as more items carry an answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from records import Decision
from stories.responses.candidates import Candidate

Rejected: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""Item id to the offsets of the rejected words in its text."""

_PLACE = re.compile(r"(?s)(.+):(\d+)-(\d+)")
"""The value of a decision: "ITEM:START-END"."""


def rejected(decisions: Iterable[Decision]) -> Rejected:
    """Return what standing decisions reject."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for decision in decisions:
        place = _PLACE.fullmatch(decision.value or "") if decision.kind == "reject_answer" else None
        if place:
            found[place[1]].append((int(place[2]), int(place[3])))
    return found


def is_rejected(group: Iterable[Candidate], places: Rejected) -> bool:
    """Return whether an answer is rejected: any of its words overlap rejected ones, as another reader version may cut them differently."""
    return bool(places) and any(
        candidate.start < end and start < candidate.end
        for candidate in group
        if candidate.start is not None and candidate.end is not None
        for start, end in places.get(candidate.item.id, ())
    )
