"""Finds a watched company by the head of its name once the text gave the full name: Halden of "Halden Foods", 北湾 of 北湾食品.

Takes no ordinary words and nobody's surname. Short names that are used without the full one belong in the watch list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from nlp.chinese import dictionary as chinese_dictionary
from nlp.chinese import script
from nlp.names import lexicon
from nlp.names.dictionary import is_common
from nlp.names.watched import borders
from nlp.names.watched.forms import Form
from nlp.names.watched.match import Match
from nlp.names.watched.page import Joined, Page

_LEAST = 4
"""Letters of the shortest distinctive head in Latin letters."""
_LEAST_ZH = 2
_LONGEST_ENDING = 4
_CAPITAL_NEXT = re.compile(r"[ \t-][A-Z]|[-&.]\w")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w'’]*[ ]$|[-&@#/.]$")


def find(page: Page, chosen: Sequence[Match]) -> Iterator[Joined]:
    """Yield the places where a company that a match names in full is called by the head of its name."""
    heads: dict[str, set[str]] = {}
    for match in chosen:
        if match.form.label == "ORG" and (head := _head(match.form.text)):
            heads.setdefault(head, set()).add(match.form.entity)
    taken = {place for match in chosen for place in range(match.start, match.end)}
    for head, entities in heads.items():
        if len(entities) == 1 and not _is_anybody(page, head):
            yield from _places(page, head, min(entities), taken)


def _head(name: str) -> str | None:
    """Return the name without its legal form and line of business; None if nothing distinctive is left."""
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
    """Whether a person or a place in the text has this name."""
    return any(
        (label == "PERSON" and page.text[start:end].endswith(f" {head}"))
        or (label == "GPE" and page.text[start:end] == head and page.is_chinese)
        for start, end, label in page.names
    )


def _places(page: Page, head: str, entity: str, taken: Collection[int]) -> Iterator[Joined]:
    form = Form(entity, "ORG", head, "derived")
    pattern = re.escape(head) if page.is_chinese else rf"(?<!\w){re.escape(head)}(?!\w)"
    for found in re.finditer(pattern, page.text):
        start, end = found.span()
        if any(place in taken for place in range(start, end)) or not _is_distinctive(page, head, start, end):
            continue
        if _is_of_longer_name(page, start, end) or not borders.is_whole(Match(page, start, end, form)):
            continue
        yield start, end, "ORG", entity


def _is_distinctive(page: Page, head: str, start: int, end: int) -> bool:
    """Whether a head that is also an ordinary word is a name here."""
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
