"""Finds an outlet's label on a title: "UPDATE 2-", "CORRECTED:", 【独家】, "(Update 1)". The same report goes out with and without it."""

from __future__ import annotations

import re
from functools import cache

from stories.text import lexicon
from stories.text.script import simplified


def begin_of(title: str, lang: str) -> int:
    """Return the offset after the labels before a title; 0 if there are none or nothing follows them."""
    head = title[:LONGEST]
    found = _patterns("zh")[0].match(simplified(head)) if lang == "zh" else _patterns("en")[0].match(head)
    return found.end() if found and found.end() < len(title) else 0


def without(title: str) -> str:
    """Return a title of any language without labels before and behind it."""
    plain = simplified(title)
    for before, behind in map(_patterns, LANGUAGES):
        found = before.match(plain)
        begin = found.end() if found else 0
        last = behind.search(plain, max(begin, len(plain) - LONGEST))
        end = last.start() if last else len(plain)
        if (begin or last) and begin < end:
            title, plain = title[begin:end], plain[begin:end]
    return title


LANGUAGES = ("en", "zh")

LONGEST = 60
"""Characters at either end of a title that labels may take."""


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of labels before and behind a title."""
    words = sorted(lexicon.table("labels")["words"][lang], key=len, reverse=True)
    listed = "|".join(words)
    if lang == "zh":
        one = f"(?:{listed}){{1,2}}"
        return (
            re.compile(rf"(?:\s*(?:[【\[（(]{one}[】\]）)]|{one}\s*[|｜丨：:！!])\s*)+"),
            re.compile(rf"\s*[【\[（(]{one}[】\]）)]\s*\Z"),
        )
    capitals = "|".join(map(str.upper, words))
    one, shouted = rf"(?i:{listed})(?: ?\d{{1,2}})?", rf"(?:{capitals})(?: ?\d{{1,2}})?"
    return (
        # A hyphen also joins words ("Live-streaming"), so before it a label is in capitals.
        re.compile(rf"(?:\s*(?:[\[(]{one}[\])]|{one} ?[:|]|{shouted} ?[-–—])\s*)+"),
        re.compile(rf"\s*(?:[\[(]{one}[\])]| [-–—|] {shouted})\s*\Z"),
    )
