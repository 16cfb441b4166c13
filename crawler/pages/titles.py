"""Chooses the displayed title from the page's candidates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from crawler.texts import WORD

AGREES = 0.35
"""Minimum token F1 between a heading and any of the page's titles; below it, it is a slogan or a section's name."""

_JOINT = re.compile(r"\s+[|–—\-»·:]+\s+|\s*[|_]\s*")


def choose(headings: tuple[str, ...], titles: tuple[str, ...]) -> str | None:
    """Return the heading that agrees best with the page's titles, else the page's first title without the site's name."""
    sites = {site for title in titles if (site := _site_of(title))}
    scored = [
        (max((_f1(heading, title) for title in titles), default=0.0), -place)
        for place, heading in enumerate(headings)
        if heading.casefold() not in sites
    ]
    if scored:
        best, place = max(scored)
        if best >= AGREES or not titles:
            return headings[-place]
    return _without_site(titles) if titles else None


def _site_of(title: str) -> str | None:
    """Return what follows the last separator of a title, if it is the shorter part."""
    parts = _JOINT.split(title)
    return parts[-1].casefold() if len(parts) > 1 and len(parts[-1]) < len(title) / 2 else None


def _without_site(titles: tuple[str, ...]) -> str:
    """Return the first title, without what follows its last separator if another title equals the rest."""
    first = titles[0]
    parts = _JOINT.split(first)
    for title in titles[1:]:
        if title != first and first.startswith(title) and len(title) > len(first) / 3:
            return title
    return first if len(parts) < 2 or len(titles) > 1 else max(parts, key=len)  # noqa: PLR2004


def _f1(left: str, right: str) -> float:
    mine, theirs = _tokens(left), _tokens(right)
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def _tokens(text: str) -> Counter[str]:
    return Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
