"""Union-find over groups: a thread is a story being linked.

The older story keeps its id, and the younger redirects to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from stories.grouping.groups import Group

DECIDED = "decided:"
"""Prefix of the id of a group that a person made."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Why a group belongs to its story."""

    kind: str
    score: float
    evidence: str
    rule: str


@dataclass(slots=True, eq=False)
class Thread:
    """A story while it is being linked."""

    id: str
    age: int
    """Order of creation; in a merge the lower survives."""
    groups: list[Group] = field(default_factory=list)
    bonds: dict[str, Bond] = field(default_factory=dict)
    """Group id to its link; the story's first group has none."""

    @property
    def companies(self) -> frozenset[str]:
        """Watched companies of all its groups."""
        return frozenset(company for group in self.groups for company in group.companies)

    @property
    def decided(self) -> bool:
        """Whether a person added or removed items, after which it is never merged automatically."""
        return any(group.id.startswith(DECIDED) for group in self.groups)


def story_id(item: str) -> str:
    """Return the id of the story that begins with an item."""
    return f"s-{hashlib.sha1(item.encode(), usedforsecurity=False).hexdigest()[:16]}"


class Threads:
    """All stories of the pass."""

    def __init__(self) -> None:
        self.of_group: dict[str, Thread] = {}
        self.by_id: dict[str, Thread] = {}
        self.redirects: dict[str, str] = {}
        """Stories that ended in this pass, and what they became part of."""
        self.former: Mapping[str, str] = {}
        """The same of stories that ended before, if people's decisions name them."""
        self.touched: dict[str, None] = {}
        self._made = 0

    def of(self, group: Group) -> Thread:
        """Return the story of a group, created if necessary."""
        thread = self.of_group.get(group.id)
        return thread or self.begin(group, story_id(group.id))

    def begin(self, group: Group, identity: str) -> Thread:
        """Start a story with a group, or add the group to the existing story with this id."""
        thread = self.by_id.get(identity)
        if thread is None:
            thread = Thread(id=identity, age=self._made)
            self._made += 1
            self.by_id[identity] = thread
        thread.groups.append(group)
        self.of_group[group.id] = thread
        return thread

    def heir(self, identity: str) -> str:
        """Return the id of the story that an ended story became part of; of any other its own."""
        while identity not in self.by_id:
            older = self.redirects.get(identity) or self.former.get(identity)
            if older is None:
                break
            identity = older
        return identity

    def touch(self, thread: Thread) -> None:
        """Mark a story to be written again."""
        self.touched[thread.id] = None

    def unite(self, one: Thread, other: Thread, bond: Bond, at: Group) -> Thread:
        """Merge two stories and return the survivor; `at` is the group with the evidence.

        A group's original link is kept, since later passes find that one stored.
        """
        old, young = (one, other) if one.age < other.age else (other, one)
        begun = young.groups[0]
        for group in young.groups:
            self.of_group[group.id] = old
        old.groups += young.groups
        old.bonds |= young.bonds
        if at in young.groups:
            old.bonds.setdefault(at.id, bond)
        old.bonds.setdefault(begun.id, bond)
        del self.by_id[young.id]
        self.redirects[young.id] = old.id
        self.touch(old)
        return old

    def end(self, thread: Thread, heir: str) -> None:
        """End a story that has lost its last item to another."""
        del self.by_id[thread.id]
        self.redirects[thread.id] = heir
        for group in thread.groups:
            del self.of_group[group.id]

    def rest(self, dropped: Iterable[str], active: Container[str]) -> set[str]:
        """Reset the marks of the pass and drop stories without an active group; return the groups of these.

        Only touched stories and those of dropped groups can be affected.
        """
        looked_at = {self.by_id[story] for story in self.touched if story in self.by_id}
        looked_at.update(self.of_group[group] for group in dropped if group in self.of_group)
        self.touched.clear()
        self.redirects.clear()
        gone: set[str] = set()
        for thread in looked_at:
            groups = {group.id for group in thread.groups}
            if not groups or any(group in active for group in groups):
                continue
            gone |= groups
            del self.by_id[thread.id]
            for group in groups:
                del self.of_group[group]
        return gone
