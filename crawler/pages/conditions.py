"""Recognises what is shown in place of an article: a removal notice, a consent dialog, an empty shell for scripts.

All of these come with HTTP 200. This module only flags the page; articles.py decides what to do.
"""

from __future__ import annotations

import re
from typing import Any

from crawler.pages.lexicon import WORDS
from crawler.pages.metadata import Metadata

SHORT = 250
"""Letters of a body below which a page may not be an article; releases and flashes can be that short too."""

STUB = 700
"""Characters below which the open part of a paid article counts as a stub; measured on 60 of them."""

OF_A_CHARACTER = 3
"""Letters equivalent to a Chinese or Japanese character: a flash of a hundred of them is a complete piece of news."""

MANY_SCRIPTS = 5

_WORDS = WORDS["conditions"]
_GONE = re.compile("|".join(_WORDS["gone_patterns"]), re.IGNORECASE)
_CONSENT = re.compile("|".join(_WORDS["consent_patterns"]), re.IGNORECASE)
_ASKS_CONSENT = re.compile("|".join(_WORDS["asks_consent_patterns"]), re.IGNORECASE)
_ASKS_SCRIPTS = re.compile("|".join(_WORDS["asks_scripts_patterns"]), re.IGNORECASE)
_ASKS_HUMAN = re.compile("|".join(_WORDS["asks_human_patterns"]), re.IGNORECASE)
_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def find(said: Metadata, body: str, tree: Any, html: str) -> tuple[str, ...]:
    """Return flags for a page: `missing`, `human_check`, `consent`, `needs_js`, `stub`; none for an ordinary one.

    Args:
        said: the page's metadata.
        body: the extracted text.
        tree: the page, parsed.
        html: the page.
    """
    title = " ".join([*said.headings[:1], *said.titles[-1:]])
    if len(body) >= STUB:
        return ()
    if not said.is_article and _GONE.search(title):
        return ("missing",)
    if said.free is False:
        return ("stub",)
    return _in_place_of_an_article(title, tree, html) if _length(body) < SHORT else ()


def _length(text: str) -> int:
    """Return the length in Latin letters."""
    return len(text) + (OF_A_CHARACTER - 1) * len(_CHARACTER.findall(text))


def _in_place_of_an_article(title: str, tree: Any, html: str) -> tuple[str, ...]:
    seen = f"{title} {' '.join(str(tree.text_content()).split())[:4000]}"
    if _ASKS_HUMAN.search(seen):
        return ("human_check",)
    if _CONSENT.search(html) and _ASKS_CONSENT.search(seen):
        return ("consent",)
    return ("needs_js",) if _ASKS_SCRIPTS.search(html) or _is_shell(tree) else ()


def _is_shell(tree: Any) -> bool:
    """Return whether a page has scripts but no text, or none in the well-known element they fill."""
    scripts = tree.xpath("//script")
    words = sum(
        _length(words.strip()) for words in tree.xpath("//body//text()[not(parent::script or parent::style)]")
    )
    empty = any(
        _length("".join(element.text_content().split())) < SHORT
        for name in _WORDS["shells"]
        for element in tree.xpath("//*[@id=$name]", name=name)
    )
    return bool(scripts) and (empty or (len(scripts) >= MANY_SCRIPTS and words < SHORT))
