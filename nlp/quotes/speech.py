"""Looks at what stands between two English marks: a sentence somebody said, or a title, a nickname, a borrowed word."""

from __future__ import annotations

from nlp.quotes.marks import Look, Marked
from nlp.quotes.page import Page

TERMINAL = frozenset(".,?!—–-…")
SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
        "nor",
    }
)


NAMING = frozenset(
    {
        "titled",
        "entitled",
        "called",
        "named",
        "dubbed",
        "headlined",
        "nicknamed",
        "film",
        "book",
        "song",
        "album",
        "memoir",
        "novel",
        "show",
        "series",
        "episode",
        "report",
        "essay",
        "aka",
        "alias",
    }
)
WORKS = frozenset({
    "film", "book", "song", "album", "memoir", "novel", "show", "series", "episode", "essay", "podcast", "program",
    "programme", "column", "newsletter", "play", "documentary", "musical", "magazine",
})  # fmt: skip
MADE = frozenset({"sang", "sung", "sings", "wrote", "written", "directed", "played", "recorded", "performed", "hummed"})
"""Verbs of making and performing a work, right before its title."""

LONGEST = 18
"""Words of the longest title that stands behind what it is."""

CLAUSE = 5
"""Words that make a sentence if a capital opens them …"""

SENTENCE = 8
"""… and if nothing does."""

TITLE = 5
"""Words of a title that may stand with its comma inside the marks: on “Meet the Press,” he said."""


def _named_before(page: Page, first: int) -> bool:
    """Whether what stands before the marks asks for a name: a preposition, a possessive."""
    if first > 1 and page.written[first - 1] == ",":
        return page.lower[first - 2] in NAMING  # In her memoir, “The Long Grade,” she says
    before = page.doc[first - 1] if first else None
    return before is not None and (before.pos_ == "ADP" or before.tag_ == "POS" or before.lower_ in NAMING)


def look_at(page: Page, mark: Marked) -> Look:
    """What a mark holds; a page is looked at once."""
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
    if last not in ",.":
        return False
    if page.lower[first - 1] in WORKS and first:  # in her book “The Long Grade: A Life Among Millers,”
        return words <= LONGEST
    if page.lower[first - 1] in MADE and first:  # sang “Mills Keep Turning on the Hill.”
        return True
    return words <= TITLE and _named_before(page, first)
