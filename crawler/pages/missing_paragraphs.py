"""Finds paragraphs that an extraction has missed: those with the same markup as the extracted ones.

An article's paragraphs share tag and class, and so do their parents. Comments, teasers and legal notes have other
markup.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

KNOWN = 40
"""Minimum characters of an extracted paragraph whose markup is used as a model."""

COMPARED = 80
"""Characters at a paragraph's start that are searched in the extracted text."""

LONGEST_HEADING = 150
"""Characters."""

_HEADINGS = ("h2", "h3", "h4")
_BLOCKS = ("p", *_HEADINGS)
_BLOCKS_AND_ITEMS = (*_BLOCKS, "li", "blockquote")
Setting = tuple[str, frozenset[str], str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A block of the page that contains no other block."""

    element: Any
    words: str
    letters: str
    """Its text without white space."""
    is_known: bool
    """Whether it was extracted."""

    @property
    def teaches(self) -> bool:
        return self.is_known and self.element.tag == "p" and len(self.words) >= KNOWN


def complete(tree: Any, found: str) -> str:
    """Return the extracted text plus every paragraph of the page with the same markup, in page order."""
    blocks = _blocks(tree, found, _BLOCKS_AND_ITEMS)
    settings = {_setting(block.element) for block in blocks if block.teaches}
    kept = {
        block.words: None
        for block in blocks
        if block.is_known or (block.element.tag == "p" and _setting(block.element) in settings)
    }
    return "\n\n".join(kept)


def fill(tree: Any, found: str, witness: str) -> str:
    """Return the extracted text with gaps filled: paragraphs of the same markup, and headings beside them.

    Args:
        tree: the page.
        found: the extracted text.
        witness: another extractor's text; only what it has too is added.
    """
    paragraphs = found.split("\n\n")
    letters = [_flat(paragraph) for paragraph in paragraphs]
    whole, seen = "".join(letters), _flat(witness)
    blocks = _blocks(tree, found, _BLOCKS)
    settings = {_setting(block.element) for block in blocks if block.teaches}
    holders = {block.element.getparent() for block in blocks if block.teaches}
    last = max((number for number, block in enumerate(blocks) if block.is_known), default=0)
    missing: defaultdict[int, list[str]] = defaultdict(list)
    place = -1
    for block, following in pairwise(blocks[: last + 1]):
        element = block.element
        if block.is_known:
            place = next(
                (at for at in range(max(place, 0), len(letters)) if block.letters[:COMPARED] in letters[at]),
                place,
            )
        elif block.letters in whole or block.letters[:COMPARED] not in seen:
            continue
        elif element.tag == "p":
            if len(block.words) >= KNOWN and _setting(element) in settings and not _is_linked(block):
                missing[place].append(block.words)
        elif element.tag in _HEADINGS and element.getparent() in holders and following.is_known:
            missing[place].extend([block.words] if place >= 0 and len(block.words) <= LONGEST_HEADING else [])
    filled = list(missing[-1])
    for number, paragraph in enumerate(paragraphs):
        filled += [paragraph, *missing[number]]
    return "\n\n".join(filled)


def _blocks(tree: Any, found: str, kinds: tuple[str, ...]) -> list[_Block]:
    extracted = _flat(found)
    return [
        _Block(
            element=element,
            words=words,
            letters=(letters := _flat(words)),
            is_known=len(words) >= KNOWN // 2 and letters[:COMPARED] in extracted,
        )
        for element in tree.iter(*kinds)
        if (words := _words(element))
    ]


def _words(element: Any) -> str:
    """Return the text of an innermost block."""
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


def _is_linked(block: _Block) -> bool:
    return sum(len(link.text_content()) for link in block.element.iter("a")) > len(block.words) / 2


def _flat(text: str) -> str:
    return "".join(text.split())
