"""Finds which quotes of a window repeat an earlier one, and the speakers of those that name none. `same` compares two quotes.

The index is kept from pass to pass: a new quote is compared only with those that share a piece of its wording. The earliest copy is
kept as long as anything repeats it, even when its document has left the window.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from operator import attrgetter

from nlp import same
from nlp.speakers import may_be_one
from records import Issue, Quote

COMMON = 50
"""Maximum number of quotes looked up by one piece; a piece in more of them is a set phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A quote as one document carries it."""

    id: str
    document: str
    at: datetime
    """When the document was published, or first seen."""
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The result for one carried quote."""

    id: str
    same_as: str | None
    """Id of the earliest copy; None if it is the earliest or the only one."""
    speaker: str | None
    """As in its own document; if that names none, as in the copy that names a speaker best."""
    speaker_entity: str | None


@dataclass(slots=True, eq=False)
class _Said:
    """A quote and the group of its copies."""

    carried: Carried
    place: tuple[datetime, str, int, int]
    """Time, document and span: the order of all quotes."""
    group: _Group | None = None
    """None until decided."""


_place = attrgetter("place")


@dataclass(slots=True, eq=False)
class _Group:
    """Copies of one quote."""

    first: _Said
    members: list[_Said] = field(default_factory=list)
    """In order of time."""
    named: _Said | None = None
    """The copy that names the speaker best: one on the watch list first, then by confidence, then the earliest."""
    direct: _Said | None = None
    """The earliest direct quote that names a speaker."""

    def add(self, said: _Said) -> None:
        insort(self.members, said, key=_place)
        said.group = self
        self._hear(said)

    def remove(self, said: _Said) -> None:
        del self.members[bisect_left(self.members, said.place, key=_place)]
        said.group = None
        if said in {self.named, self.direct}:
            self.named = self.direct = None
            for member in self.members:
                self._hear(member)

    def _hear(self, said: _Said) -> None:
        quote = said.carried.quote
        if quote.speaker is None:
            return
        if self.named is None or _surer(said, self.named):
            self.named = said
        if quote.kind == "direct" and (self.direct is None or said.place < self.direct.place):
            self.direct = said


class Copies:
    """Index of the quotes of a window, in groups of copies."""

    def __init__(self) -> None:
        self._by_id: dict[str, _Said] = {}
        self._of_document: dict[str, list[_Said]] = defaultdict(list)
        self._holding: dict[int, list[_Said]] = defaultdict(list)
        """Hash of a piece to the quotes that contain it, in order of time."""

    def recall(self, carried: Iterable[Carried], same_as: Mapping[str, str]) -> None:
        """Add quotes that were decided before, with the ids of the earliest copies; known quotes are left as they are."""
        for one in sorted(carried, key=_place_of):
            if one.id in self._by_id:
                continue
            said, first = self._add(one), self._by_id.get(same_as.get(one.id, ""))
            if first is None or first.group is None or first.group.first is not first:
                _Group(said).add(said)
            else:
                first.group.add(said)

    def tell(
        self, carried: Iterable[Carried], replaced: Iterable[str] = ()
    ) -> tuple[list[Copy], list[Issue]]:
        """Add new quotes.

        Args:
            carried: the quotes.
            replaced: ids of documents whose former quotes are dropped.

        Returns:
            The result for each new quote and each whose result changed, in order of time, and an issue for each of them that is
            attributed to another speaker than the earliest direct quote.
        """
        before = [said for document in replaced for said in self._of_document.get(document, ())]
        due = {after for said in before for after in self._drop(said)}.difference(before)
        due.update(map(self._add, sorted(carried, key=_place_of)))
        changes = _Changes()
        self._decide(due, changes)
        return changes.copies(), changes.conflicts()

    def keep(self, documents: Container[str]) -> None:
        """Drop all other documents, except for the earliest copies of what is still repeated."""
        others = [
            said for document, told in self._of_document.items() if document not in documents for said in told
        ]
        for said in others:
            if said.group is not None and said.group.first is not said:
                self._drop(said)
        for said in others:
            if said.group is not None and len(said.group.members) == 1:
                self._drop(said)

    def _add(self, carried: Carried) -> _Said:
        said = _Said(carried, _place_of(carried))
        self._by_id[carried.id] = said
        self._of_document[carried.document].append(said)
        for piece in _pieces(said):
            held = self._holding[piece]
            if held and said.place < held[-1].place:
                insort(held, said, key=_place)
            else:
                held.append(said)
        return said

    def _drop(self, said: _Said) -> list[_Said]:
        """Drop a quote; return those whose results may depend on it."""
        after = list(self._after(said))
        del self._by_id[said.carried.id]
        told = self._of_document[said.carried.document]
        told.remove(said)
        if not told:
            del self._of_document[said.carried.document]
        for piece in _pieces(said):
            held = self._holding[piece]
            held.remove(said)
            if not held:
                del self._holding[piece]
        if said.group is not None:
            if said.group.first is said:
                after += said.group.members
            said.group.remove(said)
        return after

    def _decide(self, due: set[_Said], changes: _Changes) -> None:
        """Decide the quotes that are due, in order of time, and then those that may depend on what changed."""
        queue = [(said.place, said) for said in due]
        heapq.heapify(queue)
        while queue:
            _, said = heapq.heappop(queue)
            first = self._earliest(said)
            if said.group is not None and said.group.first is first:
                continue
            changes.move(said, first)
            for after in self._after(said):
                if after not in due:
                    due.add(after)
                    heapq.heappush(queue, (after.place, after))

    def _earliest(self, said: _Said) -> _Said:
        """Return the earliest copy of the first quote that this one repeats; itself if it repeats none."""
        holding = (self._holding[piece] for piece in _pieces(said))
        shared = Counter(chain.from_iterable(held[: min(_before(held, said), COMMON)] for held in holding))
        for other in sorted(shared, key=_place):
            if other.carried.document != said.carried.document and same.repeats(
                said.carried.quote, other.carried.quote, shared[other]
            ):
                return other.group.first if other.group else other
        return said

    def _after(self, said: _Said) -> Iterator[_Said]:
        """Yield the later quotes that look this one up: it is among the first that contain one of their pieces."""
        for piece in _pieces(said):
            held = self._holding[piece]
            place = _before(held, said)
            if place < COMMON:
                yield from held[place + 1 :]


class _Changes:
    """What one pass changes."""

    def __init__(self) -> None:
        self._moved: dict[_Said, None] = {}
        self._touched: dict[_Group, tuple[_Said | None, _Said | None]] = {}
        """Group that gained or lost a quote, to its `named` and `direct` before."""

    def move(self, said: _Said, first: _Said) -> None:
        """Make a quote a copy of another one, or of itself; its own copies move with it."""
        before = said.group
        members = [said] if before is None or before.first is not said else [*before.members]
        group = first.group if first.group and first is not said else _Group(first)
        for touched in filter(None, (before, group)):
            self._touched.setdefault(touched, (touched.named, touched.direct))
        for member in members:
            if before is not None:
                before.remove(member)
            group.add(member)
            self._moved[member] = None

    def copies(self) -> list[Copy]:
        """Return the results of what moved, and of quotes without a speaker whose group names another one now."""
        found = dict(self._moved)
        for group, (named, _) in self._touched.items():
            if group.named is not named:
                found |= dict.fromkeys(said for said in group.members if said.carried.quote.speaker is None)
        return [_concluded(said) for said in sorted(found, key=_place) if said.group]

    def conflicts(self) -> list[Issue]:
        """Return an issue for each direct quote with another speaker than the earliest; reported speech may pass through many people."""
        found = dict(self._moved)
        for group, (_, direct) in self._touched.items():
            if group.direct is not direct:
                found |= dict.fromkeys(group.members)
        return [issue for said in sorted(found, key=_place) if (issue := _conflict(said))]


def _concluded(said: _Said) -> Copy:
    group, quote = said.group, said.carried.quote
    source = group.named.carried.quote if quote.speaker is None and group and group.named else quote
    return Copy(
        id=said.carried.id,
        same_as=None if group is None or group.first is said else group.first.carried.id,
        speaker=source.speaker,
        speaker_entity=source.speaker_entity,
    )


def _conflict(said: _Said) -> Issue | None:
    first, quote = said.group.direct if said.group else None, said.carried.quote
    if first is None or said is first or quote.speaker is None or quote.kind != "direct":
        return None
    if may_be_one(first.carried.quote, quote):
        return None
    return Issue(
        kind="quote_conflict",
        message=f"{first.carried.quote.speaker!r} and {quote.speaker!r} are both said to have said: {quote.text[:120]!r}",
        document=said.carried.document,
        where=said.carried.id,
    )


def _place_of(carried: Carried) -> tuple[datetime, str, int, int]:
    return carried.at, carried.document, carried.quote.start, carried.quote.end


def _pieces(said: _Said) -> Iterable[int]:
    return map(hash, same.wording(said.carried.quote.text).pieces)


def _before(held: list[_Said], said: _Said) -> int:
    """Return how many of the quotes that contain a piece come before this one."""
    return bisect_left(held, said.place, key=_place)


def _surer(said: _Said, other: _Said) -> bool:
    one, two = said.carried.quote, other.carried.quote
    mine, theirs = (
        (one.speaker_entity is not None, one.confidence),
        (two.speaker_entity is not None, two.confidence),
    )
    return mine > theirs or (mine == theirs and said.place < other.place)
