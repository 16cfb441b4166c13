"""Recognises names that are not a figure's subject: forecasters, employers, places, tickers, parties in another's news."""

from __future__ import annotations

import re
from functools import cache

from nlp.figures.scenes import Scene
from nlp.figures.subjects.named import Named
from nlp.figures.text.words import load

_SAID = re.compile(
    r"(?:(?<![a-z])(?:according to|as reported by|reported by|data from|figures from|estimates? (?:by|from)|a report by)(?: (?:the|a))? |据|根据|援引)$",
    re.IGNORECASE,
)
_OF_FORECASTER = re.compile(r"(?:'s)?[ ](?:analysts?|poll|survey|data)\b|[^，。]{0,6}(?:研报|研究报告)")
_WHERE = re.compile(r" (?:in|in the|to the|from the|across|across the|outside|outside the|throughout) $")
_SHARES_IN = re.compile(r"\b(?:shares|stocks?|stake|trading|bonds|investors) in (?:the )?$")
_TOLD_WITH = re.compile(
    r",[ ]the[ ](?:[a-z-]+[ ]){0,4}(?:maker|owner|parent|operator|manufacturer|producer|publisher|developer|group|company|firm|business)[ ](?:of|behind|that)[ ][^,]*$"
    r"|,[ ](?:which|who|whose|a|an)[ ][^,]*$|\b(?:buy|buys|buying|bought|acquire|acquires|acquiring|acquired)[ ](?:the[ ])?$"
    r"|\b(?:claims?|allegations?|accusations?|complaints?|criticism|reports?|lawsuits?|suits?|bids?|offers?)[ ](?:by|from)[ ](?:the[ ]|an?[ ])?(?:[a-z-]+[ ]){0,3}$"
    r"|\b(?:told|tells)[ ](?:the[ ])?$|(?:告诉|接受|收购)[《“]?$"
)
"""Words before a name that appears in another party's news: a relative clause, an acquired company, a claimant, a listener."""
_ACCUSES = re.compile(
    r"(?:[ ][A-Z]\w+)*[ ](?:(?:has|had|have)[ ])?(?:accus(?:ed|es|ing)|alleg(?:ed|es|ing)|blam(?:ed|es|ing))[ ]"
    r"|[^，。；被遭受回就对针关]{0,6}(?:指控|举报|做空)(?!报告|机构)"
)
"""After a name, words that accuse another party: the figures are the other's."""
_LISTED = re.compile(r"\((?:[A-Z]{2,8}[ ]?:[ ]?)?$")
_WORKS = (" at ", " of ", " for ", " from ", " with ", " the ")
"""Words between a person's role and their employer."""


def is_incidental(scene: Scene, named: Named) -> bool:
    """Return whether a name is mentioned for another reason than its own figures."""
    return (
        _is_forecaster(scene, named)
        or _is_where(scene, named)
        or _is_employer(scene, named)
        or _is_ticker(scene, named)
        or _is_told_with(scene, named)
        or (not named.is_segment and _ACCUSES.match(scene.page.plain, named.end, named.end + 60) is not None)
    )


def _is_ticker(scene: Scene, named: Named) -> bool:
    """Return whether it is a ticker after its company: "Talvik (NASDAQ: TLVK)"."""
    before = scene.page.plain[max(scene.start, named.start - 12) : named.start]
    return _LISTED.search(before) is not None and scene.page.plain.startswith(")", named.end)


def _is_forecaster(scene: Scene, named: Named) -> bool:
    """Return whether it is a forecaster: after "by" of a poll or before "analysts"."""
    before = scene.text(max(scene.start, named.start - 16), named.start)
    after = scene.text(named.end, named.end + 12)
    return bool(
        _SAID.search(before)
        or before.endswith(("polled by ", "surveyed by ", "compiled by "))
        or _OF_FORECASTER.match(after)
    )


def _is_told_with(scene: Scene, named: Named) -> bool:
    """Return whether it appears in another party's news: in a relative clause, as acquired, or as a listener."""
    before = scene.text(max(scene.start, named.start - 80), named.start)
    return not named.is_segment and _TOLD_WITH.search(before) is not None


def _is_where(scene: Scene, named: Named) -> bool:
    """Return whether it is a place: an unknown name after "in" or "to the", as in "sales in China"."""
    if named.entity is not None or named.is_segment:
        return False
    if _SHARES_IN.search(scene.text(max(scene.start, named.start - 16), named.start)):
        return False
    return _WHERE.search(scene.text(max(scene.start, named.start - 12), named.start)) is not None


def _is_employer(scene: Scene, named: Named) -> bool:
    """Return whether it is somebody's employer: "an analyst at X"."""
    before = scene.text(max(scene.start, named.start - 30), named.start)
    return before.endswith(_WORKS) and _employed().search(before) is not None


@cache
def _employed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(load('figures_subjects_en')['people'])})[ ](?:at|of|for|from|with)[ ](?:the[ ])?$"
    )
