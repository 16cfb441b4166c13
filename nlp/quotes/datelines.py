"""Where a news paragraph really begins: after "WASHINGTON, March 5 (Agency) —". Knows text only."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"\([A-Z][A-Za-z .]{1,20}\)\s+(?:(?:—|–|--|-)\s+)?|"
    r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?(?:, [A-Z][a-z]+\.? \d{1,2})?"
    r"(?:,? \d{4})? ?(?:\([^)\n]{2,30}\) ?|/[\w ]{3,20}/ ?)?(?:—|–|--|-)\s+"
)


def after_dateline(text: str, start: int, end: int) -> int:
    """The character at which a paragraph's first sentence begins."""
    match = DATELINE.match(text, start, min(end, start + 90))
    return match.end() if match else start
