"""Items that tell no story of their own: round-ups in sections, posts without words, satire."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from records import Item
from stories.items.roster import Roster
from stories.speech.tone import tone
from stories.text.phrases import phrases, plain

SECTIONS = 4
"""Minimum number of companies with a paragraph each in a round-up; a text with three may compare rivals."""

IN_A_DIGEST = 3
"""... and where the title calls itself a digest: 早报, "Morning briefing"."""

RECURRING = 0.25
"""Maximum share of the companies that may return in a second paragraph: a single story comes back to its subject."""

_LETTER = re.compile(r"\w")


def stands_alone(item: Item, roster: Roster) -> bool:
    """Return whether an item must not join any story."""
    return is_wordless(item) or is_round_up(item, roster) or _in_jest(item)


def _in_jest(item: Item) -> bool:
    """Return whether the headline marks the item as satire."""
    return _JEST.match(item.title) is not None


_JEST = re.compile(r"\W?(?:satire|parody|spoof|humou?r|讽刺|恶搞|段子)\W", re.IGNORECASE)


def is_wordless(item: Item) -> bool:
    """Return whether an item has no words: a picture, emoji, or a platform's placeholder."""
    said: tuple[str, ...] = (item.title, item.text, item.repost_of or "")
    if item.kind == "post":
        said = (_without_fillers(" ".join(said), item.lang),)
    return not any(map(_LETTER.search, said))


@lru_cache(maxsize=10_000)
def _without_fillers(words: str, lang: str) -> str:
    return phrases("claims", "fillers", lang).sub(" ", plain(words, lang))


def is_round_up(item: Item, roster: Roster) -> bool:
    """Return whether a text is a round-up: a title that lists them, or sections, about different watched companies."""
    if item.kind not in {"article", "post"} or len(item.reading.mentions) < IN_A_DIGEST:
        return False
    if _enumerates(item, roster):
        return True
    told = [companies for companies in _paragraphs(item, roster) if companies]
    if len(told) < IN_A_DIGEST:
        return False
    least = IN_A_DIGEST if tone(item.title, item.lang).digest else SECTIONS
    naming = Counter(company for companies in told for company in companies)
    recurring = sum(count > 1 for count in naming.values())
    return min(len(told), len(naming)) >= least and recurring <= RECURRING * len(naming)


def _enumerates(item: Item, roster: Roster) -> bool:
    """Return whether a title lists matters of several companies: "Maker apologises; Tarn's profit falls; …".

    Between semicolons, companies count that are on no list.
    """
    told: set[frozenset[str]] = set()
    day, end, parted = item.at.date(), 0, _PARTED.search(item.title) is not None
    for part in (parts := _ITEM.split(item.title)):
        start, end = item.title.index(part, end), item.title.index(part, end) + len(part)
        here = [m for m in item.reading.mentions if start <= m.start and m.end <= end]
        named = [m for m in here if m.entity or (parted and m.label == "ORG")]
        if named and sum(m.end - m.start for m in named) < len(part.strip()) - 1:
            listed = roster.all_companies((m.entity for m in named if m.entity), day)
            told.add(listed or frozenset(m.text for m in named))
    return len(parts) >= IN_A_DIGEST and len(told) > 1


_ITEM = re.compile(r"[、；;|｜]")
_PARTED = re.compile(r"[；;|｜]")


def _paragraphs(item: Item, roster: Roster) -> Iterator[frozenset[str]]:
    """Yield the companies named in each paragraph of the body, officers counted for their company."""
    day, mentions = item.at.date(), [mention for mention in item.reading.mentions if mention.entity]
    if len(mentions) < IN_A_DIGEST:
        return
    for paragraph in re.finditer(r"[^\n]+", item.text):
        if paragraph.start() < len(item.title):
            continue
        yield roster.all_companies(
            (
                mention.entity
                for mention in mentions
                if mention.entity and paragraph.start() <= mention.start < paragraph.end()
            ),
            day,
        )
