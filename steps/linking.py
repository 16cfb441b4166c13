"""What is new is grouped into stories, with the answers and the checks; people's decisions come from their own file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

import db
import db.stories
import stories
from config import watchlist
from config.settings import Settings
from db import decisions, facts, issues, items
from nlp.quotes import same
from records import Decision, Item, Watchlist
from steps.stepping import Clock, Outcome, now, step


def link(settings: Settings, *, clock: Clock = now) -> Outcome:
    """Group what tells one happening, find who answered it, compare the figures."""
    watched = watchlist.load(settings.watchlist)
    desk = db.connect_desk(settings.decisions)
    decided, undone = decisions.standing(desk), decisions.undone(desk)
    with step(settings, "link", clock) as (store, this):
        this.counts.update(link_store(store, watched, decided, clock(), undone))
    return Outcome(step="link", counts=this.counts)


def link_store(
    store: Database,
    watched: Watchlist,
    decided: Sequence[Decision],
    moment: datetime,
    undone: Sequence[Decision] = (),
) -> dict[str, int]:
    """`link` on an open store; returns how many stories, responses and checks there are, and how many changed.

    What was decided or taken back lately is concluded again.
    """
    loaded = items.load(store, (*decided, *undone), now=moment)
    linked = stories.link(
        loaded.items,
        watchlist=watched,
        previous=loaded.previous,
        decisions=decided,
        now=moment,
        fresh=loaded.fresh,
        references=loaded.references,
    )
    copies, conflicts = same.find_copies(list(_carried(loaded.items)))
    with store.atomic():
        facts.note_copies(store, ((copy.id, copy.same_as) for copy in copies if copy.same_as is not None))
        issues.note_all(store, conflicts, moment)
        return db.stories.save(store, linked, loaded, moment)


def _carried(loaded: Sequence[Item]) -> Iterator[same.Carried]:
    """Every quotation of the items, that of the earliest item first."""
    for item in sorted(loaded, key=lambda item: (item.at, item.id)):
        for quote in item.reading.quotes:
            yield same.Carried(
                id=facts.identity(item.id, "q", quote.start, quote.end), document=item.id, quote=quote
            )
