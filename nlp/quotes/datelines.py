"""Where a news paragraph really begins: after "WASHINGTON, March 5 (Agency) —". Knows text only."""

from __future__ import annotations

import re

DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
AGENCY = r"(?:\([A-Z][^)\n:]{1,30}\)|/[\w ]{3,20}/)"
DASH = r"(?:—|–|--|-)\s+"

DATELINE = re.compile(
    rf"\([A-Z][A-Za-z .]{{1,20}}\)\s+(?:{DASH})?|"
    r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    rf"(?:, {DAY})?(?:,? \d{{4}})? ?(?:{AGENCY} ?)?{DASH}|"
    # A place in small letters, or none, only before an agency: "March 4 (Agency) -", "Ghent, March 4 (Agency) -".
    rf"(?:[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,2}}(?:, |(?= \()))?(?:{DAY})?(?:,? \d{{4}})? ?{AGENCY} ?{DASH}"
)


def after_dateline(text: str, start: int, end: int) -> int:
    """The character at which a paragraph's first sentence begins."""
    match = DATELINE.match(text, start, min(end, start + 90))
    return match.end() if match else start
