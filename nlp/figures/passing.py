"""Recognises who is named in passing: as forecaster, employer, place or ticker, or in another's news. Figures are not theirs."""

from __future__ import annotations

import re
from functools import cache

from nlp.figures.named import Named
from nlp.figures.scenes import Scene
from nlp.figures.words import load

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
"""What stands before a name that another one's news is told with: a relative clause, what is bought, who claims something,
whom somebody told."""
_ACCUSES = re.compile(
    r"(?:[ ][A-Z]\w+)*[ ](?:(?:has|had|have)[ ])?(?:accus(?:ed|es|ing)|alleg(?:ed|es|ing)|blam(?:ed|es|ing))[ ]"
    r"|[^，。；被遭受回就对针关]{0,6}(?:指控|举报|做空)(?!报告|机构)"
)
"""Behind a name that charges another one with what follows: the figures are the other's."""
_LISTED = re.compile(r"\((?:[A-Z]{2,8}[ ]?:[ ]?)?$")
_WORKS = (" at ", " of ", " for ", " from ", " with ", " the ")
"""What stands between what somebody is and for whom they work."""


def is_named_in_passing(scene: Scene, named: Named) -> bool:
    """Whether somebody is named for another reason than figures of their own."""
    return (
        _is_forecaster(scene, named)
        or _is_where(scene, named)
        or _is_employer(scene, named)
        or _is_ticker(scene, named)
        or _is_told_with(scene, named)
        or (not named.is_segment and _ACCUSES.match(scene.page.plain, named.end, named.end + 60) is not None)
    )


def _is_ticker(scene: Scene, named: Named) -> bool:
    """The TLVK of "Talvik (NASDAQ: TLVK)" only says again who was named."""
    before = scene.page.plain[max(scene.start, named.start - 12) : named.start]
    return _LISTED.search(before) is not None and scene.page.plain.startswith(")", named.end)


def _is_forecaster(scene: Scene, named: Named) -> bool:
    """A name behind "by" of a poll or before "analysts" forecasts; it is not what the figure is about."""
    before = scene.text(max(scene.start, named.start - 16), named.start)
    after = scene.text(named.end, named.end + 12)
    return bool(
        _SAID.search(before)
        or before.endswith(("polled by ", "surveyed by ", "compiled by "))
        or _OF_FORECASTER.match(after)
    )


def _is_told_with(scene: Scene, named: Named) -> bool:
    """Whether a name is told of in another one's news: in a relative clause, as what is bought, as whom somebody told."""
    before = scene.text(max(scene.start, named.start - 80), named.start)
    return not named.is_segment and _TOLD_WITH.search(before) is not None


def _is_where(scene: Scene, named: Named) -> bool:
    """A name behind "in" or "to the" that nobody knows as a company is where it happened: "sales in China"."""
    if named.entity is not None or named.is_segment:
        return False
    if _SHARES_IN.search(scene.text(max(scene.start, named.start - 16), named.start)):
        return False
    return _WHERE.search(scene.text(max(scene.start, named.start - 12), named.start)) is not None


def _is_employer(scene: Scene, named: Named) -> bool:
    """Of "an analyst at X" the X is whom somebody works for."""
    before = scene.text(max(scene.start, named.start - 30), named.start)
    return before.endswith(_WORKS) and _employed().search(before) is not None


@cache
def _employed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(load('figures_subjects_en')['people'])})[ ](?:at|of|for|from|with)[ ](?:the[ ])?$"
    )
