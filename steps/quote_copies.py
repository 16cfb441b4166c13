"""Records which quotes of linked items repeat an earlier one, and conflicts between copies over the speaker."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

import db.copies
from db import facts, issues
from nlp.copies import Carried, Copies
from records import Item


def note_copies(
    store: Database,
    copies: Copies,
    told: Sequence[Item],
    *,
    fresh: Collection[str],
    window: Collection[str],
    now: datetime,
) -> None:
    """Find and store which new quotes repeat an earlier one; note where copies disagree on the speaker.

    Args:
        store: the store; called within `db.atomic()`.
        copies: the quotes of the window; updated.
        told: the items that a pass was given.
        fresh: ids of those that are new, or were read again since they were linked.
        window: ids of the items whose quotes to keep.
        now: the current time.
    """
    before = [item for item in told if item.id not in fresh and item.reading.quotes]
    earliest = list(db.copies.repeated(store, [item.id for item in before]))
    elder = {
        one.id: Carried(id=one.id, document=one.item, at=one.at, quote=one.quote)
        for one in earliest
        if one.item not in fresh
    }
    elder |= {one.id: one for item in before for one in _carried(item)}
    copies.recall(elder.values(), {one.repeated_by: one.id for one in earliest})
    found, conflicts = copies.tell(
        [one for item in told if item.id in fresh for one in _carried(item)], replaced=fresh
    )
    copies.keep(window)
    db.copies.note(store, ((one.id, one.same_as, one.speaker, one.speaker_entity) for one in found))
    issues.note_all(store, conflicts, now)


def _carried(item: Item) -> Iterator[Carried]:
    for quote in item.reading.quotes:
        identity = facts.identity(item.id, "q", quote.start, quote.end)
        yield Carried(id=identity, document=item.id, at=item.at, quote=quote)
