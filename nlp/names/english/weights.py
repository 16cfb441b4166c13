"""Weighs person against company for names of several words that no rule labelled.

Knows the name's words and its other places in the text; the words around a place are weighed by `around`. The
weights are set by hand so that a sure sign (a forename that is no word, "shares of") outweighs two or three weak ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nlp.names import dictionary, lexicon
from nlp.names.english import around
from nlp.names.english.around import STRONG, SURE, WEAK
from nlp.names.english.segments import Segment

_MOST = 4
"""Words of the longest person's name: "Kwabena Osei Mensah Boateng"."""
_MODEL = {"PERSON": 2.5, "ORG": -WEAK, None: 0.0, "GPE": -WEAK, "FAC": -WEAK, "PRODUCT": -WEAK}
"""The weight of the model's label; it takes people for companies more often than companies for people."""
_LEAST = {"PERSON": 0.5, "ORG": 0.5, "GPE": SURE}
"""The weight that makes a person, by the model's label: least where it half agrees, most against a place."""
_ARTICLES = frozenset({"Al", "El", "La", "Le", "Los", "Las", "Del", "San", "Santa", "Saint", "St", "St."})
"""Words that head the names of places, clubs and media as often as people's."""
_SYLLABLE = 6
"""Letters of the longest syllable of a Chinese, Korean or Vietnamese name."""


def weigh(found: Sequence[Segment]) -> None:
    """Label the names that no rule labelled, all places of a name alike."""
    places: dict[tuple[str, ...], list[Segment]] = defaultdict(list)
    for segment in found:
        if segment.label is None and _can_be_weighed(segment):
            places[segment.words].append(segment)
    if not places:
        return
    single = {segment.words[0] for segment in found if len(segment.words) == 1}
    families = {
        segment.words[-1] for segment in found if segment.label == "PERSON" and len(segment.words) > 1
    }
    weights = {
        words: _weight(words, segments) + WEAK * (words[-1] in single) for words, segments in places.items()
    }
    families |= {words[-1] for words, weight in weights.items() if weight >= SURE}
    for words, segments in places.items():
        weight = weights[words]
        if weight < SURE and words[-1] in families and not dictionary.is_common(words[0]):
            weight += SURE  # of one family
        if (words[0] in single or words[0] in families) and not lexicon.is_given(words[0]):
            weight -= STRONG  # "Nebulon" stands alone, too; "Adani Green" beside "Gautam Adani"
        for segment in segments:
            segment.label = _label(segment, weight)


def _weight(words: Sequence[str], segments: Sequence[Segment]) -> float:
    """Weigh a name's words, the model's labels and the context of its places; of many places the best and the worst."""
    model = max((_MODEL[segment.model] for segment in segments), key=abs)
    signs = [around.weigh(segment) for segment in segments]
    return of_words(words) + model + (max(signs) + min(signs) if len(signs) > 1 else signs[0])


def of_words(words: Sequence[str]) -> float:
    """Weigh a name's own words: given and family names for a person, ordinary words for a company."""
    plain = [word for word in words if len(word.removesuffix(".")) > 1]
    weight = STRONG * any(len(word.removesuffix(".")) == 1 for word in words[1:-1])
    if _is_family_first(plain):
        return weight + SURE
    given, family = _as_given(plain[0]), _as_family(plain[-1])
    weight -= WEAK / 2 * (not given and not family)
    ordinary = dictionary.is_common(plain[-1])
    weight -= (STRONG if ordinary else WEAK) * (not given and dictionary.is_common(plain[0]))
    weight -= (WEAK if given else STRONG) * (not family and ordinary)
    return weight + given + family - _as_things(plain[-1])


def _can_be_weighed(segment: Segment) -> bool:
    words = segment.words
    return (
        1 < len(words) <= _MOST
        and segment.model in _MODEL
        and all(word[0].isalpha() and "_" not in word for word in words)
        and sum(len(word.removesuffix(".")) > 1 for word in words) > 1
        and (words[0] not in _ARTICLES or _is_family_first(words))
        and "and" not in words
        and not any(len(word) > 2 and word.isupper() for word in words)  # noqa: PLR2004 — "AI", but "JD" is a person's
        and not (len(words[-1]) > 1 and words[-1].isupper())
        and words[-1].lower() not in lexicon.words("en", "bodies", "heads")
        and words[-1].lower() not in lexicon.words("en", "places", "heads")
    )


def _label(segment: Segment, weight: float) -> str | None:
    least = _LEAST.get(segment.model or "", 1.5)
    if weight >= least:
        return "PERSON"
    return "ORG" if segment.model in {"PERSON", "ORG"} else None


def _as_given(word: str) -> float:
    if word in lexicon.words("places", "en"):
        return WEAK * lexicon.is_forename(word)
    if lexicon.is_forename(word):
        return STRONG if _is_word(word) else SURE
    if not lexicon.is_given(word) or word in lexicon.firms():
        return 0.0
    return WEAK if dictionary.is_common(word) else 2.5


def _as_family(word: str) -> float:
    if word in lexicon.words("en", "people", "mononyms") or word in lexicon.words("en", "people", "surnames"):
        return 1.5
    if not lexicon.is_family(word):
        return WEAK / 2 * lexicon.is_forename(word)
    return WEAK / 2 if _is_word(word) else 1.5


def _is_word(word: str) -> bool:
    """Whether it is also an ordinary word or a company."""
    return dictionary.is_common(word) or word in lexicon.firms()


def _is_family_first(words: Sequence[str]) -> bool:
    """Whether a surname leads short given names, as in Vietnamese and Hokkien: "Trinh Van Khoi", "Goh Chin Teck"."""
    if len(words) < 3 or words[0].lower() not in lexicon.words("en", "people", "family_first"):  # noqa: PLR2004
        return False  # of two words either order is likely
    return all(
        len(word) <= _SYLLABLE and (word == "Van" or lexicon.is_given(word) or not dictionary.is_common(word))
        for word in words[1:]
    )


def _as_things(word: str) -> float:
    """Weigh a line of business or a plural as the last word: "Bramble Kitchens"; "Sowers" may as well be a surname."""
    lower = word.lower()
    if lower in lexicon.words("en", "organisations", "trades") and not lexicon.is_family(word):
        return 2 * SURE
    if not lower.endswith("s") or lower.endswith("ss") or not dictionary.is_listed(lower.removesuffix("s")):
        return 0.0
    return WEAK if lower.endswith("ers") or lexicon.is_family(word) else STRONG
