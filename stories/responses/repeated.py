"""A title that only says that the subject responds to something, when another one tells how it answered the very same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from records import Stance
from stories.responses.answer_index import letters
from stories.speech import cues

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

TOGETHER = timedelta(hours=24)
"""Within this time the same thing is answered in the same manner."""

LEAST = 3
"""Letters of what is answered that are enough to know it again."""

DEFINITE: frozenset[Stance] = frozenset({"deny", "confirm", "correct"})
"""Stances that are taken to what is claimed. To apologise for it, or to mend it, is another step."""


def agreed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a title without a stance of its own takes the one that the same side took to the same thing nearest to it."""
    definite = [(c, about) for c in candidates if c.stance in DEFINITE and (about := _about(c))]
    return [_taking(candidate, definite) for candidate in candidates]


def _taking(title: Candidate, definite: Sequence[tuple[Candidate, str]]) -> Candidate:
    about = _about(title) if title.stance == "explain" else ""
    same = [
        other
        for other, told in definite
        if about
        and (told in about or about in told)
        and other.voice.company == title.voice.company
        and abs(other.item.at - title.item.at) <= TOGETHER
    ]
    nearest = min(same, key=lambda other: (abs(other.item.at - title.item.at), other.item.id), default=None)
    if nearest is None:
        return title
    return replace(
        title,
        stance=nearest.stance,
        evidence=f"{title.evidence}; “{nearest.text}” tells how it answers the same",
    )


def _about(title: Candidate) -> str:
    """What a title of the subject's own says is answered, in letters alone; empty where it says nothing of that, or holds the words."""
    if title.worded or title.voice.party != "own":
        return ""
    cue = cues.answer_in(title.item.title, title.lang)
    if cue is None or cue.plain_speech or any(mark in cue.after for mark in '：:，,“"'):
        return ""
    about = letters(cue.after)
    return about if len(about) >= LEAST else ""
