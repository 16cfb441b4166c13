"""Ignores relative clauses without a number: in "Maker, which reports earnings on May 6, fell 3%", earnings do not fall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from nlp.figures.scenes import Draft
from nlp.figures.text.pages import Page
from nlp.rare import Rare

_ASIDE = Rare(
    (", which ", ", who ", ", whose ", ", where "),
    r", (?:which|who|whose|where) [^,;]{3,90},(?! (?:up|down|or|from)\b)",
)


class Placed(Protocol):
    """Anything with a position in the page."""

    @property
    def start(self) -> int:
        """Start offset."""

    @property
    def end(self) -> int:
        """End offset, exclusive."""


T = TypeVar("T", bound=Placed)


def outside_asides(found: Sequence[T], page: Page, drafts: Sequence[Draft], start: int, end: int) -> list[T]:
    """Drop what is in a relative clause that ends at a comma and contains none of the sentence's numbers."""
    if page.lang != "en" or not found:
        return [*found]
    spans = [
        match.span()
        for match in _ASIDE.finditer(page.words, start, end)
        if not any(match.start() < draft.start < match.end() for draft in drafts)
    ]
    if not spans:
        return list(found)
    return [one for one in found if not any(low < one.start and one.end <= high for low, high in spans)]
