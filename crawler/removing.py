"""Removes elements from a parsed page but keeps the text that follows them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

_MARKED = "rejoinder-removed"


def remove(root: etree._Element, elements: Iterable[etree._Element]) -> None:
    """Remove elements of a tree with all their contents.

    lxml's own `drop_tree` appends the text that follows to the previous element, and refuses control characters there.
    """
    for element in elements:
        if element is not root:
            element.tag = _MARKED
    etree.strip_elements(root, _MARKED, with_tail=False)
