"""Decides whether a watched person's name means a namesake: 副市长李斌, "Tim Cook, a plumber from Leeds".

Asked only where nothing else in the text points to the watched person.
"""

from __future__ import annotations

import re

from nlp.names import lexicon, pinyin
from nlp.names.watched.match import Match

_APPOSED = re.compile(r", (?:an?|the) ((?:[\w'’-]+ ){0,3}?[\w'’-]+)(?=[ ,.])")
_AGED = re.compile(r", \d{1,2},")
_WORD = re.compile(r"[A-Za-z'’]+")
_SHARED = 2
"""Characters of a Chinese name that many people share."""
_OFFICE = 8
"""Characters of the longest office before a Chinese name."""


def is_someone_else(match: Match) -> bool:
    """Whether the words beside a person's name fit no company officer."""
    if match.written[0] >= "\u3400":
        return match.is_after(tuple(lexicon.words("watch", "zh", "callings")))
    return _has_occupation_after(match) or (
        # sport and the stage, where many people share a name in pinyin
        pinyin.is_name(match.written.split()) and _tells_of(match.sentence, "other_news")
    )


def holds_an_office_elsewhere(match: Match) -> bool:
    """Whether another company's office stands before a Chinese name of two characters."""
    page, start = match.page, match.start
    if page.text[start] < "\u3400" or match.end - start > _SHARED:
        return False
    titles = lexicon.words("zh", "titles", "words")
    office = next(
        (n for n in range(_OFFICE, 1, -1) if start >= n and page.text[start - n : start] in titles), 0
    )
    other = page.name_around(start - office - 1, start - office) if office and start > office else None
    return other is not None and other[2] == "ORG" and other[1] == start - office


def _has_occupation_after(match: Match) -> bool:
    """Whether an age or an occupation follows the comma."""
    text = match.page.text
    if _AGED.match(text, match.end):
        return True
    found = _APPOSED.match(text, match.end)
    return found is not None and _tells_of(found[1], "callings")


def _tells_of(text: str, words: str) -> bool:
    """Whether a text has one of the listed words."""
    written = {word.lower() for word in _WORD.findall(text)}
    return not written.isdisjoint(lexicon.words("watch", "en", words))
