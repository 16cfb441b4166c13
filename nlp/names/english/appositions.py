"""Labels an English name by the words beyond its comma: "Quillon, a maker of pumps", "Ranjit Kaur, 34,", "its chairman, Ada Moss,"."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.names import lexicon
from nlp.names.english.segments import Segment

_PHRASE = 6
"""Words of the longest phrase after a comma."""


def by_apposition(doc: Doc, segment: Segment) -> str | None:
    """Label a name by what follows its comma: "Quillon, a maker of pumps", "Ranjit Kaur, 34,", "Ada Moss, who"."""
    place = segment.end
    if place + 2 >= len(doc) or doc[place].text != "," or segment.model in {"GPE", "LOC", "NORP"}:
        return None
    first, several = doc[place + 1], len(segment.words) > 1
    if first.text.isdigit():
        aged = len(first) == len("34") and doc[place + 2].text in {",", ".", ")"}
        return "PERSON" if several and aged else None
    if first.lower_ == "who":
        return "PERSON" if several and segment.model in {"PERSON", None} else None
    return _called(doc, place + 1, several=several) if first.lower_ in {"a", "an", "the"} else None


def by_introduction(doc: Doc, segment: Segment) -> str | None:
    """Label a name as a person's if an office and a possessive precede its commas: "its chairman, Fanshurullah Asa, said"."""
    comma, end = segment.start - 1, segment.end
    if len(segment.words) == 1 or comma < len(("its", "chairman")) or doc[comma].text != ",":
        return None
    closed = end < len(doc) and doc[end].text == ","
    owned = any(doc[place].tag_ in {"PRP$", "POS"} for place in range(max(0, comma - _PHRASE), comma - 1))
    is_office = doc[comma - 1].lower_ in lexicon.words("en", "titles", "heads")
    return "PERSON" if closed and owned and is_office else None


def _called(doc: Doc, article: int, *, several: bool) -> str | None:
    """Label a name by the noun of a phrase: "a maker of pumps", "a senior analyst"."""
    end = _phrase_end(doc, article + 1)
    closed = end < len(doc) and doc[end].lower_ in {"of", "that", "behind", "which", ","}
    if doc[article].lower_ == "the" and not closed:
        return None  # "Last May, the agency said"
    head = doc[end - 1].lower_
    if head in lexicon.words("en", "organisations", "apposed"):
        return "ORG"
    return "PERSON" if several and head in lexicon.words("en", "titles", "heads") else None


def _phrase_end(doc: Doc, start: int) -> int:
    """Return where a phrase of a few adjectives and nouns ends."""
    end = start
    while (
        end < len(doc)
        and end - start < _PHRASE
        and doc[end].tag_ in {"JJ", "NN", "NNS", "VBN", "VBG", "HYPH", "NNP"}
    ):
        end += 1
    return end
