"""Judges English marks on their own: speech, a title or a borrowed word, and what stands right beside them."""

from __future__ import annotations

from nlp.quotes.english.page import Page
from nlp.quotes.lexicon import nouns, verbs
from nlp.quotes.marks import Look, Marked

TERMINAL = frozenset(".,?!—–-…")
SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to",
    "vs", "with", "nor",
})  # fmt: skip

LONGEST = 18
"""Words of the longest title that follows what it is."""

CLAUSE = 5
"""Words that make a sentence if a capital opens them …"""

SENTENCE = 8
"""… and if nothing does."""

TITLE = 5
"""Words of a title that may stand with its comma inside the marks: on “Meet the Press,” he said."""


def _named_before(page: Page, first: int) -> bool:
    """Whether what stands before the marks asks for a name: a preposition, a possessive."""
    if first > 1 and page.written[first - 1] == ",":
        return _is_naming(page.lower[first - 2])  # In her memoir, “The Long Grade,” she says
    before = page.doc[first - 1] if first else None
    return before is not None and (before.pos_ == "ADP" or before.tag_ == "POS" or _is_naming(before.lower_))


def _is_naming(word: str) -> bool:
    return word in nouns("works") or word in verbs("titling")


def look_at(page: Page, mark: Marked) -> Look:
    """Return what a mark holds, computed once per page."""
    look = page.looks.get(mark.start)
    if look is None:
        look = page.looks[mark.start] = _look(page, mark)
    return look


def _look(page: Page, mark: Marked) -> Look:
    body = page.text[mark.inner_start : mark.inner_end].strip()
    first, last = page.mark_tokens(mark)
    words = [
        page.written[number]
        for number in range(first, last + 1)
        if page.written[number].isalpha() or page.doc[number].like_num
    ]
    weighty = [word for word in words if word.lower() not in SMALL]
    capital = body[:1].isupper() or body[:1] in "[$'‘(0123456789" or body[:1].isdigit()
    last_mark = body.rstrip("’' ")[-1:]  # “…, ‘The end,’” he said
    ended = last_mark in TERMINAL
    return Look(
        words=len(words),
        last=last_mark,
        sentence=(capital and (ended or len(words) >= CLAUSE))
        or (ended and len(words) > 1)
        or len(words) >= SENTENCE,
        title=_is_title(page, first, weighty, (len(words), last_mark)),
    )


def _is_title(page: Page, first: int, weighty: list[str], look: tuple[int, str]) -> bool:
    """Whether marks hold the name of a work, by the capitals of its words and by what stands before them."""
    words, last = look
    if not weighty or not all(word[:1].isupper() or word[:1].isdigit() for word in weighty):
        return False
    if last not in TERMINAL:
        return words <= SENTENCE or not all(word.isupper() for word in weighty)
    before = page.lower[first - 1] if first else ""
    if before in nouns("works"):  # in her book “The Long Grade: A Life Among Millers,”
        return words <= LONGEST
    if before in verbs("performing"):  # sang “Mills Keep Turning on the Hill.”
        return True
    return words <= TITLE and _named_before(page, first)


def behind(page: Page, mark: Marked) -> tuple[int, int, bool]:
    """The stretch after a mark up to the next one or the stop, and whether a comma opens it; empty where none is."""
    doc = page.doc
    _, last = page.mark_tokens(mark)
    start = last + 1
    comma = start < len(doc) and page.written[start] == ","
    if start < len(doc) and (comma or doc[start].is_space):
        start += 1
    if start >= len(doc) or page.inside[start] != -1 or page.block_of[start] != page.block_of[last]:
        return start, start, False
    end = start
    while end <= page.stop[start] and page.inside[end] == -1:
        end += 1
    return start, end, comma


def _marks_before(page: Page, start: int) -> tuple[int, bool]:
    """The first token of the marks before a token, and whether they open with a small letter."""
    number = start - 1
    while number >= 0 and page.inside[number] == -1:
        number -= 1
    mark = page.marks[page.inside[number]]
    first, _ = page.mark_tokens(mark)
    return first, page.text[mark.inner_start : mark.inner_start + 1].islower()


def in_phrase(page: Page, start: int) -> bool:
    """Whether the marks before a token are a part of a noun phrase: "what the board had called a “stunt,”"."""
    first, lower = _marks_before(page, start)
    return lower and first > 0 and page.pos[first - 1] in {"DET", "ADJ", "ADP"}


def was_asked(page: Page, number: int) -> bool:
    """Return whether a token is a passive "asked": the marks after it hold an unnamed person's question."""
    return page.lower[number] == "asked" and any(
        page.dep[child] == "auxpass" for child in page.children[number]
    )
