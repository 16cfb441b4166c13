"""Near-duplicate detection: items with the same title or mostly the same words. Copies are counted as carriers but do not influence grouping.

Bottom-k sketches of word shingles propose pairs (Broder 1997), containment of the shingles decides.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stories.items.features import Features
from stories.text.phrases import DENSE
from stories.text.script import folded

LOOKBACK = timedelta(hours=96)
"""Reprints follow within days; the same words later are a template, such as a daily market report."""

LEAST_KEY = 12
"""Minimum letters of a title (half in dense scripts) for equality to be no coincidence: "Morning briefing"."""

SHINGLE = 5
LEAST_SHINGLES = 12
CONTAINED = 0.7
"""Minimum share of the shorter text's shingles that the longer one contains."""

SKETCH = 8
"""Number of smallest hashes kept of a text. Texts that share two of them are compared."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that repeats another."""

    of: Features
    share: float
    evidence: str
    rule: str


@dataclass(slots=True)
class Copies:
    """The texts of the last days by title and by sketch."""

    titles: dict[str, Features] = field(default_factory=dict)
    sketches: dict[int, list[Features]] = field(default_factory=lambda: defaultdict(list))
    sketch_of: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Sketches by item id; empty for a text too short to compare by words."""
    shingles: dict[str, array[int]] = field(default_factory=dict)
    """Shingles by item id, as arrays, which take a tenth of a set's memory; few are ever compared."""
    _last: tuple[Features, frozenset[int], tuple[int, ...]] | None = None
    """The last text examined, which is usually added next."""
    _order: deque[tuple[datetime, Features]] = field(default_factory=deque)
    _recalled: dict[str, tuple[Features, tuple[int, ...] | None]] = field(default_factory=dict)
    """Texts of earlier passes by id, with their stored sketches. They are entered when first needed; most expire before."""

    def find(self, features: Features) -> Copy | None:
        """Return the earliest text that this one repeats, or None."""
        self.forget(features.day - LOOKBACK)
        for old, stored in self._recalled.values():
            self._sketch(old, self._seen(old)[1] if stored is None else stored)
        self._recalled.clear()
        same = self.titles.get(features.key)
        if same and long_enough(features) and _same_kind(same, features):
            return Copy(same, 1.0, f"the same title as {same.item.id}", "copies/title")
        mine, sketch = self._seen(features)
        if not sketch:
            return None
        shared: dict[str, tuple[int, Features]] = {}
        for value in sketch:
            for other in self.sketches.get(value, ()):
                count, _ = shared.get(other.item.id, (0, other))
                shared[other.item.id] = (count + 1, other)
        for count, other in shared.values():
            if count < 2 or not _same_kind(other, features):  # noqa: PLR2004
                continue
            theirs = self._shingles(other)
            share = len(mine.intersection(theirs)) / min(len(mine), len(theirs))
            if share >= CONTAINED:
                return Copy(other, share, f"{share:.0%} of the words of {other.item.id}", "copies/shingles")
        return None

    def add(self, features: Features) -> None:
        """Add a text that is no copy."""
        mine, sketch = self._seen(features)
        self._enter(features)
        self._sketch(features, sketch)
        if sketch:
            self.shingles[features.item.id] = array("I", mine)

    def recall(self, features: Features, sketch: tuple[int, ...] | None) -> None:
        """Add a text that an earlier pass found to be no copy, with the sketch stored then."""
        self._enter(features)
        self._recalled[features.item.id] = features, sketch

    def forget(self, before: datetime) -> None:
        """Drop the texts before a moment."""
        while self._order and self._order[0][0] < before:
            _, old = self._order.popleft()
            if self.titles.get(old.key) is old:
                del self.titles[old.key]
            if self._recalled.pop(old.item.id, None) is not None:
                continue
            self.shingles.pop(old.item.id, None)
            for value in self.sketch_of.pop(old.item.id, ()):
                kept = [other for other in self.sketches[value] if other is not old]
                if kept:
                    self.sketches[value] = kept
                else:
                    del self.sketches[value]

    def _enter(self, features: Features) -> None:
        if long_enough(features):
            self.titles.setdefault(features.key, features)
        self._order.append((features.day, features))

    def _sketch(self, features: Features, sketch: tuple[int, ...]) -> None:
        if sketch:
            self.sketch_of[features.item.id] = sketch
            for value in sketch:
                self.sketches[value].append(features)

    def _shingles(self, features: Features) -> array[int]:
        """Return the shingles of a sketched text."""
        known = self.shingles.get(features.item.id)
        if known is None:
            known = self.shingles[features.item.id] = array("I", shingles_of(features))
        return known

    def _seen(self, features: Features) -> tuple[frozenset[int], tuple[int, ...]]:
        """Return shingles and sketch of a text; an empty sketch if it is too short."""
        if self._last is None or self._last[0] is not features:
            mine = shingles_of(features)
            self._last = (features, mine, sketch_of(mine) if len(mine) >= LEAST_SHINGLES else ())
        return self._last[1:]


def long_enough(features: Features) -> bool:
    """Return whether a title is too long to be equal by coincidence."""
    dense = features.item.lang in DENSE
    return len(features.key) >= (LEAST_KEY // 2 if dense else LEAST_KEY)


def _same_kind(one: Features, other: Features) -> bool:
    """Return whether two items may be copies: two boards' topics, but not a topic and an article with its wording.

    An article that quotes a watched account's post in full reports it.
    """
    return (one.item.kind == "topic") == (other.item.kind == "topic") and one.is_own_post == other.is_own_post


_WORDS, _WORDS_ASCII = re.compile(r"\w+"), re.compile(rb"\w+")


def shingles_of(features: Features) -> frozenset[int]:
    """Return hashes of every five consecutive words (characters in dense scripts) in the first 2,000 characters of the body."""
    text = features.item.text[len(features.item.title) :][:2000].casefold()
    if len(text) < 80:  # noqa: PLR2004
        return frozenset()
    dense = features.item.lang in DENSE
    size = SHINGLE * 2 if dense else SHINGLE
    if text.isascii() and not dense:
        parts = _WORDS_ASCII.findall(text.encode())
    else:
        parts = [
            part.encode() for part in (re.sub(r"\W+", "", folded(text)) if dense else _WORDS.findall(text))
        ]
    rows = zip(*(parts[at:] for at in range(size)), strict=False)
    return frozenset(map(zlib.crc32, map(b" ".join, rows)))


def sketch_of(shingles: frozenset[int]) -> tuple[int, ...]:
    """Return the smallest hashes. Texts that share most of their shingles share some of these."""
    return tuple(sorted(shingles)[:SKETCH])
