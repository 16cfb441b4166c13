"""Finds the time of publication in the line below the title, where the page gives it only as text.

Portals without metadata write "2024-08-22 21:40 来源：…" under the title. If the day is known, only lines with that
day count, in any format: times of comments and other days are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import dropwhile, islice
from typing import Any

from crawler.dates import HALF

LONGEST = 120
"""Characters of a line with the time, the source and counts."""

NEAR = 8
"""Lines below the title that are searched if the day is not known."""

_CLOCK = re.compile(
    HALF + r"?\s*(?<![\d:：.])(?P<hour>[01]?\d|2[0-3])\s*[:：時时]\s*(?P<minute>[0-5]\d)"
    r"(?:\s*[:：分]\s*(?P<second>[0-5]\d))?(?![\d:：])分?秒?(?:\s*(?P<behind>[AaPp]\.?[Mm]\b\.?|[صم]\b))?"
    r"(?:\s*(?P<zone>(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:\d{2}|[A-Z]{2,4})\b)?"
)
_HALVES = {"a": "am", "p": "pm", "ص": "am", "م": "pm"}
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")


def find(tree: Any, day: str) -> tuple[str, str] | None:
    """Return the day with its time, as crawler/dates.py reads it, and the line it comes from; or None.

    Args:
        tree: the page.
        day: YYYY-MM-DD.
    """
    wanted = date.fromisoformat(day)
    places = [(place, line) for place, line in enumerate(_lines(tree)) if line]
    title = next((place for place, line in places if line == _TITLE), 0)
    said = [(abs(place - title), clock, line) for place, line in places if (clock := _clock(line, wanted))]
    if not said:
        return None
    nearest = min(said)[2]
    # A child element may say as much in fewer words: the date inside a line of a date and a name.
    _, clock, line = min((pair for pair in said if pair[2] in nearest), key=lambda pair: len(pair[2]))
    return f"{day} {clock}", line


def near_title(tree: Any) -> Iterator[str]:
    """Yield the lines below the first heading, which may give the day."""
    lines = _lines(tree)
    return (line for line in islice(dropwhile(lambda line: line != _TITLE, lines), 1, 1 + NEAR) if line)


_TITLE = "\n"
"""Stands for the first heading among the lines, which contain no line breaks."""


def _lines(tree: Any) -> Iterator[str]:
    """Yield the text of every short element with text of its own, in page order; the first heading as a marker."""
    is_headed = False
    for element in tree.iter("*"):
        if element.tag == "h1" and not is_headed:
            is_headed = True
            yield _TITLE
        elif element.tag not in {"script", "style", "a", "option"}:
            words = " ".join(element.text_content().split()) if _has_digits(element) else ""
            yield words if len(words) <= LONGEST else ""


def _has_digits(element: Any) -> bool:
    return any(map(str.isdigit, element.text or "")) or any(
        any(map(str.isdigit, (part.text or "") + (part.tail or ""))) for part in element
    )


def _clock(line: str, day: date) -> str | None:
    """Return the time in a line that names the day."""
    numbers = [int(number) for number in _NUMBER.findall(line) if len(number) <= 4]  # noqa: PLR2004 - a year
    if day.year not in numbers or day.day not in numbers:
        return None
    if day.month not in numbers and not _WORD.search(line):
        return None
    found = _CLOCK.search(line)
    if not found:
        return None
    time = f"{found['hour']}:{found['minute']}:{found['second'] or '00'}"
    behind = _HALVES.get((found["behind"] or "")[:1].lower())
    return " ".join(part for part in (found["half"], time, behind, found["zone"]) if part)
