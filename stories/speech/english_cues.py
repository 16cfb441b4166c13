"""Answers in English headlines as cues: who, by which words, with which stance.

`english_answers` tells how a clause answers. `voices` decides whose voice it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from stories.english import objects
from stories.english.clauses import Clause, clause_of
from stories.speech import subject_phrase
from stories.speech.answers import Cue
from stories.speech.attribution import TOLD_BY
from stories.speech.english_answers import MENDING, Answer, answer_of, further_answer, heaviest, last_word
from stories.speech.stances import spoken_stance
from stories.text import lexicon
from stories.text.phrases import phrases


@lru_cache(maxsize=100_000)
def cue_of(title: str) -> Cue | None:
    """Return the answer that a headline reports by a listed verb, or None."""
    clause = clause_of(title)
    answer = (answer_of(clause, title) or further_answer(clause)) if clause else None
    if clause is None or answer is None or TOLD_BY.search(title):
        return _verbless(title)
    return _cue(title, clause, answer._replace(stance=heaviest(answer.stance, clause)))


def _verbless(title: str) -> Cue | None:
    """Return the answer of a headline without a verb: "Maker in grovelling apology over ad", "Maker's apology after fires"."""
    found = _IN_A.match(title) or _ITS.match(title)
    stance = objects.stance_of_nouns(found["what"]) if found else None
    if found is None or stance is None or not _own_doings().search(found["what"]):
        return None
    return Cue(
        found["who"],
        "in",
        title[found.start("what") :],
        stance,
        found.end("who"),
        found.start("what"),
        plain_speech=False,
    )


_IN_A = re.compile(
    r"(?P<who>[A-Z][^,:;]{1,40}?) (?i:in) (?P<what>(?:[\w£$€.’'-]+ ){0,3}?[\w-]+)(?: (?i:over|after|to|for|on|with|amid)\b|$)"
)


_ITS = re.compile(
    r"(?P<who>[A-Z][^,:;]{1,60}?)(?:['’]s|s['’]) (?P<what>(?:[\w£$€.’'-]+ ){0,3}?[\w-]+)(?= (?i:over|after|to|for|on|amid|as|following)\b|$)"
)


@cache
def _own_doings() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.table('clauses')['people']['doings'])})$", re.IGNORECASE)


def deed_of(title: str, claim: str, *, business: bool) -> Cue | None:
    """Return an act by an unlisted verb, or ordinary business with the very object of the claim."""
    clause = clause_of(title)
    if clause is None or clause.negated or clause.verb.passive or clause.verb.mood not in {"done", "due"}:
        return None
    verb, who = clause.verb, clause.before.split()[-1]
    if title[clause.start : clause.end] == verb.lemma and subject_phrase.strip_organs(who, "en"):
        return None  # a plural subject is no company: "vans catch the eye"
    ordinary = verb.sense.tells == "trades" or verb.sense.name in MENDING
    tied = ordinary and (_shared(clause, claim) or _follows(clause, claim) or objects.takes_away(clause))
    if not tied and (business or verb.sense.name != "unlisted"):
        return None
    stance = spoken_stance(title[clause.start :], "en")
    return _cue(title, clause, Answer("acts", "promise" if stance == "explain" else stance))


def spans(title: str) -> Iterator[tuple[int, int]]:
    """Yield the span of an act, including the object of an ordinary verb."""
    clause = clause_of(title)
    answer = answer_of(clause, title) if clause else None
    if clause and answer and answer.tells == "acts":
        yield clause.start, clause.end + (len(clause.object) if clause.verb.sense.tells == "trades" else 0)


def wrongdoing(title: str) -> str | None:
    """Return the verb by which the subject does wrong, or None."""
    clause = clause_of(title)
    if clause is None or clause.verb.sense.name != "wrong" or clause.negated or clause.verb.passive:
        return None
    return title[clause.start : clause.end].casefold()


def _cue(title: str, clause: Clause, answer: Answer) -> Cue:
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
        _WHOSE.search(clause.before)
        if clause.verb.passive or objects.is_recipient(last_word(clause))
        else None
    )
    return clause.before[: whose.start()].ljust(len(clause.before)) if whose else clause.before


_WHOSE = re.compile(r"(?:['’]s)?(?: [a-z-]+){1,3}\s*$")


def _shared(clause: Clause, claim: str) -> bool:
    """Return whether a business object repeats the claim by more than the product's name, which a launch repeats too."""
    claimed = set(_LONG.findall(claim.casefold())) - set(_LONG.findall(clause.before.casefold()))
    return any(word in claimed and not objects.is_recipient(word) for word in _LONG.findall(clause.object))


_LONG = re.compile(r"\w{4,}")


def _follows(clause: Clause, claim: str) -> bool:
    """Return whether it is said to follow the claim, or something else that calls for an answer."""
    found = OCCASION.search(clause.after)
    if found is None:
        return False
    occasion = clause.after[found.end() :].casefold()
    claimed = {word[:STEM] for word in _LONG.findall(claim.casefold())}
    claimed -= {word[:STEM] for word in _LONG.findall(clause.before.casefold())}
    return phrases("claims", "calls", "en").search(occasion) is not None or any(
        word[:STEM] in claimed for word in _LONG.findall(occasion)
    )


STEM = 6
"""Letters of a word that tell it from others, whatever its ending: suicide, suicides."""
OCCASION = re.compile(
    r"\b(?:where|behind|(?:tied|linked) to|at cent(?:re|er) of|after|over|following|amid|in response to|in (?:the )?wake of)\b",
    re.IGNORECASE,
)
"""What follows is the occasion of an act."""
