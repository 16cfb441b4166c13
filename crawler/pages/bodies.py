"""Extracts the article's text from a page: one extractor, a cheap second one, and a choice where they disagree.

Trafilatura is the best single extractor, but its failures are total: it takes a teaser for the article, or stops after
the first paragraph. Resiliparse keeps too much but seldom loses the article, at a tenth of the time: it is the
witness. If the two agree, Trafilatura's text is used.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import trafilatura
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text

from crawler.pages import boilerplate, cached_xpath, missing_paragraphs
from crawler.texts import WORD, tidy

LARGEST = 3 * 2**20
"""Characters of a page beyond which only the witness runs: Trafilatura's time grows faster than the page."""

DEEPEST = 200
"""Nesting depth beyond which the witness is skipped: sixty thousand nested <div> take it six minutes. The tree's
parser stops at 256; of 940 pages none had more than 90.
"""

MOST_ELEMENTS = 40_000
"""The same limit in elements."""

IN_WITNESS = 0.75
"""Share of the extractor's word groups that the witness must contain for the two to agree."""

SIZE_OF_WITNESS = 0.48
"""Minimum size relative to the witness, which on ordinary pages extracts at most twice the article."""

STOPPED_EARLY = 1.6
"""Ratio of the page's paragraphs with the same markup to the extracted text from which extraction stopped early.
Slightly above 1, they were notes and links set as paragraphs; where it had stopped, the ratio was 1.8 to 7.
"""

_GROUP = 4
_DEEPER = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
_ELEMENTS = etree.XPath("count(//*)")
_BULLET = re.compile(r"^\s*[•*-]\s+", re.MULTILINE)

cached_xpath.install()


def find(tree: Any, text: str, said: str | None) -> str:
    """Return the article's text, paragraphs separated by blank lines; empty if there is none.

    Args:
        tree: the page, parsed by lxml.html.
        text: the page's HTML.
        said: the articleBody of the page's JSON-LD, if any.
    """
    witness = "" if _DEEPER(tree) else _witness(text)
    if len(text) > LARGEST or _ELEMENTS(tree) > MOST_ELEMENTS:
        return witness
    boilerplate.clear(tree)
    first = _extracted(tree)
    if not first:
        return said or witness
    groups, seen = _groups(first), _groups(witness)
    part, size = _share(groups, seen), groups.total() / seen.total()
    if part >= IN_WITNESS and size >= SIZE_OF_WITNESS:
        return tidy(missing_paragraphs.fill(tree, first, witness))
    if part >= IN_WITNESS:
        whole = tidy(missing_paragraphs.complete(tree, first))
        grown = _groups(whole)
        if grown.total() >= STOPPED_EARLY * groups.total() and _share(grown, seen) >= IN_WITNESS:
            return whole
    return _most_agreed([first, witness, *([said] if said else [])])


def _extracted(tree: Any) -> str:
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, with_metadata=False, include_formatting=False
    )
    return tidy(getattr(found, "text", None) or "")


def _witness(text: str) -> str:
    found = extract_plain_text(
        text, main_content=True, preserve_formatting=True, alt_texts=False, list_bullets=False
    )
    return tidy(_BULLET.sub("", found))


def _most_agreed(candidates: list[str]) -> str:
    """Return the candidate that shares most with the others; the first in a tie."""
    groups = [_groups(candidate) for candidate in candidates]
    return max(
        zip(candidates, groups, strict=True),
        key=lambda pair: sum(_agreement(pair[1], other) for other in groups if other is not pair[1]),
    )[0]


def _groups(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if len(words) < _GROUP:
        return Counter([tuple(words)])
    return Counter(zip(*(words[start:] for start in range(_GROUP)), strict=False))


def _share(part: Counter[tuple[str, ...]], whole: Counter[tuple[str, ...]]) -> float:
    return (part & whole).total() / max(1, part.total())


def _agreement(left: Counter[tuple[str, ...]], right: Counter[tuple[str, ...]]) -> float:
    return 2 * (left & right).total() / max(1, left.total() + right.total())
