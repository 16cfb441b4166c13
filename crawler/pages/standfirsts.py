"""Finds an article's standfirst: the sentence or two between its title and its text.

Extractors drop the head of an article because of names, times and buttons in it. A standfirst is recognised by the
page's description, which mostly has the same words, or by its element's class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from crawler.texts import only_letters

SHORTEST, LONGEST = 30, 700
"""Characters of a standfirst."""

FEWEST_WORDS = 5
"""Minimum words of a standfirst: a date or a name has fewer."""

COMPARED = 60
"""Letters at the start of two texts that are compared for equality."""

MOST_BLOCKS = 80
"""Blocks after the title that are examined."""

_NAMED = re.compile(
    r"stand-?first|sub-?(?:title|headline|head|line|heading)|"
    r"(?:^|[-_])(?:dek|deck|lede?|lead|intro|abstract|excerpt|preface|summary|description|chapo|vorspann|anriss|teaser)(?:$|[-_])",
    re.IGNORECASE,
)
_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{5}")
"""Scripts without spaces between words."""

_BLOCKS = frozenset({
    "script", "style", "p", "h2", "h3", "h4", "div", "section", "ul", "ol", "li", "blockquote", "header", "article", "figure", "table",
})  # fmt: skip
_ELSEWHERE = frozenset(
    {"nav", "aside", "footer", "figure", "figcaption", "form", "button", "a", "ul", "ol", "script", "style"}
)


def find(
    tree: Any, title: str | None, descriptions: Sequence[str], authors: Sequence[str], body: str
) -> str | None:
    """Return the standfirst; None if there is none, or if the body contains it.

    Args:
        tree: the page.
        title: as displayed.
        descriptions: the page's descriptions of itself.
        authors: the authors.
        body: the extracted text.
    """
    known = only_letters(body)
    told = [only_letters(description)[:COMPARED] for description in descriptions]
    found: list[str] = []
    setting = None
    for element in islice(_between(tree, only_letters(title or ""), known), MOST_BLOCKS):
        words = " ".join(element.text_content().split())
        letters = only_letters(words)
        if letters[:COMPARED] in known or not _is_prose(words, authors):
            continue
        if setting is None and (letters[:COMPARED] in told or _is_named(element)):
            setting = _setting(element)
        if setting is not None and _setting(element) == setting and words not in found:
            found.append(words)
    return "\n\n".join(found) or None


def _between(tree: Any, title: str, known: str) -> Iterator[Any]:
    """Yield the innermost blocks between the title and the start of the body."""
    begun = False
    for element in tree.iter():
        if element.tag == "h1" and title:
            begun = begun or title in only_letters(element.text_content())
        elif (
            begun
            and element.tag in _BLOCKS
            and not any(part.tag in _BLOCKS for part in islice(element.iter(), 1, None))
        ):
            letters = only_letters(element.text_content())
            if len(letters) >= COMPARED // 2 and known.startswith(letters[:COMPARED]):
                return
            if not any(above.tag in _ELSEWHERE for above in (element, *element.iterancestors())):
                yield element


def _is_prose(words: str, authors: Sequence[str]) -> bool:
    return (
        SHORTEST <= len(words) <= LONGEST
        and (words.count(" ") >= FEWEST_WORDS - 1 or bool(_WITHOUT_BLANKS.search(words)))
        and not (len(words) <= 2 * SHORTEST and any(author in words for author in authors))
    )


def _is_named(element: Any) -> bool:
    parent = element.getparent()
    named = (element, parent) if parent is not None else (element,)
    return any(_NAMED.search(name) for part in named for name in (part.get("class") or "").split())


def _setting(element: Any) -> tuple[str, str | None, Any]:
    return element.tag, element.get("class"), element.getparent()
