"""Open affairs of a company: assigns items that name the company and say hardly anything else.

During an affair most news about the company belongs to it ("X apologises"), otherwise not. What counts is the share
of an entity's recent items that one claim group holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stories.grouping import articles, only_news
from stories.grouping.articles import SHARE_OPEN, Pull
from stories.grouping.bearing import Bearing, bearing_of
from stories.grouping.groups import Group
from stories.grouping.recent import LATELY, Recent
from stories.grouping.told import SOMETHING, Told
from stories.items.features import ROUND_UP, Features, key_of
from stories.items.roster import Roster
from stories.speech.tone import tone
from stories.text.phrases import phrases

SHARE_VAGUE = 0.4
"""Minimum share of an entity's recent items for a claim group to take an item that says nothing else."""

SHARE_SAME = 0.15
"""... to take a line with the same word for what went wrong."""

SHARE_ANY = 0.7
SHARE_OWN = 0.5
LEAST_ANY = 3
"""Minimum share and number to take an item with content of its own. For a post of the entity's own account, which often
names nobody, one item suffices."""

OVER = timedelta(hours=8)
SMALL = 3
"""An affair of at most this many items that was silent for this long is over: a company that says what it answers, in words
that the affair does not contain, then answers something else. Nine in ten topics leave a board within eight hours."""

USUAL = 3
"""An affair must have this many times as many items as there are groups of ordinary business to be the only talk."""


@dataclass(slots=True)
class Affairs:
    """Recent items of each entity, and the groups that are claims."""

    roster: Roster
    groups: Mapping[str, Group]
    """All active groups."""
    recent: Recent = field(init=False)
    told: Told = field(default_factory=Told)

    def __post_init__(self) -> None:
        self.recent = Recent(self.groups)

    def note(self, features: Features, group: Group) -> None:
        """Count an item for the entities it names, but not an article that neither accuses nor quotes whom it names in passing."""
        passing = features.companies and not features.is_on_company
        calls = passing and tone(features.item.title, features.item.lang).calls
        entities = () if passing and not calls else entities_of(features)
        self.recent.note(entities, features.day, group)
        if entities:
            self.told.note(features, group)

    def claim(self, group: str) -> set[str] | None:
        """Return the words in a group that call for an answer; None if it is no claim."""
        return self.told.claim(group)

    def of_business(self, group: str) -> bool:
        """Return whether a group is about ordinary business."""
        return self.told.of_business(group)

    def of_accident(self, group: Group) -> bool:
        """Return whether a group is a claim that tells of an accident: other news of those days is often another matter."""
        incident = phrases("claims", "incident", group.lang)
        return any(incident.search(word) for word in self.claim(group.id) or ())

    def forget(self, group: Group) -> None:
        """Drop an inactive group."""
        self.recent.forget(group)
        self.told.forget(group)

    def pull(self, features: Features) -> Pull | None:
        """Return the claim group that takes an item, or None.

        An article is taken only by what its company is quoted with or states.
        """
        return self._pull(features) or only_news.pull_of_several(self, features)

    def _pull(self, features: Features) -> Pull | None:
        entities = entities_of(features)
        if not entities or len(features.main) >= ROUND_UP:
            return None
        asked = bearing_of(features)
        if asked is None:
            return None
        if not (features.short or asked.heavy):
            return articles.pull_by_quotation(self, features)
        # A remedy may be for the affair of someone who is only named: a celebrity in its adverts.
        if asked.speaking and asked.remedy:
            entities = (*entities, *sorted(features.subjects))
        pulls = [self._pull_of(entity, features, asked) for entity in entities]
        pulled = max((pull for pull in pulls if pull), key=lambda pull: pull.strength, default=None)
        return pulled or articles.pull_by_quotation(self, features)

    def holds_all_news(self, features: Features, group: str) -> bool:
        """Return whether a group is a claim and holds all recent items about the item's companies."""
        return self.claim(group) is not None and all(
            set(self.recent.by_group(company, features.day)) == {group} for company in features.main
        )

    def only_claim(self, companies: Iterable[str], day: datetime, lang: str) -> str | None:
        """Return the group that is the only claim in a language among recent items about the companies."""
        told = {entry for company in companies for entry in self.recent.by_group(company, day)}
        claims = [
            entry
            for entry in told
            if (known := self.groups.get(entry)) and known.lang == lang and self.claim(entry) is not None
        ]
        return claims[0] if len(claims) == 1 else None

    def _pull_of(self, entity: str, features: Features, asked: Bearing) -> Pull | None:
        told, only = self.recent.told_of(entity, features.day), self._only_talk(entity, features, asked)
        if only is None and not asked.business:
            only = only_news.just_begun(self, entity, told, features)
        if asked.asker:
            told = Counter({group: n for group, n in told.items() if self._names(group, asked.asker)})
        total = sum(told.values())
        # What the company alone has told of is what it answered: other matters are not put to it.
        told = Counter({group: n for group, n in told.items() if self._may_be_about(group, features, asked)})
        only = only if only in told else None
        taking = [
            (count, group)
            for group, count in told.items()
            if group == only
            or self._takes(group, features, asked, count, total)
            or (asked.commits and count == total)
        ]
        if not taking and entity in asked.speaking:
            taking = self._answered(features, asked, told)
        if not taking:
            return None
        count, group = max(taking, key=lambda entry: entry[0])
        name = self.roster.name_of(entity)
        evidence = f"{share_in_words(count, total, f'about {name}')} this story"
        return Pull(group, count * count / total, evidence)

    def _may_be_about(self, group: str, features: Features, asked: Bearing) -> bool:
        known = self.groups.get(group)
        if known is None or asked.vague or asked.refers:
            return True
        over = features.day - known.last > OVER and len(known.members) <= SMALL
        elsewhere = asked.matter and over and not self._shares_name(features, asked, known)
        return not (elsewhere or self.told.only_answered(known)) or self._words(features, group) > 0

    def _answered(self, features: Features, asked: Bearing, told: Mapping[str, int]) -> list[tuple[int, str]]:
        """Return the claim, of several, that a company's own word answers: the one with the most shared words, else the latest."""
        known = {group: count for group, count in told.items() if group in self.groups}
        told = {group: n for group, n in known.items() if self.groups[group].lang == features.item.lang}
        abroad = any(self.claim(group) for group in known.keys() - told.keys())

        def charged(group: str) -> bool:
            """Return whether a group may be answered by a line that shares no word with it: not if the only claim is in another language."""
            return bool(self.claim(group)) or not abroad

        claims = {group: count for group, count in told.items() if self.claim(group) is not None}
        shared = {group: self.shared(features, group) for group in told}
        worded = [group for group in told if shared[group] and not self.of_business(group)]
        closest = max(worded, key=lambda group: (shared[group], group), default="")
        if claims:
            nearest = max(claims, key=lambda group: (shared[group], self._last(group)))
            open_enough = sum(claims.values()) >= SHARE_OPEN * sum(told.values()) and (
                asked.answers
                or asked.acts
                or sum(claims.values()) >= (LEAST_ANY if len(claims) < len(told) else SOMETHING)
            )
            meant = shared[nearest] or (open_enough and charged(nearest))
            if meant and not self._foreign(features, asked, nearest):
                return [(claims[nearest], nearest)]
        if closest:
            return [(told[closest], closest)]
        affairs = [group for group in told if not self.of_business(group)]
        last = max(affairs, key=self._last, default="")
        answers = asked.remedy or (asked.admits and asked.speaks) or asked.states
        return [(told[last], last)] if last and answers and charged(last) else []

    def _last(self, group: str) -> tuple[datetime, str]:
        return self.groups[group].last, group

    def _shares_name(self, features: Features, asked: Bearing, group: Group) -> bool:
        """Return whether a line names an entity besides its speaker that the group named, too."""
        named = set(features.entities) - asked.speaking
        return any(not named.isdisjoint(member.entities) for member in group.members)

    def _foreign(self, features: Features, asked: Bearing, group: str) -> bool:
        """Return whether a line names an entity other than the speaker that the group never named."""
        known = {entity for member in self.groups[group].members for entity in member.entities}
        return not (known | asked.speaking).issuperset(features.entities)

    def shared(self, features: Features, group: str) -> float:
        """Return the weight in the group's centroid of the line's terms."""
        centroid = self.groups[group].centroid
        return sum(centroid.get(term, 0.0) for term in features.terms)

    def _words(self, features: Features, group: str) -> int:
        """Return the number of the line's terms that the group contains."""
        return len(features.terms.keys() & self.groups[group].centroid.keys())

    def _takes(self, group: str, features: Features, asked: Bearing, count: int, total: int) -> bool:
        """Return whether a group is a claim and takes an item, given its count among the entity's recent items."""
        claim = self.claim(group)
        if claim is None:
            return False
        share, alone = count / total, count == total
        if asked.heavy and share >= SHARE_ANY:
            return True
        if not features.short:
            return False
        needed, least = (SHARE_OWN, 1) if features.is_own_post else (SHARE_ANY, LEAST_ANY)
        return (
            ((asked.vague or asked.refers) and not asked.business and share >= SHARE_VAGUE)
            or (share >= SHARE_SAME and not asked.calls.isdisjoint(claim))
            or (not asked.apart and share >= needed and count >= least)
            or (alone and asked.answering)
            or (alone and asked.itself and not asked.business)
        )

    def _only_talk(self, entity: str, features: Features, asked: Bearing) -> str | None:
        """Return the only group, ordinary business aside, that tells of an entity in the window, if a line continues it.

        The group must call for an answer, or hold so many items on a rarely mentioned entity that it is an affair in
        itself; the entity's own posts are none. After an accident or days of silence, claim words that differ are often
        about another matter.
        """
        last, lang = self.recent.last(entity), features.item.lang
        if last is None or not features.short or asked.apart:
            return None
        talk = self.recent.in_window(entity)
        least = (len(talk) - 1) * USUAL
        # Most companies are told of in too many groups for any of these to be the only one.
        of_affairs = (
            []
            if max(talk.values(), default=0) < least
            else [each for each in talk if not self.of_business(each)]
        )
        if len(of_affairs) != 1 or talk[of_affairs[0]] < least:
            return None
        (group,) = of_affairs
        known, claim = self.groups.get(group), self.claim(group)
        if known is None or known.lang != lang or (claim is None and not _others_tell_of(known)):
            return None
        if claim is None:
            answers = entity in asked.speaking and (asked.heavy or asked.answering)
            return group if asked.calls or answers or talk[group] >= LEAST_ANY else None
        if asked.calls and asked.calls.isdisjoint(claim):
            silent = features.day - last > LATELY
            if silent or self.of_accident(known):
                return None
        return group

    def _names(self, group: str, person: str) -> bool:
        """Return whether a title of a group contains a person's name."""
        known, name = self.groups.get(group), key_of(person)
        return known is not None and any(name in member.key for member in known.members)


def _others_tell_of(group: Group) -> bool:
    """Return whether a group holds more than posts of the company's or officer's own account."""
    return not all(member.is_own_post for member in group.members)


def entities_of(features: Features) -> tuple[str, ...]:
    """Return the watch-list ids of an item with officers' companies, or else the unlisted names of its title."""
    if features.companies:
        return tuple(dict.fromkeys((*features.entities, *sorted(features.companies))))
    return tuple(sorted(features.subjects))


def share_in_words(count: int, total: int, what: str = "") -> str:
    """Say how many of the latest items belong to something: "3 of the 4 latest items about Xiaomi belong to"."""
    about = f" {what}" if what else ""
    if total == 1:
        return f"the latest item{about} belongs to"
    return f"{count} of the {total} latest items{about} {'belongs' if count == 1 else 'belong'} to"
