"""What may differ in a site's pages. The general extraction does the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml.cssselect import CSSSelector

from crawler.removing import remove
from crawler.texts import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Overrides of the general reading; None and empty: as usual."""

    body: str | None = None
    """CSS selector of the element that holds the article; its paragraphs are the body."""
    drop: str | None = None
    """CSS selector of elements that are no part of any article."""
    zone: str | None = None
    """IANA zone of times that the pages write without one."""

    def prepare(self, tree: Any) -> None:
        """Take out of a parsed page what is no part of an article."""
        if self.drop:
            remove(tree, CSSSelector(self.drop)(tree))

    def find(self, tree: Any) -> str:
        """The article's words by the site's own selector; empty where it selects nothing."""
        for element in CSSSelector(self.body)(tree) if self.body else ():
            paragraphs = (" ".join(paragraph.text_content().split()) for paragraph in element.iter("p"))
            if found := tidy("\n".join(paragraphs)):
                return found
        return ""
