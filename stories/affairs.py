"""Open affairs of a company: which story an item belongs to that names the company and hardly says more.

Within an affair most of what is told about the company belongs to it ("X apologises"), outside of one it does not; how
much of what was lately told about an entity stands in one claim story decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stories import cues, organs
from stories.claims import tone
from stories.features import ROUND_UP, Features
from stories.groups import WINDOW, Group
from stories.roster import Roster

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
class Pull:
    """A claim story that takes in an item."""

    group: str
    strength: float
    evidence: str


@dataclass(slots=True)
class Affairs:
    """What was told lately about each entity, and which groups are claims."""

    roster: Roster
    recent: dict[str, deque[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(deque))
    claims: dict[str, set[str]] = field(default_factory=dict)
    """Claim groups, each with the words in it that call for an answer."""

    def note(self, features: Features, group: Group) -> None:
        """Count an item for the entities it names."""
        for entity in entities_of(features):
            self.recent[entity].append((features.day, group.id))
        title, lang = features.item.title, features.item.lang
        calls = tone(title, lang).calls
        if (features.companies or features.subjects) and (calls or _grave(cues.answer_in(title, lang), lang)):
            self.claims.setdefault(group.id, set()).update(calls)

    def pull(self, features: Features) -> Pull | None:
        """The claim story that an item falls to, or None. Only a line is drawn in: an article says what it is about."""
        answer = cues.answer_or_act_in(features.item.title, features.item.lang)
        heavy = answer is not None and answer.stance in HEAVY and bool(answer.before.strip())
        if not (features.short or heavy) or len(features.main) >= ROUND_UP:
            return None
        manner = tone(features.item.title, features.item.lang)
        if manner.digest:
            return None
        vague = features.short and cues.says_nothing_else(without_names(features), features.item.lang)
        found: Pull | None = None
        for entity in entities_of(features):
            pulled = self._pull_of(
                entity,
                features,
                vague=vague,
                apart=manner.business or manner.incident,
                business=manner.business,
                answers=answer is not None,
                itself=answer is not None and _speaks_itself(answer, features),
                answering=answer is not None and not answer.plain_speech,
                heavy=heavy,
                calls=frozenset(manner.calls),
            )
            if pulled and (found is None or pulled.strength > found.strength):
                found = pulled
        return found

    def undivided(self, features: Features, group: str) -> bool:
        """Whether a group is a claim, and all that was told lately about an item's companies stands in it."""
        return group in self.claims and all(
            set(self._told(company, features.day)) == {group} for company in features.main
        )

    def _pull_of(
        self,
        entity: str,
        features: Features,
        *,
        vague: bool,
        apart: bool,
        business: bool,
        itself: bool,
        answers: bool,
        answering: bool,
        heavy: bool,
        calls: frozenset[str],
    ) -> Pull | None:
        told = self._told(entity, features.day)
        total = sum(told.values())
        person = self.roster.watchlist.person(entity)
        own = features.item.kind == "post" and features.item.entity is not None
        needed, least = (SHARE_OWN, 1) if own else (SHARE_ANY, LEAST_ANY)
        best: Pull | None = None
        for group, count in told.items():
            if group not in self.claims:
                continue
            share = count / total
            takes = (
                (vague and share >= SHARE_VAGUE)
                or (heavy and share >= SHARE_ANY)
                or (features.short and share >= SHARE_SAME and not calls.isdisjoint(self.claims[group]))
                or (features.short and not apart and share >= needed and count >= least)
                or (features.short and answering and count == total)
                or (features.short and itself and not business and count == total)
                or (
                    features.short
                    and not apart
                    and (person is not None or (answers and self._both(group, features)))
                    and count == total
                    and (answers or count >= LEAST_ANY - 1)
                )
            )
            if takes and (best is None or share * count > best.strength):
                name = self.roster.name_of(entity)
                best = Pull(
                    group, share * count, f"{count} of the {total} latest items about {name} tell this story"
                )
        return best

    def _both(self, group: str, features: Features) -> bool:
        """Whether a group has told of all the companies of an item that names two or more."""
        companies = features.companies
        return len(companies) > 1 and all(
            any(other == group for _, other in self.recent.get(company, ())) for company in companies
        )

    def _told(self, entity: str, now: datetime) -> Counter[str]:
        """Items by group within the last days, or within the window where nothing was told lately."""
        entries = self.recent.get(entity)
        if not entries:
            return Counter()
        while entries and entries[0][0] < now - WINDOW:
            entries.popleft()
        lately = Counter(group for at, group in entries if at >= now - LATELY)
        return lately or Counter(group for _, group in entries)


def _grave(answer: cues.Cue | None, lang: str) -> bool:
    """Whether an answer tells by itself that something called for one: an apology, a denial, an authority's word."""
    if answer is None:
        return False
    return answer.stance in HEAVY or (not answer.plain_speech and cues.third_party(answer.before, lang))


def _speaks_itself(answer: cues.Cue, features: Features) -> bool:
    """Whether nothing but a company's organs, how and when stands about its name before a cue, or an authority does."""
    item = features.item
    if cues.third_party(answer.before, item.lang):
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


def entities_of(features: Features) -> tuple[str, ...]:
    """Watch-list ids of an item, officers' companies included; where there are none, the names that its title spells."""
    if features.companies:
        return tuple(dict.fromkeys((*features.entities, *sorted(features.companies))))
    return tuple(sorted(features.subjects))


def without_names(features: Features) -> str:
    """The title without the names of the watch list."""
    title = features.item.title or features.item.text
    for mention in sorted(features.item.reading.mentions, key=lambda mention: -mention.start):
        if mention.entity and mention.end <= len(title):
            title = title[: mention.start] + " " + title[mention.end :]
    return title
