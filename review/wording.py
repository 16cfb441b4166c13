"""How times, intervals, amounts and labels are put for people: one wording for pages, mails and terminal."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation

BEFORE = "by the time the claim was seen"

HOUR = 60
DAY = 24 * HOUR

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
    "supports": "supports",
    "beats": "above the estimate",
    "misses": "below the estimate",
}

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

PLATFORMS = {"x": "X", "xiaohongshu": "Xiaohongshu", "youtube": "YouTube", "tiktok": "TikTok"}
"""Names that are more than a capital letter."""

_FILED = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?) (?P<unit>[A-Z]{3})(?P<per> per \w+)?")
"""How the amount of a machine-readable filing is worded: every digit, then the currency."""

SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))


def span(least: int | None, most: int | None) -> str:
    """A latency known as an interval of seconds, rounded outwards: "10–25 min", "under 15 min", "at least 2 h".

    Never closer than it is known: a board that is polled every quarter of an hour knows no minute.
    """
    if least is None and most is None:
        return "time not known"
    if most is None:
        return f"at least {_one(_floor(least or 0))}" if least and least > 0 else "time not known"
    if most <= 0:
        return BEFORE
    high = -(-most // 60)
    low = _floor(max(least or 0, 0))
    if low <= 0:
        return f"within {_one(high)}"
    if low == high:
        return _one(low)
    return _two(low, high)


def known(least: int | None, most: int | None) -> bool:
    """Whether anything is known of a latency: a claim that the first look found on a board may be any age."""
    return most is not None or bool(least)


def after_claim(least: int | None, most: int | None) -> str:
    """A latency as part of a sentence: "10–25 min after the claim", "by the time the claim was seen"."""
    if least is None and most is None:
        return "how long after the claim is not known"
    told = span(least, most)
    return told if told == BEFORE else f"{told} after the claim"


def difference(percent: str | None) -> str | None:
    """A stored relative difference as it is read: "14.5 %", without its sign; None where it has no meaning."""
    try:
        return None if percent is None else f"{_plain(abs(Decimal(percent)).quantize(Decimal('0.1')))} %"
    except InvalidOperation:
        return percent


def open_for(since: datetime | None, now: datetime) -> str:
    """How long something has been open: "9 h", "2 d 4 h"."""
    return "time not known" if since is None else _one(max(int((now - since).total_seconds() // 60), 0))


def local(moment: datetime, zone: tzinfo, now: datetime | None = None) -> str:
    """A moment in the team's zone: "21 Nov 22:15"; the year where it is not that of `now`."""
    there = moment.astimezone(zone)
    year = f" {there.year}" if now and there.year != now.astimezone(zone).year else ""
    return f"{there.day} {there:%b}{year} {there:%H:%M}"


def between(earliest: str | None, latest: str | None, zone: tzinfo) -> str:
    """An interval of stored times in the team's zone; a moment when both ends are the same minute."""
    if earliest is None and latest is None:
        return "time not known"
    if latest is None:
        return f"after {local(datetime.fromisoformat(earliest or ''), zone)}"
    end = datetime.fromisoformat(latest)
    if earliest is None:
        return f"by {local(end, zone)}"
    start = datetime.fromisoformat(earliest)
    if end - start < timedelta(minutes=1):
        return local(end, zone)
    if start.astimezone(zone).date() == end.astimezone(zone).date():
        return f"{local(start, zone)}–{end.astimezone(zone):%H:%M}"
    return f"{local(start, zone)} – {local(end, zone)}"


def amount(value: str | None, unit: str | None, per: str | None = None) -> str:
    """A stored decimal with its unit: "CNY 1.8 billion", "15.4 %", "27,307 vehicles"."""
    if value is None:
        return "–"
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    tail = f" per {per}" if per else ""
    if unit == "percent":
        return f"{_plain(number)} %{tail}"
    if unit in ("pp", "bp"):
        return f"{_plain(number)} {unit}{tail}"
    if unit and unit.isupper():
        return f"{unit} {scaled(number)}{tail}"
    plural = "" if unit is None or unit in ("multiple", "fraction") or abs(number) == 1 else "s"
    return f"{scaled(number)} {unit or ''}{plural}{tail}".strip()


def filed(words: str) -> str:
    """A filing's amount as it is said, "CNY 1.24 billion" for "1,240,000,000 CNY", to three places; other words as they are."""
    match = _FILED.fullmatch(words)
    if match is None:
        return words
    number = Decimal(match["number"].replace(",", ""))
    size, word = next(((size, word) for size, word in SCALES if abs(number) >= size), (None, ""))
    if size is None:
        return words
    places = f"{(number / size).quantize(Decimal('0.001')):,f}".rstrip("0").rstrip(".")
    return f"{match['unit']} {places} {word}{match['per'] or ''}"


def scaled(number: Decimal) -> str:
    """A number as it is said: "1.8 billion"; below a million with separators."""
    for size, word in SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {word}"
    return _plain(number)


def heat(value: int | None) -> str:
    """A board's heat: "784,317"."""
    return "–" if value is None else f"{value:,}"


def said(words: str, kind: str | None) -> str:
    """Words as they are printed: in quotation marks where they are the speaker's own, else as reported."""
    return f"“{words}”" if kind == "direct" else f"as reported: {words}"


def platform(name: str | None) -> str:
    """A platform as it writes itself: "Weibo"."""
    return "" if name is None else PLATFORMS.get(name, name[:1].upper() + name[1:])


def day(moment: datetime, zone: tzinfo) -> str:
    """A day in the team's zone as a heading: "Friday 23 August 2024"."""
    there = moment.astimezone(zone)
    return f"{there:%A} {there.day} {there:%B %Y}"


def lasting(minutes: int) -> str:
    """A stretch of time: "5 h 12 min"."""
    return _one(minutes)


def office(speaker: str | None, role: str | None, organisation: str | None) -> str:
    """A speaker's office as it follows the name: ", president, Xiaomi"; what the name says already is left out."""
    named = (speaker or "").casefold()
    return "".join(f", {part}" for part in (role, organisation) if part and part.casefold() not in named)


def sum_of(derivation: str) -> str:
    """A stored derivation as it is read: long numbers are put as they are said where that loses no digit; jobs in the plural."""
    counted = _OF_SUM.sub(lambda found: f"{found['unit'].replace('_', ' ')}s", derivation)
    return re.sub(r"(?<![\d.])\d{4,}(?:\.\d+)?", lambda found: _exactly(Decimal(found[0])), counted)


_OF_SUM = re.compile(
    r"(?<=\d )(?<!(?<![\d.])1 )(?!percent|pp|bp|multiple|fraction|against|per\b)(?P<unit>[a-z_]{2,}[a-rt-z])(?= against|$)"
)
"""The unit of a count in a stored sum: "1840 job against 1500 job"."""


def period(written: str | None) -> str | None:
    """A stored period as it is said: "Q3 FY2026", "1 Jun – 31 Aug 2026", "May 2026", "2019–2025", "31 Aug 2026"."""
    if written is None:
        return None
    first, slash, last = written.partition("/")
    if not slash:
        year, dash, part = written.partition("-")
        return f"{part} {year}" if dash and not part[0].isdigit() else written
    try:
        return _stretch(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return written


def _stretch(begin: date, end: date) -> str:
    if begin == end:
        return _day(end)
    if begin.day == 1 and (end + timedelta(days=1)).day == 1:
        if (begin.month, end.month) == (1, 12):
            return f"{begin.year}–{end.year}" if begin.year < end.year else str(end.year)
        if (begin.year, begin.month) == (end.year, end.month):
            return f"{end:%B %Y}"
    return f"{_day(begin) if begin.year < end.year else _day(begin)[:-5]} – {_day(end)}"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%b %Y}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 story", "3 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut at a space where there is one near."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 2 // 3 else cut).rstrip(" ,;:，、；") + "…"


def _exactly(number: Decimal) -> str:
    size, word = next(((size, word) for size, word in SCALES if number >= size), (Decimal(1), ""))
    short = f"{_plain(number / size)} {word}".strip()
    return short if number / size == (number / size).quantize(Decimal("0.01")) else f"{number:,f}"


def _plain(number: Decimal) -> str:
    rounded = number.quantize(Decimal("0.01")) if abs(number) < Decimal("1e15") else number
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _floor(seconds: int) -> int:
    return seconds // 60


def _one(minutes: int) -> str:
    if minutes < HOUR:
        return f"{minutes} min"
    if minutes < DAY:
        hours, rest = divmod(minutes, HOUR)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(minutes, DAY)
    return f"{days} d {rest // HOUR} h" if rest >= HOUR else f"{days} d"


def _two(low: int, high: int) -> str:
    if high < HOUR:
        return f"{low}–{high} min"
    return f"{_one(low)} – {_one(high)}"
