"""Formats times, intervals and labels for pages, mails and the terminal. `amounts` formats figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta, tzinfo
from itertools import accumulate
from unicodedata import east_asian_width

BEFORE = "by the time the claim was seen"

HOUR = 60
DAY = 24 * HOUR
MONTH = 30 * DAY

ROUGH = 2 * HOUR
"""Minutes between the least and the greatest latency from which both are told in whole hours."""
VAGUE = 2 * DAY
"""Minutes between the least and the greatest latency from which a latency is said to be vague."""

STANCES = {
    "deny": "denies",
    "confirm": "confirms",
    "explain": "explains",
    "apologise": "apologises",
    "correct": "corrects",
    "promise": "promises",
    "decline": "declines to comment",
    "holding": "holding answer",
    "silent": "silent",
}

VERDICTS = {
    "agrees": "agrees",
    "rounds": "agrees when rounded",
    "other_basis": "other basis",
    "other_period": "other period",
    "conflicts": "conflicts",
    "adds_up": "adds up",
    "does_not_add_up": "does not add up",
    "supports": "bears it out",
    "beats": "above the estimate",
    "misses": "below the estimate",
}

BAD = frozenset({"conflicts", "does_not_add_up"})
"""Verdicts that call for somebody's attention."""

CHANNELS = {
    "post": "post",
    "statement": "statement",
    "filing": "filing",
    "call": "earnings call",
    "interview": "interview",
    "press_conference": "press conference",
    "internal_letter": "internal letter",
    "livestream": "live stream",
}

PLATFORMS = {
    "x": "X",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "wechat": "WeChat",
    "微博": "Weibo",
    "微信": "WeChat",
    "抖音": "Douyin",
    "小红书": "Xiaohongshu",
}
"""Names that need more than a capital letter, and Chinese names."""


def span(least: int | None, most: int | None) -> str:
    """Return an interval of seconds in words, rounded outwards: "10–25 min", "within 15 min", "at least 2 h".

    Never more precise than known: a board polled every quarter of an hour does not give the minute, and an interval of two
    hours or more is told in whole hours ("2–16 h").
    """
    if least is None and most is None:
        return "time not known"
    if most is None:
        return f"at least {_one(_floor(least or 0))}" if known(least, most) else "time not known"
    if most <= 0:
        return BEFORE
    high = -(-most // 60)
    low = _floor(max(least or 0, 0))
    if least == most and low:
        return _one(low)
    if high - low >= ROUGH:
        low, high = (low // HOUR * HOUR if low >= HOUR else low), -(-high // HOUR) * HOUR
    low, high = low // _step(low) * _step(low), -(-high // _step(high)) * _step(high)
    if low <= 0:
        return f"within {_one(high)}"
    return _one(low) if low == high else _two(low, high)


def known(least: int | None, most: int | None) -> bool:
    """Return whether a latency is known at all: a claim already on the board at the first poll may be of any age."""
    return most is not None or _floor(least or 0) > 0


def after_claim(least: int | None, most: int | None) -> str:
    """Return a latency for use in a sentence: "10–25 min after the claim", "by the time the claim was seen".

    A wide interval says that it is one: a board that was not polled for weeks, or a report that gives no day, leaves it open.
    """
    if not known(least, most):
        return "how long after the claim is not known"
    told = span(least, most)
    if told == BEFORE:
        return told
    vague = most is not None and most - max(least or 0, 0) > VAGUE * 60
    since = "of" if told.startswith("within") else "after"
    return f"{told} {since} the claim" + (" (not known more closely)" if vague else "")


def open_for(since: datetime | None, now: datetime) -> str:
    """Return how long something has been open: "9 h", "2 d 4 h"."""
    return "time not known" if since is None else _one(max(int((now - since).total_seconds() // 60), 0))


def local(moment: datetime, zone: tzinfo, *others: datetime | None) -> str:
    """Return a time in the team's zone: "21 Nov 22:15"; with the year if that of one of the `others` differs."""
    there = moment.astimezone(zone)
    year = (
        f" {there.year}"
        if any(other and other.astimezone(zone).year != there.year for other in others)
        else ""
    )
    return f"{there.day} {there:%b}{year} {there:%H:%M}"


def between(earliest: str | None, latest: str | None, zone: tzinfo, now: datetime | None = None) -> str:
    """Return an interval of stored times in the team's zone; one time if both ends are in the same minute.

    With `now`, years other than the present one are given.
    """
    if earliest is None and latest is None:
        return "time not known"
    if latest is None:
        return f"after {local(datetime.fromisoformat(earliest or ''), zone, now)}"
    end = datetime.fromisoformat(latest)
    if earliest is None:
        return f"by {local(end, zone, now)}"
    start = datetime.fromisoformat(earliest)
    if end - start < timedelta(minutes=1):
        return local(end, zone, now)
    if start.astimezone(zone).date() == end.astimezone(zone).date():
        return f"{local(start, zone, now)}–{end.astimezone(zone):%H:%M}"
    return f"{local(start, zone, end)} – {local(end, zone, start, now)}"


def by(earliest: str | None, latest: str | None, zone: tzinfo) -> str:
    """Return like `between`, of an interval of two hours or more its end: "by 3 May 20:00"."""
    if earliest and latest:
        lasted = datetime.fromisoformat(latest) - datetime.fromisoformat(earliest)
        earliest = earliest if lasted < timedelta(minutes=ROUGH) else None
    return between(earliest, latest, zone)


def first_sighting(
    earliest: str | None, latest: str | None, zone: tzinfo, now: datetime | None = None
) -> str:
    """Return like `between` when a claim was first seen; says so if no poll in between narrows it down.

    A page that gives a day only leaves 24 hours; more is left by a board alone, between two polls.
    """
    told = between(earliest, latest, zone, now)
    return f"{told} (no poll in between)" if unpolled(earliest, latest) else told


def unpolled(earliest: str | None, latest: str | None) -> bool:
    """Return whether an interval of stored times is too long for anything but a gap between two polls."""
    if earliest is None or latest is None:
        return False
    return datetime.fromisoformat(latest) - datetime.fromisoformat(earliest) > timedelta(days=1)


def heat(value: int | None) -> str:
    """Return a board's heat: "784,317"."""
    return "–" if value is None else f"{value:,}"


def said(words: str, kind: str | None) -> str:
    """Return direct speech in quotation marks, indirect speech marked as reported."""
    return f"“{words}”" if kind == "direct" else f"as reported: {words}"


def does(stance: str | None) -> str:
    """Return what an answer does, as the verb of a sentence: "denies", "is silent"."""
    nouns = {"holding": "gives a holding answer", "silent": "is silent"}
    return nouns.get(stance or "") or STANCES.get(stance or "", "answers")


def platform(name: str | None) -> str:
    """Return the platform's own spelling: "Weibo"."""
    return "" if name is None else PLATFORMS.get(name, name[:1].upper() + name[1:])


def channel(stated: str | None, kind: str | None) -> str | None:
    """Return the channel as stated, else its kind. Platforms get their names, other Chinese words their kind."""
    if not stated:
        return CHANNELS.get(kind or "")
    if kind == "post" and (
        stated in PLATFORMS or (stated.isascii() and stated.islower() and stated.isalpha())
    ):
        return platform(stated)
    return stated if stated.isascii() else CHANNELS.get(kind or "", stated)


def carried(items: int) -> str | None:
    """Say how many items carry the words, if more than one."""
    return f"carried by {counted(items, 'item')}" if items > 1 else None


def day(moment: datetime, zone: tzinfo) -> str:
    """Return a day in the team's zone as a heading: "Friday 23 August 2024"."""
    there = moment.astimezone(zone)
    return f"{there:%A} {there.day} {there:%B %Y}"


def due(day: str, time: str | None) -> str:
    """Return a calendar day with its time, if any: "Thursday 22 Aug, 16:00"."""
    there = date.fromisoformat(day)
    return f"{there:%A} {there.day} {there:%b}" + (f", {time}" if time else "")


def lasting(minutes: int) -> str:
    """Return a duration: "5 h 12 min"."""
    return _one(minutes)


def office(speaker: str | None, role: str | None, organisation: str | None) -> str:
    """Return a speaker's office as appended to the name: ", president, Xiaomi", without what the name already says."""
    named = (speaker or "").casefold()
    return "".join(f", {part}" for part in (role, organisation) if part and part.casefold() not in named)


def term(since: date | None, until: date | None) -> str:
    """Return a term of office: "since 6 Apr 2010", "6 Apr 2010 – 1 Mar 2020", "until 1 Mar 2020"."""
    begin, end = (f"{day.day} {day:%b %Y}" if day else "" for day in (since, until))
    if begin and end:
        return f"{begin} – {end}"
    return f"until {end}" if end else f"since {begin}" if begin else ""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 story", "3 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` columns on one line, of which a Chinese character takes two; cut inside a word only if it is long."""
    flat = " ".join(text.split())
    columns = list(accumulate(2 if east_asian_width(character) in "WF" else 1 for character in flat))
    if not columns or columns[-1] <= limit:
        return flat
    end = bisect_right(columns, limit - 1)
    cut = flat[:end]
    if "!" <= flat[end] <= LAST_SPACED:
        whole = _LAST_WORD.sub("", cut)
        cut = whole if len(whole) * 2 >= end else cut
    return cut.rstrip(" ,;:，、；") + "…"


LAST_SPACED = "\u10ff"
"""Last character of the scripts that set spaces between words and come first in Unicode."""
_LAST_WORD = re.compile(rf"[!-{LAST_SPACED}]+\Z")


def _floor(seconds: int) -> int:
    return seconds // 60


def _step(minutes: int) -> int:
    """Return to how many minutes a duration of this length is told."""
    return 1 if minutes < DAY else HOUR if minutes < MONTH else DAY


def _one(minutes: int) -> str:
    if minutes < HOUR:
        return f"{minutes} min"
    if minutes < DAY:
        hours, rest = divmod(minutes, HOUR)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(minutes, DAY)
    return f"{days} d {rest // HOUR} h" if rest >= HOUR and minutes < MONTH else f"{days} d"


def _two(low: int, high: int) -> str:
    if high < HOUR:
        return f"{low}–{high} min"
    if high < DAY and low % HOUR == high % HOUR == 0:
        return f"{low // HOUR}–{high // HOUR} h"
    return f"{_one(low)} – {_one(high)}"
