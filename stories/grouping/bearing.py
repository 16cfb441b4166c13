"""How the wording of an item relates to an affair: whether it answers, who speaks, whether it says anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from records import Item
from stories.items.features import Features
from stories.items.title_voices import addressee_start, calls_its_affair, possible_actors
from stories.speech import cues, deeds, speakers, subject_phrase
from stories.speech.answers import ADMITS, Cue, remedy
from stories.speech.stances import stance_of
from stories.speech.tone import tone
from stories.text.phrases import phrases, plain

HEAVY = frozenset({"apologise", "deny", "decline", "silent"})
"""Stances that answer an affair even in the title of a long article."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the wording of an item says about the affair it may belong to."""

    vague: bool
    """It says nothing else."""
    apart: bool
    """It tells of ordinary business or of a new event."""
    business: bool
    answers: bool
    itself: bool
    """The company itself or an authority answers."""
    speaking: frozenset[str]
    """The watched company that answers, with its speaker; empty in news of ordinary business."""
    answering: bool
    """It answers explicitly."""
    commits: bool
    """... by more than an explanation, so that something must have called for it."""
    speaks: bool
    """It gives words or says that there are some."""
    states: bool
    """... in the company's own name, as "X: ..." does, not an officer's."""
    admits: bool
    """... with a stance that presupposes a question."""
    acts: bool
    """It tells of an act, not of words."""
    remedy: bool
    """It tells of a remedy."""
    heavy: bool
    refers: bool
    """It calls the affair by the company's name, or points back at it: 小米事件, 涉事车辆."""
    matter: bool
    """The company states what it answers: 小米回应 *刹车异响*."""
    calls: frozenset[str]
    asker: str = ""
    """The unlisted person whom it answers, if nothing but names stands behind the cue: "X answers Y"."""


def bearing_of(features: Features) -> Bearing | None:
    """Return the bearing of an item; None for a round-up of the day, and for advice to buyers."""
    manner = tone(features.item.title, features.item.lang)
    if manner.digest or manner.guide:
        return None
    item = features.item
    known = _who(cues.answer_or_act_in(item.title, item.lang), item)
    answer = known or (_who(deeds.deed_in(item), item) if features.short else None)
    at_issue = manner.topical and known is not None
    own = _own(answer, features) and features.short and (at_issue or not manner.business)
    return Bearing(
        vague=features.short and cues.says_nothing_else(without_names(features), item.lang),
        apart=manner.business or manner.incident,
        business=manner.business,
        answers=known is not None,
        itself=known is not None and _speaks_itself(known, features),
        speaking=_speaking(answer, features) if own and answer else frozenset(),
        answering=known is not None and not known.plain_speech,
        commits=own and known is not None and known.stance != "explain",
        speaks=known is not None and not known.act,
        states=own and known is not None and _states(known, features),
        admits=own and known is not None and known.stance in ADMITS,
        acts=answer is not None and answer.act and not deeds.speaks(answer, item.lang),
        remedy=remedy(item.title, item.lang),
        heavy=known is not None and known.stance in HEAVY,
        refers=any(calls_its_affair(mention, item) for mention in item.reading.mentions)
        or phrases("responses", "back", item.lang).search(plain(item.title, item.lang)) is not None,
        matter=own and known is not None and _states_matter(known, features),
        calls=frozenset(manner.calls),
        asker=_asker(known, item) if known is not None and features.short else "",
    )


def _asker(answer: Cue, item: Item) -> str:
    """Return the last unlisted person behind a cue if only names stand there."""
    rest, begin, asker = answer.after, len(item.title) - len(answer.after), ""
    for mention in sorted(item.reading.mentions, key=lambda mention: mention.start):
        if mention.start >= begin:
            rest = rest.replace(mention.text, "", 1)
            asker = mention.text if mention.label == "PERSON" and not mention.entity else asker
    return "" if any(map(str.isalnum, rest)) else asker


def _who(answer: Cue | None, item: Item) -> Cue | None:
    """Return an answer without the words before its cue that name the addressee."""
    return replace(answer, before=answer.before[: addressee_start(answer, item)]) if answer else None


def _own(answer: Cue | None, features: Features) -> bool:
    """Return whether a company itself answers, not an authority."""
    if answer is None or not _speaks_itself(answer, features):
        return False
    return not speakers.is_third_party(_besides(answer.before, features), features.item.lang)


def implies_claim(answer: Cue | None, lang: str) -> bool:
    """Return whether an answer shows by itself that something called for it: an apology, a denial, an authority's word."""
    if answer is None:
        return False
    if answer.plain_speech and stance_of(answer.cue + answer.after, lang) not in HEAVY:
        return False  # blaming others in plain speech is too common to indicate a claim
    return answer.stance in HEAVY or speakers.is_third_party(answer.before, lang)


def _speaks_itself(answer: Cue, features: Features) -> bool:
    """Return whether only a company's organs, manner and time stand beside its name before a cue, or an authority speaks."""
    item = features.item
    if speakers.is_third_party(_besides(answer.before, features), item.lang):
        return True
    named = possible_actors(
        [m for m in item.reading.mentions if m.entity and m.end <= len(answer.before)], item
    )
    if named:
        if subject_phrase.strip_preamble(
            speakers.without_asker(answer.before[: named[0].start], item.lang), item.lang
        ):
            return False
        between = answer.before[named[-1].end :]
        if answer.act:
            return subject_phrase.is_actor(between, item.lang, mends=answer.mends(item.lang))
        return subject_phrase.is_organ(between, item.lang)
    return any(
        not before and subject_phrase.is_organ(after, item.lang)
        for name in features.subjects
        for before, found, after in [answer.before.partition(name)]
        if found
    )


def _states(answer: Cue, features: Features) -> bool:
    """Return whether a company's own name stands right before its words."""
    lang, before = features.item.lang, answer.before.rstrip()
    named = [m.entity for m in features.item.reading.mentions if m.entity and m.end == len(before)]
    spoken = phrases("responses", "states", lang).fullmatch(plain(answer.cue, lang)) is not None
    return spoken and any(features.roster.watchlist.person(entity) is None for entity in named)


def _states_matter(answer: Cue, features: Features) -> bool:
    """Return whether the words after a cue tell what is answered."""
    lang = features.item.lang
    return cues.answers_its_object(answer.cue, lang) and not cues.says_nothing_else(answer.after, lang)


def _speaking(answer: Cue, features: Features) -> frozenset[str]:
    """Return the watched entities named before a cue, with their companies."""
    item = features.item
    named = {m.entity for m in item.reading.mentions if m.entity and m.end <= len(answer.before)}
    return features.roster.all_companies(named, item.at.date()) | named


def _besides(before: str, features: Features) -> str:
    """Return the words before a cue without watched names and their organs: a hotel's own name does not mention a hotel."""
    for mention in sorted(features.item.reading.mentions, key=lambda mention: -mention.start):
        if mention.entity and mention.end <= len(before):
            before = (
                before[: mention.start]
                + " "
                + subject_phrase.strip_organs(before[mention.end :], features.item.lang)
            )
    return before


def without_names(features: Features) -> str:
    """Return the title without watched names."""
    return _besides(features.item.title or features.item.text, features)
