"""Noun phrases of English speakers: from the head of a subject to the span that names them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.quotes.dates import WEEKDAYS
from nlp.quotes.draft import Span
from nlp.quotes.english.page import POSSESSIVES, Page

CLAUSES = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp"})
_GAP = re.compile(r"\s\s|[^\S ]")
"""Blanks that are tokens of their own: more than one, or a line's end."""

LONGEST = 40
"""Tokens in the phrase of a speaker; longer ones are errors of the parse."""


def phrase_of(page: Page, head: Token) -> tuple[int, int]:
    """First and last token of the whole phrase: apposition in, relative clause and edge punctuation out."""
    first, last = head.left_edge.i, head.i
    for child in head.rights:
        if child.dep_ in CLAUSES or (child.dep_ == "punct" and child.right_edge.i > last + 1):
            continue
        if child.left_edge.i > last + 3 and child.dep_ not in {"appos", "prep", "conj"}:
            continue
        last = max(last, _right_edge(child))
    first, last = max(first, head.i - LONGEST), min(last, head.i + LONGEST)
    begin = max(page.begin[head.i], 0)
    first = max(first, begin)
    gaps = _GAP.search(page.text, page.starts[first], page.ends[last]) is not None
    for number in range(head.i - 1, first - 1, -1):
        if page.inside[number] != page.inside[head.i] or (gaps and page.doc[number].is_space):
            first = number + 1
            break
    for number in range(head.i + 1, last + 1 if gaps else 0):
        if page.doc[number].is_space:
            last = number - 1
            break
    while first < head.i and _only_opens(page, first, head):
        first += 1
    last = _without_day(page, head.i, last)
    while last > head.i and page.doc[last].is_punct:
        last -= 1
    return first, _with_name(page, head, last)


def _only_opens(page: Page, number: int, head: Token) -> bool:
    """Whether a token before a name is no part of it: a sign, a conjunction, the "neither" of "neither Norvik nor its lawyers"."""
    paired = page.lower[number] == "neither" and bool(head.conjuncts)
    return page.doc[number].is_punct or paired or page.dep[number] in {"cc", "mark", "preconj"}


def _without_day(page: Page, head: int, last: int) -> int:
    """The last token of a phrase without the day of the sentence: "the airline's operating chief on Wednesday said"."""
    if last <= head or page.lower[last] not in DAYS:
        return last
    last -= 1
    for words in ({"on"}, {"late", "early"}):
        if last > head and page.lower[last] in words:
            last -= 1
    return last


DAYS = frozenset(WEEKDAYS) | {"yesterday", "today"}


def _with_name(page: Page, head: Token, last: int) -> int:
    """Return the end of a phrase, including a firm's name the parse misread: "retailer Pemberly said"."""
    if last + 1 >= len(page.doc) or not (last == head.i or page.pos[last] == "ADP"):
        return last
    for _, end, label in page.names_between(last + 1, last + 1):
        behind = page.pos[end + 1] if end + 1 < len(page.doc) else ""
        if label == "ORG" and behind in {"VERB", "AUX"}:
            return end
    return last


def _right_edge(token: Token) -> int:
    """The right edge of a subtree without the clauses that hang on it."""
    edge: int = token.i
    for child in token.rights:
        if child.dep_ in CLAUSES:
            break
        edge = max(edge, _right_edge(child))
    return edge


def core_of(page: Page, head: Token, first: int, last: int) -> Span:
    """Return the naming part of a phrase: the person in it, else the head with its modifiers and its "of"."""
    for start, end in names_in(page, first, last):
        if start <= head.i <= end:
            return page.chars(*(_apposed(page, head, last) or (start, end)))
    for start, end in names_in(page, first, last, people=True):
        follows = page.lower[end + 1] if end + 1 < len(page.doc) else ""
        leads = page.pos[start - 1] if start > first else ""
        if follows not in POSSESSIVES and leads != "ADP" and not _held(page, start, head):
            return page.chars(start, end)
    for child in head.rights:
        if (
            child.dep_ == "appos"
            and child.pos_ == "PROPN"
            and child.i <= last
            and page.pos[child.i - 1] == "PROPN"
        ):
            return page.chars(child.left_edge.i, child.i)  # a name that the name finder did not see
    if (misread := _misread(page, head, first, last)) is not None:
        return page.chars(*misread)
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end + 1:
            end = min(_right_edge(child), last)
    return page.chars(first, max(end, head.i))


def _misread(page: Page, head: Token, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of a speaker whose name the parse misread; None if it did not."""
    behind = names_in(page, head.i + 1, last)
    if not behind:
        return None
    if behind[0][0] == head.i + 1 and head.pos_ == "NOUN":
        return behind[0]
    hangs = page.dep[last] in {"pobj", "appos", "conj", "compound"}
    return None if hangs or behind[-1][1] != last else (first, last)


def _apposed(page: Page, head: Token, last: int) -> tuple[int, int] | None:
    """Return the person in apposition to an office taken for a name: "Deputy for Works, Jacob Moss"."""
    if head.ent_type_ == "PERSON":
        return None
    people = names_in(page, head.i + 1, last, people=True)
    return next(
        ((start, end) for start, end in people if page.dep[end] == "appos" and page.doc[end].head == head),
        None,
    )


def _held(page: Page, start: int, head: Token) -> bool:
    """Return whether a name depends on a preposition or possessive: it says whose aide speaks, not who."""
    token = page.doc[start]
    for _ in range(6):
        if token == head:
            return False
        if token.head == head and token.dep_ in {"compound", "nmod"}:
            return True
        if token.dep_ in {"poss", "pobj"}:
            return True
        token = token.head
    return False


def names_in(page: Page, first: int, last: int, *, people: bool = False) -> list[tuple[int, int]]:
    """First and last tokens of the names inside a stretch of tokens."""
    return [
        (start, min(end, last))
        for start, end, label in page.names_between(first, last)
        if not people or label == "PERSON"
    ]
