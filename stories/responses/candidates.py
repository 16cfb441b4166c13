"""Words that may answer a story, as a record. Where they are found, gathering says; which are one answer, carriers; what it is, responses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records import Interval, Item, Stance
from stories.items.voices import Voice


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may answer a story, where they stand."""

    item: Item
    voice: Voice
    text: str
    lang: str
    stance: Stance
    rule: str
    evidence: str
    confidence: float
    responded: Interval
    start: int | None = None
    end: int | None = None
    channel: str | None = None
    channel_kind: str | None = None
    claimed_on: date | None = None
    plainly: bool = False
    """The stance is what the words that report it say: confirmed, denied."""
    direct: bool = True
    worded: bool = True
    """Holds the words of the answer; a title only says that there is one."""
