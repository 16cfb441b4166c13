"""The record of an answer in a title: who, by which words, with which stance. `cues` and `english_cues` find it."""

from __future__ import annotations

from dataclasses import dataclass

from records import Stance
from stories.text.phrases import phrases, plain

ADMITS = frozenset({"apologise", "deny", "decline", "holding", "silent"})
"""Stances that presuppose a question: whoever takes one answers a claim."""

REFUTES = frozenset({"apologise", "deny", "correct", "holding"})
"""Stances in words: whoever takes one answers something, even if no title called for an answer."""


@dataclass(frozen=True, slots=True)
class Cue:
    """An answer as a title reports it. Offsets are into the title."""

    before: str
    """The words that name who answers."""
    cue: str
    after: str
    stance: Stance
    start: int
    end: int
    plain_speech: bool
    """The cue reports speech (says) or an act (recalls) that answers only an open claim."""
    act: bool = False
    """The cue reports an act."""

    def mends(self, lang: str) -> bool:
        """Return whether the act is a remedy that the speaker gives and does not suffer."""
        return (
            self.act
            and remedy(self.cue, lang)
            and not phrases("responses", "suffers", lang).search(self.before)
        )

    def discloses(self, lang: str) -> bool:
        """Return whether the cue discloses something new."""
        return phrases("responses", "discloses", lang).search(self.cue.casefold()) is not None


def remedy(title: str, lang: str) -> bool:
    """Return whether a title tells of a remedy: a recall, a refund."""
    return bool(phrases("responses", "remedies", lang).search(plain(title, lang)))
