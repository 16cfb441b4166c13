"""Removes elements from a parsed page and keeps the text that follows them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

_MARKED = "rejoinder-removed"


def remove(root: etree._Element, elements: Iterable[etree._Element]) -> None:
    """Take elements of a tree out, with all that is in them.

    lxml's own `drop_tree` writes the words that follow to the element before, and refuses control characters there.
    """
    for element in elements:
        if element is not root:
            element.tag = _MARKED
    etree.strip_elements(root, _MARKED, with_tail=False)
