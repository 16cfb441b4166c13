"""What a title says about the subject of a story: whether it names, accuses or quotes it, and whether the subject speaks or acts.

Everything is computed when first asked for and kept, since a large story is concluded again in every pass.
"""

from __future__ import annotations

import re
from functools import cached_property

from records import Item
from stories.items.features import key_of
from stories.items.roster import Roster
from stories.items.term_counts import blanked
from stories.speech import cues, speakers
from stories.speech.answers import ADMITS, Cue, remedy
from stories.speech.attacks import attack_in
from stories.speech.subject_phrase import is_actor, is_organ, strip_organs, strip_preamble
from stories.speech.tone import asking, tone
from stories.text import tokens
from stories.text.phrases import phrases, plain

LINE = 120
"""Maximum characters of a line."""

LEAST = 5
LEAST_BESIDE = 3
"""Minimum letters of what is answered, and of what remains without watched names."""

_PAUSES = frozenset("，,；;？?！!…")

_TRENDED = re.compile(
    r"[“\"「『#＃]([^“”\"「」『』#＃\n]{4,40})[”\"」』#＃][^。！？\n.]{0,16}?(?:热搜|熱搜|热榜|热议|trend(?:ing|ed)|hot search)"
)
"""The topic that a text says trended, as which the affair broke."""


class SubjectTitle:
    """An item's title, read with respect to the story's subject."""

    def __init__(self, item: Item, subject: str, roster: Roster) -> None:
        self.item = item
        self.subject = subject
        self._roster = roster
        self._answer = cues.answer_in(item.title, item.lang)

    @cached_property
    def is_about(self) -> bool:
        """Whether the item is someone else's, names the subject, and is no round-up: a live blog retells others' reports."""
        return self.item.entity is None and self._names and not tone(self.item.title, self.item.lang).digest

    @cached_property
    def answers(self) -> bool:
        """Whether it explicitly reports an answer; a letter that came to light is none."""
        cue, shows = self._answer, phrases("claims", "shows", self.item.lang)
        if cue is None or cue.plain_speech or cue.stance == "silent":
            return False
        return shows.match(plain(cue.after, self.item.lang).lstrip()) is None

    @cached_property
    def is_silent(self) -> bool:
        """Whether it reports silence, which presupposes a claim."""
        return self._answer is not None and self._answer.stance == "silent"

    @cached_property
    def is_third_party_answer(self) -> bool:
        """Whether it says that a third party answers: an authority."""
        cue = self._answer
        return self.answers and cue is not None and speakers.is_third_party(cue.before, self.item.lang)

    @cached_property
    def is_business(self) -> bool:
        """Whether it is ordinary business."""
        return tone(self.item.title, self.item.lang).business

    @cached_property
    def calls(self) -> bool:
        """Whether it calls for an answer, or gives event and answer in one."""
        item = self.item
        return bool(asking(item.title or item.text[:80], item.lang)) or self._is_told_with_answer

    @cached_property
    def accuses(self) -> bool:
        """Whether it says that someone attacks the subject: "posts to accuse" makes a claim rather than answering one."""
        attack = attack_in(self.item.title, self.item.lang)
        return attack is not None and self._names_between(attack.start() + 1, len(self.item.title))

    @cached_property
    def is_on_remarks(self) -> bool:
        """Whether it speaks of remarks as an affair: it calls for an answer to them, or tells of an apology for them."""
        title, lang = self.item.title, self.item.lang
        if not phrases("claims", "remarks", lang).search(plain(title, lang)):
            return False
        return self.calls or (self._answer is not None and self._answer.stance == "apologise")

    @cached_property
    def speaks(self) -> bool:
        """Whether it gives the subject's own words or defence: "Maker's chief: we come to Porto", "Maker sues blogger".

        Only an office may stand between name and verb: "Maker's cars leak, researcher says" is about it. Before a colon
        or an act its name must come first: "Undercover at Maker: ..." is nobody's word.
        """
        cue, lang = cues.answer_or_act_in(self.item.title, self.item.lang), self.item.lang
        if cue is None or not cue.plain_speech or speakers.lacks_authority(cue.before, lang):
            return False
        if cue.stance == "promise":
            return False  # its act may be what others answer: a recall
        says = self._answer is not None
        return any(
            is_organ(_after_name(cue, end), lang) and (says or not strip_organs(cue.before[:start], lang))
            for start, end in self._names_before(cue)
        )

    @cached_property
    def is_own_word(self) -> bool:
        """Whether it gives the subject's own word or act, ordinary business excluded."""
        cue, lang = cues.answer_or_act_in(self.item.title, self.item.lang), self.item.lang
        manner = tone(self.item.title, lang)
        ordinary = manner.business and not manner.topical
        if cue is None or ordinary or speakers.lacks_authority(cue.before, lang):
            return False
        return any(
            not strip_preamble(cue.before[:start], lang) and _is_its_own(cue, _after_name(cue, end), lang)
            for start, end in self._names_before(cue)
        )

    @cached_property
    def replies(self) -> bool:
        """Whether it explicitly says that the subject responds: 回应, "responds to"."""
        cue = self._answer
        if cue is None or cue.plain_speech or not cues.answers_its_object(cue.cue, self.item.lang):
            return False
        return self._names_between(0, len(cue.before))

    @cached_property
    def discloses(self) -> bool:
        """Whether it says that the subject itself confirms or discloses what calls for an answer."""
        cue = cues.answer_or_act_in(self.item.title, self.item.lang)
        if cue is None or not (
            cue.discloses(self.item.lang) or (cue.stance == "confirm" and not cue.plain_speech)
        ):
            return False
        manner = tone(self.item.title, self.item.lang)
        return bool(manner.calls) and not manner.business and self._names_between(0, len(cue.before))

    @cached_property
    def admits(self) -> bool:
        """Whether the subject is said to apologise, deny, decline or the like, or quoted so, ordinary business excluded."""
        cue = cues.answer_or_act_in(self.item.title, self.item.lang)
        if cue is not None and cue.stance in ADMITS and (self.speaks if cue.plain_speech else self._names):
            return True
        day = self.item.at.date()
        return not self.is_business and any(
            quote.stance in ADMITS and self.subject in self._roster.companies(quote.speaker_entity, day)
            for quote in self.item.reading.quotes
        )

    @cached_property
    def is_claim(self) -> bool:
        """Whether it accuses the subject and is neither an answer, its own word, nor ordinary business."""
        if self.item.entity is not None or not self._names_between(0, len(self.item.title)):
            return False
        its_word = self.answers or self.speaks or self.is_own_word
        return bool(asking(self.item.title, self.item.lang)) and not self.is_business and not its_word

    @cached_property
    def opening(self) -> frozenset[str] | None:
        """For a line of the company's own that implies a question: the terms of its act, which earlier news must share (empty: none needed). None for any other title."""
        if len(self.item.text) > LINE or not self.is_own_word:
            return None
        cue = cues.answer_or_act_in(self.item.title, self.item.lang)
        if cue is None:
            return None
        if not cue.act or remedy(self.item.title, self.item.lang):
            return frozenset()
        return frozenset(tokens.terms(self.unnamed[cue.start :], self.item.lang)) or None

    @cached_property
    def key(self) -> str:
        """The title's letters."""
        return key_of(self.item.title)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The title's terms."""
        return frozenset(tokens.terms(self.item.title, self.item.lang))

    @cached_property
    def unnamed(self) -> str:
        """The title with watched names blanked."""
        title = self.item.title
        for mention in self.item.reading.mentions:
            if mention.entity and mention.start < len(title):
                title = blanked(title, mention.start, mention.end, " ")
        return title

    @cached_property
    def answered(self) -> frozenset[str]:
        """Keys of wordings that the item says were answered."""
        found = {key_of(quote.responds_to) for quote in self.item.reading.quotes if quote.responds_to}
        cue = self._answer
        if cue is not None and not cue.plain_speech and self._says_more(cue.after):
            found.add(key_of(cue.after))
        return frozenset(found)

    @cached_property
    def trended(self) -> frozenset[str]:
        """Keys of topics that the text says trended."""
        return frozenset(key_of(match[1]) for match in _TRENDED.finditer(self.item.text))

    def _says_more(self, words: str) -> bool:
        """Return whether what is answered is more than a watched name."""
        for mention in self.item.reading.mentions:
            if mention.entity:
                words = words.replace(mention.text, "")
        return len(key_of(words)) >= LEAST_BESIDE

    @cached_property
    def _names(self) -> bool:
        """Whether the item names the subject or its officer anywhere."""
        named = [mention.entity for mention in self.item.reading.mentions if mention.entity]
        return self.subject in self._roster.all_companies(named, self.item.at.date())

    def _names_between(self, begin: int, end: int) -> bool:
        """Return whether the subject or its officer is named within a span."""
        return any(begin <= start and until <= end for start, until in self._named_at)

    def _names_before(self, cue: Cue) -> list[tuple[int, int]]:
        """Return where the subject or its officer is named before a cue."""
        return [(start, end) for start, end in self._named_at if end <= len(cue.before)]

    @cached_property
    def _named_at(self) -> list[tuple[int, int]]:
        """Where the subject or its officer is named in the title or the head of the text."""
        day = self.item.at.date()
        return [
            (mention.start, mention.end)
            for mention in self.item.reading.mentions
            if mention.entity and self.subject in self._roster.companies(mention.entity, day)
        ]

    @cached_property
    def _is_told_with_answer(self) -> bool:
        """Whether it gives both the event and the subject's answer: "Guest finds hair in soup, Maker: our mistake"."""
        title, day = self.item.title, self.item.at.date()
        for mention in self.item.reading.mentions:
            head, colon = title[: mention.start].rstrip(), title[mention.end : mention.end + 1]
            if colon in {"：", ":"} and head[-1:] in _PAUSES and len(head) > LEAST and mention.entity:
                return self.subject in self._roster.companies(mention.entity, day)
        return False


def _after_name(cue: Cue, end: int) -> str:
    """Return what stands between a name that ends there and the cue."""
    return cue.before[end:].removeprefix("'s").removeprefix("’s")


def _is_its_own(cue: Cue, between: str, lang: str) -> bool:
    return is_actor(between, lang, mends=cue.mends(lang)) if cue.act else is_organ(between, lang)
