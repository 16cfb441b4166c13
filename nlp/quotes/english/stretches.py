"""Stretches of English tokens that may be reported content: trimmed, and with a verb of their own."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from nlp.quotes.english.page import Page

Stretch = tuple[int, int]
"""First and last token."""

FEWEST = 3
"""Words in reported content; shorter ones ("he said so") report nothing."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
"""Tags of verbs that tell what is done, and not only what may be."""


def has_verb(page: Page, stretch: Stretch) -> bool:
    """Whether a stretch says something: it has a finite verb, or marks, in which the tagger errs."""
    here = slice(stretch[0], stretch[1] + 1)
    return (
        not FINITE.isdisjoint(page.tag[here])
        or any(around != -1 for around in page.inside[here])
        or any(map(_acts, page.doc[here]))
    )


def _acts(token: Token) -> bool:
    """Whether a bare verb has a subject, so that the tagger took a finite form for an infinitive or a participle."""
    return token.tag_ in {"VB", "VBN"} and any(child.dep_ == "nsubj" for child in token.lefts)


def finite(token: Token) -> bool:
    """Whether a clause is finite: by its verb, its auxiliary, or, where the tagger errs, its subject."""
    if token.tag_ in FINITE:
        return True
    for child in token.children:
        if child.dep_ in {"aux", "auxpass", "cop"} and child.tag_ in FINITE:
            return True
    return token.tag_ in {"VB", "VBN", "VBG", "NN", "JJ", "NNP", "NNS"} and any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in token.children
    )


def trimmed(page: Page, first: int, last: int, *, fewest: int = FEWEST) -> Stretch | None:
    """A stretch without blanks, edge punctuation and a leading "that"; None where too few words are left."""
    doc = page.doc
    while first <= last and (doc[first].is_space or (doc[first].is_punct and page.inside[first] == -1)):
        first += 1
    if first < last and page.lower[first] == "that" and page.tag[first] in {"IN", "WDT"}:
        first += 1
    while last >= first and (doc[last].is_space or (page.pos[last] == "CCONJ" and page.inside[last] == -1)):
        last -= 1
    if any(page.lower[number] in {"whom", "whose"} for number in range(first, min(first + 3, last))):
        return None  # "told the crowd, some of whom had waited for hours"
    words = (number for number in range(first, last + 1) if not doc[number].is_punct)
    return (first, last) if sum(1 for _ in islice(words, fewest)) >= fewest else None
