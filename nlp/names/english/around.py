"""Weighs the words around an English name: above nought for a person, below for a company.

Looks at no word of the name itself.
"""

from __future__ import annotations

from functools import cache, partial

from spacy.tokens import Doc, Token

from nlp.names import lexicon
from nlp.names.english import context
from nlp.names.english.segments import Segment

SURE = 3.0
STRONG = 2.0
WEAK = 1.0
_TO_FIRMS = frozenset({"at", "joined", "joins", "left"})


def weigh(doc: Doc, segment: Segment) -> float:
    """Weigh the words around one place of a name."""
    return _before(doc, segment) + behind(doc, segment)


def behind(doc: Doc, segment: Segment) -> float:
    """Weigh the words after a name: a possession, a clause over the comma, a verb."""
    after = segment.end
    if after >= len(doc):
        return 0.0
    token = doc[after]
    if token.tag_ == "POS":
        return _owned(doc, after + 1)
    if token.text == ",":
        return _apposed(doc, after + 1)
    if token.lower_ in lexicon.words("en", "organisations", "cues_after"):
        return -SURE
    if token.lower_ in {"was", "were"} and after + 1 < len(doc):
        return STRONG * (doc[after + 1].lower_ in lexicon.words("en", "people", "suffered"))
    return _deed(token)


def _before(doc: Doc, segment: Segment) -> float:
    place = segment.start - 1
    if place < 0:
        return 0.0
    before = doc[place].lower_
    if context.is_called_a_firm(doc, segment.start):
        return -SURE
    if before == "the":
        return -STRONG
    people, firms = partial(lexicon.words, "en", "people"), partial(lexicon.words, "en", "organisations")
    credited = before == "by" and place > 0 and doc[place - 1].lower_ in people("credits")
    if credited or before in people("suffered") or context.lemma_at(doc, place) in people("verbs"):
        return STRONG
    if before in firms("led"):
        return -2 * SURE
    return (
        WEAK * (before in people("addressed"))
        - WEAK * (before in _TO_FIRMS)
        - SURE * (before in firms("bought"))
    )


def _owned(doc: Doc, place: int) -> float:
    """Weigh what belongs to it: a lawyer suggests a person, shares a company."""
    nouns = [doc[number].lower_ for number in range(place, min(place + 3, len(doc)))]
    if any(noun in lexicon.words("en", "people", "belongings") for noun in nouns):
        return STRONG
    return (
        -2 * SURE
        if any(noun in lexicon.words("en", "organisations", "belongings") for noun in nouns)
        else 0.0
    )


def _apposed(doc: Doc, place: int) -> float:
    """Weigh a clause or a noun over the comma: "who drove the van", "his aunt", "which failed"."""
    words = [doc[number].lower_ for number in range(place, min(place + 4, len(doc)))]
    if not words:
        return 0.0
    if words[0] == "who":
        return SURE
    if words[0] == "which":
        makes = len(words) > 1 and context.lemma(words[1]) in lexicon.words("en", "organisations", "verbs")
        return -2 * SURE if makes else -STRONG  # of people "who" is said
    if words[0] in {"his", "her", "their", "a", "an", "the"}:
        return 0.0 if _people().isdisjoint(words[1:]) else STRONG
    return STRONG * words[0].isdigit()


@cache
def _people() -> frozenset[str]:
    """Return what people are called, and companies are not."""
    lists = (("en", "people", "kin"), ("en", "titles", "heads"), ("watch", "en", "callings"))
    called = frozenset[str]().union(*(lexicon.words(*path) for path in lists))
    return called - lexicon.words("en", "titles", "of_firms")


def _deed(verb: Token) -> float:
    """Weigh the next verb: people recall and plead, companies acquire and list."""
    if verb.tag_ == "MD" and verb.i + 1 < len(verb.doc):
        verb = verb.nbor(1)
        if verb.lower_ == "list":
            return -2 * SURE  # "will list in New York"
    lemma = context.lemma(verb.text)
    if lemma in lexicon.words("en", "organisations", "deeds"):
        return -SURE
    if verb.lower_ in lexicon.words("en", "people", "deeds"):
        return STRONG
    if lemma in {"name", "appoint", "launch"}:
        return -STRONG
    if verb.lower_ not in {"said", "says", "told", "added"}:
        return 0.0
    owned = verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"his", "her"}
    return STRONG if owned else WEAK  # "Chidi said his sister"
