"""Finds an article's authors in the page's markup, if its metadata names none or only the paper."""

from __future__ import annotations

import re
from typing import Any

from crawler.pages.bylines import names
from crawler.pages.lexicon import WORDS, any_of

_MARK = re.compile(
    r"(?:^|[\s_-]|[a-z](?=[A-Z]))(?:by-?line|authors?|author-?(?:name|list|wrapper)\w*|autor(?:en|es|name)?|writer|journalist|reporter)"
    r"(?:$|[\s_-]|(?<=[a-z])[A-Z])",
    re.IGNORECASE,
)
_QUICK = re.compile("[Yy]-?[Ll]|[Aa][Uu]|[Ww][Rr]|[Jj][Oo][Uu]|[Rr][Ee][Pp]")
"""Substrings of those words, for a quick test that rules out most elements."""

_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|staff|people|profile|contributors?|journalists?)/", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"comment|quote|related|sidebar|footer|widget|promo|teaser|recommend|more-from|popular", re.IGNORECASE
)
_WORDS = WORDS["marked_authors"]
_SIGNS = re.compile(
    rf"\W*(?:(?:{any_of(_WORDS['begins'])}|(?-i:{any_of(_WORDS['begins_small'])}))(?:\s+(?=[^\W\d_])|\s*$)"
    rf"|(?:{any_of(_WORDS['begins_before_a_mark'])})\s*[:：|/／]\s*)",
    re.IGNORECASE,
)
"""How a byline begins, whatever its element: "By …", "作者：…"."""

_NO_PERSON = re.compile(
    rf"\b(?:{any_of(_WORDS['no_person'])})\b|\b(?:{any_of(_WORDS['no_person_at_the_end'])})$", re.IGNORECASE
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,8}|[\uac00-\ud7af]{2,4}")
_EDITED = re.compile(rf"\W*(?:{any_of(_WORDS['edited'])})")
"""Editors and fact-checkers are not authors."""

_HAN = re.compile(r"[\u4e00-\u9fff\uac00-\ud7af]")
_HAN_PAPER = re.compile(rf"(?:{any_of(_WORDS['paper_ends'])})$|{any_of(_WORDS['paper_holds'])}")
"""Short Han words that look like names but are not."""

LONGEST = 160
"""Characters of a byline; anything longer is a biography."""

LONGEST_SIGNED = 80
"""Characters of a byline recognised by its words alone."""

MOST = 40
"""Marked elements that are examined: the article's own come before those of other articles."""


def find(tree: Any) -> tuple[str, ...]:
    """Return the people named by the first marked element that names any, plus similar elements beside it.

    Without marked elements: those named by a byline's words.
    """
    looked_at = 0
    for element in tree.iter(
        "a", "span", "p", "div", "li", "ul", "address", "section", "strong", "em", "h3", "h4"
    ):
        if not _is_marked(element):
            continue
        looked_at += 1
        if looked_at > MOST:
            break
        if found := _people(element):
            alike = [
                other
                for other in _beside(element)
                if other is not element and other.get("class") == element.get("class")
            ]
            return tuple(dict.fromkeys([*found, *(name for other in alike for name in _people(other))]))
    return _signed(tree)


def _signed(tree: Any) -> tuple[str, ...]:
    for element in tree.iter("p", "span", "div", "li", "em", "i", "b", "strong", "small", "address"):
        if not _SIGNS.match(element.text or "") or _is_elsewhere(element):
            continue
        words = " ".join(element.text_content().split())
        if len(words) <= LONGEST_SIGNED and _SIGNS.match(words) and words[-1] not in ".!?。！？…":
            found = names(words)
            if found and all(map(is_person, found)):
                return found
    return ()


def is_person(name: str) -> bool:
    """Return whether words look like a person's name: two to five capitalised words, or two to four Han or Hangul characters."""
    if _HAN.search(name):
        return bool(_HAN_NAME.fullmatch(name)) and not _HAN_PAPER.search(name)
    words = name.split()
    if not 2 <= len(words) <= 5 or _NO_PERSON.search(name) or re.search(r"\d", name):  # noqa: PLR2004
        return False
    return all(word in _WORDS["particles"] or re.match(r"[^\W\d_a-zß-öø-ÿ]", word) for word in words)


def _is_marked(element: Any) -> bool:
    if not element.attrib:
        return False
    marks = f"{element.get('class') or ''} {element.get('data-testid') or ''} {element.get('itemprop') or ''}"
    marked = (
        (_QUICK.search(marks) and _MARK.search(marks))
        or element.get("rel") == "author"
        or _ADDRESS.search(element.get("href") or "")
    )
    return bool(marked and not _ELSEWHERE.search(marks)) and not _is_elsewhere(element)


def _is_elsewhere(element: Any) -> bool:
    """Return whether an element belongs to comments, other articles or the like."""
    return any(
        _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        or above.tag in {"footer", "aside"}
        for above in element.iterancestors()
    )


def _people(element: Any) -> list[str]:
    """Return the names in an element, as one byline or as the bylines of its parts."""
    words = " ".join(element.text_content().split())
    if not words or len(words) > LONGEST or _EDITED.match(words):
        return []
    whole = [name for name in names(words) if is_person(name)]
    if whole:
        return whole
    return [
        name
        for part in element.iterdescendants()
        if len(part) == 0
        for name in names(part.text)
        if is_person(name)
    ]


def _beside(element: Any) -> list[Any]:
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    return list((above if above is not None else element).iter(element.tag))
