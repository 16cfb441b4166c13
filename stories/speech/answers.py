"""An answer as a title tells it: who, by which words, in what manner. How it is found, cues and acting know."""

from __future__ import annotations

from dataclasses import dataclass

from records import Stance
from stories.text.phrases import phrases, plain

ADMITS = frozenset({"apologise", "deny", "decline", "holding", "silent"})
"""Whoever takes such a stance was asked about something, and answers a claim, whatever its words."""


@dataclass(frozen=True, slots=True)
class Cue:
    """An answer as a title tells it."""

    before: str
    """What names who answers."""
    cue: str
    after: str
    stance: Stance
    start: int
    end: int
    plain_speech: bool
    """The cue reports any speech (says), or what is done (recalls); only an open claim makes it an answer."""
    act: bool = False
    """The cue tells what is done."""

    def mends(self, lang: str) -> bool:
        """Whether it is what is only done where something went wrong, and nobody suffers it."""
        return (
            self.act
            and remedy(self.cue, lang)
            and not phrases("responses", "suffers", lang).search(self.before)
        )

    def discloses(self, lang: str) -> bool:
        """Whether somebody makes known what nobody may have known."""
        return phrases("responses", "discloses", lang).search(self.cue.casefold()) is not None


def remedy(title: str, lang: str) -> bool:
    """Whether a title tells of what is only done where something went wrong: goods called back, money returned."""
    return bool(phrases("responses", "remedies", lang).search(plain(title, lang)))
