"""Links new items into stories with their responses and checks, and applies people's decisions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import islice

from sqlite_utils import Database

import db
import db.stories
import stories
from config import watchlist
from config.settings import Settings
from db import decisions, items, placed, vectors
from db.waiting import waiting
from nlp import embedding
from nlp.chinese import cuts
from records import Decision, Item, Watchlist
from steps.continuous import MAX_MEMORY_MB, resident_mb
from steps.quote_copies import note_copies
from steps.running import Clock, Outcome, now, step
from steps.window import Memory, Window

PORTION = 4000
"""Items linked and committed together: what a kill can cost, and what is held in memory besides the window."""


def link(settings: Settings, *, clock: Clock = now, window: Window | None = None) -> Outcome:
    """Group items into stories, find responses and compare figures; `window` is what an earlier pass of this process kept."""
    window = Window() if window is None else window
    watched = watchlist.load(settings.watchlist)
    desk = db.connect_desk(settings.decisions)
    decided, undone = decisions.standing(desk), decisions.undone(desk)
    with step(settings, "link", clock) as (store, this):
        meaning = embedding.load() if settings.embeddings else None
        memory, since = window.take(store, this, clock(), watched, (decided, undone))
        counts = link_store(
            store,
            watched,
            decided,
            clock(),
            undone,
            meaning=meaning,
            memory=memory,
            since=since,
            languages=settings.languages,
        )
        this.counts.update(counts)
        window.keep(memory)
    return Outcome(step="link", counts=this.counts)


def keep_linking(
    settings: Settings,
    asked: Iterable[object],
    *,
    tell: Callable[[Outcome], object],
    largest: float = MAX_MEMORY_MB,
) -> None:
    """Run a pass for each item of `asked`, keeping the window in between, until it ends or the process grows too large."""
    window = Window()
    for _ in asked:
        tell(link(settings, window=window))
        if resident_mb() > largest:
            return


@contextmanager
def _without_gc() -> Iterator[None]:
    """Switch the cyclic garbage collector off: linking makes no cycles, and there are a million objects to scan."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_gc()
def link_store(
    store: Database,
    watched: Watchlist,
    decided: Sequence[Decision],
    moment: datetime,
    undone: Sequence[Decision] = (),
    *,
    meaning: embedding.Embedder | None = None,
    memory: Memory | None = None,
    since: datetime | None = None,
    languages: Sequence[str] = ("en", "zh"),
) -> dict[str, int]:
    """`link` on an open store; returns how many stories, responses and checks there are, and how many changed.

    Pending items are linked in order of time, in portions that are committed whole: a backlog of any length needs no
    more memory than a portion and the window before it. Recent decisions and retractions are applied again.

    Args:
        store: the store.
        watched: the watch list.
        decided: people's standing decisions.
        moment: the current time.
        undone: decisions taken back.
        meaning: the embedder; without it, only words are compared.
        memory: what an earlier call of this process left, with the same watch list and decisions.
        since: when that call was; what was collected again since is reloaded. None: nothing was collected.
        languages: of headlines, preferred first.
    """
    memory = Memory() if memory is None else memory
    queue = waiting(store, moment, decided)
    later = {entry.item for entry in queue if entry.unplaced}
    counts: dict[str, int] = {}
    for begin in range(0, len(queue) or 1, PORTION):
        portion = queue[begin : begin + PORTION]
        later.difference_update(entry.item for entry in portion)
        known = memory.stories.known
        loaded = items.load(
            store,
            (*decided, *undone),
            now=moment,
            portion=portion,
            later=later,
            known=known,
            held=memory.held,
        )
        if not known.isdisjoint(item.id for item in loaded.items):
            memory.written.forget()  # some of it was read again
        linked = stories.link(
            loaded.items,
            watchlist=watched,
            now=moment,
            stored=stories.Stored(
                stories=loaded.previous,
                weighings=loaded.weighings,
                heirs=placed.heirs(store, decided),
                references=loaded.references,
                fresh=loaded.fresh,
                told_again=partial(items.updated_since, store, since=since) if since else None,
            ),
            decisions=decided,
            vectors=_meanings(store, loaded.items, meaning) if meaning else {},
            memory=memory.stories,
            surprise=cuts.surprise,
            languages=languages,
        )
        memory.held = loaded.held
        with store.atomic():
            note_copies(
                store,
                memory.copies,
                linked.items,
                fresh=loaded.marks.keys(),
                window=memory.stories.known,
                now=moment,
            )
            counts = db.stories.save(store, linked, loaded, moment, before=counts, written=memory.written)
    return counts


def _meanings(
    store: Database, loaded: Sequence[Item], meaning: embedding.Embedder
) -> dict[str, embedding.Vector]:
    """Return the vector of each item; a new wording is embedded once and stored."""
    wordings = {item.id: stories.telling(item) for item in loaded}
    keys = {wording: vectors.key_of(meaning.model, wording) for wording in wordings.values() if wording}
    known = vectors.load(store, keys.values())
    missing = iter([wording for wording, key in keys.items() if key not in known])
    while batch := list(islice(missing, MEANING_BATCH)):
        made = [(keys[wording], vector) for wording, vector in zip(batch, meaning.embed(batch), strict=True)]
        with store.atomic():
            vectors.save(store, made)
        known.update(made)
    return {
        item.id: embedding.vector(known[keys[wordings[item.id]]], item.lang)
        for item in loaded
        if wordings[item.id]
    }


MEANING_BATCH = 64
"""Wordings whose vectors are committed together: what a kill can cost."""
