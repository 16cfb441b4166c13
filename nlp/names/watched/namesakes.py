"""Decides whether a watched person's name means a namesake: 副市长李斌, "Tim Cook, a plumber from Leeds".

Asked only where nothing else in the text points to the watched person.
"""

from __future__ import annotations

import re

from nlp.names import lexicon, pinyin
from nlp.names.watched.page import Page

_APPOSED = re.compile(r", (?:an?|the) ((?:[\w'’-]+ ){0,3}?[\w'’-]+)(?=[ ,.])")
_AGED = re.compile(r", \d{1,2},")
_WORD = re.compile(r"[A-Za-z'’]+")
_SHARED = 2
"""Characters of a Chinese name that many people share."""
_OFFICE = 8
"""Characters of the longest office before a Chinese name."""


def is_someone_else(page: Page, start: int, end: int) -> bool:
    """Whether the words beside a person's name fit no company officer."""
    name = page.text[start:end]
    if name[0] >= "\u3400":
        return _has_occupation_before(page, start)
    return _has_occupation_behind(page, end) or (
        pinyin.is_name(name.split()) and _is_in_sport_or_arts(page, start)
    )


def holds_an_office_elsewhere(page: Page, start: int, end: int) -> bool:
    """Whether another company's office stands before a Chinese name of two characters."""
    if page.text[start] < "\u3400" or end - start > _SHARED:
        return False
    titles = lexicon.words("zh", "titles", "words")
    office = next(
        (n for n in range(_OFFICE, 1, -1) if start >= n and page.text[start - n : start] in titles), 0
    )
    other = page.name_around(start - office - 1, start - office) if office and start > office else None
    return other is not None and other[2] == "ORG" and other[1] == start - office


def _has_occupation_before(page: Page, start: int) -> bool:
    """Whether an occupation stands right before it."""
    return page.text.endswith(tuple(lexicon.words("watch", "zh", "callings")), 0, start)


def _has_occupation_behind(page: Page, end: int) -> bool:
    """Whether an age or an occupation follows the comma."""
    if _AGED.match(page.text, end):
        return True
    found = _APPOSED.match(page.text, end)
    if found is None:
        return False
    words = {word.lower() for word in _WORD.findall(found[1])}
    return not words.isdisjoint(lexicon.words("watch", "en", "callings"))


def _is_in_sport_or_arts(page: Page, start: int) -> bool:
    """Whether the sentence is about sport or the stage, where many people share a name in pinyin."""
    begin, stop = page.sentence(start)
    words = {word.lower() for word in _WORD.findall(page.text[begin:stop])}
    return not words.isdisjoint(lexicon.words("watch", "en", "other_news"))
