"""The claim of a story, which calls for an answer. `first_sighting` dates it, and `tone` knows the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from records import Item
from stories.items.features import key_of
from stories.items.roster import Roster
from stories.items.term_counts import blanked
from stories.speech import cues, speakers
from stories.speech.answers import ADMITS, Cue, remedy
from stories.speech.subject_phrase import is_actor, is_organ, strip_organs, strip_preamble
from stories.speech.tone import tone
from stories.text import tokens

NEVER = datetime.max.replace(tzinfo=UTC)
"""Later than any item."""

SLOW = timedelta(hours=1)
"""A board may show the claim up to this long after the answer."""


class Claim(NamedTuple):
    """The item that makes a story's claim, and why it is chosen."""

    item: Item
    rule: str
    evidence: str


def claim_of(items: Sequence[Item], subject: str | None, roster: Roster) -> Claim | None:
    """Return the claim, or None.

    In this order: the topic that the answers quote, if it was seen by the first of them; the earliest title that
    calls for an answer; the earliest title about the subject, if someone apologised, denied, declined or was silent,
    or did so before any title called for it; a title that reports silence, if no answer precedes it. The subject's
    own titles are no claims, unless it disclosed the matter before anyone else reported it.
    """
    if subject is None:
        return None
    about = [
        item
        for item in items
        if item.entity is None
        and _names(item, subject, roster)
        and not tone(item.title, item.lang).digest  # a live blog retells others' reports
    ]
    unanswered = [item for item in about if not _answers(item) or _accuses(item, subject, roster)]
    asking = [item for item in unanswered if not _silent(item) and not _speaks(item, subject, roster)]
    answered = _answered(items)
    quoted = [item for item in asking if item.kind == "topic" and key_of(item.title) in answered]
    calling = [
        item
        for item in asking
        if tone(item.title or item.text[:80], item.lang).calls or _told_with_answer(item, subject, roster)
    ]
    calling = _not_mended(calling, asking, subject, roster)
    admitted = min((item.at for item in items if _admits(item, subject, roster)), default=None)
    replied = min((item.at for item in items if _replies(item, subject, roster)), default=None)
    if replied and replied < min((admitted or NEVER, *(item.at for item in calling))):
        admitted = replied  # nothing has called for an answer yet, so something unseen had
    before = [item for item in asking if not _own_word(item, subject, roster) and not _business(item)]
    opened = min((item.at for item in about if _opens(item, subject, roster, before)), default=NEVER)
    first = min((item.at for item in calling), default=NEVER)
    if admitted is None and opened < first and (not calling or any(item.at < opened for item in before)):
        asking, admitted = before, opened  # likewise if its own word or act follows news other than business
    owned = [item for item in about if is_own_disclosure(item, subject, roster)]
    if admitted is not None:
        calling = [item for item in calling if item.at <= admitted]
        asking = [item for item in asking if item.at <= admitted]
    first_answer = min((item.at for item in about if _answers(item)), default=None)
    silent = [
        item for item in unanswered if _silent(item) and (first_answer is None or item.at < first_answer)
    ]
    timely = [item for item in quoted if first_answer is None or item.at <= first_answer + SLOW]
    others = _of_others(items, about, admitted) if admitted is not None else []
    asked = [] if admitted is None else asking
    told = (*calling, *timely) or asked
    disclosed: list[Item] = []
    if told and owned and min(i.at for i in owned) < min(i.at for i in told):
        calling, timely, disclosed = [], [], owned
    # A topic that answers name, but seen only after the first of them, comes after titles that were seen
    # before.
    for rule, found in (
        ("disclosed", disclosed),
        ("answered", timely),
        ("calls", calling),
        ("answered", [] if asked else quoted),
        ("before", asked),
        ("answered", quoted),
        ("silence", silent),
        ("others", others),
    ):
        if found:
            item = min(found, key=lambda item: (item.at, item.id))
            return Claim(_trended(item, asking), f"claim/{rule}", _evidence(rule, item, subject, roster))
    return None


EVIDENCE = {
    "disclosed": "{name} disclosed the matter itself",
    "answered": "the texts say that this topic was answered, or that it trended",
    "calls": "the earliest title about {name} that calls for an answer",
    "before": "the earliest title about {name} before it apologised, denied, declined or replied",
    "silence": "the title says that {name} is silent, so something was asked",
    "others": "what was told before the word of {name}, which no title about it had called for",
}


def _evidence(rule: str, item: Item, subject: str, roster: Roster) -> str:
    """Return why an item is the claim, with the words of its title that call for an answer."""
    calls = tone(item.title or item.text[:80], item.lang).calls if rule == "calls" else ()
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(calls))
    return EVIDENCE[rule].format(name=roster.name_of(subject)) + (f": {words}" if words else "")


def is_claim(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title accuses the subject and is neither an answer, its own word, nor ordinary business."""
    if item.entity is not None or not _named_in(item, subject, roster, 0, len(item.title)):
        return False
    manner = tone(item.title, item.lang)
    its_word = _answers(item) or _speaks(item, subject, roster) or _own_word(item, subject, roster)
    return bool(manner.calls) and not manner.business and not its_word


def _trended(claim: Item, asking: Sequence[Item]) -> Item:
    """Return the earlier topic with the same matter in fewer words, if any: 岚桥 锁电, then 岚桥被指锁电."""
    if claim.kind == "topic":
        return claim
    before = [
        item
        for item in asking
        if item.kind == "topic"
        and item.at < claim.at
        and item.lang == claim.lang
        and _is_in(item, claim.title)
    ]
    return min(before, key=lambda item: (item.at, item.id), default=claim)


def _is_in(topic: Item, title: str) -> bool:
    """Return whether a title contains all words of a topic, watched names aside."""
    words = _unnamed(topic).split()
    return bool(words) and all(len(word) > 1 and word.casefold() in title.casefold() for word in words)


def _unnamed(item: Item) -> str:
    """Return the title with watched names blanked."""
    title = item.title
    for mention in item.reading.mentions:
        if mention.entity and mention.start < len(title):
            title = blanked(title, mention.start, mention.end, " ")
    return title


def _of_others(items: Sequence[Item], about: Sequence[Item], admitted: datetime) -> list[Item]:
    """Return what was told before a company's own word if nothing about it calls for one: an authority's finding, a celebrity's affair."""
    before = [item for item in items if item.entity is None and item.at <= admitted]
    found = [item for item in before if item in about and _answers(item) and _by_third(item)]
    return found or [
        item
        for item in before
        if item not in about and not _answers(item) and tone(item.title, item.lang).calls
    ]


def _by_third(item: Item) -> bool:
    cue = cues.answer_in(item.title, item.lang)
    return cue is not None and speakers.is_third_party(cue.before, item.lang)


def _answered(items: Sequence[Item]) -> frozenset[str]:
    """Return the keys of wordings that the texts say were answered or trended."""
    found: set[str] = set()
    for item in items:
        found |= {key_of(quote.responds_to) for quote in item.reading.quotes if quote.responds_to}
        cue = cues.answer_in(item.title, item.lang)
        if cue is not None and not cue.plain_speech and _says_more(cue.after, item):
            found.add(key_of(cue.after))
    topics = [item for item in items if item.kind == "topic"]
    if topics:
        found |= {key_of(match[1]) for item in items for match in _TRENDED.finditer(item.text)}
    for item in topics:
        if any(len(key) >= LEAST and key in key_of(item.title) for key in tuple(found)):
            found.add(key_of(item.title))
    return frozenset(found)


def _says_more(words: str, item: Item) -> bool:
    """Return whether what is answered is more than a watched name."""
    for mention in item.reading.mentions:
        if mention.entity:
            words = words.replace(mention.text, "")
    return len(key_of(words)) >= LEAST_BESIDE


LEAST = 5
LEAST_BESIDE = 3
"""Minimum letters of what is answered, and of what remains without watched names."""

_TRENDED = re.compile(
    r"[“\"「『#＃]([^“”\"「」『』#＃\n]{4,40})[”\"」』#＃][^。！？\n.]{0,16}?(?:热搜|熱搜|热榜|热议|trend(?:ing|ed)|hot search)"
)
"""The topic that a text says trended, as which the affair broke."""


def _names(item: Item, subject: str, roster: Roster) -> bool:
    named = [mention.entity for mention in item.reading.mentions if mention.entity]
    return subject in roster.all_companies(named, item.at.date())


def _answers(item: Item) -> bool:
    cue = cues.answer_in(item.title, item.lang)
    return cue is not None and not cue.plain_speech and cue.stance != "silent"


def _accuses(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title says that someone attacks the subject: "posts to accuse" makes a claim rather than answering one."""
    at = cues.attack_in(item.title, item.lang)
    return at is not None and _named_in(item, subject, roster, at + 1, len(item.title))


def _named_in(item: Item, subject: str, roster: Roster, begin: int, end: int) -> bool:
    """Return whether the subject or its officer is named within a span."""
    day = item.at.date()
    return any(
        subject in roster.companies(mention.entity, day)
        for mention in item.reading.mentions
        if mention.entity and begin <= mention.start and mention.end <= end
    )


def _speaks(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title gives the subject's own words or defence: "Maker's chief: we come to Porto", "Maker sues blogger".

    Only an office may stand between name and verb: "Maker's cars leak, researcher says" is about it. Before a colon
    or an act its name must come first: "Undercover at Maker: ..." is nobody's word.
    """
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or not cue.plain_speech or speakers.lacks_authority(cue.before, item.lang):
        return False
    if cue.stance == "promise":
        return False  # its act may be what others answer: a recall
    day = item.at.date()
    says = cues.answer_in(item.title, item.lang) is not None
    return any(
        subject in roster.companies(mention.entity, day)
        and is_organ(cue.before[mention.end :].removeprefix("'s").removeprefix("’s"), item.lang)
        and (says or not strip_organs(cue.before[: mention.start], item.lang))
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(cue.before)
    )


def _own_word(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title gives the subject's own word or act, ordinary business excluded."""
    cue = cues.answer_or_act_in(item.title, item.lang)
    manner = tone(item.title, item.lang)
    ordinary = manner.business and not manner.topical
    if cue is None or ordinary or speakers.lacks_authority(cue.before, item.lang):
        return False
    return any(
        subject in roster.companies(mention.entity, item.at.date())
        and not strip_preamble(cue.before[: mention.start], item.lang)
        and _its_own(cue, cue.before[mention.end :].removeprefix("'s").removeprefix("’s"), item.lang)
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(cue.before)
    )


def _its_own(cue: Cue, between: str, lang: str) -> bool:
    return is_actor(between, lang, mends=cue.mends(lang)) if cue.act else is_organ(between, lang)


def _opens(item: Item, subject: str, roster: Roster, asking: Sequence[Item]) -> bool:
    """Return whether a company's own line shows that something called for it: words, a remedy, or an act on a matter told before."""
    if len(item.text) > LINE or not _own_word(item, subject, roster):
        return False
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or not cue.act or remedy(item.title, item.lang):
        return cue is not None
    about = set(tokens.terms(_unnamed(item)[cue.start :], item.lang))
    return any(about & set(tokens.terms(other.title, other.lang)) for other in asking if other.at < item.at)


LINE = 120
"""Maximum characters of a line."""


def _business(item: Item) -> bool:
    return tone(item.title, item.lang).business


def _not_mended(calling: list[Item], asking: Sequence[Item], subject: str, roster: Roster) -> list[Item]:
    """Return the titles that call for an answer; if the first is the subject's remedy, the earlier news it remedies instead."""
    first = min(calling, key=lambda item: (item.at, item.id), default=None)
    if first is None or not _own_word(first, subject, roster):
        return calling
    before = [
        item
        for item in asking
        if item.at < first.at and not _own_word(item, subject, roster) and not _business(item)
    ]
    return before or calling


def _told_with_answer(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title gives both the event and the subject's answer: "Guest finds hair in soup, Maker: our mistake"."""
    day = item.at.date()
    for mention in item.reading.mentions:
        head, colon = item.title[: mention.start].rstrip(), item.title[mention.end : mention.end + 1]
        if colon in {"：", ":"} and head[-1:] in PAUSES and len(head) > LEAST and mention.entity:
            return subject in roster.companies(mention.entity, day)
    return False


PAUSES = frozenset("，,；;？?！!…")


def _silent(item: Item) -> bool:
    """Return whether a title reports silence, which presupposes a claim."""
    cue = cues.answer_in(item.title, item.lang)
    return cue is not None and cue.stance == "silent"


def _replies(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title explicitly says that the subject responds: 回应, "responds to"."""
    cue = cues.answer_in(item.title, item.lang)
    if cue is None or cue.plain_speech or not cues.answers_its_object(cue.cue, item.lang):
        return False
    return _named_in(item, subject, roster, 0, len(cue.before))


def is_own_disclosure(item: Item, subject: str, roster: Roster) -> bool:
    """Return whether a title says that the subject itself confirms or discloses what calls for an answer."""
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or not (cue.discloses(item.lang) or (cue.stance == "confirm" and not cue.plain_speech)):
        return False
    manner = tone(item.title, item.lang)
    return bool(manner.calls) and not manner.business and _named_in(item, subject, roster, 0, len(cue.before))


def _admits(item: Item, subject: str, roster: Roster) -> bool:
    day = item.at.date()
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is not None and cue.stance in ADMITS:
        by_subject = _speaks if cue.plain_speech else _names
        if by_subject(item, subject, roster):
            return True
    return any(
        quote.stance in ADMITS and subject in roster.companies(quote.speaker_entity, day)
        for quote in item.reading.quotes
    )
