"""The pass over the items: each is placed, joined, and what changed is concluded. Start reading at `link`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from records import Check, Decision, FigureRef, Issue, Item, Link, Response, Story, Watchlist, Weighing
from stories.checks import checking
from stories.checks.filed_figures import Filed
from stories.conclusions import concluding
from stories.grouping.everyday import Everyday, Surprise
from stories.grouping.groups import WINDOW, Group
from stories.grouping.placing import Grouper, Placement
from stories.items import clashes, corrections, features
from stories.items.bridges import bridged
from stories.items.embeddings import Vector
from stories.items.features import Features
from stories.items.roster import Roster
from stories.items.unlisted_names import Found
from stories.links import deciding
from stories.links.joining import Joiner
from stories.links.threads import Bond, Threads
from stories.responses import responses
from stories.responses.candidate_cache import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a pass concluded: every story that is new or changed, whole, with all its responses and checks."""

    stories: tuple[Story, ...]
    """Those that became part of another one redirect there and hold nothing else."""
    responses: tuple[Response, ...] = ()
    checks: tuple[Check, ...] = ()
    issues: tuple[Issue, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    """What was placed, or read anew, in the order of placing."""


def link(
    items: Sequence[Item],
    *,
    watchlist: Watchlist,
    previous: Sequence[Story] = (),
    decisions: Sequence[Decision] = (),
    now: datetime,
    langs: Sequence[str] = ("en", "zh"),
    fresh: Collection[str] | None = None,
    memory: Memory | None = None,
    references: Sequence[FigureRef] = (),
    vectors: Mapping[str, Vector] = MappingProxyType({}),
    weighings: Mapping[str, Weighing] = MappingProxyType({}),
    told_again: Callable[[Collection[str]], Sequence[Item]] | None = None,
    surprise: Surprise | None = None,
) -> Linked:
    """Group items into stories, find who answered them, compare their figures.

    The same items in any order give the same stories; items that come in several passes give those of one pass, as
    long as they come in the order of time. What was placed before has its turn in the order in which it was placed, then
    the new in the order of time.

    Args:
        items: those that are new, and all of the active window.
        watchlist: who is watched.
        previous: the stored stories of the window; their items stay where they are.
        decisions: what people decided; it is never overridden.
        now: the present; what claims to be later is taken as from now.
        langs: the reader's languages, the preferred one first.
        fresh: ids of placed items that were read anew, so that their stories are concluded again; None: all.
        memory: what the pass before left, if the same process goes on; `items` then leaves out what it holds.
        references: what the companies have filed as figures, in the order of filing; they are in no story.
        vectors: what items mean, by id, as far as that is known; without them words alone count.
        weighings: what the items of the window weighed, by id, in the order of placing.
        told_again: of some items that `memory` holds, those that have changed beside their words since it was kept; None: none.
        surprise: what a run of Chinese characters says beyond everyday words; None: all words tell something.
    """
    roster = Roster(watchlist)
    work = memory.take() if memory is not None else None
    if work is None or any(item.id in work.links for item in items):
        work = _Pass(roster, Everyday(surprise))
    work.filed.add(references)
    placed = deciding.standing(previous, decisions)
    places = {identity: place for place, identity in enumerate(weighings)}

    def turn(item: Item) -> tuple[int, int, datetime, str]:
        known = item.id in placed or item.id in places
        return 0 if known else 1, places.get(item.id, -1), min(item.at, now), item.id

    for item in sorted(corrections.corrected(items, decisions, roster), key=turn):
        if item.id in placed:
            work.recall(item, *placed[item.id], vectors.get(item.id), weighings.get(item.id))
            if fresh is None or item.id in fresh:
                work.threads.touch(work.threads.of(work.grouper.group_of[item.id]))
        else:
            work.place(item, now, vectors.get(item.id))
    weighed = work.weighed()
    issues = deciding.apply(decisions, work.threads, work.links, work.items)
    if told_again is not None:
        known = concluding.touched(work.threads, work.links).keys() - {item.id for item in items}
        for item in corrections.corrected(told_again(known), decisions, roster):
            work.items[item.id] = features.named(item, roster)
    told = concluding.stories(work.threads, work.links, work.items, decisions, work.roster, langs)
    alive = [story for story in told if story.redirect_to is None]
    answers = [
        answer
        for story in alive
        for answer in responses.find(story, work.items, work.roster, work.heard_of(story))
    ]
    checks = [
        check for story in alive for check in checking.check(story, work.items, work.roster, work.filed)
    ]
    if memory is not None:
        memory.keep(work)  # what is no longer of the window is forgotten here
    return Linked(
        stories=tuple(told),
        responses=tuple(answers),
        checks=tuple(checks),
        issues=tuple(issues),
        weighings=weighed,
    )


class Memory:
    """What a pass leaves for the next one of the same process, so that the window need not be read again.

    It holds for one store, one watch list and one set of decisions; its holder begins a new one when these change.
    """

    def __init__(self) -> None:
        self._work: _Pass | None = None

    @property
    def known(self) -> frozenset[str]:
        """Ids of the items it holds."""
        return frozenset(self._work.links) if self._work else frozenset()

    @property
    def items(self) -> tuple[Item, ...]:
        """These items."""
        return tuple(self._work.items.values()) if self._work else ()

    def take(self) -> _Pass | None:
        """The state, for a pass that goes on with it; a pass that fails leaves nothing behind."""
        work, self._work = self._work, None
        return work

    def keep(self, work: _Pass) -> None:
        """Hold a state whose pass is over."""
        work.rest()
        self._work = work


MANY = 40
"""Items from which on it is kept what was heard of a story."""


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
            self.grouper.thresholds.spare,
            everyday,
        )
        self.items: dict[str, Item] = {}
        self.links: dict[str, Link] = {}
        self.filed = Filed()
        self._weighed: dict[str, Weighing] = {}
        self._dropped: list[str] = []
        """Groups that were forgotten since the last rest."""
        self.found = Found()
        self._heard: dict[str, Heard] = {}
        """Of the stories that many items tell, by id."""

    def heard_of(self, story: Story) -> Heard | None:
        """What was heard of a story when it was told last; None for one that is soon told from its beginning."""
        return self._heard.setdefault(story.id, Heard()) if len(story.links) >= MANY else None

    def rest(self) -> None:
        """Forget what was touched, and the stories that nothing of the window belongs to."""
        gone = self.threads.rest(self._dropped, self.grouper.index.groups)
        self._dropped.clear()
        self._heard = {story: heard for story, heard in self._heard.items() if story in self.threads.by_id}
        if not gone:
            return
        for identity in [item for item, entry in self.links.items() if (entry.tight or item) in gone]:
            del self.links[identity]
            del self.items[identity]
            self.grouper.group_of.pop(identity, None)
        self.joiner.rest()

    def place(self, item: Item, now: datetime, vector: Vector | None) -> None:
        """Find the story of a new item."""
        self._forget(min(item.at, now))
        seen = bridged(self._seen(item, now, vector))
        placement, terms = self.grouper.place(seen)
        thread = self.threads.of(placement.group)
        self.threads.touch(thread)
        self.links[item.id] = _link_of(item, placement, thread.id)
        ties = self.joiner.join(seen, placement.group)
        self._weigh(seen, terms, ties)
        seen.rest()

    def _weigh(self, seen: Features, terms: Mapping[str, float], ties: Mapping[str, float]) -> None:
        """Note what an item weighs, to be kept."""
        self._weighed[seen.item.id] = Weighing(
            item=seen.item.id,
            at=seen.day,
            until=seen.day + WINDOW,
            terms=terms,
            ties=ties,
            sketch=self.grouper.sketch_of(seen),
        )

    def weighed(self) -> tuple[Weighing, ...]:
        """What was placed or weighed anew since this was asked last, in the order of placing."""
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
        """The features of an item. The names that it teaches count for it and for the groups before it."""
        for name in self.found.learn(item, item.at):
            self.grouper.index.entitle(item.lang, name)
        seen = features.read(item, self.roster, now, vector, self.found.named(item), clashes.marks(ties))
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
        """Put an item back where it was placed before."""
        at, terms, ties = (weighing.at, weighing.terms, weighing.ties) if weighing else (None, None, None)
        seen = bridged(self._seen(item, at, vector)) if ties is None else self._seen(item, at, vector, ties)
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
