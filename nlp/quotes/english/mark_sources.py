"""Finds whose a cue near marks is: by the parse or, where marks have misled it, by the noun phrases beside the verb."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.english.phrases import names_in
from nlp.quotes.english.stretches import FINITE
from nlp.quotes.english.subjects import SUBJECTS
from nlp.quotes.lexicon import words

NOMINAL = frozenset({"PRON", "PROPN", "NOUN"})
PARTS = frozenset({"compound", "poss", "npadvmod", "amod"})
NEAR = 3
HEADING = 9
"""Tokens of the longest heading that leads to marks by a name and a colon alone."""

REACH = 14
"""Tokens before and after a cue in which its subject is looked for."""


def acting(page: Page, cue: Cue, start: int, end: int, *, after: bool = False) -> Token | None:
    """Head of the noun phrase that speaks, between two tokens.

    Args:
        page: The page.
        cue: Its reporting verb.
        start: First token that may name the speaker.
        end: Token after the last that may.
        after: The marks stand before the cue, so that the subject may follow it ("“…,” said Ada Moss").
    """
    subject = cue.subject
    if subject is not None and page.inside[subject.i] == -1 and (not after or start <= subject.i < end):
        return subject
    if after and cue.first - start < NEAR:  # an adverb may stand between
        return _inverted(page, cue, end)
    return _before(page, cue, start)


def actor(page: Page, first: int, last: int) -> Token | None:
    """The first named subject of a main clause in a stretch."""
    for number in range(first, last + 1):
        token = page.doc[number]
        outside = (token.pos_ == "PROPN" or token.tag_ == "PRP") and page.inside[number] == -1
        if outside and token.dep_ == "nsubj" and token.head.dep_ in {"ROOT", "ccomp", "conj"}:
            return token
    name = next(iter(names_in(page, first, min(first + NEAR, last), people=True)), None)
    opens = name is not None and name[0] == first and page.tag[name[1] + 1] in {"VBD", "VBZ", "VBN"}
    return page.doc[first : name[1] + 1].root if name is not None and opens else None


def owner(page: Page, first: int, colon: int) -> Token | None:
    """Whose words a noun of saying leads to: "Her message to voters: “…”", "Mr. Pell's answer was blunt: “…”"."""
    nouns = words("en")["subjects"]["worded"]
    for number in range(first, colon):
        token = page.doc[number]
        if token.lower_ in nouns and page.inside[number] == -1:
            return next((child for child in token.lefts if child.dep_ == "poss"), None)
    return None


def sent_by(page: Page, first: int, colon: int) -> Token | None:
    """Whoever words come from that a short heading or "from" leads to: "And this from Ms. Moss: “…”", "Moss on tides: “…”"."""
    doc = page.doc
    if (writer := _posted_by(page, colon) or _statement_of(page, first, colon)) is not None:
        return writer
    if "in the words of " in page.text[page.starts[first] : page.starts[colon]]:
        return doc[colon - 1] if page.pos[colon - 1] in NOMINAL else None
    if colon - first > HEADING or any(page.tag[number] in FINITE for number in range(first, colon)):
        return None
    names = names_in(page, first, colon - 1)
    if not names:
        return None
    (start, end), last = names[0], names[-1]
    if last[1] == colon - 1 and any(page.lower[number] == "from" for number in range(first, last[0])):
        return doc[last[0] : last[1] + 1].root
    headed = start <= first + 1 and end + 1 < colon and page.lower[end + 1] in {"on", "to"}
    return doc[start : end + 1].root if headed else None


def _posted_by(page: Page, colon: int) -> Token | None:
    """Whoever gave out the words after a colon: "a pair of tweets posted by Moss: “…”"."""
    for start, end, _ in page.names_between(colon - NEAR - 1, colon - 1):
        given = page.lower[start - 1] == "by" and page.tag[start - 2] == "VBN"
        if given and end == colon - 1:
            return page.doc[start : end + 1].root
    return None


def _statement_of(page: Page, first: int, colon: int) -> Token | None:
    """Whoever a statement comes from that opens its line: "NEW statement from Ms. Moss on the vote: “…”"."""
    writings = words("en")["subjects"]["writings"]
    for number in range(first, min(first + NEAR, colon - 1)):
        if page.lower[number] in writings and page.lower[number + 1] in {"from", "by"}:
            name = next(iter(names_in(page, number + 2, min(number + REACH, colon - 1))), None)
            return None if name is None else page.doc[name[0] : name[1] + 1].root
    return None


def _inverted(page: Page, cue: Cue, end: int) -> Token | None:
    for number in range(cue.last + 1, min(end, cue.last + 8)):
        token = page.doc[number]
        if token.pos_ in NOMINAL and token.dep_ not in PARTS:
            return token
        if token.pos_ in {"VERB", "ADP", "PUNCT"}:
            return None
    return None


def _before(page: Page, cue: Cue, start: int) -> Token | None:
    doc = page.doc
    for number in range(cue.first - 1, max(start, cue.first - NEAR) - 1, -1):
        if doc[number].is_punct:
            break
    for number in range(start, cue.first):
        if (
            page.dep[number] in SUBJECTS
            and page.inside[number] == -1
            and page.tag[number] not in {"WP", "WDT"}
        ):
            return doc[number]
    names = names_in(page, max(start, cue.first - REACH), cue.first - 1) if cue.first > start else []
    return doc[names[-1][0] : names[-1][1] + 1].root if names else None
