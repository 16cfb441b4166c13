"""Places each item: in the group whose threshold (`thresholds`) it exceeds most, else in an open affair, else in a new group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from records import Weighing
from stories.grouping import retelling, templates
from stories.grouping.affairs import Affairs
from stories.grouping.copies import LOOKBACK, Copies
from stories.grouping.everyday import Everyday
from stories.grouping.groups import Group, Likeness
from stories.grouping.index import Index
from stories.grouping.thresholds import Thresholds, least_needed
from stories.items import readable
from stories.items.features import Features
from stories.items.roster import Roster
from stories.text.phrases import DENSE


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item was placed, and why."""

    group: Group
    kind: str
    score: float
    evidence: str
    rule: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """How an item was compared with groups; empty for a copy and for an item that stands alone."""

    vector: dict[str, float] = field(default_factory=dict)
    near: dict[str, Likeness] = field(default_factory=dict)
    """Its similarity to the nearest groups, by id, before it was counted itself."""


class Grouper:
    """Places items one by one, in order of time."""

    def __init__(self, roster: Roster, everyday: Everyday) -> None:
        self.roster = roster
        self.index = Index()
        self.copies = Copies()
        self.affairs = Affairs(roster, self.index.groups)
        self.everyday = everyday
        self.thresholds = Thresholds(self.index, self.affairs, everyday)
        self.group_of: dict[str, Group] = {}

    def sketch_of(self, features: Features) -> tuple[int, ...]:
        """Return the sketch of an item; empty for a copy."""
        return self.copies.sketch_of.get(features.item.id, ())

    def place(
        self, features: Features, told_elsewhere: Callable[[Features, Group], bool]
    ) -> tuple[Placement, Compared]:
        """Place an item and count it in its group; return what it was compared with, too.

        `told_elsewhere` says whether a story of other languages fits an item better than the story of a group.
        """
        copy = self.copies.find(features)
        if copy and copy.of.item.id in self.group_of:
            group = self.group_of[copy.of.item.id]
            self._count_copy(features, group)
            placement = Placement(
                group, "copy", copy.share, copy.evidence, copy.rule, copy_of=copy.of.item.id
            )
            return placement, Compared()
        compared = Compared() if features.alone else self._compared(features)
        found = (
            None
            if features.alone
            else (
                self._alike(features, compared) or self._retold(features, compared) or self._affair(features)
            )
        )
        if found and told_elsewhere(features, found.group):
            found = None
        placement = found or self._new(features)
        self.copies.add(features)
        self._count(features, compared.vector, placement.group)
        return placement, compared

    def _compared(self, features: Features) -> Compared:
        vector = self.index.vector(features)
        return Compared(vector, self.index.alike(vector, features, least_needed(features)))

    def recall(
        self, features: Features, group: str, *, copy: bool, weighing: Weighing | None = None
    ) -> Mapping[str, float]:
        """Count an item where an earlier pass placed it, with its stored weights. Return them, recomputed if missing."""
        weights, sketch = (weighing.terms, weighing.sketch) if weighing else (None, None)
        self.copies.forget(features.day - LOOKBACK)
        known = self.index.groups.get(group) or Group(
            id=group, lang=features.item.lang, first=features.day, last=features.day
        )
        self.index.groups[group] = known
        if copy:
            self._count_copy(features, known)
            return {}
        if weights is None:
            self.copies.add(features)
        else:
            self.copies.recall(features, sketch)
        vector = self.index.vector(features) if weights is None else weights
        self._count(features, vector, known)
        return vector

    def _count(self, features: Features, vector: Mapping[str, float], group: Group) -> None:
        self.index.add(features, vector, group)
        self.affairs.note(features, group)
        self.everyday.note(features)
        self.group_of[features.item.id] = group

    def _count_copy(self, features: Features, group: Group) -> None:
        self.index.touch(group, features.day)
        self.group_of[features.item.id] = group

    def _alike(self, features: Features, compared: Compared) -> Placement | None:
        best: tuple[bool, float, float, str] | None = None
        for group_id, likeness in compared.near.items():
            group = self.index.groups[group_id]
            meant = likeness.meaning is not None and not _only_words_count(features, group)
            cosine = likeness.both if meant else likeness.words
            margin = self.thresholds.margin_on_arrival(features, group, cosine)
            # In dense scripts a line about a company may fit many that name none, measured by meaning besides.
            own = group.lang in DENSE and not features.main.isdisjoint(group.about())
            if margin < 0 or (best is not None and (own, margin, cosine, group_id) < best):
                continue
            if not templates.another(features, group):
                best = (own, margin, cosine, group_id)
        if best is None:
            return None
        _, _, cosine, group_id = best
        group = self.index.groups[group_id]
        return Placement(
            group,
            "same_event",
            cosine,
            self._shared_words(compared.vector, features, group),
            "grouping/words",
        )

    def _shared_words(self, vector: dict[str, float], features: Features, group: Group) -> str:
        weighed = sorted(
            (
                (weight * group.centroid[term], term)
                for term, weight in vector.items()
                if term in group.centroid
            ),
            reverse=True,
        )
        words = readable.words([term for _, term in weighed[:5]], [features])
        companies = features.companies & group.companies
        about = f"; about {', '.join(sorted(map(self.roster.name_of, companies)))}" if companies else ""
        return f"shares {words} with {group.members[0].item.id if group.members else group.id}{about}"

    def _retold(self, features: Features, compared: Compared) -> Placement | None:
        found = retelling.retold(features, compared.vector, self._told_lately(features))
        if found is None:
            return None
        words = readable.words(found.terms[:5], [features])
        evidence = f"tells again {words} of {found.group.members[0].item.id}"
        return Placement(found.group, "same_event", min(found.share, 1.0), evidence, "grouping/retold")

    def _told_lately(self, features: Features) -> Iterator[Group]:
        """Yield what was told of an item's companies lately, ordinary business aside."""
        for company in sorted(features.main):
            for group in self.affairs.recent.told_of(company, features.day):
                if group in self.index.groups and not self.affairs.of_business(group):
                    yield self.index.groups[group]

    def _affair(self, features: Features) -> Placement | None:
        pull = self.affairs.pull(features)
        if pull is None or pull.group not in self.index.groups:
            return None
        return Placement(
            self.index.groups[pull.group],
            "same_event",
            min(pull.strength, 1.0),
            pull.evidence,
            "grouping/affair",
        )

    def _new(self, features: Features) -> Placement:
        group = Group(id=features.item.id, lang=features.item.lang, first=features.day, last=features.day)
        return Placement(group, "seed", 1.0, "the first report of it", "grouping/seed")


def _only_words_count(features: Features, group: Group) -> bool:
    """Return whether likeness of meaning says nothing about an item and a group.

    So it is of two articles, whose leads have words enough while only their titles are embedded, and if both are about a
    watched company, since all that is told of one is alike. A dense line is hardly more than a name and what is said of
    it, so there a company that only one side names, or any shared name, is enough.
    """
    if not features.short and group.at_length:
        return True
    if group.lang not in DENSE:
        return bool(features.companies and group.companies)
    return bool(features.companies or group.companies) or not features.subjects.isdisjoint(group.subjects)
