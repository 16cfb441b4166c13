"""One pass of linking: place each item, merge stories, conclude those that changed. Start reading at `link`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from records import Check, Decision, FigureRef, Item, Response, Story, Watchlist, Weighing
from stories.checks import checking
from stories.conclusions import concluding
from stories.grouping.everyday import Everyday, Surprise
from stories.items import corrections, watched_names
from stories.items.embeddings import Vector
from stories.items.roster import Roster
from stories.linking_pass import Memory, Pass
from stories.links import deciding
from stories.responses import rejected, responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The result of a pass: every new or changed story in full, with all its responses and checks."""

    stories: tuple[Story, ...]
    """A story merged into another only redirects to it."""
    responses: tuple[Response, ...] = ()
    checks: tuple[Check, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    """Weights of items placed or re-read, in order of placing."""
    items: tuple[Item, ...] = ()
    """The items it was given, with people's corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the store knows of the window from earlier passes."""

    stories: Sequence[Story] = ()
    """Their items stay where they are."""
    weighings: Mapping[str, Weighing] = field(default_factory=dict)
    """Weights of the window's items by id, in order of placing."""
    heirs: Mapping[str, str] = field(default_factory=dict)
    """What ended stories became part of, if decisions name them."""
    references: Sequence[FigureRef] = ()
    """Figures that companies have filed, in order of filing; they belong to no story."""
    fresh: Collection[str] | None = None
    """Ids of items that were re-read, whose stories are concluded again; None: all."""
    told_again: Callable[[Collection[str]], Sequence[Item]] | None = None
    """Returns, for given ids that the linker still holds, the items changed other than in their text; None: none changed."""


def link(
    items: Sequence[Item],
    *,
    watchlist: Watchlist,
    now: datetime,
    stored: Stored | None = None,
    decisions: Sequence[Decision] = (),
    memory: Memory | None = None,
    vectors: Mapping[str, Vector] = MappingProxyType({}),
    surprise: Surprise | None = None,
    languages: Sequence[str] = ("en", "zh"),
) -> Linked:
    """Group items into stories, find who answered them, compare their figures.

    The order of `items` does not matter. Several passes give the same stories as one, provided that items arrive in order
    of time: stored items are restored in the order in which they were placed, then new ones placed in order of time.

    Args:
        items: new items, and those of the active window that `memory` does not hold.
        watchlist: who is watched.
        now: the present; later item times are replaced by it.
        stored: what earlier passes stored about these items; None in a first pass.
        decisions: people's decisions, which are never overridden.
        memory: the state of the previous pass in the same process.
        vectors: embeddings by item id; without them only words count.
        surprise: information of a run of Chinese characters beyond everyday words, in nats; None: no word is everyday.
        languages: of headlines, preferred first.
    """
    roster = Roster(watchlist)
    work = memory.take() if memory is not None else None
    if work is None or any(item.id in work.links for item in items):
        work = Pass(roster, Everyday(surprise))
    stored = stored or Stored()
    work.filed.add(stored.references)
    given = _enter(work, corrections.apply(items, decisions, roster), stored, decisions, now, vectors)
    weighed = work.weighed()
    moved = deciding.apply(decisions, work.threads, work.links, work.items)
    _renew(work, stored, decisions, {item.id for item in items})
    told = concluding.stories(
        work.threads,
        work.links,
        work.items,
        decisions,
        work.roster,
        languages,
        lambda story, size: work.cache_of(story, size).views,
    )
    alive = [
        (story, work.cache_of(story.id, len(story.links))) for story in told if story.redirect_to is None
    ]
    without = rejected.rejected(decisions)
    answers = [
        answer
        for story, cache in alive
        for answer in responses.find(story, work.items, work.roster, cache.candidates, without)
    ]
    checks = [
        check
        for story, cache in alive
        for check in checking.check(story, work.items, work.roster, work.filed, cache.figures)
    ]
    if memory is not None and not moved:  # where an item was placed before it moved is not stored
        memory.keep(work)  # drops what has left the window
    return Linked(
        stories=tuple(told),
        responses=tuple(answers),
        checks=tuple(checks),
        weighings=weighed,
        items=given,
    )


def _enter(
    work: Pass,
    items: Iterable[Item],
    stored: Stored,
    decisions: Sequence[Decision],
    now: datetime,
    vectors: Mapping[str, Vector],
) -> tuple[Item, ...]:
    """Restore the stored items, then place the new ones. Returns them in that order."""
    placed = deciding.standing_links(stored.stories, decisions, stored.heirs)
    places = {identity: place for place, identity in enumerate(stored.weighings)}

    def turn(item: Item) -> tuple[int, int, datetime, str]:
        known = item.id in placed or item.id in places
        return 0 if known else 1, places.get(item.id, -1), min(item.at, now), item.id

    given = tuple(sorted(items, key=turn))
    weighings = {identity: stored.weighings.get(identity) for identity in placed}
    for item, read in zip(given, work.ahead.read(given, now, vectors, weighings), strict=True):
        if item.id in placed:
            work.recall(read, *placed[item.id], weighings[item.id])
            if stored.fresh is None or item.id in stored.fresh:
                work.threads.touch(work.threads.of(work.grouper.group_of[item.id]))
        else:
            work.place(read)
    _follow(work, stored)
    return given


def _follow(work: Pass, stored: Stored) -> None:
    """Touch the stored stories that an item has left; note where the first item is now of one that all have left."""
    former = dict(stored.heirs)
    for story in stored.stories:
        now = {entry.item: work.threads.of(work.grouper.group_of[entry.item]) for entry in story.links}
        if story.id not in work.threads.by_id:
            former[story.id] = now[min(now)].id
        elif any(thread.id != story.id for thread in now.values()):
            work.threads.touch(work.threads.by_id[story.id])
    work.threads.former = former


def _renew(work: Pass, stored: Stored, decisions: Sequence[Decision], given: Collection[str]) -> None:
    """Replace the held items of touched stories that have changed other than in their text."""
    if stored.told_again is None:
        return
    known = concluding.touched(work.threads, work.links).keys() - given
    for item in corrections.apply(stored.told_again(known), decisions, work.roster):
        work.items[item.id] = watched_names.with_watched_names(item, work.roster)
