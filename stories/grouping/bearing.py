"""How the wording of an item bears on an affair: whether it answers, who speaks, whether it says anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from records import Item
from stories.items.features import Features
from stories.items.voices import addressed, who_acts
from stories.speech import cues, deeds, speakers, subject_phrase
from stories.speech.answers import ADMITS, Cue, remedy
from stories.speech.stances import stance_of
from stories.speech.tone import tone
from stories.text.phrases import phrases, plain

HEAVY = frozenset({"apologise", "deny", "decline", "silent"})
"""A title in which somebody takes such a stance answers an affair even if it tops a long text."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the wording of an item says of the affair it may belong to."""

    vague: bool
    """It says nothing else."""
    apart: bool
    """It tells of ordinary business, or of something new that happened."""
    business: bool
    answers: bool
    itself: bool
    """Who answers is the company itself, or an authority."""
    speaking: frozenset[str]
    """The watched company that itself answers, in a line that tells of no ordinary business, and who speaks for it."""
    answering: bool
    """It says in so many words that it answers."""
    commits: bool
    """… by more than an explanation, so that something must have called for it, whatever it was."""
    speaks: bool
    """It gives words, or says that there are some."""
    states: bool
    """… of its own, as "X: …" does, in the company's name and not an officer's."""
    admits: bool
    """… by taking a stance that nobody takes who was not asked."""
    acts: bool
    """It tells of what is done, not of words."""
    remedy: bool
    """It tells of what is only done where something went wrong."""
    heavy: bool
    addresses: bool
    """The company's own word, given in so many words: a letter, a statement, a reply. A long article tells of it too."""
    calls: frozenset[str]


def bearing_of(features: Features) -> Bearing | None:
    """What the wording of an item says; None where it sums up a day."""
    manner = tone(features.item.title, features.item.lang)
    if manner.digest:
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
        heavy=known is not None and known.stance in HEAVY and bool(known.before.strip()),
        addresses=known is not None
        and not known.plain_speech
        and not manner.business
        and _own(known, features),
        calls=frozenset(manner.calls),
    )


def _who(answer: Cue | None, item: Item) -> Cue | None:
    """An answer without what names, before the cue, to whom it is given."""
    return replace(answer, before=answer.before[: addressed(answer, item)]) if answer else None


def _own(answer: Cue | None, features: Features) -> bool:
    """Whether a company itself answers, and no authority."""
    if answer is None or not _speaks_itself(answer, features):
        return False
    return not speakers.third_party(_besides(answer.before, features), features.item.lang)


def grave(answer: Cue | None, lang: str) -> bool:
    """Whether an answer tells by itself that something called for one: an apology, a denial, an authority's word."""
    if answer is None:
        return False
    if answer.plain_speech and stance_of(answer.cue + answer.after, lang) not in HEAVY:
        return False  # to lay something at others' door is too common to tell of a claim
    return answer.stance in HEAVY or (not answer.plain_speech and speakers.third_party(answer.before, lang))


def _speaks_itself(answer: Cue, features: Features) -> bool:
    """Whether nothing but a company's organs, how and when stands about its name before a cue, or an authority does."""
    item = features.item
    if speakers.third_party(_besides(answer.before, features), item.lang):
        return True
    named = who_acts([m for m in item.reading.mentions if m.entity and m.end <= len(answer.before)], item)
    if named:
        if subject_phrase.ahead(speakers.reached(answer.before[: named[0].start], item.lang), item.lang):
            return False
        between = answer.before[named[-1].end :]
        if answer.act:
            return subject_phrase.beside(between, item.lang, mends=answer.mends(item.lang))
        return subject_phrase.organ(between, item.lang)
    return any(
        not before and subject_phrase.organ(after, item.lang)
        for name in features.subjects
        for before, found, after in [answer.before.partition(name)]
        if found
    )


def _states(answer: Cue, features: Features) -> bool:
    """Whether a company's own name stands before words, which are its own then."""
    lang, before = features.item.lang, answer.before.rstrip()
    named = [m.entity for m in features.item.reading.mentions if m.entity and m.end == len(before)]
    spoken = phrases("responses", "states", lang).fullmatch(plain(answer.cue, lang)) is not None
    return spoken and any(features.roster.watchlist.person(entity) is None for entity in named)


def _speaking(answer: Cue, features: Features) -> frozenset[str]:
    """The watched entities that are named before a cue, with their companies."""
    item = features.item
    named = {m.entity for m in item.reading.mentions if m.entity and m.end <= len(answer.before)}
    return features.roster.all_companies(named, item.at.date()) | named


def _besides(before: str, features: Features) -> str:
    """What stands before a cue without the names of the watch list and their organs: a hotel's own name tells of no hotel."""
    for mention in sorted(features.item.reading.mentions, key=lambda mention: -mention.start):
        if mention.entity and mention.end <= len(before):
            before = (
                before[: mention.start] + " " + subject_phrase.left(before[mention.end :], features.item.lang)
            )
    return before


def without_names(features: Features) -> str:
    """The title without the names of the watch list."""
    return _besides(features.item.title or features.item.text, features)
