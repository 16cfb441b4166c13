"""What a sentence without figures says the text reports on: "its second quarter report for 2024", a heading, 披露2024年年报."""

from __future__ import annotations

import re

from nlp.figures.periods import fiscal
from nlp.figures.periods.fiscal import Calendar
from nlp.figures.periods.named import Period
from nlp.figures.scenes import Scene
from nlp.figures.timing.dating import is_compared
from nlp.figures.timing.merged import PARTS
from nlp.figures.timing.reported import Reported, in_stated_fiscal_year, with_fiscal_year

_FORECASTS = re.compile(
    r"\b(?:guidance|outlook|forecasts?|expects?|(?<!than )(?<!as )expected|will|should|target)\b|预计|指引|展望"
)
"""Words by which the sentence refers to the future."""
_RESULTS = re.compile(r" (?:[a-z]+ ){0,2}(?:results?|reports?|earnings|figures|highlights)\b")
"""Beside a period, these mean that it is over, whatever the heading says about the outlook."""
_RESULTS_FOR = re.compile(r"\b(?:results|earnings|figures|accounts) for (?:the |its )?$")
_REACH = 24
"""Characters before a period in which its results are named."""
_REPORT_ZH = re.compile(r"年报|年度报告|业绩(?!预告|预测|指引|展望)")
_SHORTLY = 5
"""Characters after a period in which the report on it is named, or a heading ends."""


def follow(scene: Scene, by: Calendar, told: Reported) -> Reported:
    """Update what is reported on from a sentence without figures."""
    told = with_fiscal_year(scene, told)
    for period in reversed(scene.periods):
        results = _is_of_results(scene, period)
        is_heading = period.end - period.start + _SHORTLY >= scene.end - scene.start
        named = period.form in PARTS | {"span"} or (period.form == "year" and (results or is_heading))
        if named and not is_compared(scene, period):
            foretold = _FORECASTS.search(scene.page.words, scene.start, scene.end)
            ahead = not results and foretold is not None
            code = fiscal.code(in_stated_fiscal_year(period, told), by, told.under(by), ahead=ahead)
            return told._replace(ahead=code) if ahead else told._replace(period=code, by=by, ahead=None)
    return told


def _is_of_results(scene: Scene, period: Period) -> bool:
    """Return whether the results of a period are spoken of."""
    if scene.page.lang == "zh":
        return _REPORT_ZH.search(scene.page.plain, period.start, period.end + _SHORTLY) is not None
    head = scene.text(max(scene.start, period.start - _REACH), period.start)
    return _RESULTS.match(scene.page.words, period.end) is not None or _RESULTS_FOR.search(head) is not None
