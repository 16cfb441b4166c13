"""English block quotations without marks: the paragraph after one that ends with a cue and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.quotes.cue import Cue
from nlp.quotes.draft import Draft
from nlp.quotes.drafting import reported
from nlp.quotes.page import Page

FEWEST = 5
REACH = 24
"""Tokens that may stand between the cue and the colon."""


def set_off(page: Page, cues: list[Cue]) -> Iterator[Draft]:
    """A draft for each paragraph that stands under "He wrote:" without marks of its own."""
    if ":" not in page.written:
        return
    for cue in cues:
        if cue.subject is None:
            continue
        number = cue.last + 1
        while (
            number < len(page.doc)
            and number <= cue.last + REACH
            and page.written[number] != ":"
            and page.inside[number] == -1
        ):
            number += 1
        if number >= len(page.doc) or page.written[number] != ":" or page.inside[number] != -1:
            continue
        block = page.block_of[number]
        rest = page.text[page.ends[number] : page.blocks[block][1]]
        if rest.strip() or block + 1 >= len(page.blocks):
            continue
        start, end = page.blocks[block + 1]
        if (
            page.inside[page.token_at(start)] != -1
            or page.text[end - 1] not in ".!?"
            or len(page.text[start:end].split()) < FEWEST
        ):
            continue
        if not page.text[start].isupper() or page.text[start : start + 2].strip(".") in {"1", "•"}:
            continue
        end = _before_next_report(page, start, end)
        yield reported(page, (start, end), cue.subject, cue, ("direct", "block"))


def _before_next_report(page: Page, start: int, end: int) -> int:
    """Where a block ends: at its paragraph's end, or before its first sentence in which somebody reports."""
    first, last = page.token_at(start), page.token_at(end - 1)
    for number in range(first, last + 1):
        if number in page.cues and page.begin[number] > first:
            return page.ends[page.begin[number] - 1]
    return end
