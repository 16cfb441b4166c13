"""The record of words that may answer a story.

`gathering` finds them, `carriers` groups them, `responses` makes the response.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records import Interval, Item, Stance
from stories.items.voices import Voice


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may answer a story. Offsets are into the item's text."""

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
    """The reporting words name the stance: "confirmed", "denied"."""
    direct: bool = True
    worded: bool = True
    """Whether it has the words of the answer. A title may only report that there is one."""
