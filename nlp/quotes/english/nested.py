"""English quotations inside quotations: “My lawyer told me, ‘Say nothing,’ so I …”. Only where a noun is named for the inner words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.quotes.draft import Draft
from nlp.quotes.english.cue import speaks
from nlp.quotes.english.drafting import reported
from nlp.quotes.english.page import Page
from nlp.quotes.english.subjects import subject_of
from nlp.quotes.lexicon import verb_forms

INNER = re.compile(r"(?<=[\s,:])[‘'](?P<words>[A-Z][^‘“”\n]{6,400}?[.,?!…])['’](?=[\s.,;”\"]|$)")
"""A sentence between single marks; an apostrophe ends no sentence."""

FARTHEST = 5
"""Tokens between a cue and the inner mark: whom it is said to, a comma."""

LEADING = frozenset({"VERB", "PRON", "PROPN", "NOUN"})


def nested(page: Page) -> Iterator[Draft]:
    """A draft for each quotation inside another whose speaker the outer words name."""
    for mark in page.marks:
        for match in INNER.finditer(page.text, mark.inner_start, mark.inner_end):
            if mark.single or match.start() <= mark.inner_start:
                continue
            verb = _cue(page, page.token_at(match.start()))
            subject = None if verb is None else subject_of(verb)
            if (
                verb is None
                or subject is None
                or subject.pos_ not in {"NOUN", "PROPN"}
                or not speaks(subject)
            ):
                continue
            start, end = match.span("words")
            span = start, end - (page.text[end - 1] == ",")
            yield reported(page, span, subject, verb, ("direct", "nested"))


def _cue(page: Page, first: int) -> Token | None:
    """The verb of reporting that leads to an inner mark."""
    doc = page.doc
    if first == 0 or not (page.written[first - 1] in {",", ":"} or page.pos[first - 1] in LEADING):
        return None
    for number in range(first - 1, max(first - 1 - FARTHEST, -1), -1):
        if page.lower[number] in verb_forms() and page.pos[number] in {"VERB", "AUX"}:
            return doc[number]
    return None
