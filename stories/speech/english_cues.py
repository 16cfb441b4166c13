"""Answers in English headlines, from the clause: verb class, mood, negation and object.

The class says how someone answers, the mood whether it happens; an ordinary verb answers through its object. `voices`
decides whose voice it is, `stances` what reported words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from records import Stance
from stories.english import objects
from stories.english.clauses import Clause, clause_of
from stories.english.statements import is_judged
from stories.english.verb_classes import forms, sense_of
from stories.speech import subject_phrase
from stories.speech.answers import Cue
from stories.speech.attribution import TOLD_BY
from stories.speech.stances import spoken_stance
from stories.text import lexicon
from stories.text.phrases import phrases


class _Answer(NamedTuple):
    """How a clause answers."""

    tells: str
    """"answers", "speaks" (gives words) or "acts"."""
    stance: Stance


@lru_cache(maxsize=100_000)
def cue_of(title: str) -> Cue | None:
    """Return the answer that a headline reports by a listed verb, or None."""
    clause = clause_of(title)
    answer = _answer_of(clause, title) if clause else None
    if clause is None or answer is None or TOLD_BY.search(title):
        return None
    return _cue(title, clause, answer._replace(stance=_heavier(answer.stance, clause)))


def deed_of(title: str, claim: str, *, business: bool) -> Cue | None:
    """Return an act by an unlisted verb, or ordinary business with the very object of the claim."""
    clause = clause_of(title)
    if clause is None or clause.negated or clause.verb.passive or clause.verb.mood not in {"done", "due"}:
        return None
    verb, who = clause.verb, clause.before.split()[-1]
    if title[clause.start : clause.end] == verb.lemma and subject_phrase.strip_organs(who, "en"):
        return None  # a plural subject is no company: "vans catch the eye"
    tied = verb.sense.tells == "trades" and (_shared(clause, claim) or _follows(clause))
    if not tied and (business or verb.sense.name != "unlisted"):
        return None
    stance = spoken_stance(title[clause.start :], "en")
    return _cue(title, clause, _Answer("acts", "promise" if stance == "explain" else stance))


def spans(title: str) -> Iterator[tuple[int, int]]:
    """Yield the span of an act, including the object of an ordinary verb."""
    clause = clause_of(title)
    answer = _answer_of(clause, title) if clause else None
    if clause and answer and answer.tells == "acts":
        yield clause.start, clause.end + (len(clause.object) if clause.verb.sense.tells == "trades" else 0)


def wrongdoing(title: str) -> str | None:
    """Return the verb by which the subject does wrong, or None."""
    clause = clause_of(title)
    if clause is None or clause.verb.sense.name != "wrong" or clause.negated or clause.verb.passive:
        return None
    return title[clause.start : clause.end].casefold()


def _cue(title: str, clause: Clause, answer: _Answer) -> Cue:
    return Cue(
        before=_who(clause),
        cue=title[clause.start : clause.end],
        after=clause.after,
        stance=answer.stance,
        start=clause.start,
        end=clause.end,
        plain_speech=answer.tells != "answers",
        act=answer.tells == "acts",
    )


def _who(clause: Clause) -> str:
    """Return the words that name the actor: the company before them if customers receive something or its staff is dismissed."""
    whose = (
        _WHOSE.search(clause.before) if clause.verb.passive or objects.is_recipient(_last(clause)) else None
    )
    return clause.before[: whose.start()].ljust(len(clause.before)) if whose else clause.before


_WHOSE = re.compile(r"(?:['’]s)?(?: [a-z-]+){1,3}\s*$")


def _last(clause: Clause) -> str:
    return clause.before.split()[-1]


def _answer_of(clause: Clause, title: str) -> _Answer | None:
    verb, sense = clause.verb, clause.verb.sense
    if verb.passive or objects.is_recipient(_last(clause)):
        return _answer_through_others(clause)
    if verb.mood == "asked" or (sense.tells == "befalls" and verb.mood != "refused"):
        return None
    if verb.mood == "refused" or clause.negated or verb.mood == "undone":
        return _answer_by_omission(clause, title)
    if verb.mood == "sought":
        return _answer_by_seeking(clause)
    return _answer_by_deed(clause)


def _answer_through_others(clause: Clause) -> _Answer | None:
    """Return an answer through what happens to others: a manager dismissed, customers to be paid, a chief who "would not be drawn"."""
    verb, last = clause.verb, _last(clause)
    if verb.passive and clause.negated and verb.lemma in {"draw", "interview"}:
        return _Answer("answers", "decline")
    if objects.is_recipient(last):
        people = lexicon.table("clauses")["people"]
        given = (
            verb.sense.name == "remedy"
            or verb.lemma in people["spared"]
            or objects.stance_of_object(clause) == "promise"
        )
        gets = verb.mood == "due" and (verb.passive or verb.lemma in people["gets"])
        return _Answer("acts", "promise") if given and gets else None
    return (
        _Answer("acts", "promise")
        if verb.sense.name in {"discipline", "remedy"} and objects.is_staff(last)
        else None
    )


def _answer_by_omission(clause: Clause, title: str) -> _Answer | None:
    """Return an answer through what is not done: not speaking declines or is silent, not mending denies."""
    verb, sense = clause.verb, clause.verb.sense
    speaking = verb.lemma in lexicon.table("clauses")["speaking"]["verbs"] or sense.name in _SPEAKING
    if verb.mood == "refused":
        return _Answer("answers", "decline" if speaking else "deny")
    if verb.mood == "due":
        denies = _Answer("acts", "deny") if sense.tells != "trades" or sense.end else None
        return _Answer("answers", "decline") if speaking else denies
    if not speaking:
        return None
    return _Answer("answers", "decline" if _HABIT.match(title, clause.start) else "silent")


_SPEAKING = frozenset({"reply", "say", "disclose"})
_HABIT = re.compile(r"do(?:es)?(?:n['’]t| not)", re.IGNORECASE)
""""Does not comment" declines; "did not comment" is silence so far."""


def _answer_by_seeking(clause: Clause) -> _Answer | None:
    """Return an answer through what is sought in court or attempted."""
    sense = clause.verb.sense
    if sense.stance == "deny" or clause.verb.lemma in _BLOCKS:
        return _Answer("acts", "deny")
    return _Answer("acts", sense.stance) if sense.name in {"remedy", "inquire"} else None


_BLOCKS = frozenset({"block", "stop", "halt", "delay", "pause", "end", "drop"})


def _answer_by_deed(clause: Clause) -> _Answer | None:
    """Return an answer through what is done or will be."""
    verb, sense = clause.verb, clause.verb.sense
    stance: Stance | None = sense.ongoing if verb.mood == "ongoing" else sense.stance
    if verb.binds and (sense.tells != "trades" or verb.lemma == "pay" or objects.stance_of_object(clause)):
        return _Answer("answers", sense.stance if sense.stance in {"deny", "apologise"} else "promise")
    if sense.tells == "speaks":
        found = _judgement(clause)
        return _Answer("answers", found) if found else _Answer("speaks", _spoken(clause))
    if sense.name == "reply":
        stance = _added(clause.after)
    elif sense.name == "attribute":
        stance = "deny" if objects.is_complainant(clause) else "explain"
    elif sense.name == "disclose":
        stance = "confirm" if _makes_known(clause) else objects.stance_of_object(clause) or stance
    elif sense.tells == "trades" or (
        not sense.end and sense.name in _MENDING and objects.is_business(clause)
    ):
        stance = objects.stance_of_object(clause)
    if stance is None or sense.name == "unlisted":
        return None
    return _Answer("acts" if sense.tells == "trades" else sense.tells, stance)


_MENDING = frozenset({"remedy", "discipline", "inquire", "commit"})
"""Verb classes that ordinary business uses as well."""


def _makes_known(clause: Clause) -> bool:
    """Return whether the subject discloses that something happened, which confirms it."""
    happened = clause_of(clause.after) if clause.verb.lemma in {"reveal", "disclose", "divulge"} else None
    return happened is not None and happened.verb.mood == "done"


def _judgement(clause: Clause) -> Stance | None:
    """Return the stance of a judgement: "calls it baseless"."""
    if clause.verb.sense.name != "judge":
        return None
    return next((stance for stance in _JUDGED if is_judged(stance, clause.after)), None)


_JUDGED: tuple[Stance, ...] = ("apologise", "deny")


def _spoken(clause: Clause) -> Stance:
    """Return the stance of reported words; to insist is to deny."""
    stance = spoken_stance(clause.after, "en")
    return "deny" if stance == "explain" and clause.verb.sense.name == "assert" else stance


def _added(after: str) -> Stance:
    """Return the stance of what accompanies a reply: "responds with a lawsuit", "by saying ..."."""
    found = _ADDS.search(after)
    if found is None:
        return "explain"
    return objects.stance_of_nouns(after[found.end() :]) or spoken_stance(after[found.end() :], "en")


_ADDS = re.compile(r"(?:\b(?:with|by|saying|and|but)\b|,|:)\s")


def _heavier(stance: Stance, clause: Clause) -> Stance:
    """Return the stance of a second verb if it outweighs the first: "recalls cars, apologises"."""
    heavy = (
        _HEAVY
        if stance in {"explain", "promise"}
        else _HEAVY - {"deny"}
        if stance == "confirm"
        else frozenset()
    )
    others = [*_further(clause), *_meanwhile(clause)] if heavy else []
    return next((other for other in others if other in heavy), stance)


_HEAVY = frozenset({"apologise", "deny", "correct", "decline"})


def _further(clause: Clause) -> Iterator[Stance]:
    """Yield stances of coordinated verbs: "..., apologises", "... but denies"."""
    who = clause.before.strip()
    for found in _AND.finditer(clause.after):
        headline = f"{who} {clause.after[found.end() :]}"
        other = clause_of(headline)
        answer = _answer_of(other, headline) if other and other.start == len(who) + 1 else None
        if answer:
            yield answer.stance


def _meanwhile(clause: Clause) -> Iterator[Stance]:
    """Yield stances of adverbial clauses: "... in declining to say"."""
    for found in _WHILE.finditer(clause.after):
        if found[1] in {"declining", "refusing"}:
            yield "decline"
        for lemma, form in forms().get(found[1], ()):
            sense = sense_of(lemma, ()) if form == "ing" else None
            if sense and sense.tells == "answers":
                yield sense.stance


_AND = re.compile(r"(?:[,;](?: and| but)?| and| but) ")
_WHILE = re.compile(r"\b(?:in|while|before|after|by) ([a-z]+ing)\b")


def _shared(clause: Clause, claim: str) -> bool:
    """Return whether a business object repeats the claim by more than the product's name, which a launch repeats too."""
    claimed = set(_LONG.findall(claim.casefold())) - set(_LONG.findall(clause.before.casefold()))
    return any(word in claimed and not objects.is_recipient(word) for word in _LONG.findall(clause.object))


_LONG = re.compile(r"\w{4,}")


def _follows(clause: Clause) -> bool:
    """Return whether it is said to follow something that calls for an answer."""
    found = _AFTER.search(clause.after)
    return (
        found is not None and phrases("claims", "calls", "en").search(clause.after, found.end()) is not None
    )


_AFTER = re.compile(r"\b(?:after|over|following|amid|in response to|in (?:the )?wake of)\b")
