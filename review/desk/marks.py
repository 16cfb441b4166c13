"""Texts with their facts marked: quotations, figures and names link to their explanation. Does all escaping itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from review.control_characters import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of a text, in code points."""

    start: int
    end: int
    kind: str
    """quote, figure or mention; the CSS class."""
    href: str
    title: str
    """The tooltip."""


def marked(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Return part of a text as HTML. Where marks overlap, the inner one is the link and both are visible.

    Args:
        text: the whole stored text, to which marks are offsets.
        marks: in any order; those outside the text or the part are skipped.
        start: first code point shown.
        end: the one after the last; None: to the end of the text.
    """
    end = len(text) if end is None else min(end, len(text))
    within = [mark for mark in marks if start <= mark.start < mark.end <= len(text) and mark.start < end]
    cuts = sorted(
        {start, end, *(min(mark.start, end) for mark in within), *(min(mark.end, end) for mark in within)}
    )
    return Markup("").join(
        _piece(text[left:right], [mark for mark in within if mark.start <= left and right <= mark.end])
        for left, right in pairwise(cuts)
    )


def _piece(part: str, active: Sequence[Mark]) -> Markup:
    shown = escape(visible(part))
    if not active or part.isspace():  # a line break between two marks is no link
        return shown
    inner = min(active, key=lambda mark: mark.end - mark.start)
    return Markup('<a class="mark {kinds}" href="{href}" title="{title}">{shown}</a>').format(
        kinds=_kinds(active), href=inner.href, title=visible(inner.title), shown=shown
    )


def _kinds(active: Iterable[Mark]) -> str:
    return " ".join(sorted({f"mark-{mark.kind}" for mark in active}))
