"""What stands right beside English marks: the stretch behind them, a title before them, a word that they only borrow."""

from __future__ import annotations

from nlp.quotes.marks import Marked
from nlp.quotes.page import Page
from nlp.quotes.speech import TITLE, look_at


def over_title(page: Page, joint: int) -> int:
    """The token before a title in marks that ends with a comma (told ABC’s “This Week,” “…”), or -1."""
    mark = page.marks[page.inside[joint]]
    look = look_at(page, mark)
    if (
        page.text[mark.inner_end - 1] != ","
        or look.words > TITLE
        or not page.text[mark.inner_start].isupper()
    ):
        return -1
    first = page.mark_tokens(mark)[0] - 1
    return first if first >= 0 and page.inside[first] == -1 else -1


def behind(page: Page, mark: Marked) -> tuple[int, int, bool]:
    """The stretch behind a mark up to the next one or the stop, and whether a comma opens it; empty where none is."""
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


def borrowed(page: Page, start: int) -> bool:
    """Whether the marks before a token hold a word or two that a preposition governs: "from “neutral,”"."""
    first, lower = _marks_before(page, start)
    return lower and first > 0 and page.pos[first - 1] == "ADP"


def in_phrase(page: Page, start: int) -> bool:
    """Whether the marks before a token are a part of a noun phrase: "what the board had called a “stunt,”"."""
    first, lower = _marks_before(page, start)
    return (
        lower and first > 0 and page.inside[first - 1] == -1 and page.pos[first - 1] in {"DET", "ADJ", "ADP"}
    )


def was_asked(page: Page, number: int) -> bool:
    """Whether a token is a passive "asked": the words behind it are somebody else's, who is seldom named."""
    return page.lower[number] == "asked" and any(
        page.dep[child] == "auxpass" for child in page.children[number]
    )


def named_so(page: Page, start: int) -> bool:
    """Whether "as" opens what follows marks: "“the machine,” as Ms. Moss called it" tells a name."""
    return page.lower[start] == "as"
