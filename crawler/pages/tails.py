"""Removes what follows or interrupts an article's text: link lists, appeals, notes on the author.

Only whole paragraphs are removed, by how they begin; picture credits and box titles anywhere, the rest only near the
end of the text, where pages put it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.pages.lexicon import WORDS, any_of

LATE = 0.5
"""Share of a text before which no list of other articles begins."""

TEASER = 250
"""Characters of a paragraph from which it is not an entry of such a list."""

LAST = 8
"""Paragraphs at the end that are checked for asides."""

ASIDE = 400
"""Characters of the longest aside; a note on the author may be longer."""

BUTTONS = 40
"""Characters of the longest line of buttons."""

CREDIT = 80
"""Characters of the longest picture credit."""


_WORDS = WORDS["tails"]
_LIST = re.compile(
    rf"(?:{any_of(word for word in _WORDS['lists'] if not word.endswith('…'))})\s*[:：]?"
    rf"|(?:{any_of(word.rstrip('…') for word in _WORDS['lists'] if word.endswith('…'))}).{{1,40}}",
    re.IGNORECASE,
)
_BOX = re.compile(rf"(?:{any_of(_WORDS['boxes'])})\s*[:：]?", re.IGNORECASE)
_ASIDE = re.compile(any_of(_WORDS["asides"]), re.IGNORECASE)
_CREDIT = re.compile(rf"[(（]?(?:{any_of(_WORDS['credits'])})\s*[:：].*", re.IGNORECASE)
_BUTTONS = re.compile(rf"(?:[\W\d]|\d[wk万]|{any_of(_WORDS['buttons'])})+", re.IGNORECASE)
_PRESENTS = re.compile(rf"[,，]?\s*(?:{any_of(_WORDS['presents'])})\b", re.IGNORECASE)


def cut(body: str, authors: Sequence[str]) -> str:
    """Return the article without its tail, or unchanged if nothing else would remain.

    Args:
        body: paragraphs separated by blank lines.
        authors: the authors according to the page.
    """
    paragraphs = body.split("\n\n")
    paragraphs = paragraphs[: _list_begins(paragraphs)]
    last = len(paragraphs) - LAST
    kept = [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if not (
            _is_label(paragraph)
            or (number >= last and (_is_aside(paragraph) or _presents(paragraph, authors)))
        )
    ]
    return "\n\n".join(kept) or body


def _list_begins(paragraphs: Sequence[str]) -> int:
    """Return the index of the title after which there are only teasers, or the number of paragraphs."""
    whole, behind = sum(map(len, paragraphs)), 0
    begins = len(paragraphs)
    for number in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[number]
        if _LIST.fullmatch(paragraph):
            begins = number
        behind += len(paragraph)
        if len(paragraph) > TEASER or behind > whole * (1 - LATE):
            break
    return begins


def _is_label(paragraph: str) -> bool:
    return len(paragraph) <= CREDIT and bool(_CREDIT.fullmatch(paragraph) or _BOX.fullmatch(paragraph))


def _is_aside(paragraph: str) -> bool:
    if len(paragraph) <= BUTTONS and _BUTTONS.fullmatch(paragraph):
        return any(map(str.isalpha, paragraph))
    return len(paragraph) <= ASIDE and bool(_ASIDE.match(paragraph))


def _presents(paragraph: str, authors: Sequence[str]) -> bool:
    """Return whether a paragraph begins with the author's name and introduces that person."""
    return any(
        " " in author and paragraph.startswith(author) and _PRESENTS.match(paragraph, len(author))
        for author in authors
    )
