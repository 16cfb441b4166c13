"""Open affairs of a company: which story an item belongs to that names the company and hardly says more.

Within an affair most of what is told about the company belongs to it ("X apologises"), outside of one it does not; how
much of what was lately told about an entity stands in one claim story decides.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from operator import itemgetter

from stories import cues, organs
from stories.claims import tone
from stories.features import ROUND_UP, Features
from stories.groups import WINDOW, Group
from stories.roster import Roster
from stories.voices import addressed

HEAVY = frozenset({"apologise", "deny", "decline", "silent"})
"""A title in which somebody takes such a stance answers an affair even if it tops a long text."""

LATELY = timedelta(hours=72)
"""What is told about an entity within this time competes."""

SHARE_VAGUE = 0.4
"""Share of an entity's recent items that a claim story needs to take in an item that says nothing else."""

SHARE_SAME = 0.15
"""… to take in a line that uses the same word for what went wrong."""

SHARE_ANY = 0.7
SHARE_OWN = 0.5
LEAST_ANY = 3
"""… and share and number to take in an item that says something of its own; for a post of its own account, that often
names nobody, one item suffices."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the wording of an item says of the affair it may belong to."""

    vague: bool
    """It says nothing else."""
    apart: bool
    """It tells of ordinary business, or of something new that happened."""
    business: bool
    answers: bool
    itself: bool
    """Who answers is the company itself, or an authority."""
    answering: bool
    """It says in so many words that it answers."""
    admits: bool
    """The company itself answers in a line, and so that something must have called for it, whatever it was."""
    heavy: bool
    calls: frozenset[str]


_WHEN, _WHERE = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class Pull:
    """A claim story that takes in an item."""

    group: str
    strength: float
    evidence: str


@dataclass(slots=True)
class Affairs:
    """What was told lately about each entity, and which groups are claims."""

    roster: Roster
    groups: Mapping[str, Group]
    """All active groups."""
    recent: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    """Entity → when it was told of and in which group, in the order of time."""
    claims: dict[str, set[str]] = field(default_factory=dict)
    """Claim groups, each with the words in it that call for an answer."""

    def note(self, features: Features, group: Group) -> None:
        """Count an item for the entities it names."""
        entities = entities_of(features)
        for entity in entities:
            insort(self.recent[entity], (features.day, group.id), key=_WHEN)
        if not entities:
            return
        title, lang = features.item.title, features.item.lang
        calls = tone(title, lang).calls
        if calls or _grave(cues.answer_in(title, lang), lang) or features.was_asked:
            self.claims.setdefault(group.id, set()).update(calls)

    def pull(self, features: Features) -> Pull | None:
        """The claim story that an item falls to, or None. Only a line is drawn in: an article says what it is about."""
        entities = entities_of(features)
        if not entities or len(features.main) >= ROUND_UP:
            return None
        answer = cues.answer_or_act_in(features.item.title, features.item.lang)
        if answer is not None:
            answer = replace(answer, before=answer.before[: addressed(answer, features.item)])
        heavy = answer is not None and answer.stance in HEAVY and bool(answer.before.strip())
        if not (features.short or heavy):
            return None
        manner = tone(features.item.title, features.item.lang)
        if manner.digest:
            return None
        itself = answer is not None and _speaks_itself(answer, features)
        asked = _Asked(
            vague=features.short and cues.says_nothing_else(without_names(features), features.item.lang),
            apart=manner.business or manner.incident,
            business=manner.business,
            answers=answer is not None,
            itself=itself,
            answering=answer is not None and not answer.plain_speech,
            admits=answer is not None
            and answer.stance != "explain"
            and itself
            and features.short
            and not manner.business
            and not cues.third_party(_besides(answer.before, features), features.item.lang),
            heavy=heavy,
            calls=frozenset(manner.calls),
        )
        pulls = [self._pull_of(entity, features, asked) for entity in entities]
        return max((pull for pull in pulls if pull), key=lambda pull: pull.strength, default=None)

    def undivided(self, features: Features, group: str) -> bool:
        """Whether a group is a claim, and all that was told lately about an item's companies stands in it."""
        return group in self.claims and all(
            set(self.told(company, features.day)) == {group} for company in features.main
        )

    def only_claim(self, companies: Iterable[str], day: datetime, group: Group) -> bool:
        """Whether of all that was told lately about companies in a group's language, the group is the only claim."""
        told = {entry for company in companies for entry in self.told(company, day) if entry in self.claims}
        return {
            entry for entry in told if (known := self.groups.get(entry)) and known.lang == group.lang
        } == {group.id}

    def _pull_of(self, entity: str, features: Features, asked: _Asked) -> Pull | None:
        told = self.told(entity, features.day)
        total = sum(told.values())
        taking = [
            (count, group)
            for group, count in told.items()
            if (group in self.claims and self._takes(group, entity, features, asked, count, total))
            or (asked.admits and count == total)
        ]
        if not taking:
            return None
        count, group = max(taking, key=lambda entry: entry[0])
        name = self.roster.name_of(entity)
        evidence = f"{count} of the {total} latest items about {name} tell this story"
        return Pull(group, count * count / total, evidence)

    def _takes(
        self, group: str, entity: str, features: Features, asked: _Asked, count: int, total: int
    ) -> bool:
        """Whether a claim story, in which so many of the latest items about an entity stand, takes in one more."""
        share, alone = count / total, count == total
        if asked.heavy and share >= SHARE_ANY:
            return True
        if not features.short:
            return False
        own = features.item.kind == "post" and features.item.entity is not None
        needed, least = (SHARE_OWN, 1) if own else (SHARE_ANY, LEAST_ANY)
        person = self.roster.watchlist.person(entity)
        return (
            (asked.vague and share >= SHARE_VAGUE)
            or (share >= SHARE_SAME and not asked.calls.isdisjoint(self.claims[group]))
            or (not asked.apart and share >= needed and count >= least)
            or (alone and asked.answering)
            or (alone and asked.itself and not asked.business)
            or (
                alone
                and not asked.apart
                and (person is not None or (asked.answers and self._both(group, features)))
                and (asked.answers or count >= LEAST_ANY - 1)
            )
        )

    def _both(self, group: str, features: Features) -> bool:
        """Whether a group has told of all the companies of an item that names two or more."""
        companies = features.companies
        return len(companies) > 1 and all(
            any(other == group for _, other in self.recent.get(company, ())) for company in companies
        )

    def told(self, entity: str, now: datetime) -> Counter[str]:
        """Items by group within the last days, or within the window where nothing was told lately."""
        entries = self.recent.get(entity)
        if not entries:
            return Counter()
        del entries[: bisect_left(entries, now - WINDOW, key=_WHEN)]
        lately = entries[bisect_left(entries, now - LATELY, key=_WHEN) :]
        return Counter(map(_WHERE, lately or entries))


def _grave(answer: cues.Cue | None, lang: str) -> bool:
    """Whether an answer tells by itself that something called for one: an apology, a denial, an authority's word."""
    if answer is None:
        return False
    return answer.stance in HEAVY or (not answer.plain_speech and cues.third_party(answer.before, lang))


def _speaks_itself(answer: cues.Cue, features: Features) -> bool:
    """Whether nothing but a company's organs, how and when stands about its name before a cue, or an authority does."""
    item = features.item
    if cues.third_party(_besides(answer.before, features), item.lang):
        return True
    named = [m for m in item.reading.mentions if m.entity and m.end <= len(answer.before)]
    if named:
        return not organs.left(answer.before[: named[0].start], item.lang) and organs.organ(
            answer.before[named[-1].end :], item.lang
        )
    return any(
        not before and organs.organ(after, item.lang)
        for name in features.subjects
        for before, found, after in [answer.before.partition(name)]
        if found
    )


def _besides(before: str, features: Features) -> str:
    """What stands before a cue without the names of the watch list: a hotel's own name tells of no hotel."""
    for mention in sorted(features.item.reading.mentions, key=lambda mention: -mention.start):
        if mention.entity and mention.end <= len(before):
            before = before[: mention.start] + " " + before[mention.end :]
    return before


def entities_of(features: Features) -> tuple[str, ...]:
    """Watch-list ids of an item, officers' companies included; where there are none, the names that its title spells."""
    if features.companies:
        return tuple(dict.fromkeys((*features.entities, *sorted(features.companies))))
    return tuple(sorted(features.subjects))


def without_names(features: Features) -> str:
    """The title without the names of the watch list."""
    return _besides(features.item.title or features.item.text, features)
