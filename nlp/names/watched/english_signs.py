"""Reads the place of an English word: a headline, capitals, another sense, something that only companies have.

Leaves to `meant_english` and its neighbours how much each of these weighs.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.names import dictionary, lexicon
from nlp.names.watched.match import Match
from nlp.names.watched.page import Page

SURE = 3.0
STRONG = 2.0
WEAK = 1.0

WORD = re.compile(r"[A-Za-z][A-Za-z&'’]*")
BEFORE = re.compile(r"([\w'’&.]+)[ \t]$")
AFTER = re.compile(r"[ \t]([\w'’&]+(?:-\w+)*)")
WINDOW = 60
"""Code points on either side of a name that are looked at."""
_NEAR = 4
"""Words on either side that are searched for another sense, if that has no capital."""
_LONGEST_LINE = 150
"""Code points of the longest headline."""


def is_in_headline(match: Match) -> bool:
    """Whether all words of its sentence but small ones are capitalised, so that a capital tells nothing."""
    words = WORD.findall(match.sentence)
    capitals: int = sum(word[0].isupper() for word in words)
    if capitals * 3 <= len(words) * 2:
        return False
    small = lexicon.words("watch", "en", "small") | lexicon.words("watch", "en", "articles")
    return not any(word.islower() and word not in small for word in words)


def is_unpunctuated(match: Match) -> bool:
    """Whether its sentence is a short line without a final mark, as headlines are."""
    line = match.sentence
    return len(line) < _LONGEST_LINE and line.rstrip(" \n%)\"”'’")[-1:].isalnum()


def opens(match: Match) -> bool:
    """Whether nothing but blanks and marks precede it in its sentence, where any word has a capital."""
    return match.lead.strip(" \t\n\"“”'‘’([—–-") == ""


def is_place_name(match: Match) -> bool:
    """Whether a country or town has this name, so that a capital or a possessive tells nothing."""
    return match.written in lexicon.words("places", "en")


def has_second_capital(match: Match) -> bool:
    """Whether a second word of the name is capitalised: "a Calder Air jet"."""
    return any(word[0].isupper() for word in WORD.findall(match.written)[1:])


def has_firm_noun(match: Match) -> bool:
    """Whether one of the next two words is something that companies have."""
    text = match.page.text
    first = AFTER.match(text, match.end)
    if first is None or _is_of_firms(first[1]):
        return first is not None
    second = AFTER.match(text, first.end())
    small = lexicon.words("watch", "en", "small")
    plain = first[1].lower() not in small and first.start(1) not in match.page.verbs
    return plain and second is not None and _is_of_firms(second[1])


def _is_of_firms(word: str) -> bool:
    lower = word.lower()
    return not _nouns().isdisjoint({lower, lower + "s", lower.removesuffix("s")})


@cache
def _nouns() -> frozenset[str]:
    lists = (
        ("watch", "en", "cues"),
        ("en", "organisations", "cues_after"),
        ("en", "organisations", "belongings"),
    )
    return frozenset().union(*(lexicon.words(*path) for path in lists))


def is_persons_title(page: Page, place: int, word: str) -> bool:
    """Whether a person's name follows that it belongs to: "GM Hikaru Nakamura", "Delta Goodrem"."""
    if not lexicon.is_given(word) or dictionary.is_common(word) or word in lexicon.firms():
        return False
    family = AFTER.match(page.text, place + len(word))
    name = page.name_around(place, place + len(word))
    alone = name is not None and name[2] == "PERSON"
    return alone or (family is not None and family[1].istitle() and not dictionary.is_common(family[1]))


def is_another_sense(match: Match) -> bool:
    """Whether a nearby word speaks of another sense."""
    written = match.written.lower()
    senses = lexicon.load("watch")["en"]["senses"].get(written)
    if senses is None:
        return False
    left, right = WORD.findall(match.lead), WORD.findall(match.rest)
    if written not in lexicon.words("watch", "en", "capitalised"):
        left, right = left[-_NEAR:], right[:_NEAR]
    return not {word.lower() for word in (*left, *right)}.isdisjoint(senses.split())
