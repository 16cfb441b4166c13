"""Reads the texts of items in batches before they are placed: their features, ties and terms, and the names they teach.

A text that is read among others costs two thirds of one read between placings: words, patterns and code stay in the
processor's caches. What is read depends on earlier texts only, not on where their items were placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from records import Item, Weighing
from stories.grouping.groups import WINDOW
from stories.items import clashes
from stories.items.bridges import add_ties
from stories.items.embeddings import Vector
from stories.items.features import Features, features_of
from stories.items.roster import Roster
from stories.items.unlisted_names import UnlistedNames

BATCH = 128
"""Number of items read at once. Their terms take little memory; more are hardly faster."""


@dataclass(frozen=True, slots=True)
class Read:
    """An item that has been read."""

    features: Features
    taught: tuple[str, ...]
    """Names that no earlier item taught; they apply to this item and to the groups placed before it."""


@dataclass(slots=True)
class ReadingAhead:
    """Reads items in the order in which they are restored or placed."""

    roster: Roster
    names: UnlistedNames = field(default_factory=UnlistedNames)

    def read(
        self,
        items: Iterable[Item],
        now: datetime,
        vectors: Mapping[str, Vector],
        stored: Mapping[str, Weighing | None],
    ) -> Iterator[Read]:
        """Yield items with their features, in their order.

        Args:
            items: the items.
            now: the present; later times of new items are replaced by it.
            vectors: embeddings by item id.
            stored: items that an earlier pass placed, with their weights then, if these are stored. All others are new.
        """
        coming = iter(items)
        while batch := list(islice(coming, BATCH)):
            read = [self._features(item, now, vectors.get(item.id), stored) for item in batch]
            for one in read:
                _complete(one.features, stored)
            yield from read

    def _features(
        self, item: Item, now: datetime, vector: Vector | None, stored: Mapping[str, Weighing | None]
    ) -> Read:
        weighing = stored.get(item.id)
        moment = now if item.id not in stored else weighing.at if weighing else None
        self.names.forget(min(item.at, now) - WINDOW)
        taught = self.names.learn(item, item.at)
        marks = clashes.marks((weighing.ties if weighing else None) or ())
        return Read(features_of(item, self.roster, moment, vector, self.names.named(item), marks), taught)


def _complete(features: Features, stored: Mapping[str, Weighing | None]) -> None:
    """Add what else is compared: the ties, unless they are stored, and for a new item the terms."""
    identity = features.item.id
    weighing = stored.get(identity)
    if weighing is not None and weighing.ties is not None:
        return
    add_ties(features)
    if identity not in stored:
        features.count()
