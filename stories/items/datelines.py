"""Finds the dateline of a report (place, day, agency), and the day the report is of.

Two reports of one agency or one day share these whatever they report, so they are no evidence. Knows text only.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from stories.text.phrases import DENSE

MOST = 90
"""Maximum length of a dateline in characters."""

_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_AGENCY = r"(?:\([A-Z][^)\n:]{1,30}\)|/[\w ]{3,20}/)"
_DASH = r"(?:—|–|--|-)\s+"

_BARE = re.compile(
    # "PORT VALE, March 5 (Agency) —", with or without the day and the agency
    rf"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){{0,3}}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?(?:, {_DAY})?(?:,? \d{{4}})? ?(?:{_AGENCY} ?)?{_DASH}"
)
_SPACED = re.compile(
    # "Port Vale, March 5 (Agency) -", or the agency alone
    rf"(?:[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,3}}(?:, |(?= \()))?(?:{_DAY})?(?:,? \d{{4}})? ?{_AGENCY} ?{_DASH}"
)
_DENSE = re.compile(
    # 【本报讯】; 某某社江城8月21日电（记者 某某）; 某某社8月21日电，
    r"[【\[][^】\]\n]{0,24}(?:讯|电|消息|报道)[】\]]"
    r"|[^，。：；“”！？\n]{1,24}(?:日|社|网|报|台)(?:讯|电|消息)\s*(?:[（(][^（()）\n]{2,30}[)）]|——?|--|[ \u3000，,：:])"
)


_SIGN = re.compile(r"[—–\-讯电消报]")
"""What every dateline has: a dash, or a letter of the words for a report."""


def end_of_dateline(text: str, start: int, *, titled: bool = False) -> int:
    """Return the offset after a dateline at `start`; `start` itself if there is none.

    In a title, capitals before a dash are its subject ("TSMC - shares fall") unless an agency follows them.
    """
    end = min(len(text), start + MOST)
    if _SIGN.search(text, start, end) is None:
        return start
    forms = (_SPACED, _DENSE) if titled else (_BARE, _SPACED, _DENSE)
    match = next(filter(None, (form.match(text, start, end) for form in forms)), None)
    return match.end() if match else start


_DAYS = re.compile(
    r"\b(?:(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? (?P<number>\d{1,2})\b)"
)
_DAY_NAMES = re.compile("Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_DAYS_DENSE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?P<number>\d{1,2})[日号](?![线楼馆])")

_DAY_SIGNS = re.compile("[日号]")

_NAMES = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")


def dateless(text: str, lang: str, at: datetime) -> str:
    """Return a text without mentions of its own day or an adjacent one; other dates are part of the content."""
    dense = lang in DENSE
    if (_DAY_SIGNS if dense else _DAY_NAMES).search(text) is None:
        return text
    days = [(at + timedelta(days=beside)).date() for beside in (-1, 0, 1)]
    own = {_NAMES[day.weekday()] for day in days} | {str(day.day) for day in days}

    def left(found: re.Match[str]) -> str:
        named = (found.groupdict().get("name") or found["number"]).removeprefix("0")
        return " " if named in own else found[0]

    return (_DAYS_DENSE if dense else _DAYS).sub(left, text)
