"""Weighs the words around an English name: above nought for a person, below for a company.

Looks at no word of the name itself.
"""

from __future__ import annotations

from functools import cache, partial

from nlp.names import lexicon
from nlp.names.english import context
from nlp.names.english.page import Page
from nlp.names.english.segments import Segment

SURE = 3.0
STRONG = 2.0
WEAK = 1.0
_TO_FIRMS = frozenset({"at", "joined", "joins", "left"})


def weigh(segment: Segment) -> float:
    """Weigh the words around one place of a name."""
    return _before(segment) + after(segment)


def after(segment: Segment) -> float:
    """Weigh the words after a name: a possession, a clause over the comma, a verb."""
    if segment.owns:
        return _owned(segment)
    word = segment.after()
    if word == ",":
        return _apposed(segment)
    if word in lexicon.words("en", "organisations", "cues_after"):
        return -SURE
    if word in {"was", "were"}:
        return STRONG * (segment.after(2) in lexicon.words("en", "people", "suffered"))
    return _deed(segment.page, segment.end)


def _before(segment: Segment) -> float:
    before = segment.before()
    if context.is_called_a_firm(segment):
        return -SURE
    if before == "the":
        return -STRONG
    people, firms = partial(lexicon.words, "en", "people"), partial(lexicon.words, "en", "organisations")
    credited = before == "by" and segment.before(2) in people("credits")
    if credited or before in people("suffered") or context.lemma(before) in people("verbs"):
        return STRONG
    if before in firms("led"):
        return -2 * SURE
    return (
        WEAK * (before in people("addressed"))
        - WEAK * (before in _TO_FIRMS)
        - SURE * (before in firms("bought"))
    )


def _owned(segment: Segment) -> float:
    """Weigh what belongs to it: a lawyer suggests a person, shares a company."""
    nouns = {segment.after(ahead) for ahead in (2, 3, 4)}
    if nouns & lexicon.words("en", "people", "belongings"):
        return STRONG
    return -2 * SURE if nouns & lexicon.words("en", "organisations", "belongings") else 0.0


def _apposed(segment: Segment) -> float:
    """Weigh a clause or a noun over the comma: "who drove the van", "his aunt", "which failed"."""
    first, *more = (segment.after(ahead) for ahead in (2, 3, 4, 5))
    if first == "who":
        return SURE
    if first == "which":
        makes = context.lemma(more[0]) in lexicon.words("en", "organisations", "verbs")
        return -2 * SURE if makes else -STRONG  # of people "who" is said
    if first in {"his", "her", "their", "a", "an", "the"}:
        return 0.0 if _people().isdisjoint(more) else STRONG
    return STRONG * first.isdigit()


@cache
def _people() -> frozenset[str]:
    """Return what people are called, and companies are not."""
    lists = (("en", "people", "kin"), ("en", "titles", "heads"), ("watch", "en", "callings"))
    called = frozenset[str]().union(*(lexicon.words(*path) for path in lists))
    return called - lexicon.words("en", "titles", "of_firms")


def _deed(page: Page, verb: int) -> float:
    """Weigh the next verb: people recall and plead, companies acquire and list."""
    if page.tag(verb) == "MD" and verb + 1 < len(page):
        verb += 1
        if page.lower(verb) == "list":
            return -2 * SURE  # "will list in New York"
    word = page.lower(verb)
    lemma = context.lemma(word)
    if lemma in lexicon.words("en", "organisations", "deeds"):
        return -SURE
    if word in lexicon.words("en", "people", "deeds"):
        return STRONG
    if lemma in {"name", "appoint", "launch"}:
        return -STRONG
    if word not in {"said", "says", "told", "added"}:
        return 0.0
    return STRONG if page.lower(verb + 1) in {"his", "her"} else WEAK  # "Chidi said his sister"
