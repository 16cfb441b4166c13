"""One pass of linking: place each item, merge stories, conclude those that changed. Start reading at `link`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from records import Check, Decision, FigureRef, Item, Link, Response, Story, Watchlist, Weighing
from stories.checks import checking
from stories.checks.filed_figures import Filed
from stories.conclusions import concluding
from stories.grouping.everyday import Everyday, Surprise
from stories.grouping.groups import WINDOW, Group
from stories.grouping.placing import Grouper, Placement
from stories.items import clashes, corrections, features
from stories.items.bridges import with_ties
from stories.items.embeddings import Vector
from stories.items.features import Features
from stories.items.roster import Roster
from stories.items.unlisted_names import UnlistedNames
from stories.links import deciding
from stories.links.joining import Joiner
from stories.links.threads import Bond, Threads
from stories.responses import rejected, responses
from stories.story_cache import StoryCache


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
        work = _Pass(roster, Everyday(surprise))
    stored = stored or Stored()
    work.filed.add(stored.references)
    placed = deciding.standing_links(stored.stories, decisions)
    places = {identity: place for place, identity in enumerate(stored.weighings)}

    def turn(item: Item) -> tuple[int, int, datetime, str]:
        known = item.id in placed or item.id in places
        return 0 if known else 1, places.get(item.id, -1), min(item.at, now), item.id

    given = tuple(sorted(corrections.apply(items, decisions, roster), key=turn))
    for item in given:
        if item.id in placed:
            work.recall(item, *placed[item.id], vectors.get(item.id), stored.weighings.get(item.id))
            if stored.fresh is None or item.id in stored.fresh:
                work.threads.touch(work.threads.of(work.grouper.group_of[item.id]))
        else:
            work.place(item, now, vectors.get(item.id))
    for story in deciding.left(stored.stories, placed) & work.threads.by_id.keys():
        work.threads.touch(work.threads.by_id[story])
    weighed = work.weighed()
    deciding.apply(decisions, work.threads, work.links, work.items)
    if stored.told_again is not None:
        known = concluding.touched(work.threads, work.links).keys() - {item.id for item in items}
        for item in corrections.apply(stored.told_again(known), decisions, roster):
            work.items[item.id] = features.with_watched_names(item, roster)
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
    if memory is not None:
        memory.keep(work)  # drops what has left the window
    return Linked(
        stories=tuple(told),
        responses=tuple(answers),
        checks=tuple(checks),
        weighings=weighed,
        items=given,
    )


class Memory:
    """State kept for the next pass of the same process, so that the window need not be read again.

    Valid for one store, one watch list and one set of decisions; the caller starts a new one when these change.
    """

    def __init__(self) -> None:
        self._work: _Pass | None = None

    @property
    def known(self) -> frozenset[str]:
        """Ids of the items held."""
        return frozenset(self._work.links) if self._work else frozenset()

    def take(self) -> _Pass | None:
        """Take out the state; a pass that fails leaves nothing behind."""
        work, self._work = self._work, None
        return work

    def keep(self, work: _Pass) -> None:
        """Keep the state of a finished pass."""
        work.rest()
        self._work = work


MANY = 40
"""Stories with at least this many items keep their response candidates between passes."""


class _Pass:
    """The state of one pass."""

    def __init__(self, roster: Roster, everyday: Everyday) -> None:
        self.roster = roster
        self.threads = Threads()
        self.grouper = Grouper(roster, everyday)
        self.joiner = Joiner(
            roster,
            self.grouper.index,
            self.threads,
            self.grouper.group_of,
            self.grouper.affairs,
            self.grouper.thresholds.margin,
            everyday,
        )
        self.items: dict[str, Item] = {}
        self.links: dict[str, Link] = {}
        self.filed = Filed()
        self._weighed: dict[str, Weighing] = {}
        self._dropped: list[str] = []
        """Groups dropped since the last rest."""
        self.found = UnlistedNames()
        self._caches: dict[str, StoryCache] = {}
        """Caches of large stories, by story id."""

    def cache_of(self, story: str, size: int) -> StoryCache:
        """Return the cache of a large story; an empty one for a small story, which is recomputed quickly."""
        return self._caches.setdefault(story, StoryCache()) if size >= MANY else StoryCache()

    def rest(self) -> None:
        """Reset the marks of the pass and drop stories without items in the window."""
        gone = self.threads.rest(self._dropped, self.grouper.index.groups)
        self._dropped.clear()
        for story in [story for story in self._caches if story not in self.threads.by_id]:
            del self._caches[story]
        if not gone:
            return
        for identity in [item for item, entry in self.links.items() if (entry.tight or item) in gone]:
            del self.links[identity]
            del self.items[identity]
            self.grouper.group_of.pop(identity, None)
        self.joiner.rest()

    def place(self, item: Item, now: datetime, vector: Vector | None) -> None:
        """Place a new item."""
        self._forget(min(item.at, now))
        seen = with_ties(self._seen(item, now, vector))
        placement, terms = self.grouper.place(seen, self.joiner.told_elsewhere)
        thread = self.threads.of(placement.group)
        self.threads.touch(thread)
        self.links[item.id] = _link_of(item, placement, thread.id)
        ties = self.joiner.join(seen, placement.group)
        self._weigh(seen, terms, ties)
        seen.rest()

    def _weigh(self, seen: Features, terms: Mapping[str, float], ties: Mapping[str, float]) -> None:
        """Record an item's weights for storage."""
        self._weighed[seen.item.id] = Weighing(
            item=seen.item.id,
            at=seen.day,
            until=seen.day + WINDOW,
            terms=terms,
            ties=ties,
            sketch=self.grouper.sketch_of(seen),
        )

    def weighed(self) -> tuple[Weighing, ...]:
        """Return the weights recorded since the last call, in order of placing."""
        found = tuple(self._weighed.values())
        self._weighed.clear()
        return found

    def _seen(
        self,
        item: Item,
        now: datetime | None,
        vector: Vector | None,
        ties: Mapping[str, float] = MappingProxyType({}),
    ) -> Features:
        """Return the features of an item. Names it teaches apply to it and to earlier groups."""
        for name in self.found.learn(item, item.at):
            self.grouper.index.entitle(item.lang, name)
        seen = features.features_of(
            item, self.roster, now, vector, self.found.named(item), clashes.marks(ties)
        )
        self.items[item.id] = seen.item
        return seen

    def _forget(self, day: datetime) -> None:
        self.found.forget(day - WINDOW)
        for group in self.grouper.index.forget(day):
            self.joiner.crossing.forget(group)
            self.grouper.affairs.forget(group)
            self._dropped.append(group.id)

    def recall(
        self, item: Item, entry: Link, story: str, vector: Vector | None, weighing: Weighing | None
    ) -> None:
        """Restore an item where an earlier pass placed it."""
        at, terms, ties = (weighing.at, weighing.terms, weighing.ties) if weighing else (None, None, None)
        seen = with_ties(self._seen(item, at, vector)) if ties is None else self._seen(item, at, vector, ties)
        self.links[item.id] = entry
        counted = self.grouper.recall(
            seen, entry.tight or item.id, copy=entry.copy_of is not None, weighing=weighing
        )
        group = self.grouper.group_of[item.id]
        if group.id not in self.threads.of_group:
            self.threads.begin(group, story)
        if entry.kind not in {"seed", "copy", "same_event"}:
            thread = self.threads.of(group)
            thread.bonds[group.id] = Bond(entry.kind, entry.score, entry.evidence, entry.rule)
        tied = self.joiner.recall(seen, group, ties)
        if terms is None or ties is None:
            self._weigh(seen, counted, tied)


def _link_of(item: Item, placement: Placement, story: str) -> Link:
    group: Group = placement.group
    return Link(
        item=item.id,
        story=story,
        kind=placement.kind,
        score=round(placement.score, 4),
        evidence=placement.evidence,
        rule=placement.rule,
        copy_of=placement.copy_of,
        tight=group.id,
    )
