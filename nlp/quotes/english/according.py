"""English content attributed without a verb: "according to X, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.quotes.draft import Draft, Span
from nlp.quotes.english.drafting import spans_of
from nlp.quotes.english.page import NAMES, Page
from nlp.quotes.english.stretches import has_verb, trimmed
from nlp.quotes.lexicon import nouns, singular, words
from nlp.rare import Rare

ACCORDING = Rare(
    ("ccording", "Per ", ", per "),
    r"\b[Aa]ccording\s+to\b|^[Pp]er\b(?=\s+(?:the\s|[A-Z]))|(?<=, )per\b(?=\s+(?:the\s|[A-Z]))|(?<=\. )Per\b(?=\s+(?:the\s|[A-Z]))",
    re.MULTILINE,
)

THAT = 7
"""Tokens after a cue up to its "that"."""


def according_to(page: Page) -> Iterator[Draft]:
    """A draft for each "according to" outside the marks."""
    doc = page.doc
    for match in ACCORDING.finditer(page.text):
        first, last = page.token_at(match.start()), page.token_at(match.end() - 1)
        if page.inside[first] != -1 or last + 1 >= len(doc):
            continue
        stop = page.stop[first]
        head = next((child for child in doc[last].rights if child.dep_ == "pobj"), None)
        if head is None or head.i > stop or head.i < last:
            continue
        tables = words("en")["subjects"]
        if singular(head.lower_) in tables["measures"]:
            continue
        if last == first and head.ent_type_ not in NAMES and singular(head.lower_) not in tables["writings"]:
            continue  # "per the agreement"
        speaker, phrase = spans_of(page, _issuer(head) or head)
        if phrase is None or page.pos[page.token_at(phrase[1] - 1)] == "DET":
            continue
        relatives = [child.right_edge.i for child in head.rights if child.dep_ == "relcl"]
        comma = max([page.token_at(phrase[1] - 1), *relatives]) + 1
        if not _reported_inside(page, first, stop):
            yield from _drafts(page, (first, comma), speaker, phrase, match.span())


def _issuer(paper: Token) -> Token | None:
    """Return who issued a paper, if it tells: the bank in "a statement from the bank"."""
    if singular(paper.lower_) not in nouns("issued"):
        return None
    issued = (child for child in paper.rights if child.lower_ in {"by", "from"})
    return next((noun for prep in issued for noun in prep.rights if noun.dep_ == "pobj"), None)


def _reported_inside(page: Page, first: int, stop: int) -> bool:
    """Return whether the same sentence names a speaker of its own: "The board said it knew, according to the Echo"."""
    for number in range(page.begin[first], first):
        if number not in page.cues or page.inside[number] != -1:
            continue
        verb = page.doc[number]
        if verb.dep_ != "ROOT":
            continue
        that = any(page.lower[n] == "that" for n in range(number + 1, min(number + THAT, stop)))
        if that or any(child.dep_ == "ccomp" and child.i > number for child in verb.rights):
            return True
    return False


def _drafts(
    page: Page, source: tuple[int, int], speaker: Span | None, phrase: Span, cue: Span
) -> Iterator[Draft]:
    first, comma = source
    stretches = _stretches(page, first, comma)
    sentence = page.chars(page.begin[first], page.stop[first])
    group = first if len(stretches) > 1 else None
    for one in stretches:
        yield Draft(
            page.chars(*one), "indirect", "according_to", speaker, phrase, cue, sentence, first, group
        )


def _behind_report(page: Page, begin: int, first: int) -> int:
    """Return where the source's content starts when another report precedes it in the sentence: ", she said, which …"."""
    for number in range(first - 1, begin, -1):
        if number in page.cues and page.written[number + 1] == ",":
            return number + 2
    return begin


def _stretches(page: Page, first: int, comma: int) -> list[tuple[int, int]]:
    """Return the content attributed to the source between two tokens: before it, after it, or on both sides."""
    doc, begin, stop = page.doc, page.begin[first], page.stop[first]
    start = begin
    for number in range(first - 1, max(begin, first - 4) - 1, -1):
        if doc[number].lower_ in {"that", "which", "who"} and page.inside[number] == -1:
            start = number + 1
            break
    if all(
        doc[number].is_punct or doc[number].pos_ in {"CCONJ", "ADV", "SPACE"}
        for number in range(start, first)
    ):
        while comma <= stop and doc[comma].text != ",":
            comma += 1
        after = trimmed(page, comma + 1, stop)
        return [after] if after is not None and has_verb(page, after) else []
    before = trimmed(page, _behind_report(page, begin, first), first - 1)
    if before is not None and has_verb(page, before):
        return [before]
    after = trimmed(page, comma + 1, stop) if comma <= stop and doc[comma].text == "," else None
    return (
        [part for part in (before, after) if part is not None]
        if after is not None and has_verb(page, after)
        else []
    )
