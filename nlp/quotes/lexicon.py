"""The words that report speech and name speakers: word files, verb forms, and what a noun may stand for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.names import lexicon as names


@cache
def words(lang: str) -> dict[str, Any]:
    """The word file of a language, tables by name; lists become frozen sets, to be asked only for membership."""
    source = files("nlp").joinpath("words", f"quotes_{lang}.toml").read_text(encoding="utf-8")
    return {name: _freeze(table) for name, table in tomllib.loads(source).items()}


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _freeze(inner) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return frozenset(value)
    return value


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Return Chinese words of a kind in [speakers], in which longer words may end."""
    return tuple(words("zh")["speakers"][kind])


@cache
def offices() -> frozenset[str]:
    """Return the offices of English speakers: those by which names are told, and those that only speakers have."""
    table = words("roles_en")
    found: frozenset[str] = table["roles"] | (names.words("en", "titles", "heads") - table["no_roles"])
    return found


VOWELS = "aeiou"


@cache
def verb_forms() -> dict[str, str]:
    """Every form of every reporting verb, in lower case, with its lemma."""
    lemmas = sorted(verbs("speech") | verbs("marks") | verbs("object") | verbs("as"))
    return {form: lemma for lemma in lemmas for form in _forms(lemma)}


@cache
def forms(kind: str) -> frozenset[str]:
    """Return every form of the verbs of a kind that is listed by lemma."""
    return frozenset(form for lemma in verbs(kind) for form in _forms(lemma))


def verbs(kind: str) -> frozenset[str]:
    """Return the verbs of a kind, as [verbs] in quotes_en.toml lists them: by lemma, or by form where it says so."""
    found: frozenset[str] = words("en")["verbs"][kind]
    return found


def _forms(lemma: str) -> tuple[str, ...]:
    return lemma, *(words("en")["forms"].get(lemma) or _regular(lemma))


def singular(noun: str) -> str:
    """Return a noun's rough singular, good enough to look it up in a list."""
    lower = noun.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _regular(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es", lemma + "ed", lemma + "ing"
    return lemma + "s", lemma + "ed", lemma + "ing"


NAMELESS = re.compile(r"(?:an?|the|one|his|her|their|[\w’' ]+[’']s)\s+(?!.*(?:ies|[^s]s)$)", re.IGNORECASE)
"""A phrase in the singular: "the source", "her lawyer"."""

WHOSE = re.compile(r"(?<=\w) (?:for|of|at|with|from) ")
"""What stands between somebody and the body he belongs to: "a spokesman for the exchange"."""


def nouns(kind: str) -> frozenset[str]:
    """The nouns of a kind, in small letters: firms, collective, bodies, issued (papers), several (who speak as one)."""
    found: frozenset[str] = words("en")["nouns"][kind]
    return found


@cache
def collective() -> frozenset[str]:
    """Nouns of firms and other bodies of people."""
    return nouns("firms") | nouns("collective")


def is_somebody(name: str) -> bool:
    """Return whether a nameless speaker may be one person, whom "he" or "she" can refer to."""
    who = WHOSE.split(name, maxsplit=1)[0]
    noun = who.rsplit(maxsplit=1)[-1].lower()
    return NAMELESS.match(who) is not None and noun not in collective() | words("en")["subjects"]["writings"]
