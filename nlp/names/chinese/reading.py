"""Finds the names of a Chinese text by merging two models' answers.

Works on simplified text by offsets and knows neither spaCy nor the watch list. Leaves people to `people` and
organisations to `firms`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from nlp.chinese.bilstm import Found
from nlp.names import lexicon
from nlp.names.chinese import evidence, firms, people, repeats
from nlp.names.chinese.evidence import Evidence, Span, Word
from nlp.names.chinese.firm_names import MODEL_CODE


def find(text: str, words: Sequence[Word], model: Sequence[Found]) -> list[tuple[int, int, str]]:
    """Return start, end and label of each name, in order, without overlaps."""
    seen = Evidence(text, words, _outside_rankings(text, words, model))
    known = list(evidence.known_firms(seen))
    named = people.find(seen, known)
    bodies = firms.find(seen, known, named)
    found = [(*span, "PERSON") for span in named]
    found += [(*span, _kind(text[slice(*span)])) for span in bodies]
    taken = {place for start, end, _ in found for place in range(start, end)}
    for span, label in _others(seen):
        if taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            found.append((*span, label))
    return repeats.carry(seen, sorted(found))


def _outside_rankings(text: str, words: Sequence[Word], model: Sequence[Found]) -> list[Found]:
    """Return the model's answers outside the names of rankings: no 胡润 in 胡润百富榜."""
    taken = evidence.Places((word.start, word.end) for word in words if text[word.end - 1] == "榜")
    return [found for found in model if not taken.meet((found.start, found.end))]


def _kind(name: str) -> str:
    for kind, label in (("media", "MEDIA"), ("regulators", "REGULATOR")):
        if any(name in lexicon.words("bodies", kind, lang, "names") for lang in ("zh", "en")):
            return label
        if name.endswith(_endings(kind)):
            return label
    return "ORG"


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(lexicon.words("bodies", kind, "zh", "endings"))


def _others(seen: Evidence) -> Iterator[tuple[Span, str]]:
    """Yield products, which have model codes, and places."""
    for span in sorted(seen.labelled("MANUFACTURE", "ORG", "COMMERCIAL") | seen.tagged("ORG", "nz")):
        name = seen.text[slice(*span)]
        if MODEL_CODE.search(name) and not name[0].isdigit() and not evidence.has_break(name):
            yield span, "PRODUCT"
    places: Collection[str] = lexicon.words("places", "zh")
    for span in sorted(seen.tagged("LOC") | seen.labelled("LOC")):
        if span in seen.tagged("LOC") or seen.text[slice(*span)] in places:
            yield span, "GPE"
