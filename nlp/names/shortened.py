"""Finds what a watched firm is called once its full name was told: the Halden of "Halden Foods", the 北湾 of 北湾食品.

Only in a text that gives the full name, and only what is no ordinary word and nobody's surname there. What may be a
name by itself elsewhere is left to the watch list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.chinese import dictionary as chinese_dictionary
from nlp.chinese import script
from nlp.names import borders, lexicon
from nlp.names.dictionary import is_common
from nlp.names.page import Joined, Page
from nlp.names.watch import Form, Match

_LEAST = 4
"""Letters of a name in Latin letters that is told apart by itself: below, it may be anything."""
_LEAST_ZH = 2
_LONGEST_ENDING = 4
_CAPITAL_NEXT = re.compile(r"[ \t-][A-Z]|[-&.]\w")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w'’]*[ ]$|[-&@#/.]$")


def find(page: Page, chosen: Sequence[Match]) -> Iterator[Joined]:
    """Places where a firm whose full name the text gives is called by the head of that name alone.

    Args:
        page: the text.
        chosen: the matches of the watch list that are meant in it.
    """
    heads: dict[str, set[str]] = {}
    for match in chosen:
        if match.form.label == "ORG" and (head := _head(match.form.text)):
            heads.setdefault(head, set()).add(match.form.entity)
    for head, entities in heads.items():
        if len(entities) == 1 and not _is_anybody(page, head):
            yield from _places(page, head, min(entities), [(match.start, match.end) for match in chosen])


def _head(name: str) -> str | None:
    """The name without the last words that say what kind of firm it is; None: nothing is left that tells."""
    if not name.isascii():
        return _chinese_head(script.fold(name))
    words = name.split()
    endings = lexicon.words("en", "organisations", "endings") | lexicon.words("watch", "en", "kinds")
    kept = list(words)
    while len(kept) > 1 and kept[-1].casefold() in endings:
        kept.pop()
    head = " ".join(kept)
    is_telling = len(kept) < len(words) and len(kept) == 1 and len(head) >= _LEAST and head[0].isupper()
    return head if is_telling else None


def _chinese_head(name: str) -> str | None:
    for length in range(_LONGEST_ENDING, 1, -1):
        head = name[:-length]
        if len(head) >= _LEAST_ZH and name[-length:] in lexicon.words("zh", "organisations", "endings"):
            return None if head in lexicon.words("watch", "zh", "ambiguous") else head
    return None


def _is_anybody(page: Page, head: str) -> bool:
    """Whether somebody of the text bears the word as a surname, or a place is called so."""
    return any(
        (label == "PERSON" and page.text[start:end].endswith(f" {head}"))
        or (label == "GPE" and page.text[start:end] == head and page.is_chinese)
        for start, end, label in page.names
    )


def _places(page: Page, head: str, entity: str, taken: Sequence[tuple[int, int]]) -> Iterator[Joined]:
    form = Form(entity, "ORG", head, "derived")
    pattern = re.escape(head) if page.is_chinese else rf"(?<!\w){re.escape(head)}(?!\w)"
    for found in re.finditer(pattern, page.text):
        start, end = found.span()
        if any(low < end and start < high for low, high in taken):
            continue
        if not _is_told_apart(page, head, start, end):
            continue
        if _is_of_longer_name(page, start, end) or not borders.is_whole(page, Match(start, end, form)):
            continue
        yield start, end, "ORG", entity


def _is_told_apart(page: Page, head: str, start: int, end: int) -> bool:
    """Whether a head that is an ordinary word, too, is a name where it stands."""
    if page.is_chinese:
        return not chinese_dictionary.is_common(head) or page.name_around(start, end) == (start, end, "ORG")
    return not is_common(head) or start in page.proper


def _is_of_longer_name(page: Page, start: int, end: int) -> bool:
    """Whether the word is part of another name: "Halden Airport Services", 北湾证券."""
    around = page.name_around(start, end)
    if page.is_chinese:
        return around is not None and around[:2] != (start, end) and around[2] not in {"PRODUCT", "PERSON"}
    line = page.text.rfind("\n", 0, start) + 1
    before = page.text[max(line, page.sentence(start)[0]) : start]
    return bool(_CAPITAL_NEXT.match(page.text, end) or _CAPITAL_BEFORE.search(before))
