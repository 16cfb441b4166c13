"""Classifies the object of a headline's verb: a refund, money to customers, a store. Knows nouns, no verb classes."""

from __future__ import annotations

import re
from functools import cache

from records import Stance
from stories.english.clauses import Clause
from stories.english.verb_classes import sense_of
from stories.text import lexicon

ORDER: tuple[Stance, ...] = ("apologise", "deny", "correct", "promise", "explain")
"""Stances by precedence where several nouns occur."""


def stance_of_object(clause: Clause) -> Stance | None:
    """Return the stance that an ordinary verb takes through its object: a refund, a gift to customers, money to settle."""
    if is_business(clause):
        return None
    given = clause.verb.lemma in _people("gives")
    stance = stance_of_nouns(_BESIDE.split(clause.after)[0] if given else clause.object) or _purpose(
        clause.after
    )
    if stance is None and given and (_given().search(clause.after) or _to_staff().match(clause.object)):
        return "promise"
    if stance is None and _SERVED.search(clause.after):
        return None
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


def is_recount_in_words(words: str) -> bool:
    """Return whether words put an earlier count anew: "2.5 million more people hit", "twice as many as first thought"."""
    return _ANEW.search(words) is not None


_ANEW = re.compile(
    r"\b(?:(?:an )?(?:additional|extra|another|further) [\d.,]+(?: (?:hundred|thousand|million|billion))?\b"
    r"|[\d.,]+ (?:hundred |thousand |million |billion )?more \w+"
    r"|(?:than|as) (?:it |was |were |had been )?(?:first |initially |originally |previously |earlier )?(?:thought|estimated|stated|reported|disclosed|feared|believed|said)\b"
    r"|(?:double|twice|triple|three times) (?:its |the )?(?:earlier|first|initial|original|previous) \w+)",
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


def takes_away(clause: Clause) -> bool:
    """Return whether the verb takes something of the business away: "shuts plant", "scraps contracts"."""
    verbs: list[str] = lexicon.table("clauses")["takes"]["away"]
    return clause.verb.lemma in verbs


_SERVED = re.compile(r" with .*")
"""What somebody is served with: "slaps critic with $10m suit"."""
_FOR_VICTIMS = re.compile(
    r"\b(?:for|to) (?:[\w-]+ ){0,3}(?:victims|survivors|families|relatives|bereaved|injured|evacuees|sufferers|(?:those|\w+s) (?:affected|hit|hurt|harmed|stranded))\b"
)
_BESIDE = re.compile(r",| (?:after|amid|over|as|following) ", re.IGNORECASE)
_OF = re.compile(r" (?:of|to|for|with|from|in|on|at|by) ", re.IGNORECASE)


def _purpose(words: str) -> Stance | None:
    """Return the stance of a purpose clause: "to settle", "to go over its books"."""
    found = _TO.search(words)
    if found is None:
        return None
    verb, following = found[1].casefold(), words[found.end() :].casefold().split()
    sense = sense_of(verb, following)
    if sense and (sense.tells == "answers" or sense.name in {"remedy", "inquire", "defend"}):
        return sense.stance
    return "promise" if verb in lexicon.table("clauses")["takes"]["care"] else None


_TO = re.compile(r"\bto ([a-z-]+)", re.IGNORECASE)


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
def _to_staff() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(_people('staff'))})s(?![\w'’-])")


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


def is_its_own_staff(clause: Clause) -> bool:
    """Return whether the object is the company's own staff: "sues its president"."""
    return _its_own_staff().match(clause.object) is not None


@cache
def _its_own_staff() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:its|their) (?:own )?(?:[\w-]+ ){{0,2}}?(?:{'|'.join(_people('staff'))})s?(?![\w'’-])",
        re.IGNORECASE,
    )


_ITS_OWN = frozenset({"worker", "staff", "employee", "supplier", "families"})


def _people(who: str) -> list[str]:
    people: list[str] = lexicon.table("clauses")["people"][who]
    return people
