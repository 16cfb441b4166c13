"""Classifies the object of a headline's verb: a refund, money to customers, a store. Knows nouns, no verb classes."""

from __future__ import annotations

import re
from functools import cache

from records import Stance
from stories.english.clauses import Clause
from stories.english.verb_classes import forms, sense_of
from stories.text import lexicon

ORDER: tuple[Stance, ...] = ("apologise", "deny", "correct", "promise", "explain")
"""Stances by precedence where several nouns occur."""


def stance_of_object(clause: Clause) -> Stance | None:
    """Return the stance that an ordinary verb takes through its object: a refund, a gift to customers, money to settle."""
    if _SETTLES.search(clause.after):
        return "promise"
    if is_business(clause):
        return None
    given = clause.verb.lemma in _people("gives")
    stance = stance_of_nouns(_BESIDE.split(clause.after)[0] if given else clause.object) or _purpose(
        clause.object
    )
    if stance is None and given and _given().search(clause.after):
        return "promise"
    if stance is None and (served := _SERVED.search(clause.after)):
        return "deny" if _nouns("deny").search(served[0]) else None
    return "promise" if stance is None and _FOR_VICTIMS.search(clause.after) else stance


def is_allegation(clause: Clause) -> bool:
    """Return whether the head noun of the object is what somebody says: "talk of ...", "claims"."""
    head = _OF.split(clause.object, maxsplit=1)[0].rstrip(" ,;:.'’")
    return _alleged().search(head) is not None


def is_recount(clause: Clause) -> bool:
    """Return whether the object is a count that a company gave of harm: "its estimate of the leak", "number of users hit"."""
    return _COUNT.match(clause.after) is not None and clause.verb.sense.end == 0


_COUNT = re.compile(
    r" (?:(?:up|its|the|his|their|own) )*(?:[\w-]+ ){0,2}?(?:(?:estimates?|tally|toll|count|size|scale|extent) (?:of|from|in|to|at)\b"
    r"|number of (?:[\w-]+ ){1,3}(?:hit|affected|harmed|hurt|killed|exposed|stolen|involved|infected)\b)"
    r"(?!.*\b(?:sales?|profits?|revenue|earnings|output|growth|fleet|network)\b)",
    re.IGNORECASE,
)


@cache
def _alleged() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_people('said'))})$", re.IGNORECASE)


def stance_of_nouns(words: str) -> Stance | None:
    """Return the stance of the first listed noun, by precedence."""
    return next((stance for stance in ORDER if _nouns(stance).search(words)), None)


def is_business(clause: Clause) -> bool:
    """Return whether the head noun of the object is ordinary business."""
    head = _OF.split(clause.object, maxsplit=1)[0].rstrip(" ,;:.")
    return any(found.end() == len(head) for found in _nouns("none").finditer(head))


_SETTLES = re.compile(
    r"\b(?:deal|agreement|accord|pact)\b (?:to (?:end|settle|resolve|avert|avoid)|with (?:[\w-]+ )?(?:unions?|strikers|workers|staff|victims"
    r"|families|prosecutors|regulators|plaintiffs|drivers|pilots|crews?|nurses|teachers|writers|actors))\b",
    re.IGNORECASE,
)
"""A deal that ends a dispute."""
_SERVED = re.compile(r" with .*")
"""What somebody is served with: "slaps critic with $10m suit"."""
_FOR_VICTIMS = re.compile(
    r"\b(?:for|to) (?:[\w-]+ ){0,3}(?:victims|survivors|families|relatives|bereaved|injured|evacuees|sufferers|those affected)\b"
)
_BESIDE = re.compile(r",| (?:after|amid|over|as|following) ")
_OF = re.compile(r" (?:of|to|for|with|from|in|on|at|by) ")


def _purpose(words: str) -> Stance | None:
    """Return the stance of a purpose clause: "to settle", "to review"."""
    found = _TO.search(words)
    for lemma, form in forms().get(found[1].casefold(), ()) if found else ():
        sense = sense_of(lemma, ()) if form == "base" else None
        if sense and sense.name in {"remedy", "inquire", "defend"}:
            return sense.stance
    return None


_TO = re.compile(r"\bto ([a-z-]+)")


def is_complainant(clause: Clause) -> bool:
    """Return whether the object is those who complain: "blames customers"."""
    return _complaining().match(clause.object) is not None


def is_one_person(clause: Clause) -> bool:
    """Return whether the object is a single person whom a company serves: "disabled guest"."""
    return _one_person().match(clause.object) is not None


def is_recipient(word: str) -> bool:
    """Return whether a word is a plural of people whom a company compensates."""
    return _receiving().fullmatch(word.casefold()) is not None


def is_staff(word: str) -> bool:
    """Return whether a word names a company's own staff."""
    return _staff().fullmatch(word.casefold()) is not None


@cache
def _nouns(stance: str) -> re.Pattern[str]:
    listed = sorted(lexicon.table("clauses")["objects"][stance], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?:s|es)?(?![\w-])", re.IGNORECASE)


@cache
def _complaining() -> re.Pattern[str]:
    plurals = "|".join(
        f"{word}s" for word in (*_people("receivers"), *_people("critics")) if word not in _ITS_OWN
    )
    return re.compile(rf"\s*(?:[a-z-]+ ){{0,2}}?(?:{plurals}|families|media|press)(?![\w'’-])", re.IGNORECASE)


@cache
def _given() -> re.Pattern[str]:
    people = "|".join(word for word in _people("receivers") if word not in {"investor", "owner"})
    return re.compile(rf"(?<![\w-])(?:{people})s?(?![\w-])", re.IGNORECASE)


@cache
def _one_person() -> re.Pattern[str]:
    people = "|".join((*_people("receivers"), *_people("persons")))
    return re.compile(rf"\s*(?:[a-z-]+ ){{0,2}}?(?:{people})(?![\w'’-])", re.IGNORECASE)


@cache
def _receiving() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_people('receivers'))})s|staff|families")


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_people('staff'))})s?")


_ITS_OWN = frozenset({"worker", "staff", "employee", "supplier", "families"})


def _people(who: str) -> list[str]:
    people: list[str] = lexicon.table("clauses")["people"][who]
    return people
