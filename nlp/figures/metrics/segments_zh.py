"""Company segments written right before a Chinese metric: 手机收入 is not the whole company's 收入."""

from __future__ import annotations

import re
from functools import cache

from nlp.figures.text.words import load
from records import METRICS_OF_PARTS

Span = tuple[int, int]

LONGEST = 8
"""Maximum characters of a segment's name."""

_RUN = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{1,{LONGEST}}}$")


def widened(plain: str, word: Span, metric: str | None, subject: str | None) -> Span:
    """Extend a metric's words by the segment right before them, without the subject's own name."""
    if metric not in METRICS_OF_PARTS:
        return word
    run = _RUN.search(plain, max(0, word[0] - LONGEST), word[0])
    if run is None:
        return word
    whole = _whole().match(run[0])
    part = run[0][whole.end() :] if whole else run[0]
    owned = bool(subject and subject in part)
    if subject and owned:
        part = part.partition(subject)[2]
    alone = len(part) < 2 and not (part and (owned or plain.startswith("业务", word[0])))  # noqa: PLR2004 — but 云业务 is
    if alone or (whole is None and len(run[0]) == LONGEST):
        return word
    return word[0] - len(part), word[1]


@cache
def _whole() -> re.Pattern[str]:
    """Return a pattern for a run up to the last word that cannot belong to a segment."""
    return re.compile(f".*(?:{'|'.join(map(re.escape, load('segments_zh')['whole']))})")
