"""English content that is given on somebody's authority without a verb: "according to X, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.quotes.attribution import spans_of
from nlp.quotes.clauses import _has_verb, _trimmed
from nlp.quotes.draft import Draft
from nlp.quotes.inflection import singular
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page

ACCORDING = re.compile(r"\baccording\s+to\b", re.IGNORECASE)


def according_to(page: Page) -> Iterator[Draft]:
    """A draft for each "according to" outside the marks."""
    doc = page.doc
    for match in ACCORDING.finditer(page.text):
        first, last = page.token_at(match.start()), page.token_at(match.end() - 1)
        if page.inside[first] != -1 or last + 1 >= len(doc):
            continue
        begin, stop = page.begin[first], page.stop[first]
        head = next((child for child in doc[last].rights if child.dep_ == "pobj"), None)
        if head is None or head.i > stop or head.i < last:
            head = next(
                (
                    doc[number]
                    for number in range(last + 1, min(stop, last + 8))
                    if doc[number].pos_ in {"PROPN", "NOUN", "PRON"}
                ),
                None,
            )
        if head is None:
            continue
        if singular(head.lower_) in words("en")["subjects"]["mute"]:
            continue
        speaker, phrase = spans_of(page, head)
        if phrase is None:
            continue
        comma = page.token_at(phrase[1] - 1) + 1
        fronted = all(
            doc[number].is_punct or doc[number].pos_ in {"CCONJ", "ADV", "SPACE"}
            for number in range(begin, first)
        )
        if fronted:
            while comma <= stop and doc[comma].text != ",":
                comma += 1
            stretch = _trimmed(page, comma + 1, stop)
        else:
            stretch = _trimmed(page, begin, first - 1)
        if stretch is None or not _has_verb(page, stretch):
            continue
        yield Draft(
            span=page.chars(*stretch),
            kind="indirect",
            rule="according_to",
            confidence=0.88,
            speaker=speaker,
            phrase=phrase,
            cue=(match.start(), match.end()),
            sentence=page.chars(begin, stop),
        )
