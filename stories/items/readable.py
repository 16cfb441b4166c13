"""Terms, ties and figures in the words of the texts, for evidence that people read: words instead of stems.

Weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from stories.items.bridges import ENTITY_TIE, ties_of_word
from stories.items.features import Features, figure_key
from stories.items.term_counts import head_of
from stories.text import numerals, term_extraction
from stories.text.concepts import concept_phrases, first_mention
from stories.text.phrases import DENSE
from stories.text.script import simplified

_WORD = re.compile(r"[^\W_]+(?:[.,:'’&-][^\W_]+)*")

LATEST = 5
"""Number of latest members of a group that are searched for a word."""


def words(terms: Sequence[str], members: Sequence[Features]) -> str:
    """Return shared terms as the latest members write them; a term that none of them contains stays as it is."""
    left, found = dict.fromkeys(terms), dict[str, str]()
    for features in members[: -LATEST - 1 : -1]:
        if not left:
            break
        text, _ = head_of(features.item)
        for term, written in _of(left, text, features.item.lang):
            found.setdefault(term, written)
            if left.keys() <= found.keys():
                break
        for term in found.keys() & left.keys():
            del left[term]
    return ", ".join(dict.fromkeys(found.get(term, term_extraction.shown(term)) for term in terms))


def figures(keys: Collection[str], features: Features) -> str:
    """Return figure keys as an item writes the figures."""
    told = {figure_key(figure): figure.text for figure in features.item.reading.figures}
    return ", ".join(dict.fromkeys(told.get(key, key) for key in keys))


def ties(shared: Iterable[str], members: Sequence[Features]) -> str:
    """Return ties as the latest members write them: a name, a figure, a word for the concept."""
    return ", ".join(dict.fromkeys(_tie(tie, members[: -LATEST - 1 : -1]) for tie in shared))


def _of(terms: Collection[str], text: str, lang: str) -> Iterator[tuple[str, str]]:
    if lang in DENSE:
        yield from _runs(terms, text, lang)
        return
    for start, end, key in numerals.spans(text, lang) if _any(term_extraction.NUMBER, terms) else ():
        if term_extraction.NUMBER + key in terms:
            yield term_extraction.NUMBER + key, text[start:end].strip()
    for start, end, concept in concept_phrases(text, lang) if _any(term_extraction.CONCEPT, terms) else ():
        if term_extraction.CONCEPT + concept in terms:
            yield term_extraction.CONCEPT + concept, text[start:end]
    for match in _WORD.finditer(text):
        word = match[0]
        for term in term_extraction.of_word(word, lang):
            if term in terms:
                yield term, word


def _any(beginning: str, terms: Iterable[str]) -> bool:
    return any(term.startswith(beginning) for term in terms)


def _runs(terms: Collection[str], text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Join adjacent character bigrams to one run of the text: 归墟 and 墟行 are 归墟行."""
    plain = (simplified(text) if lang == "zh" else text).lower()
    spelt = {term: term.lstrip("!") for term in terms}
    spans = sorted(
        (at, at + len(letters), term)
        for term, letters in spelt.items()
        if letters and (at := plain.find(letters)) >= 0
    )
    run: list[tuple[int, int, str]] = []
    for span in (*spans, (len(text) + 1, len(text) + 1, "")):
        if run and span[0] > run[-1][1]:
            for _, _, term in run:
                yield term, text[run[0][0] : max(end for _, end, _ in run)]
            run = []
        run.append(span)


def _tie(tie: str, members: Sequence[Features]) -> str:
    kind, _, what = tie.partition(":")
    for features in members:
        item = features.item
        if tie.startswith(ENTITY_TIE):
            return features.roster.name_of(what)
        if kind == "f" and (written := figures([what], features)) != what:
            return written
        if kind == "#":
            for start, end, key in numerals.spans(item.title, item.lang):
                if key == what:
                    return item.title[start:end].strip()
        if kind == "c" and (named := first_mention(what, item.title, item.lang)):
            return named
        bearing = (
            match[0] for match in _WORD.finditer(item.title) if tie in ties_of_word(match[0], item.lang)
        )
        if (word := next(bearing, None)) is not None:
            return word
    return what.lstrip("@=").replace("_", " ")
