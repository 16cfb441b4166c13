"""Extends reported speech over several sentences without marks, by its first person or its counting."""

from __future__ import annotations

import re

from nlp.quotes.draft import Draft
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page

COUNTED = re.compile(
    r"\b(?:two|three|four|five|several|some|main|following)\s+(?:\w+\s+){0,2}(?:reasons?|points?|things?|factors?|parts?|steps?|aspects?|goals?|priorities)\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"(?:First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|Finally|Lastly|In addition|Besides|Moreover|One|The first|The second|Another)\b"
)
FIRST_PERSON = frozenset({"i", "we", "my", "our"})
MOST = 12
"""Sentences that speech may run on for without marks."""


def run_on(page: Page, cues: list[Cue], drafts: list[Draft]) -> None:
    """Lengthens indirect quotations in place."""
    drafts = [draft for draft in drafts if _may_run_on(page, draft)]
    if not drafts:
        return
    busy = {
        page.begin[cue.first]
        for cue in cues
        if cue.clause and (cue.subject is None or cue.subject.lower_ not in FIRST_PERSON)
    } | {page.token_at(mark.start) for mark in page.marks}
    for draft in drafts:
        last = page.token_at(draft.span[1] - 1)
        end = _end(page, page.stop[last], busy, counted=COUNTED.search(page.text, *draft.span) is not None)
        if end is not None:
            draft.span = (draft.span[0], page.ends[end])
            draft.rule = "runs_on"


def _may_run_on(page: Page, draft: Draft) -> bool:
    """Whether a report ends its sentence, and another one follows in its paragraph."""
    if draft.rule not in {"clause", "answer"} or draft.sentence is None:
        return False
    last = page.token_at(draft.span[1] - 1)
    stop = page.stop[last]
    return stop <= last + 1 and stop + 1 < len(page.stop) and page.block_of[stop + 1] == page.block_of[stop]


def _end(page: Page, stop: int, busy: set[int], *, counted: bool) -> int | None:
    """Last token of the speech, or None where it ends with its sentence."""
    block = page.block_of[stop]
    best = None
    number = stop + 1
    for _ in range(MOST):
        while number < len(page.doc) and page.doc[number].is_space and page.block_of[number] == block:
            number += 1
        if number >= len(page.doc) or page.block_of[number] != block:
            break
        last = page.stop[number]
        if number in busy or any(page.inside[index] != -1 for index in range(number, last + 1)):
            break
        if _first_person(page, number, last) or (counted and ORDINAL.match(page.text, page.starts[number])):
            best = last
        number = last + 1
    while best is not None and page.doc[best].is_space:
        best -= 1
    return best


def _first_person(page: Page, first: int, last: int) -> bool:
    """A first person who thinks or hopes now; one who did something is the writer."""
    for number in range(first, last + 1):
        token = page.doc[number]
        if token.lower_ in FIRST_PERSON and (
            token.dep_ != "nsubj"
            or token.head.tag_ in {"VBP", "VB", "VBG", "VBN", "MD"}
            or any(child.tag_ == "MD" for child in token.head.children)
        ):
            return True
    return False
