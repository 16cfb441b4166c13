"""Finds the channel and the day of a Chinese quotation, at its own words or carried over from those before.

Whoever speaks on in a paragraph speaks where and when it was told there; a reply stands where it was asked; a transcript
was spoken where its head says. Reads no stance and no names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.quotes.channels import channel_of
from nlp.quotes.chinese.circumstances import Days, Moment, channel, issued_before
from nlp.quotes.chinese.page import Page
from nlp.quotes.draft import Draft

SPOKEN = frozenset({"call", "press_conference", "interview", "livestream"})
"""Channels of which a transcript is made."""

INTERVIEW = re.compile(r"专访|访谈|采访|对话(?=[^，。]{2,20}[：:\n]|$)")
REPLIES = re.compile(r"(?:回答|答复|回复|答)(?:称|道|说)?$")
HEAD = 240
"""Characters of a transcript's head, at most."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when something was said; None where nothing tells."""

    stated: str | None = None
    """The channel as written."""
    kind: str | None = None
    when: Moment | None = None
    """The day, and its hours where they are named."""

    @property
    def day(self) -> date | None:
        """The day alone."""
        return self.when.day if self.when else None


NOWHERE = Occasion()


class Occasions:
    """The occasions of a text's quotations, asked for in the order of the text."""

    def __init__(self, page: Page, days: Days, drafts: Sequence[Draft]) -> None:
        self._page = page
        self._days = days
        self._begins = [block[0] for block in page.blocks]
        self._last: dict[tuple[str | None, int], Occasion] = {}
        self._before: tuple[Draft, Occasion] | None = None
        turns = [draft for draft in drafts if draft.rule == "turn"]
        self._talk = self._head(turns[0]) if len(turns) > 1 else NOWHERE

    def of(self, draft: Draft, name: str | None) -> Occasion:
        """The occasion of a quotation.

        Args:
            draft: The quotation.
            name: Who speaks, by the fullest name.
        """
        number = bisect_right(self._begins, draft.span[0])
        before = issued_before(self._page, draft)
        where = ("微博", "post") if draft.rule == "post" else channel(self._page, draft, before)
        own = Occasion(*where, self._days.of(draft, before))
        found = self._carried(own, self._last.get((name, number), NOWHERE))
        if draft.rule == "turn":
            found = self._carried(found, self._talk)
        if found.kind is None and self._before is not None and self._is_reply(draft, self._before[0], number):
            asked = self._before[1]
            found = Occasion(asked.stated, asked.kind, found.when)
        self._last[name, number] = found
        self._before = draft, found
        return found

    @staticmethod
    def _carried(own: Occasion, last: Occasion) -> Occasion:
        """Return the stated occasion completed by the last one; another day or channel is another occasion."""
        if own.kind is None and (own.day in {None, last.day} or last.day is None):
            return Occasion(last.stated, last.kind, own.when or last.when)
        elsewhere = own.kind is not None and last.kind not in {None, own.kind}
        return own if elsewhere else Occasion(own.stated, own.kind, own.when or last.when)

    def _is_reply(self, draft: Draft, asked: Draft, number: int) -> bool:
        """Whether a quotation answers the question right before it, in its paragraph or the one before."""
        text = self._page.text
        near = number - bisect_right(self._begins, asked.span[0]) <= 1
        question = text[asked.span[1] - 1 : asked.span[1]] in {"？", "?"}
        if draft.rule == "turn" and draft.sentence is not None:
            label = text[draft.sentence[0] : draft.span[0]].rstrip("：: ")
            return near and REPLIES.search(label) is not None
        cue = text[slice(*draft.cue)] if draft.cue else ""
        return near and question and REPLIES.search(cue) is not None

    def _head(self, turn: Draft) -> Occasion:
        """Return the occasion given in the lines above a transcript's first turn."""
        first = max(bisect_right(self._begins, turn.span[0]) - 1, 0)
        end = self._begins[first]
        start = max(self._begins[max(first - 3, 0)], end - HEAD)
        head = self._page.text[start:end]
        stated, kind = channel_of("zh", head, None)
        when = self._days.first(start, end)
        if kind in SPOKEN:
            return Occasion(stated, kind, when)
        talk = INTERVIEW.search(head)
        return Occasion(talk[0], "interview", when) if talk else Occasion(None, None, when)
