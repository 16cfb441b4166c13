"""The similarity an item needs to join a group, by shared companies and names, claims, and the group's silence.

Measures no similarity itself and places nothing.
"""

from __future__ import annotations

from datetime import timedelta

from stories.grouping.affairs import Affairs
from stories.grouping.everyday import Everyday
from stories.grouping.groups import AHEAD, Group
from stories.grouping.index import Index
from stories.grouping.only_news import WITHIN
from stories.items.clashes import agreement, clash, most_agreement
from stories.items.features import ROUND_UP, Features
from stories.speech import cues
from stories.speech.tone import Tone, only_shows, tone
from stories.text.phrases import DENSE

JOIN_SHARED = 0.10
"""Minimum cosine if both are mainly about the same watched company ..."""

JOIN_SHARED_LONG = 0.14
"""... for an article, whose lead shares more words by chance than a line."""

JOIN_STUB = 0.08
"""... for a short article on the company, if this claim is all recent news about it; or for one whose title repeats a claim
word; or for any in a dense script, unless it is about ordinary business."""

JOIN_GRAVE = 0.10
"""... for an article with other claim words than a recent claim, or one that answers a claim; or for the first with
claim words, if only posts and topics told of the company. Articles on another matter of the company in the same days
stayed below 0.07 in made-up news of many industries."""

JOIN_ASKED = 0.06
"""... for an article that reports the company's answer or its silence, if this group is the only claim."""

JOIN_BUSINESS = 0.27
"""... for one about ordinary business: results name the brand that a claim is about."""

INCIDENT_MORE = 0.1
"""Added if the title tells of an accident rather than of the answer to one, and the group was not told of within `WITHIN`: two
fires of one company share at least the fire."""

JOIN_ASIDE = 0.18
"""Minimum cosine for an item that names the group's company beside its own, or in passing."""

JOIN_NONE = 0.18
"""... if neither names a watched company."""

JOIN_NONE_DENSE = 0.20
"""... the same in dense scripts, where character bigrams coincide by chance."""

SAME_NAME = 0.09
"""Subtracted if both share an unlisted name, divided by the number of groups that named it recently."""

OTHER_NAME = 0.1
"""Added if they have different ones: a template ("X's vice president apologises") fits many."""

JOIN_ONE = 0.42
"""Minimum cosine if only one side names a watched company."""

SCALE_COMMON = 1.12
"""Factor on these in a language with known background frequencies: names and rare words weigh more there, so similar
items score higher."""

STALE = timedelta(hours=72)
STALE_MORE = 0.10
"""Added if the group was silent for this long."""

FADES = 0.06
FADED = 3.0
"""Added per day of silence, up to this many days, if neither names a watched company and the script has spaces: a day
later the same words are often another event."""

JOIN_OPEN = 0.20
"""Minimum cosine, in a dense script, if only one side names a company and one is a claim, since a title hardly has room
for a name; or for an item without a company in a widely reported affair, whose company is understood."""

KNOWN_AFFAIR = 5
"""Minimum items of such an affair."""

JOIN_NAMING = 0.05
"""Added, in scripts with spaces, for an item about a watched company if the group names none: without its name few
title words remain, and each weighs much."""

ONLY_EVERYDAY = 0.45
"""Minimum cosine of a line that shares only everyday words with the group, unless both name a company."""

HELD = 0.85
HELD_LEAST = 4
HELD_FLOOR = 0.08
"""A line with enough terms, most of them in the title of a member that is an article, needs only this cosine."""

OVERRULES = 0.8
"""Minimum cosine of a round-up, or of advice to buyers in an affair of what they buy."""

NEVER = 2.0
"""Two companies in one template ("X recalls 3,000 units") are two events, however similar the words."""


class Thresholds:
    """Computes what the groups of an index require of an item."""

    def __init__(self, index: Index, affairs: Affairs, everyday: Everyday) -> None:
        self._index = index
        self._affairs = affairs
        self._everyday = everyday

    def margin(self, features: Features, group: Group, cosine: float) -> float:
        """Return by how much a cosine exceeds what an item needs to join a group; negative if it falls short."""
        margin = cosine - self.needed(features, group, cosine)
        if margin < 0 and self._takes_up(features, group):
            return cosine - HELD_FLOOR
        if (
            margin < 0
            or cosine >= ONLY_EVERYDAY
            or not features.short
            or (features.companies and group.companies)
        ):
            return margin
        return cosine - ONLY_EVERYDAY if self._everyday.shares_only_everyday(features, group) else margin

    def margin_on_arrival(self, features: Features, group: Group, cosine: float) -> float:
        """Return the same for an item that has just come: a line that a title holds needs no more than `HELD_FLOOR`."""
        margin = self.margin(features, group, cosine)
        if margin > cosine - NEVER and cosine >= HELD_FLOOR and features.short and held(features, group):
            return cosine - HELD_FLOOR
        return margin

    def _takes_up(self, features: Features, group: Group) -> bool:
        """Return whether a line that names no company takes up rare words of a company's open affair of these days."""
        return (
            group.lang in DENSE
            and features.short
            and not features.companies
            and bool(group.companies)
            and timedelta(0) <= features.day - group.last <= STALE
            and self._affairs.claim(group.id) is not None
            and self._everyday.shares_rare_words(features, group)
        )

    def needed(self, features: Features, group: Group, cosine: float) -> float:
        """Return the cosine an item needs to join a group; something less, but more than `cosine`, if that is clear at once."""
        if group.first > features.day + AHEAD:
            return NEVER
        stale = STALE_MORE if features.day - group.last > STALE else 0.0
        dense = group.lang in DENSE
        # Longer titles often mention a watched company in passing or omit it, so there both must be mainly
        # about one.
        if (features.companies and group.companies) if dense else (features.main and group.about()):
            needed = self._scaled(self._needed_between(features, group), group)
        elif dense and (features.companies or group.companies):
            needed = self._scaled(self._needed_of_one(features, group), group)
        else:
            needed = JOIN_NONE_DENSE if dense else self._needed_of_strangers(features, group)
            names = self._by_names(features, group)
            if cosine >= needed + names + stale - most_agreement(features.marks):
                needed += names + clash(features.marks, group.marks, share=group.share)
                needed -= agreement(features.marks, group.marks, self._index.own(features.marks, group))
            else:
                needed += names - most_agreement(features.marks)
        return needed + stale

    def _needed_of_one(self, features: Features, group: Group) -> float:
        """Return the same if only one of the two names a watched company, in a dense script."""
        open_affair = self._affairs.claim(group.id) is not None
        if open_affair and not features.companies and len(group.members) >= KNOWN_AFFAIR:
            return JOIN_OPEN
        if not features.short:
            return JOIN_ONE
        title, lang = features.item.title, features.item.lang
        manner = tone(title, lang)
        if (not open_affair and not manner.calls) or manner.business or cues.says_nothing_else(title, lang):
            return JOIN_ONE
        strange = features.subjects and group.subjects and features.subjects.isdisjoint(group.subjects)
        return JOIN_ONE if strange else JOIN_OPEN

    def _scaled(self, cosine: float, group: Group) -> float:
        """Return a cosine on the scale of the group's language."""
        return cosine * SCALE_COMMON if self._index.words[group.lang].before else cosine

    def _needed_of_strangers(self, features: Features, group: Group) -> float:
        silent = abs(features.day - group.last) / timedelta(days=1)
        naming = JOIN_NAMING if features.main and not group.companies else 0.0
        needed = self._scaled(JOIN_NONE, group) + self._index.unsure(group.lang)
        return needed + FADES * min(silent, FADED) + naming

    def _by_names(self, features: Features, group: Group) -> float:
        """Return the adjustment for unlisted names in the title."""
        shared = [name for name in features.subjects if name in group.subjects]
        if not shared:
            return OTHER_NAME if features.subjects and group.subjects else 0.0
        if tone(features.item.title, features.item.lang).incident:
            return 0.0
        return -SAME_NAME / min(self._index.telling_of(name, features.day - STALE) for name in shared)

    def _needed_between(self, features: Features, group: Group) -> float:
        about = group.about()
        manner = tone(features.item.title, features.item.lang)
        if manner.digest or len(features.main) >= ROUND_UP:
            return OVERRULES
        if manner.guide and self._affairs.claim(group.id) is not None:
            return OVERRULES
        if features.main & about:
            answers = cues.answer_in(features.item.title, features.item.lang) is not None
            another = manner.incident and features.day - group.last > WITHIN
            return self._needed_about(features, group, manner, answers=answers) + (
                INCIDENT_MORE if another and (features.short or not (answers or features.was_asked)) else 0.0
            )
        if features.companies & about:
            return JOIN_ASIDE
        return JOIN_ONE if features.companies & group.companies else NEVER

    def _needed_about(self, features: Features, group: Group, manner: Tone, *, answers: bool) -> float:
        """Return the same if both are mainly about one company."""
        if features.short:
            return JOIN_SHARED
        if features.day - group.last > STALE:
            return JOIN_SHARED_LONG
        needed = self._needed_of_article(features, group, manner, answers=answers)
        return min(needed, JOIN_STUB) if group.lang in DENSE and not manner.business else needed

    def _needed_of_article(self, features: Features, group: Group, manner: Tone, *, answers: bool) -> float:
        """Return the same for an article, by what the group claims and the article answers."""
        claim, was_asked = self._affairs.claim(group.id), features.was_asked
        otherwise = JOIN_SHARED_LONG if features.is_on_company else JOIN_ASIDE
        if claim is None:
            lines_only = not manner.business and all(member.short for member in group.members)
            return JOIN_GRAVE if lines_only and manner.calls else otherwise
        nothing_new = all(only_shows(word, features.item.lang) for word in manner.calls)
        only_claim = (was_asked or (answers and nothing_new)) and group.id == self._affairs.only_claim(
            features.main, features.day, group.lang
        )
        asks = [
            (only_claim and not manner.business, JOIN_ASKED),
            (
                features.stub
                and features.is_on_company
                and not manner.business
                and self._affairs.holds_all_news(features, group.id),
                JOIN_STUB,
            ),
            (not claim.isdisjoint(manner.calls), JOIN_STUB),
            (bool(manner.calls) or answers, JOIN_GRAVE),
            (manner.business, JOIN_BUSINESS),
            (was_asked, JOIN_GRAVE),
        ]
        return next((needed for holds, needed in asks if holds), otherwise)


def least_needed(features: Features) -> float:
    """Return a lower bound of what any group needs: most candidates score lower and need no closer look."""
    if features.companies:
        return JOIN_ASKED
    strangers = min(JOIN_NONE, JOIN_NONE_DENSE) - most_agreement(features.marks)
    if features.subjects:
        strangers -= SAME_NAME
    return min(strangers, HELD_FLOOR) if features.short else strangers


def held(features: Features, group: Group) -> bool:
    """Return whether the title of one of the group's latest articles has most of the line's terms."""
    line = features.terms.keys()
    if len(line) < HELD_LEAST:
        return False
    articles = (member for member in group.latest() if not member.short)
    return any(len(line & article.title_terms) >= len(line) * HELD for article in articles)
