"""Gives English figures the whole phrase that names them; figures in a row share one."""

from __future__ import annotations

import re

from nlp.figures.metrics.phrases_en import Phrases
from nlp.figures.scenes import Draft, Scene

_FORECAST = re.compile(
    r"\b(?:expected|estimates?|consensus|forecasts?|expectations?|guidance|analysts?|ahead|wall street|economists?)\b"
)
_IN_A_ROW = re.compile(
    r"[ ,]*(?:(?:in|for|at|as of|during)[ ](?:fiscal )?[^$;.]{4,24}?[ ,]+)?(?:and[ ])?(?:(?:approximately|about|respectively,?)[ ])?"
)


def name(scene: Scene) -> None:
    """Give every amount the whole phrase that names it; figures in a row share one."""
    amounts = [draft for draft in scene.drafts if draft.kind in {"money", "count", "number"}]
    if not amounts:
        return
    phrases = Phrases(scene)
    row: list[Draft] = []
    for draft in amounts:
        if row and not _IN_A_ROW.fullmatch(scene.text(row[-1].end, draft.start)):
            _share_phrase(row, phrases)
            row = []
        row.append(draft)
    _share_phrase(row, phrases)


def _share_phrase(row: list[Draft], phrases: Phrases) -> None:
    """Share the phrase before the first or after the last figure: "$5 million and $6 million of expenses"."""
    first, last = row[0].candidate, row[-1].candidate
    span = phrases.of(first.start, first.end) if len(row) == 1 else phrases.of_row(first.start, last.end)
    if span is not None and not _FORECAST.search(phrases.words(span)):
        for draft in row:
            draft.metric_phrase = span
