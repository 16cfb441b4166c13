"""Chooses a story's headline: early, in the reader's language, neither a question nor an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from records import Item
from stories.items.roster import Roster
from stories.speech import cues
from stories.speech.tone import calls_for_answer
from stories.text.phrases import DENSE, phrases, plain

POST = 80
"""Characters of a post that stand for its title."""
EARLY = 0.5
"""A headline comes from this first part of a story's items, or from its first five."""


def choose(
    items: Sequence[Item],
    languages: Sequence[str],
    *,
    claim: Item | None = None,
    of_others: Collection[str] = (),
) -> Item:
    """Return the item whose title becomes the headline.

    Titles that state outright come before those with a speaker ("..., researcher says").

    Args:
        items: the story's items without copies, in order of time; not empty.
        languages: the reader's languages, preferred first.
        claim: the item that makes the story's claim, or None. Its title is preferred to others that call for an answer,
            and these to titles that only lead up to it.
        of_others: ids of the items whose titles name watched companies but not the story's subject; they come last.
    """
    titled = [item for item in items if item.title.strip()] or list(items)
    early = titled[: max(5, int(len(titled) * EARLY))]
    if len(early) == 1:
        return early[0]

    def rank(item: Item) -> tuple[bool, bool, bool, int, bool, bool, bool, bool, int]:
        cue = cues.answer_in(item.title, item.lang)
        return (
            item.id in of_others,
            cue is not None and not cue.plain_speech,
            asks(item.title, item.lang),
            languages.index(item.lang) if item.lang in languages else len(languages),
            item.kind != "article",
            claim is not None and not calls_for_answer(item.title, item.lang),
            claim is not None and item is not claim,
            cue is not None,
            item.tier,
        )

    return min(early, key=rank)


@lru_cache(maxsize=100_000)
def asks(title: str, lang: str) -> bool:
    """Return whether a title asks or promises to explain: "Is it down?", "Why X wants Y", 如何看待."""
    text = plain(title.strip(), lang)
    return text.endswith(("?", "？")) or any(
        found.start() == 0 or lang in DENSE for found in phrases("claims", "questions", lang).finditer(text)
    )


def wording(item: Item, roster: Roster) -> str:
    """Return the wording of an item: its title, the start of its text or of the repost; for a picture, its owner and kind."""
    said = item.title.strip() or _start(item.text.strip() or (item.repost_of or "").strip())
    return said or f"{roster.name_of(item.entity) if item.entity else item.source}: {item.kind}"


def _start(text: str) -> str:
    """Return the first words of a text, with an ellipsis if there are more."""
    if len(text) <= POST:
        return text
    cut = text[: POST - 1]
    whole = _LAST_WORD.sub("", cut) if _LAST_WORD.match(text[POST - 1]) else cut
    return f"{(whole or cut).rstrip()}…"


_LAST_WORD = re.compile(r"[A-Za-z\u00c0-\u024f0-9@#’'.-]+\Z")
"""Of a script that sets spaces between words."""


def leading_topic(items: Sequence[Item]) -> str | None:
    """Return the topic that represents a story: not an answer, then the hottest, then the earliest."""
    topics = [item for item in items if item.kind == "topic"]
    if not topics:
        return None
    return min(
        topics, key=lambda item: (bool(cues.answer_in(item.title, item.lang)), -(item.heat or 0), item.at)
    ).id
