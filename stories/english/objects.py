"""What the verb of an English headline is done with: a refund, money to customers, a store. Knows nouns, and no verb's class."""

from __future__ import annotations

import re
from functools import cache

from records import Stance
from stories.english.clauses import Clause
from stories.english.verb_classes import forms, sense_of
from stories.text import lexicon

ORDER: tuple[Stance, ...] = ("apologise", "deny", "correct", "promise", "explain")
"""Of several nouns what commits most."""


def mends(clause: Clause) -> Stance | None:
    """The stance that an ordinary verb takes by what it is done with: a refund, something to customers, money to settle."""
    if of_business(clause):
        return None
    given = clause.verb.lemma in _people("gives")
    stance = named(_BESIDE.split(clause.after)[0] if given else clause.object) or _purpose(clause.object)
    if stance is None and given and _given().search(clause.after):
        return "promise"
    return stance


def named(words: str) -> Stance | None:
    """The stance of the nouns in some words."""
    return next((stance for stance in ORDER if _nouns(stance).search(words)), None)


def of_business(clause: Clause) -> bool:
    """Whether what it is done with is of ordinary business: the last word before a preposition tells."""
    head = _OF.split(clause.object, maxsplit=1)[0].rstrip(" ,;:.")
    return any(found.end() == len(head) for found in _nouns("none").finditer(head))


_BESIDE = re.compile(r",| (?:after|amid|over|as|following) ")
_OF = re.compile(r" (?:of|to|for|with|from|in|on|at|by) ")


def _purpose(words: str) -> Stance | None:
    """What for: to settle, to review."""
    found = _TO.search(words)
    for lemma, form in forms().get(found[1].casefold(), ()) if found else ():
        sense = sense_of(lemma, ()) if form == "base" else None
        if sense and sense.name in {"remedy", "inquire", "defend"}:
            return sense.stance
    return None


_TO = re.compile(r"\bto ([a-z-]+)")


def complains(clause: Clause) -> bool:
    """Whether what it is done with are those who complain: it blames customers."""
    return _complaining().match(clause.object) is not None


def receives(word: str) -> bool:
    """Whether a word names several who get what a company gives."""
    return _receiving().fullmatch(word.casefold()) is not None


def of_staff(word: str) -> bool:
    """Whether a word names somebody of a company's own."""
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
def _receiving() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_people('receivers'))})s|staff|families")


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_people('staff'))})s?")


_ITS_OWN = frozenset({"worker", "staff", "employee", "supplier", "families"})


def _people(who: str) -> list[str]:
    people: list[str] = lexicon.table("clauses")["people"][who]
    return people
