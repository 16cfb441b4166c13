"""What a figure covers, by the words that name its metric: a part of the firm, as "cloud revenue"; adjusted or not, with minorities or without."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from records import METRICS_OF_PARTS, Figure
from stories.text import lexicon
from stories.text.script import simplified

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def scope_of(figure: Figure) -> str:
    """Return the folded words for the part; empty if only the metric's own words are given."""
    if figure.metric not in METRICS_OF_PARTS or not figure.metric_text:
        return ""
    subject = figure.subject or ""
    return (
        _dense(figure.metric_text, subject)
        if _HAN.search(figure.metric_text)
        else _spaced(figure.metric_text, subject)
    )


def taken(figure: Figure) -> frozenset[str]:
    """Return in which of several ways a metric is taken, in words for people: "adjusted"."""
    words = simplified(figure.metric_text or "").casefold()
    ways = {
        way
        for way, by_lang in lexicon.table("scopes")["taken"].items()
        for told in by_lang.values()
        if any(word in words for word in told)
    }
    return frozenset(ways | ({"adjusted"} if figure.adjusted else set()))


@lru_cache(maxsize=10_000)
def _spaced(words: str, subject: str) -> str:
    whole, named = lexicon.table("scopes")["whole"]["en"], subject.casefold()
    told = (word.casefold() for word in _WORD.findall(words))
    return " ".join(
        word for word in told if word not in whole and word.removesuffix("'s").removesuffix("’s") not in named
    )


@lru_cache(maxsize=10_000)
def _dense(words: str, subject: str) -> str:
    return _of_the_whole().sub(
        "", simplified(words).replace(simplified(subject), "") if subject else simplified(words)
    )


@cache
def _of_the_whole() -> re.Pattern[str]:
    words = sorted(lexicon.table("scopes")["whole"]["zh"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
