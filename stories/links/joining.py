"""Typed links that make one story of two: a quoted topic, shared figures, the same happening in another language.

Watched companies gate every link and never suffice for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stories.grouping.affairs import Affairs
from stories.grouping.everyday import Everyday
from stories.grouping.groups import NEAR, Group
from stories.grouping.index import Index
from stories.items import readable
from stories.items.clashes import PLACE, clash
from stories.items.features import ISSUED, Features
from stories.items.roster import Roster
from stories.links import addressees, body_mentions, company_pairs, cross_lingual_links, earnings, own_posts
from stories.links.cross_lingual import Crossing
from stories.links.quoting import Quoting
from stories.links.recent_statements import Carried
from stories.links.stragglers import Spare, stragglers
from stories.links.threads import Bond, Thread, Threads
from stories.speech.tone import tone
from stories.text.phrases import DENSE

UNITE = 0.5
"""Cosine of two groups' centroids that makes them one story. Sums of many titles are more alike than titles: where many stories are
told at once, 0.42 welds more of them than it brings together."""

COMPARED_AT = frozenset((2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512))
"""Sizes at which a growing group is compared with the others: its centroid moves less and less."""

BRIDGE = 0.18
BRIDGED_LEAST = 3
"""Cosine and number of members for a line to hold two groups together."""

EITHER = 0.04
"""How much more than to join it a line needs to tie a group to its own: a chance word joins one line, and would here join two stories."""

BRIDGED_NAMES = 2
"""… and how many names that are on no list it needs where it names no watched company: a firm and its officer, not the firm alone,
of which several affairs may be told."""

UNITE_DENSE = 0.33

ENOUGH_FIGURES = 2
MANY_FIGURES = 4
"""Figures that two texts have in common, and that many where one may be an affair and the other only results: then the affair
is what the results brought."""


@dataclass(slots=True)
class Joiner:
    """Finds what an item ties together, and unites it."""

    roster: Roster
    index: Index
    threads: Threads
    group_of: dict[str, Group]
    affairs: Affairs
    spare: Spare
    """By how much a cosine is more than what an item needs to join a group."""
    everyday: Everyday
    quoting: Quoting = field(default_factory=Quoting)
    carried: Carried = field(default_factory=Carried)
    crossing: Crossing = field(default_factory=Crossing)

    def join(self, features: Features, group: Group) -> Mapping[str, float]:
        """Unite the story of an item's group with those that the item ties it to; returns its ties to other languages."""
        if features.alone:
            return {}
        weighed = self.crossing.weigh(features)
        self.crossing.add(weighed, group)
        for item, bond in self._ties(features, group, weighed):
            other = self.group_of.get(item)
            if other is None or other.id not in self.index.groups:
                continue
            mine, theirs = self.threads.of(self.group_of[features.item.id]), self.threads.of(other)
            if mine is not theirs and self._may(mine, theirs):
                self.threads.unite(mine, theirs, bond, group)
        self.note(features)
        return weighed

    def recall(
        self, features: Features, group: Group, weighed: Mapping[str, float] | None
    ) -> Mapping[str, float]:
        """Remember an item that was joined before; its ties, weighed anew where what they weighed then is not known."""
        if features.alone:
            return {}
        weighed = self.crossing.weigh(features) if weighed is None else weighed
        self.crossing.add(weighed, group)
        self.note(features)
        return weighed

    def rest(self) -> None:
        """Forget the items that belong to no group any more: nothing can be tied to them."""
        self.quoting.rest(self.group_of)
        self.carried.rest(self.group_of)

    def note(self, features: Features) -> None:
        """Remember what later items may tie to."""
        self.quoting.note(features)
        self.carried.note(features.item)

    def _may(self, one: Thread, other: Thread) -> bool:
        if one.decided or other.decided:
            return False
        mine, theirs = one.companies, other.companies
        return not mine or not theirs or bool(mine & theirs)

    def _ties(
        self, features: Features, group: Group, weighed: Mapping[str, float]
    ) -> Iterator[tuple[str, Bond]]:
        yield from self.quoting.ties(features)
        yield from self.carried.ties(features)
        yield from self._figure_ties(features, group)
        yield from self._event_ties(features, group)
        yield from self._bridge_ties(features, group)
        yield from company_pairs.ties(features, group, self.affairs, self.index, self.roster)
        yield from addressees.ties(features, group, self.affairs, self.index)
        yield from body_mentions.ties(features, self.affairs, self.index, self.carried)
        yield from earnings.ties(features, group, self.affairs, self.index, self.roster)
        yield from own_posts.ties(features, group, self.affairs, self.index, self.threads, self.roster)
        yield from cross_lingual_links.ties(
            group, weighed, features.day, self.index, self.crossing, self.threads, self.affairs
        )

    def _figure_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        shared: dict[str, set[str]] = defaultdict(set)
        for figure in features.figures:
            for near in self.index.by_figure.get(figure, ()):
                if near != group.id:
                    shared[near].add(figure)
        for other_id in sorted(shared):
            other, figures = self.index.groups[other_id], sorted(shared[other_id])
            companies = features.companies & other.companies
            if not companies or abs(features.day - other.last) > NEAR:
                continue
            # Results and an affair of their days have figures in common that neither is about.
            apart = (
                self.affairs.claim(other.id) is not None
                and self.affairs.claim(group.id) is None
                and tone(features.item.title, features.item.lang).business
            )
            enough = MANY_FIGURES if apart else ENOUGH_FIGURES
            if (
                len(figures) >= enough
                or any(" per " in figure for figure in figures)
                or _in_line(features, other, figures)
                or _told_as_filed(features, other, figures)
            ):
                evidence = f"shares {readable.figures(figures[:4], features)} with {other.members[0].item.id}"
                yield other.members[0].item.id, Bond("shared_figures", 1.0, evidence, "joining/figures")

    def _event_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        """Groups of the same language whose centroids have come near each other."""
        if len(group.members) not in COMPARED_AT:
            return
        direction = group.direction()
        akin = self.index.akin(group, direction)
        for alone, fit in stragglers(group, akin, self.index, self.threads, self.spare):
            if abs(features.day - alone.last) <= NEAR:
                first = alone.members[0].item.id
                yield first, Bond("same_event", fit, _both_tell(group, alone), "joining/words")
        needed = (UNITE_DENSE if group.lang in DENSE else UNITE) + self.index.unsure(group.lang)
        for other_id, likeness in sorted(akin.items()):
            other, cosine = self.index.groups[other_id], likeness.words if group.companies else likeness.both
            if (
                other is group
                or cosine < needed
                or not other.members
                or abs(features.day - other.last) > NEAR
            ):
                continue
            least = needed + clash(group.marks, other.marks, (PLACE,), other.share)
            if cosine < least:
                continue
            telling = likeness.less(self.index.commonplace(direction, group, other))
            if (telling.words if group.companies else telling.both) < least:
                continue
            if not group.companies and self.everyday.is_all_between(group, other):
                continue
            if bool(group.companies) == bool(other.companies) and group.about() == other.about():
                first = other.members[0].item.id
                yield first, Bond("same_event", cosine, _both_tell(group, other), "joining/words")

    def _bridge_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        """Another group that the line fits as well as its own: it says what both are called.

        All three are about one company, or name the same two who are on no list.
        """
        named = bool(features.main) or len(features.subjects) >= BRIDGED_NAMES
        holds, dense = named and len(group.members) > BRIDGED_LEAST, group.lang in DENSE
        if not features.short or not (holds or dense):
            return
        vector = self.index.vector(features)
        near = sorted(self.index.near(vector, group.lang).items())
        if dense:
            yield from self._either_ties(features, group, near)
        for other_id, cosine in near if holds else ():
            other = self.index.groups[other_id]
            if other is group or cosine < BRIDGE or len(other.members) < BRIDGED_LEAST:
                continue
            if not _of_both(features, group, other) or abs(features.day - other.last) > NEAR:
                continue
            if cosine - self.index.commonplace(vector, group, other) >= BRIDGE:
                first = other.members[0].item.id
                yield first, Bond("same_event", cosine, f"{features.item.id} tells of both", "joining/bridge")

    def _either_ties(
        self, features: Features, group: Group, near: Sequence[tuple[str, float]]
    ) -> Iterator[tuple[str, Bond]]:
        """In scripts without spaces, a group that a line would have joined if not for its own, where one of the two names no company."""
        for other_id, cosine in near:
            other = self.index.groups[other_id]
            if bool(other.companies) == bool(group.companies) or abs(features.day - other.last) > NEAR:
                continue
            if self.spare(features, other, cosine) >= EITHER:
                first = other.members[0].item.id
                yield first, Bond("same_event", cosine, f"{features.item.id} tells of both", "joining/bridge")


def _in_line(features: Features, other: Group, figures: Collection[str]) -> bool:
    """Whether a line gives one of the figures that an item and a group share."""
    lines = [features] if features.short else other.members
    return any(line.short and not line.figures.isdisjoint(figures) for line in lines)


def _told_as_filed(features: Features, other: Group, figures: Sequence[str]) -> bool:
    """Whether a title gives a figure of what the company itself filed or released."""
    pairs = [(features, member) for member in other.members] if features.item.kind in ISSUED else []
    pairs += [(member, features) for member in other.members if member.item.kind in ISSUED]
    return any(
        own.item.entity in told.companies
        and any(figure in own.figures and figure in told.title_figures for figure in figures)
        for own, told in pairs
    )


def _of_both(features: Features, group: Group, other: Group) -> bool:
    """Whether two groups are about the company of a line, or name all whom it names who are on no list."""
    if features.companies or group.companies or other.companies:
        about = other.about()
        return bool(features.main & about) and group.about() == about
    return features.subjects <= group.subjects and features.subjects <= other.subjects


def _both_tell(one: Group, other: Group) -> str:
    return f"both tell of {readable.words(one.shared_terms(other)[:5], one.members)}"
