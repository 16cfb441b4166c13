"""Decides whether a single English word is a surname, by what stands around it and the pronoun that follows.

Needed only where the text has no full name; that is left to `reading`.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.names import dictionary, lexicon
from nlp.names.english import around
from nlp.names.english.around import STRONG, SURE, WEAK
from nlp.names.english.segments import Segment

_REACH = 16
"""Words after a name in which a pronoun may refer to it."""
_SHORTEST = 4
_WEIGHTS = (
    (frozenset({"himself", "herself"}), SURE),
    (frozenset({"he", "she", "his", "her"}), STRONG),
    (frozenset({"its", "it", "itself", "their", "they"}), -STRONG),
)


def is_person(places: Sequence[Segment]) -> bool:
    """Whether the signs at all places of a word suffice for a surname."""
    word = places[0].words[0]
    if len(word) < _SHORTEST or not word.istitle() or word in lexicon.firms() or dictionary.is_common(word):
        return False
    signs = [around.weigh(place) + _weigh_pronoun(place) for place in places]
    family = lexicon.is_family(word) and any(place.model == "PERSON" for place in places)
    return max(signs) + min(0.0, *signs) + WEAK * family >= SURE


def _weigh_pronoun(segment: Segment) -> float:
    """Weigh the first pronoun after a name, up to another name or the second word of the next sentence."""
    page = segment.page
    for place in range(segment.end, min(len(page), segment.end + _REACH)):
        weight = next((weight for words, weight in _WEIGHTS if page.lower(place) in words), 0.0)
        if weight or (page.opens_sentence(place) and place > segment.end):
            return weight
        if page.tag(place) in {"NNP", "NNPS"} and page.kind(place) not in {"GPE", "LOC", "DATE"}:
            return 0.0
    return 0.0
