"""What a site can override. The general extraction does the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml.cssselect import CSSSelector

from crawler.texts import tidy
from crawler.trees import remove


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Overrides of the general extraction; None and empty: no override."""

    body: str | None = None
    """CSS selector of the element that holds the article; its paragraphs are the body."""
    drop: str | None = None
    """CSS selector of elements that never belong to an article."""
    zone: str | None = None
    """IANA zone of times without one."""

    def prepare(self, tree: Any) -> None:
        """Remove the excluded elements from a parsed page."""
        if self.drop:
            remove(tree, CSSSelector(self.drop)(tree))

    def find(self, tree: Any) -> str:
        """Return the text found by the site's own selector; empty if it matches nothing."""
        for element in CSSSelector(self.body)(tree) if self.body else ():
            paragraphs = (" ".join(paragraph.text_content().split()) for paragraph in element.iter("p"))
            if found := tidy("\n".join(paragraphs)):
                return found
        return ""
