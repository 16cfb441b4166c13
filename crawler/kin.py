"""Finds the rest of an article whose extraction stopped early: the paragraphs that stand as the extracted ones do.

A page's own article is set in one way: its paragraphs share tag and class, and so do the elements that hold them.
Comments, teasers and legal notes are set in others.
"""

from __future__ import annotations

from typing import Any

KNOWN = 40
"""Least characters of an extracted paragraph by which its setting is learnt."""

COMPARED = 80
"""Characters at a paragraph's start by which it is found in the extracted text."""

_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote")
Setting = tuple[str, frozenset[str], str, frozenset[str]]


def complete(tree: Any, found: str) -> str:
    """The extracted words with every paragraph of the page that is set as theirs are, in the page's order."""
    flat = _flat(found)
    blocks = [(element, words) for element in tree.iter(*_BLOCKS) if (words := _words(element))]
    known = [len(words) >= KNOWN // 2 and _flat(words)[:COMPARED] in flat for _, words in blocks]
    settings = {
        _setting(element)
        for (element, words), is_known in zip(blocks, known, strict=True)
        if is_known and element.tag == "p" and len(words) >= KNOWN
    }
    kept = {
        words: None
        for (element, words), is_known in zip(blocks, known, strict=True)
        if is_known or (element.tag == "p" and _setting(element) in settings)
    }
    return "\n\n".join(kept)


def _words(element: Any) -> str:
    """The words of a block that holds no other one."""
    if element.tag in {"li", "blockquote"} and next(element.iterdescendants("p", "li"), None) is not None:
        return ""
    return " ".join(element.text_content().split())


def _setting(element: Any) -> Setting:
    parent = element.getparent()
    return (
        element.tag,
        frozenset((element.get("class") or "").split()),
        str(parent.tag) if parent is not None else "",
        frozenset((parent.get("class") or "").split()) if parent is not None else frozenset(),
    )


def _flat(text: str) -> str:
    return "".join(text.split())
