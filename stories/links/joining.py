"""Collects typed links of an item's group and merges the stories they connect.

Stories about different watched companies are never merged; sharing one is never enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from stories.grouping import templates
from stories.grouping.affairs import Affairs
from stories.grouping.everyday import Everyday
from stories.grouping.groups import NEAR, Group
from stories.grouping.index import Index
from stories.grouping.placing import Compared
from stories.items import readable
from stories.items.clashes import PLACE, clash
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links import (
    body_mentions,
    company_pairs,
    cross_lingual_links,
    earnings,
    named_company,
    own_posts,
    results,
)
from stories.links.cross_lingual import TieIndex
from stories.links.quoting import TopicQuotes
from stories.links.recent_statements import RecentStatements
from stories.links.stragglers import Margin, stragglers
from stories.links.threads import Bond, Thread, Threads
from stories.text.phrases import DENSE

UNITE = 0.5
"""Minimum cosine of two centroids for one story. Sums of many titles are more similar than titles: with many stories at
once, 0.42 merges more of them wrongly than rightly."""

COMPARED_AT = frozenset((2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512))
"""Group sizes at which centroids are compared: the centroid of a growing group moves less and less."""

BRIDGE = 0.18
BRIDGED_LEAST = 3
"""Minimum cosine, and members of each group, for one line to bridge two groups."""

EITHER = 0.04
"""How far a line must exceed the threshold of another group to link it to its own: a chance word places one line, but
would here merge two stories."""

ALIKE = 0.1
"""Minimum cosine of two groups, of which one names no company, for a line that fits both to merge them."""

BRIDGED_NAMES = 2
"""Minimum unlisted names in a bridging line without a watched company: a firm and its officer, since a firm alone may
have several affairs."""

UNITE_DENSE = 0.33

ENOUGH_FIGURES = 2
"""Minimum shared figures, unless one stands in a line or is the company's own."""


@dataclass(slots=True)
class Joiner:
    """Finds the links of an item and merges stories."""

    roster: Roster
    index: Index
    threads: Threads
    group_of: dict[str, Group]
    affairs: Affairs
    margin: Margin
    """By how much a cosine exceeds what an item needs to join a group."""
    everyday: Everyday
    quoting: TopicQuotes = field(default_factory=TopicQuotes)
    carried: RecentStatements = field(default_factory=RecentStatements)
    crossing: TieIndex = field(default_factory=TieIndex)

    def join(self, features: Features, group: Group, compared: Compared) -> Mapping[str, float]:
        """Merge the story of an item's group with those it links to; return the item's weighted ties.

        `compared`: what the item was compared with when it was placed.
        """
        if features.alone:
            return {}
        weighed = self.crossing.weigh(features)
        self.crossing.add(weighed, group)
        for item, bond in self._ties(features, group, compared, weighed):
            other = self.group_of.get(item)
            if other is None or other.id not in self.index.groups:
                continue
            mine, theirs = self.threads.of(self.group_of[features.item.id]), self.threads.of(other)
            if mine is not theirs and self._may(mine, theirs):
                self.threads.unite(mine, theirs, bond, group)
        self.note(features)
        return weighed

    def told_elsewhere(self, features: Features, group: Group) -> bool:
        """Return whether a group of another language shares far more with an item than the story of a group does.

        In a language with few titles the nearest of them may share no more than a country.
        """
        if features.companies or group.companies:
            return False
        return self.crossing.fits_better(features, self.threads.of(group).groups)

    def recall(
        self, features: Features, group: Group, weighed: Mapping[str, float] | None
    ) -> Mapping[str, float]:
        """Add an item that an earlier pass joined. Return its weighted ties, recomputed if not stored."""
        if features.alone:
            return {}
        weighed = self.crossing.weigh(features) if weighed is None else weighed
        self.crossing.add(weighed, group)
        self.note(features)
        return weighed

    def rest(self) -> None:
        """Drop items without an active group: nothing can link to them."""
        self.quoting.rest(self.group_of)
        self.carried.rest(self.group_of)

    def note(self, features: Features) -> None:
        """Remember what later items may link to."""
        self.quoting.note(features)
        self.carried.note(features)

    def _may(self, one: Thread, other: Thread) -> bool:
        if one.decided or other.decided:
            return False
        mine, theirs = one.companies, other.companies
        return not mine or not theirs or bool(mine & theirs)

    def _ties(
        self, features: Features, group: Group, compared: Compared, weighed: Mapping[str, float]
    ) -> Iterator[tuple[str, Bond]]:
        yield from self.quoting.ties(features)
        yield from self.carried.ties(features)
        yield from self._figure_ties(features, group)
        yield from self._event_ties(features, group)
        yield from self._bridge_ties(features, group, compared)
        yield from body_mentions.ties(features, self.carried)
        if features.companies:
            yield from self._company_ties(features, group)
        yield from cross_lingual_links.ties(
            group, weighed, features.day, self.index, self.crossing, self.threads, self.affairs
        )

    def _company_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        """Yield what else is told of the companies of title and lead."""
        yield from company_pairs.ties(features, group, self.affairs, self.index, self.roster)
        yield from named_company.ties(features, group, self.affairs, self.index, self.roster)
        yield from earnings.ties(features, group, self.affairs, self.index, self.roster)
        yield from results.ties(features, group, self.affairs, self.index, self.roster)
        yield from own_posts.ties(features, group, self.affairs, self.index, self.threads, self.roster)

    def _figure_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        shared: dict[str, set[str]] = defaultdict(set)
        for figure in features.figures:
            for near in self.index.by_figure.get(figure, ()):
                if near != group.id:
                    shared[near].add(figure)
        for other_id in sorted(shared):
            other, figures = self.index.groups[other_id], sorted(shared[other_id])
            given, companies = other.given, features.companies & other.companies
            if given is None or not companies or abs(features.day - other.last) > NEAR:
                continue
            if (
                len(figures) >= ENOUGH_FIGURES
                or given.in_line(features, figures)
                or given.told_as_filed(features, figures)
            ):
                evidence = f"shares {readable.figures(figures[:4], features)} with {other.members[0].item.id}"
                yield other.members[0].item.id, Bond("shared_figures", 1.0, evidence, "joining/figures")

    def _event_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        """Yield groups of the same language whose centroids have converged."""
        if len(group.members) not in COMPARED_AT:
            return
        direction = group.direction()

        def of_these_days(other: Group) -> bool:
            return abs(features.day - other.last) <= NEAR and other is not group

        akin = self.index.akin(group, direction, of_these_days)
        for alone, fit in stragglers(group, akin, self.index, self.threads, self.margin):
            first = alone.members[0].item.id
            yield first, Bond("same_event", fit, _both_tell(group, alone), "joining/words")
        needed = (UNITE_DENSE if group.lang in DENSE else UNITE) + self.index.unsure(group.lang)
        at_length = bool(self.index.meanings) and group.at_length
        for other_id, likeness in sorted(akin.items()):
            other = self.index.groups[other_id]
            by_words = group.companies or (at_length and other.at_length)
            cosine = likeness.words if by_words else likeness.both
            if cosine < needed + clash(group.marks, other.marks, (PLACE,), other.share) or not other.members:
                continue
            if self._only_look_alike(group, other):
                continue
            if bool(group.companies) == bool(other.companies) and group.about() == other.about():
                first = other.members[0].item.id
                yield first, Bond("same_event", cosine, _both_tell(group, other), "joining/words")

    def _only_look_alike(self, group: Group, other: Group) -> bool:
        """Return whether two groups share only everyday words, or the words of a template."""
        everyday = not group.companies and self.everyday.share_only_everyday(group, other)
        return everyday or templates.others(group, other)

    def _bridge_ties(
        self, features: Features, group: Group, compared: Compared
    ) -> Iterator[tuple[str, Bond]]:
        """Yield another group that a line fits as well as its own, so that it names what both are about.

        All three must be about one company, or share the line's unlisted names. In dense scripts, also a group that the
        line would otherwise have joined, if of the two only one names a company and is about it.
        """
        named = bool(features.main) or len(features.subjects) >= BRIDGED_NAMES
        holds, dense = named and len(group.members) > BRIDGED_LEAST, group.lang in DENSE
        if not features.short or not (holds or dense):
            return
        for other_id, likeness in sorted(compared.near.items()):
            other, cosine = self.index.groups[other_id], likeness.words
            if other is group or abs(features.day - other.last) > NEAR:
                continue
            either = dense and _only_one_names(group, other)
            if (either and self.margin(features, other, cosine) >= EITHER and _are_alike(group, other)) or (
                holds and _holds_both(features, group, other, cosine)
            ):
                first = other.members[0].item.id
                yield first, Bond("same_event", cosine, f"{features.item.id} fits both", "joining/bridge")


def _holds_both(features: Features, group: Group, other: Group, cosine: float) -> bool:
    """Return whether a line names what two groups are about, and is as similar to the other."""
    return cosine >= BRIDGE and len(other.members) >= BRIDGED_LEAST and _of_both(features, group, other)


def _are_alike(one: Group, other: Group) -> bool:
    """Return whether two groups resemble each other, not only a line between them."""
    length = math.sqrt(other.square) or 1.0
    return Index.cosine({term: weight / length for term, weight in other.centroid.items()}, one) >= ALIKE


def _only_one_names(one: Group, other: Group) -> bool:
    """Return whether one group is about a company and the other names none."""
    return bool(one.about()) != bool(other.about()) and bool(one.companies) != bool(other.companies)


def _of_both(features: Features, group: Group, other: Group) -> bool:
    """Return whether two groups are about the line's company, or contain all its unlisted names."""
    if features.companies or group.companies or other.companies:
        about = other.about()
        return bool(features.main & about) and group.about() == about
    return features.subjects <= group.subjects and features.subjects <= other.subjects


def _both_tell(one: Group, other: Group) -> str:
    return f"both mention {readable.words(one.shared_terms(other)[:5], one.members)}"
