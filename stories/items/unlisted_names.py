"""Names missing from the watch list, learnt from readings and from titles in which someone answers.

A learnt name is found in later titles as a watched one is. Such names gate which items may join; no story gets one as
its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from heapq import heappop, heappush
from itertools import chain

from records import Item
from stories.speech import cues, speakers
from stories.text import lexicon
from stories.text.interning import interned
from stories.text.phrases import DENSE, phrases
from stories.text.script import simplified

LABELS = frozenset({"ORG", "PERSON", "PRODUCT"})

LEAST, MOST = 2, 6
"""Length in characters of a name, in scripts without spaces. Elsewhere titles have enough words to tell their subject."""


@dataclass(slots=True)
class UnlistedNames:
    """The names learnt in the active window."""

    latest: dict[str, datetime] = field(default_factory=dict)
    """The time of the latest item that each name was read in."""
    _due: list[tuple[datetime, str]] = field(default_factory=list)
    """Heap of these times and earlier ones, with their names."""
    _since: datetime | None = None
    """Names of items before this are forgotten."""
    _by_start: dict[str, set[str]] = field(default_factory=dict)
    firms: dict[str, set[str]] = field(default_factory=dict)
    """Organisations that titles name with an office before a person's name."""

    def learn(self, item: Item, day: datetime) -> tuple[str, ...]:
        """Learn the names of an item; return the new ones. An item from before the window, which is only restored, teaches none."""
        if item.lang not in DENSE or (self._since is not None and day < self._since):
            return ()
        fresh = []
        for name in sorted(set(_names(item))):
            if name not in self.latest:
                fresh.append(name)
                self._by_start.setdefault(name[:LEAST], set()).add(name)
            if self.latest.get(name, day) <= day:
                self.latest[name] = day
                heappush(self._due, (day, name))
        for firm, person in _offices(item):
            self.firms.setdefault(person, set()).add(firm)
        return tuple(fresh)

    def forget(self, before: datetime) -> None:
        """Drop the names last read before a moment."""
        self._since = before if self._since is None else max(before, self._since)
        while self._due and self._due[0][0] < self._since:
            day, name = heappop(self._due)
            if self.latest.get(name) == day:
                del self.latest[name]
                self.firms.pop(name, None)
                self._by_start[name[:LEAST]].discard(name)

    def named(self, item: Item) -> frozenset[str]:
        """Return the known names in an item's title, with the organisations of those that are people."""
        if item.lang not in DENSE:
            return frozenset()
        names = frozenset(self._spelt_in(simplified(item.title)))
        return interned(names.union(firm for name in names for firm in self.firms.get(name, ())))

    def _spelt_in(self, title: str) -> Iterator[str]:
        """Yield the longest known name at each position."""
        for at in range(len(title)):
            names = [
                name for name in self._by_start.get(title[at : at + LEAST], ()) if title.startswith(name, at)
            ]
            if names:
                yield max(names, key=len)


def _names(item: Item) -> Iterator[str]:
    """Yield stems of the names in a title and of who answers, except third parties and generic words."""
    title = simplified(item.title)
    found = [
        title[mention.start : mention.end]
        for mention in item.reading.mentions
        if not mention.entity and mention.label in LABELS and mention.end <= len(title)
    ]
    answer = cues.answer_in(item.title, item.lang)
    if answer is not None and not answer.plain_speech:
        found.append(simplified(answer.before))
    for name in found:
        short = stem(name)
        if LEAST <= len(short) <= MOST and not _anybody(name, item.lang):
            yield short


def _anybody(name: str, lang: str) -> bool:
    return speakers.is_third_party(name, lang) or bool(phrases("names", "anybody", lang).search(name))


def _offices(item: Item) -> Iterator[tuple[str, str]]:
    """Yield (organisation, person) named by an office: 百度副总裁璩静."""
    title = simplified(item.title)
    persons = [
        mention
        for mention in item.reading.mentions
        if mention.label == "PERSON" and mention.end <= len(title)
    ]
    for match in _held_by().finditer(title) if persons else ():
        firm = stem(title[: match.start()])
        for person in [person for person in persons if person.start == match.end()]:
            if LEAST <= len(firm) <= MOST:
                yield firm, stem(title[person.start : person.end])


@cache
def _held_by() -> re.Pattern[str]:
    names = lexicon.table("names")
    words = "|".join(sorted((*names["offices"]["zh"], *names["staff"]["zh"]), key=len, reverse=True))
    return re.compile(f"(?:{words})+")


@lru_cache(maxsize=50_000)
def stem(name: str) -> str:
    """Return a name without suffixes of firms and offices and without model numbers."""
    name = re.sub(r"[\W_]+", "", name)
    while True:
        shorter = _tails().sub("", re.sub(r"(?<=[^\x00-\x7f])[A-Za-z0-9]+$", "", name))
        if shorter == name or len(shorter) < LEAST:
            return name
        name = shorter


@cache
def _tails() -> re.Pattern[str]:
    table = lexicon.table("names")
    listed = (table[section]["zh"] for section in ("tails", "offices", "staff"))
    words = sorted(chain.from_iterable(listed), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})$")
