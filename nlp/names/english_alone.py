"""Whether one English word alone is a person's surname: what stands around its places, and the pronoun that takes it up.

Knows no full name; where the text has one, nlp.names.english needs nothing from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.names import dictionary, english_around, lexicon
from nlp.names.english_around import STRONG, SURE, WEAK
from nlp.names.segments import Segment

_REACH = 16
"""Words behind a name among which a pronoun takes it up."""
_SHORTEST = 4
_WEIGHTS = (
    (frozenset({"himself", "herself"}), SURE),
    (frozenset({"he", "she", "his", "her"}), STRONG),
    (frozenset({"its", "it", "itself", "their", "they"}), -STRONG),
)


def is_person(doc: Doc, places: Sequence[Segment]) -> bool:
    """Whether the signs at the places of a word that may be a surname suffice."""
    word = places[0].words[0]
    if len(word) < _SHORTEST or not word.istitle() or word in lexicon.firms() or dictionary.is_common(word):
        return False
    around = [english_around.weigh(doc, place) + _taken_up(doc, place) for place in places]
    family = lexicon.is_family(word) and any(place.model == "PERSON" for place in places)
    return max(around) + min(0.0, *around) + WEAK * family >= SURE


def _taken_up(doc: Doc, segment: Segment) -> float:
    """What the first pronoun behind a name weighs, up to another name or the second word of the next sentence."""
    for place in range(segment.end, min(len(doc), segment.end + _REACH)):
        token = doc[place]
        weight = next((weight for words, weight in _WEIGHTS if token.lower_ in words), 0.0)
        if weight or (token.is_sent_start and place > segment.end):
            return weight
        if token.tag_ in {"NNP", "NNPS"} and token.ent_type_ not in {"GPE", "LOC", "DATE"}:
            return 0.0
    return 0.0
