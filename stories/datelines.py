"""Where a report's first sentence begins: behind place, day and agency, which are the reporter's. Knows text only."""

from __future__ import annotations

import re

MOST = 90
"""Characters of a dateline."""

_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_AGENCY = r"(?:\([A-Z][^)\n:]{1,30}\)|/[\w ]{3,20}/)"
_DASH = r"(?:—|–|--|-)\s+"

_BARE = re.compile(
    # "PORT VALE, March 5 (Agency) —", with or without the day and the agency
    rf"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){{0,3}}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?(?:, {_DAY})?(?:,? \d{{4}})? ?(?:{_AGENCY} ?)?{_DASH}"
)
_SPACED = re.compile(
    # as in "Port Vale, March 5 (Agency) -", or the agency alone
    rf"(?:[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,3}}(?:, |(?= \()))?(?:{_DAY})?(?:,? \d{{4}})? ?{_AGENCY} ?{_DASH}"
)
_DENSE = re.compile(
    # 【本报讯】; 某某社江城8月21日电（记者 某某）; 某某社8月21日电，
    r"[【\[][^】\]\n]{0,24}(?:讯|电|消息|报道)[】\]]"
    r"|[^，。：；“”！？\n]{1,24}(?:日|社|网|报|台)(?:讯|电|消息)\s*(?:[（(][^（()）\n]{2,30}[)）]|——?|--|[ \u3000，,：:])"
)


def end_of_dateline(text: str, start: int, *, titled: bool = False) -> int:
    """The character at which the sentence begins that a dateline at `start` opens; `start` where there is none.

    In a title, capitals before a dash are whom it is about ("TSMC - shares fall"), unless an agency follows them.
    """
    end = min(len(text), start + MOST)
    forms = (_SPACED, _DENSE) if titled else (_BARE, _SPACED, _DENSE)
    match = next(filter(None, (form.match(text, start, end) for form in forms)), None)
    return match.end() if match else start
