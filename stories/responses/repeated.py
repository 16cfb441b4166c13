"""Gives a title that only says "X responds to Y" the stance of another that tells how it answered Y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from records import Stance
from stories.responses.wordings import letters
from stories.speech import cues

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

TOGETHER = timedelta(hours=24)
"""Within this time the same matter gets the same answer."""

LEAST = 3
"""Minimum letters that identify the matter."""

DEFINITE: frozenset[Stance] = frozenset({"deny", "confirm", "correct"})
"""Stances towards the claim itself. An apology or a remedy may be a further step."""


def with_stances(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; a title without a stance takes that of the same side's nearest answer to the same matter."""
    definite = [(c, about) for c in candidates if c.stance in DEFINITE and (about := _about(c))]
    return [_taking(candidate, definite) for candidate in candidates]


def _taking(title: Candidate, definite: Sequence[tuple[Candidate, str]]) -> Candidate:
    about = _about(title) if title.stance == "explain" else ""
    if not about:
        return title
    same = [
        other
        for other, told in definite
        if (told in about or about in told)
        and other.voice.company == title.voice.company
        and abs(other.item.at - title.item.at) <= TOGETHER
    ]
    nearest = min(same, key=lambda other: (abs(other.item.at - title.item.at), other.item.id), default=None)
    if nearest is None:
        return title
    return replace(
        title,
        stance=nearest.stance,
        evidence=f"{title.evidence}; “{nearest.text}” gives its answer to the same matter",
    )


def _about(title: Candidate) -> str:
    """Return the letters of what a title of the subject answers; empty if it does not say, or gives the words."""
    if title.worded or title.voice.party != "own":
        return ""
    cue = cues.answer_in(title.item.title, title.lang)
    if cue is None or cue.plain_speech or any(mark in cue.after for mark in '：:，,“"'):
        return ""
    about = letters(cue.after)
    return about if len(about) >= LEAST else ""
