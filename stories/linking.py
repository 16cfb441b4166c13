"""The pass over the items: each is placed, joined, and what changed is concluded. Start reading at `link`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from records import Check, Decision, Issue, Item, Link, Response, Story, Watchlist
from stories import checking, concluding, correcting, deciding, features, responses
from stories.grouping import Grouper, Placement
from stories.groups import Group
from stories.joining import Joiner
from stories.roster import Roster
from stories.threads import Bond, Threads


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a pass concluded: every story that is new or changed, whole, with all its responses and checks."""

    stories: tuple[Story, ...]
    """Those that became part of another one redirect there and hold nothing else."""
    responses: tuple[Response, ...] = ()
    checks: tuple[Check, ...] = ()
    issues: tuple[Issue, ...] = ()


def link(
    items: Sequence[Item],
    *,
    watchlist: Watchlist,
    previous: Sequence[Story] = (),
    decisions: Sequence[Decision] = (),
    now: datetime,
    langs: Sequence[str] = ("en", "zh"),
    fresh: Collection[str] | None = None,
) -> Linked:
    """Group items into stories, find who answered them, compare their figures.

    The same items in any order give the same stories; items that come in several passes give those of one pass, as
    long as they come in the order of time.

    Args:
        items: those that are new, and all of the active window.
        watchlist: who is watched.
        previous: the stored stories of the window; their items stay where they are.
        decisions: what people decided; it is never overridden.
        now: the present; what claims to be later is taken as from now.
        langs: the reader's languages, the preferred one first.
        fresh: ids of placed items that were read anew, so that their stories are concluded again; None: all.
    """
    roster = Roster(watchlist)
    work = _Pass(roster)
    placed = {entry.item: (entry, story.id) for story in previous for entry in story.links}
    for item in sorted(
        correcting.corrected(items, decisions, roster), key=lambda item: (min(item.at, now), item.id)
    ):
        if item.id in placed:
            work.recall(item, *placed[item.id])
            if fresh is None or item.id in fresh:
                work.threads.touch(work.threads.of(work.grouper.group_of[item.id]))
        else:
            work.place(item, now)
    issues = deciding.apply(decisions, work.threads, work.links, work.items)
    told = concluding.stories(work.threads, work.links, work.items, decisions, work.roster, langs)
    alive = [story for story in told if story.redirect_to is None]
    answers = [answer for story in alive for answer in responses.find(story, work.items, work.roster)]
    return Linked(
        stories=tuple(told),
        responses=tuple(answers),
        checks=tuple(check for story in alive for check in checking.check(story, work.items, work.roster)),
        issues=tuple(issues),
    )


class _Pass:
    """The state of one pass."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.threads = Threads()
        self.grouper = Grouper(roster)
        self.joiner = Joiner(roster, self.grouper.index, self.threads, self.grouper.group_of)
        self.items: dict[str, Item] = {}
        self.links: dict[str, Link] = {}

    def place(self, item: Item, now: datetime) -> None:
        """Find the story of a new item."""
        seen = features.read(item, self.roster, now)
        self.items[item.id] = seen.item
        self._forget(seen.day)
        placement = self.grouper.place(seen)
        thread = self.threads.of(placement.group)
        self.threads.touch(thread)
        self.links[item.id] = _link_of(item, placement, thread.id)
        self.joiner.join(seen, placement.group)

    def _forget(self, day: datetime) -> None:
        for group in self.grouper.index.forget(day):
            self.joiner.crossing.forget(group)

    def recall(self, item: Item, entry: Link, story: str) -> None:
        """Put an item back where it was placed before."""
        seen = features.read(item, self.roster)
        self.items[item.id] = seen.item
        self.links[item.id] = entry
        self.grouper.recall(seen, entry.tight or item.id, copy=entry.copy_of is not None)
        group = self.grouper.group_of[item.id]
        if group.id not in self.threads.of_group:
            self.threads.begin(group, story)
        if entry.kind not in {"seed", "copy", "same_event"}:
            thread = self.threads.of(group)
            thread.bonds[group.id] = Bond(entry.kind, entry.score, entry.evidence, entry.rule)
        self.joiner.recall(seen, group)


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
