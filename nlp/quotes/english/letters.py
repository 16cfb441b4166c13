"""English words set off in paragraphs of their own without marks: letters given in full, block quotations under "He wrote:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from nlp.quotes.draft import Draft
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.drafting import reported
from nlp.quotes.english.page import Page
from nlp.quotes.lexicon import words

_WRITING = r"(?:memo(?:randum)?|letter|e-?mail|note|message|statement|post)"
_GIVEN = re.compile(
    rf"\b(?:below|here|following)\b[^.:\n]{{0,40}}\b{_WRITING}\b|\b(?:full|whole|entire|complete) (?:text of (?:the|a|his|her|their) )?{_WRITING}\b"
    rf"|\b(?:the )?following (?:[\w-]+ )?{_WRITING}\b",
    re.IGNORECASE,
)
"""What says that a letter follows as it stands."""
_GREETING = re.compile(
    r"(?:(?:dear|hi|hello|hey)\b.{0,40}|(?:team|all|everyone|colleagues|friends)),?:?", re.IGNORECASE
)
_FAREWELL = re.compile(
    r"(?:best|thanks|thank you|sincerely|yours(?: \w+)?|regards|with \w+|(?:kind|warm) regards|onwards?|love)[,.!]?",
    re.IGNORECASE,
)
_WHAT = re.compile(rf"\b(?:(?:internal|all-staff|company-wide|open) )?{_WRITING}\b", re.IGNORECASE)
_TO = re.compile(
    r"\bto (?:staff|employees|workers|colleagues|customers|users|investors|shareholders)\b", re.IGNORECASE
)
_LONGEST_SIGNATURE = 5
FEWEST_PARAGRAPHS = 2
"""Paragraphs of a letter, its greeting and its signature among them; a single one is set off (blocks.py)."""


def letters(page: Page) -> Iterator[Draft]:
    """A draft for the one letter that a text gives in full, from after its greeting to before its signature."""
    for number, (start, end) in enumerate(page.blocks):
        intro = page.text[start:end]
        if number == 0 or not intro.rstrip().endswith((":", ".")) or not _GIVEN.search(intro):
            continue
        sent = _sent(page, start, end)
        body = _body(page, number + 1)
        if sent is None or body is None:
            continue
        verb, subject = sent
        yield replace(reported(page, body, subject, verb, ("direct", "letter")), sentence=(start, end))
        return


def _sent(page: Page, start: int, end: int) -> tuple[Token, Token] | None:
    """Return a paragraph's verb of sending, and who sent."""
    for token in page.doc[page.token_at(start) : page.token_at(end - 1) + 1]:
        if token.lower_ in words("en")["subjects"]["giving"]:
            subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ != "PRON":
                return token, subject
    return None


def _body(page: Page, first: int) -> tuple[int, int] | None:
    """The words of a letter from a paragraph on; None where no greeting and no signature tell that it is one."""
    lines = [page.text[start:end].strip() for start, end in page.blocks[first:]]
    if len(lines) < FEWEST_PARAGRAPHS:
        return None
    greeted = _GREETING.fullmatch(lines[0]) is not None
    ends = [
        number
        for number, line in enumerate(lines)
        if number > greeted and (_FAREWELL.fullmatch(line) or _is_signature(line))
    ]
    if not (greeted or ends):
        return None
    last = ends[0] if ends else len(lines)
    begin, stop = first + greeted, first + last - 1
    return (page.blocks[begin][0], page.blocks[stop][1]) if stop >= begin else None


def _is_signature(line: str) -> bool:
    """Whether a paragraph is a name: "Mara", "Mara Holt, CEO"."""
    words = line.strip("—–- ").split()
    return 0 < len(words) <= _LONGEST_SIGNATURE and words[0].istitle() and line[-1] not in ".!?:"


def as_channel(intro: str) -> str:
    """How the introduction names the letter, in the words by which a channel is known: "in a memo to employees"."""
    what = _WHAT.search(intro)
    to = _TO.search(intro)
    return f"in a {what[0] if what else 'letter'}{' ' + to[0] if to else ''}"


FEWEST_WORDS = 5
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
            or len(page.text[start:end].split()) < FEWEST_WORDS
        ):
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
