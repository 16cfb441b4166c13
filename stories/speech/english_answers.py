"""How an English clause answers: by the class of its verb, its mood, its negation and its object.

The class says how someone answers, the mood whether it happens; an ordinary verb answers through its object. `stances` says
what reported words say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from records import Stance
from stories.english import objects
from stories.english.clauses import Clause, clause_of
from stories.english.statements import is_judged
from stories.english.verb_classes import forms, sense_of
from stories.speech.stances import spoken_stance
from stories.text import lexicon
from stories.text.phrases import phrases


class Answer(NamedTuple):
    """How a clause answers."""

    tells: str
    """"answers", "speaks" (gives words) or "acts"."""
    stance: Stance


def answer_of(clause: Clause, title: str) -> Answer | None:
    """Return how a headline's main clause answers, or None."""
    verb, sense = clause.verb, clause.verb.sense
    if verb.passive or objects.is_recipient(last_word(clause)):
        return _answer_through_others(clause)
    if verb.mood == "asked" or (sense.tells == "befalls" and verb.mood != "refused"):
        return None
    if verb.mood == "refused" or clause.negated or verb.mood == "undone":
        return _answer_by_omission(clause, title)
    if verb.mood == "sought":
        return _answer_by_seeking(clause, title)
    return _answer_by_deed(clause)


def _answer_through_others(clause: Clause) -> Answer | None:
    """Return an answer through what happens to others: a manager dismissed, customers to be paid, a chief who "would not be drawn"."""
    verb, last = clause.verb, last_word(clause)
    if verb.passive and clause.negated and verb.lemma in {"draw", "interview"}:
        return Answer("answers", "decline")
    if objects.is_recipient(last):
        people = lexicon.table("clauses")["people"]
        given = (
            verb.sense.name == "remedy"
            or verb.lemma in people["spared"]
            or objects.stance_of_object(clause) == "promise"
        )
        gets = verb.mood == "due" and (verb.passive or verb.lemma in people["gets"])
        return Answer("acts", "promise") if given and gets else None
    return (
        Answer("acts", "promise")
        if verb.sense.name in {"discipline", "remedy"} and objects.is_staff(last)
        else None
    )


def _answer_by_omission(clause: Clause, title: str) -> Answer | None:
    """Return an answer through what is not done: not speaking declines or is silent, not mending denies."""
    verb, sense = clause.verb, clause.verb.sense
    speaking = verb.lemma in lexicon.table("clauses")["speaking"]["verbs"]
    if verb.mood == "refused":
        if not speaking and objects.is_one_person(clause):
            return None  # "refused to board student" is what the person complains of
        return Answer("answers", "decline" if speaking else "deny")
    if verb.mood in {"due", "ongoing"}:
        denies = Answer("acts", "deny") if sense.tells != "trades" or sense.end else None
        return Answer("answers", "decline") if speaking else denies
    if not speaking:
        return None
    return Answer("answers", "decline" if _HABIT.match(title, clause.start) else "silent")


_HABIT = re.compile(r"do(?:es)?(?:n['’]t| not)", re.IGNORECASE)
""""Does not comment" declines; "did not comment" is silence so far."""


def _answer_by_seeking(clause: Clause, title: str) -> Answer | None:
    """Return an answer through what is sought in court or attempted."""
    sense = clause.verb.sense
    if _COURT.search(title, clause.start, clause.end) or sense.stance == "deny":
        return Answer("acts", "deny")
    if sense.tells in {"answers", "speaks"}:
        return Answer("acts", sense.stance if sense.tells == "answers" else "explain")
    return Answer("acts", sense.stance) if sense.name in {"remedy", "inquire", "disclose"} else None


_COURT = re.compile(r"\b(?:courts?|judges?|tribunals?)\b", re.IGNORECASE)


def _answer_by_deed(clause: Clause) -> Answer | None:
    """Return an answer through what is done or will be."""
    verb, sense = clause.verb, clause.verb.sense
    if verb.binds and (sense.tells != "trades" or verb.lemma == "pay" or objects.stance_of_object(clause)):
        return Answer("answers", sense.stance if sense.stance in {"deny", "apologise"} else "promise")
    if sense.tells == "speaks":
        found = _judgement(clause)
        return Answer("answers", found) if found else Answer("speaks", _spoken(clause))
    if sense.name == "unlisted" and objects.is_allegation(clause):
        return Answer("acts", "deny")
    if sense.tells in {"trades", "acts"} and verb.mood != "due" and objects.is_recount(clause):
        return Answer("answers", "correct")
    stance = _stance_of_deed(clause)
    return Answer("answers" if sense.tells == "answers" else "acts", stance) if stance else None


def _stance_of_deed(clause: Clause) -> Stance | None:
    """Return the stance of an answering verb by its class, its object and the words behind it."""
    verb, sense = clause.verb, clause.verb.sense
    if sense.name in _WEIGHED:
        return _WEIGHED[sense.name](clause)
    mends_business = not sense.end and sense.name in MENDING and objects.is_business(clause)
    if sense.tells == "trades" or sense.name == "unlisted" or mends_business:
        return objects.stance_of_object(clause)
    return sense.ongoing if verb.mood == "ongoing" else sense.stance


def _replies(clause: Clause) -> Stance:
    return spoken_stance(clause.after, "en") if _THAT.match(clause.after) else _added(clause.after)


def _attributes(clause: Clause) -> Stance:
    return "deny" if objects.is_complainant(clause) else "explain"


def _discloses(clause: Clause) -> Stance:
    return "confirm" if _makes_known(clause) else objects.stance_of_nouns(clause.object) or "explain"


def _defends(clause: Clause) -> Stance:
    return "promise" if objects.is_its_own_staff(clause) else "deny"


def _feels(clause: Clause) -> Stance:
    """Return the stance of a state: "shocked by baseless report" denies."""
    stance = clause.verb.sense.stance
    return "deny" if stance == "explain" and is_judged("deny", clause.after) else stance


_WEIGHED: dict[str, Callable[[Clause], Stance]] = {
    "reply": _replies, "attribute": _attributes, "disclose": _discloses, "states": _feels, "defend": _defends,
}  # fmt: skip
"""Verb classes whose stance depends on the words behind the verb."""


MENDING = frozenset({"remedy", "discipline", "inquire", "commit"})
"""Verb classes that ordinary business uses as well."""


def _makes_known(clause: Clause) -> bool:
    """Return whether the subject discloses that something happened, which confirms it."""
    if clause.verb.lemma not in {"reveal", "disclose", "divulge"}:
        return False
    if phrases("claims", "calls", "en").search(clause.object.casefold()):
        return True
    happened = clause_of(clause.after)
    return happened is not None and happened.verb.mood == "done"


def _judgement(clause: Clause) -> Stance | None:
    """Return the stance of a judgement: "calls it baseless"."""
    if clause.verb.sense.name != "judge":
        return None
    return next((stance for stance in _JUDGED if is_judged(stance, clause.after)), None)


_JUDGED: tuple[Stance, ...] = ("apologise", "deny", "confirm")


def _spoken(clause: Clause) -> Stance:
    """Return the stance of reported words; to insist is to deny."""
    stance = spoken_stance(clause.after, "en")
    if stance in _COUNTING and objects.is_recount_in_words(clause.after):
        return "correct"
    return "deny" if stance == "explain" and clause.verb.sense.name == "assert" else stance


def _added(after: str) -> Stance:
    """Return the stance of what accompanies a reply: "responds with a lawsuit", "by saying ..."."""
    found = _ADDS.search(after)
    if found is None:
        return "explain"
    return objects.stance_of_nouns(after[found.end() :]) or spoken_stance(after[found.end() :], "en")


_COUNTING = frozenset({"explain", "confirm", "deny"})
"""Stances that a new count of harm may seem to take: "finds more fake accounts"."""
_THAT = re.compile(r" (?:that|it|he|she|they|no|there|why it) ")
"""What begins the words of an answer: "clarifies it does not ..."."""
_ADDS = re.compile(r"(?:\b(?:with|by|saying|and|but)\b|,|:)\s")


def heaviest(stance: Stance, clause: Clause) -> Stance:
    """Return the stance of a second verb if it outweighs the first: "recalls cars, apologises"."""
    heavy = (
        _HEAVY | {"promise"}
        if stance == "holding"
        else _HEAVY
        if stance in {"explain", "promise"}
        else _HEAVY - {"deny"}
        if stance == "confirm"
        else frozenset()
    )
    others = [*_further(clause), *_meanwhile(clause)] if heavy else []
    return next((other for other in others if other in heavy), stance)


_HEAVY = frozenset({"apologise", "deny", "correct", "decline"})


def further_answer(clause: Clause) -> Answer | None:
    """Return the answer of the first coordinated act that gives one: "lays off 1,450, will clean every plant"."""
    found = next((answer for answer in _further_answers(clause) if answer.tells != "speaks"), None)
    issued = _ISSUED.search(clause.after) if found is None and clause.verb.sense.tells == "trades" else None
    said = next(_meanwhile(clause), None) if issued else None
    return Answer("acts", said) if said else found


def _further(clause: Clause) -> Iterator[Stance]:
    """Yield stances of coordinated verbs: "..., apologises", "... but denies"."""
    return (answer.stance for answer in _further_answers(clause))


def _further_answers(clause: Clause) -> Iterator[Answer]:
    who = clause.before.strip()
    for found in _AND.finditer(clause.after):
        headline = f"{who} {clause.after[found.end() :]}"
        other = clause_of(headline)
        answer = answer_of(other, headline) if other and other.start == len(who) + 1 else None
        if answer:
            yield answer


def _meanwhile(clause: Clause) -> Iterator[Stance]:
    """Yield stances of adverbial clauses and of what is issued: "... in declining to say", "takes out ad apologising"."""
    for found in _WHILE.finditer(clause.after):
        word = found[1].casefold()
        if word in {"declining", "refusing"}:
            yield "decline"
        for lemma, form in forms().get(word, ()):
            sense = sense_of(lemma, ()) if form == "ing" else None
            if sense and sense.tells == "answers":
                yield sense.stance


_ISSUED = re.compile(
    r"\b(?:ads?|adverts?|letters?|videos?|statements?|posts?|memos?|messages?) [a-z]+ing\b", re.IGNORECASE
)
_AND = re.compile(r"(?:[,;](?: and| but)?| and| but) ", re.IGNORECASE)
_WHILE = re.compile(
    r"\b(?:in|while|before|after|by|ads?|adverts?|letters?|videos?|statements?|posts?|memos?|messages?) ([a-z]+ing)\b",
    re.IGNORECASE,
)


def last_word(clause: Clause) -> str:
    """Return the last word before the verb."""
    return clause.before.split()[-1]
