"""Whose voice answers in a title: the subject's own, a third party's, or nobody's of interest. `voices` knows those of quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from records import Item, Mention, Story
from stories.items.roster import Roster
from stories.items.voices import Voice
from stories.speech import cues, speakers, subject_phrase
from stories.speech.answers import ADMITS, Cue
from stories.speech.attribution import means_itself
from stories.text.phrases import DENSE, phrases, plain


def voice_of_title(cue: Cue, item: Item, story: Story, roster: Roster) -> Voice | None:
    """Return the voice of a title's answer; None if it is nobody's, or plain speech that answers nothing."""
    cue = replace(cue, before=cue.before[: addressee_start(cue, item)])
    before = [m for m in item.reading.mentions if m.end <= len(cue.before) and m.start < len(item.title)]
    before = [m for m in before if not cue.before[m.start : m.end].isspace()]
    watched = possible_actors([mention for mention in before if mention.entity], item)
    day = item.at.date()
    owns = [mention for mention in watched if story.subject in roster.companies(mention.entity, day)]
    others = _who_else(cue, owns[-1] if owns else None, item.lang)
    third = speakers.is_third_party(others, item.lang) or speakers.lacks_authority(others, item.lang)
    if owns and not third and not _others_first(watched, story.subject, roster, day):
        speaker = owns[-1]
        if cue.plain_speech and not _says_for_company(speaker, owns[0], cue, item.lang, roster):
            return None
        entity = roster.office_holder(speaker.entity, cue.before[speaker.end :], day) or speaker.entity
        return Voice("own", roster.name_of(entity or ""), entity, company=story.subject)
    if not before and _means_the_subject(cue, item, story.subject, roster, third=third):
        return Voice("own", None, company=story.subject)
    other = next((mention for mention in reversed(watched) if mention not in owns), None)
    if cue.act or (cue.plain_speech and not third and not _says_itself(other, cue, item)):
        return None  # what a third party does is no response
    name = cue.before.strip(" ，,:：")
    if not third and other is None and not name:
        return None
    return Voice("reaction", roster.name_of(other.entity) if other and other.entity and not third else name or None,
                 other.entity if other and not third else None, answers=True)  # fmt: skip


def _who_else(cue: Cue, own: Mention | None, lang: str) -> str:
    """Return who else stands before a cue, in its last clause if the subject or an office alone does: 顾客被骂？ | 蓝驰 (回应).

    An office that apologises is the subject's, since an authority would not: 蓝驰被曝泄密，| 官方 致歉.
    """
    begin = cues.clause_start(cue.before, lang)
    clause = cue.before[begin:]
    if own is not None and begin:
        if own.start >= begin:
            return _others(" " * begin + clause, own, lang)
        if subject_phrase.is_office_alone(clause, lang):
            return "" if cue.stance == "apologise" else clause
    return _others(cue.before, own, lang)


def _means_the_subject(cue: Cue, item: Item, subject: str | None, roster: Roster, *, third: bool) -> bool:
    """Return whether the words before a cue name no company and mean the subject: 客服致歉, "..., airline says".

    In scripts with spaces they stand in a later clause or behind the words, or call the company by its trade, and no
    other company is named.
    """
    if item.lang in DENSE:
        return not third and subject_phrase.is_office_alone(cue.before, item.lang)
    named = [m.entity for m in item.reading.mentions if m.entity and m.end <= len(item.title)]
    behind = cue.before[:1].isspace() and means_itself(cue.before)
    described = not third and not cue.act and subject_phrase.is_description(cue.before)
    return (behind or described) and roster.all_companies(named, item.at.date()) <= {subject}


def _says_itself(other: Mention | None, cue: Cue, item: Item) -> bool:
    """Return whether the title begins with a watched rival and gives its words: "Rival: our jars are checked by people"."""
    return (
        other is not None and other.start == 0 and subject_phrase.is_organ(cue.before[other.end :], item.lang)
    )


def possible_actors(named: Sequence[Mention], item: Item) -> list[Mention]:
    """Return the names before a cue that can act. A name followed by a model number is a product: 东航 波音737."""
    return [
        mention
        for place, mention in enumerate(named)
        if place == 0 or item.lang not in DENSE or not _MODEL.match(item.title, mention.end)
    ]


_MODEL = re.compile(r"[A-Z-]{0,4}\d")


def _others(before: str, own: Mention | None, lang: str) -> str:
    """Return the words before a cue without the subject's own name and organs: 蓝驰 官方."""
    if own is None:
        return before
    return f"{before[: own.start]} {subject_phrase.strip_organs(before[own.end :], lang)}"


def addressee_start(cue: Cue, item: Item) -> int:
    """Return the offset at which a title, before the cue, names an addressee or topic: 涉事者 | 向小米 道歉, 涉事者 | 小米事件 说明."""
    inside = {at for mention in item.reading.mentions for at in range(mention.start, mention.end)}
    begun = [
        phrases("responses", section, item.lang) for section in ("towards", "about")[: 1 if cue.act else 2]
    ]
    places = [
        at
        for pattern in begun
        for at in (
            match.start() for match in pattern.finditer(cue.before, cues.clause_start(cue.before, item.lang))
        )
        if at > 0 and at not in inside
    ]
    places += [
        mention.start
        for mention in item.reading.mentions
        if mention.end < len(cue.before)
        and calls_its_affair(mention, item)
        and subject_phrase.strip_preamble(cue.before[: mention.start], item.lang)
    ]
    return min(places, default=len(cue.before))


def calls_its_affair(mention: Mention, item: Item) -> bool:
    """Return whether a title calls an affair by a watched name: 小米事件."""
    called = phrases("responses", "affairs", item.lang).match(item.title, mention.end)
    return mention.entity is not None and called is not None


def _others_first(watched: Sequence[Mention], subject: str | None, roster: Roster, day: date) -> bool:
    """Return whether another company is named last before the cue, so that the answer is its own."""
    return bool(watched) and subject not in roster.companies(watched[-1].entity, day)


def _says_for_company(speaker: Mention, first: Mention, cue: Cue, lang: str, roster: Roster) -> bool:
    """Return whether plain speech or an act commits the company: it acts itself, its head does, or it takes a stance.

    The company acts itself if only its organs, manner and time stand beside its name.
    """
    person = roster.watchlist.person(speaker.entity)
    if person is None:
        if cue.stance == "apologise":
            return True
        between = cue.before[speaker.end :]
        deputy = (
            cue.stance == "explain"
            and cue.cue not in ON_A_MATTER
            and phrases("responses", "deputies", lang).search(plain(between, lang))
        )
        if deputy or subject_phrase.strip_preamble(
            speakers.without_asker(cue.before[: first.start], lang), lang
        ):
            return False
        return (
            subject_phrase.is_actor(between, lang, mends=cue.mends(lang))
            if cue.act
            else subject_phrase.is_organ(between, lang)
        )
    if cue.stance == "explain" if cue.act else cue.stance in {*ADMITS, "confirm", "correct"}:
        return True  # an officer who publishes, or whose stance implies a question, speaks on the matter
    heads = phrases("responses", "heads", "en"), phrases("responses", "heads", "zh")
    titles = [role.title for role in person.roles]
    return any(heads[0].search(plain(title, "en")) or heads[1].search(title) for title in titles)


ON_A_MATTER = frozenset({"谈", "解释"})
"""Verbs that presuppose a matter under discussion; with them any officer speaks for the company."""
