"""The headline of a story: early, in the reader's language, not a question, not the answer's."""

from __future__ import annotations

from collections.abc import Sequence

from records import Item
from stories.items.roster import Roster
from stories.speech import cues
from stories.speech.tone import calling
from stories.text.phrases import DENSE, phrases, plain

EARLY = 0.5
"""A headline comes from this first part of a story's items, and at least from its first five."""


def choose(items: Sequence[Item], langs: Sequence[str], *, claim: Item | None = None) -> Item:
    """The item whose title is the story's headline.

    Args:
        items: the story's items without copies, in the order of time; not empty.
        langs: the reader's languages, the preferred one first.
        claim: the item that makes the claim, where the story is about one: its title goes before others that call for an
            answer, and those before one that leads up to it. What somebody only says ("…, researcher says") is no answer,
            and comes behind what is told outright.
    """
    titled = [item for item in items if item.title.strip()] or list(items)
    early = titled[: max(5, int(len(titled) * EARLY))]

    def rank(item: Item) -> tuple[bool, bool, int, bool, bool, bool, bool, int]:
        cue = cues.answer_in(item.title, item.lang)
        return (
            cue is not None and not cue.plain_speech,
            asks(item.title, item.lang),
            langs.index(item.lang) if item.lang in langs else len(langs),
            item.kind in {"topic", "post"},
            claim is not None and not calling(item.title, item.lang),
            claim is not None and item is not claim,
            cue is not None,
            item.tier,
        )

    return min(early, key=rank)


def asks(title: str, lang: str) -> bool:
    """Whether a title asks, or promises to explain, rather than tells: is it down? why X wants Y, 如何看待."""
    text = plain(title.strip(), lang)
    return text.endswith(("?", "？")) or any(
        found.start() == 0 or lang in DENSE for found in phrases("claims", "questions", lang).finditer(text)
    )


def wording(item: Item, roster: Roster) -> str:
    """What an item is headed by: its title, its first words, those it passes on; a picture by whose it is and its kind."""
    said = item.title.strip() or item.text.strip()[:80] or (item.repost_of or "").strip()[:80]
    return said or f"{roster.name_of(item.entity) if item.entity else item.source}: {item.kind}"


def leading_topic(items: Sequence[Item]) -> str | None:
    """The topic that stands for a story: one that is no answer, then the hottest, then the earliest."""
    topics = [item for item in items if item.kind == "topic"]
    if not topics:
        return None
    return min(
        topics, key=lambda item: (bool(cues.answer_in(item.title, item.lang)), -(item.heat or 0), item.at)
    ).id
