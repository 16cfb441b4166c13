"""Removes lines at the start or end of an article's text that only give its author or time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.pages.lexicon import WORDS, any_of

FIRST, LAST = 5, 3
"""Paragraphs at either end that are checked."""

LONGEST = 100
"""Characters of such a line."""

FEWEST_DIGITS = 5
"""Minimum digits of a date or time."""

MOST_WORDS, MOST_LETTERS = 4, 25
"""What a line may contain besides the time: "Updated", a day of the week, a zone."""

_MOMENT = re.compile(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\b\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?\d{4}|\b[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|"
    r"\b\d{1,2}[:.時时]\d{2}(?::\d{2}|分)?"
)
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?。！？]\W?$")
_SIGNS = re.compile(
    rf"\b(?:{any_of(WORDS['heads']['signs'])})\b|{any_of(WORDS['heads']['signs_anywhere'])}", re.IGNORECASE
)


def cut(body: str, authors: Sequence[str]) -> str:
    """Return the article without such lines, or unchanged if nothing else would remain.

    Args:
        body: paragraphs separated by blank lines.
        authors: the authors according to the page.
    """
    paragraphs = body.split("\n\n")
    kept = [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if not (
            len(paragraph) <= LONGEST
            and (
                (number < FIRST and _is_moment(paragraph))
                or ((number < FIRST or number >= len(paragraphs) - LAST) and _is_byline(paragraph, authors))
            )
        )
    ]
    return "\n\n".join(kept) or body


def _is_moment(line: str) -> bool:
    rest = _MOMENT.sub(" ", line)
    words = re.findall(r"[^\W\d_]+", rest)
    return (
        rest != line
        and not _SENTENCE.search(line)
        and sum(map(str.isdigit, line)) >= FEWEST_DIGITS
        and len(words) <= MOST_WORDS
        and sum(map(len, words)) <= MOST_LETTERS
    )


def _is_byline(line: str, authors: Sequence[str]) -> bool:
    rest = line.casefold()
    for author in authors:
        rest = rest.replace(author.casefold(), " ")
    return rest != line.casefold() and not any(map(str.isalpha, _SIGNS.sub("", _MOMENT.sub(" ", rest))))
