"""English calls to do something in somebody's words: "urged them to “stay calm and vote”". Leaves promises to clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nlp.quotes.cue import Cue
from nlp.quotes.describing import end_of
from nlp.quotes.draft import Draft
from nlp.quotes.drafting import reported
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page
from nlp.quotes.stretches import FINITE

FEWEST = 4
"""Words, "to" taken in, from which a call says something."""

ADDRESSEE = 12
"""Tokens between a verb and its "to": who is called on."""

LEADING = 3
"""Tokens between "to" and the marks: the verb itself may stand before them."""


def urged(page: Page, cues: Iterable[Cue]) -> Iterator[Draft]:
    """A draft for each call whose wording stands in marks behind its "to"."""
    urging = words("en")["verbs"]["urging"]
    for cue in cues:
        opens = _opens(page, cue) if cue.lemma in urging and cue.subject is not None else None
        if opens is None:
            continue
        first, number = opens
        start, end = page.starts[first], end_of(page, number, page.stop[cue.last])
        if len(page.text[start:end].split()) < FEWEST:
            continue
        yield reported(page, (start, end), cue.subject, cue, ("mixed", "urged"))


def _opens(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The "to" (or "not to") behind a cue and the number of the mark right behind it."""
    doc = page.doc
    to: int | None = None
    for number in range(cue.last + 1, min(cue.last + ADDRESSEE, page.stop[cue.last]) + 1):
        if page.inside[number] != -1:
            near = to is not None and number - to <= LEADING
            return (to - (page.lower[to - 1] == "not"), page.inside[number]) if near and to else None
        if page.tag[number] in FINITE or doc[number].is_punct or page.lower[number] == "that":
            return None
        if page.tag[number] == "TO":
            to = number
    return None
