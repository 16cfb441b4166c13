"""Parses publishers' dates and times, with their zone. Never guesses a zone: the caller gives the source's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before the web; an earlier date is a default or a mistake."""

AHEAD = timedelta(hours=1)
"""How far a publisher's clock may run ahead before a date counts as being in the future."""

ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10,
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "PHT": 8, "AEST": 10, "AEDT": 11,
    "ACST": 9.5, "AWST": 8, "NZST": 12, "NZDT": 13, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3, "GST": 4, "WIB": 7, "ICT": 7,
}  # fmt: skip
"""UTC offsets in hours, as news sites use the abbreviations: CST is Chicago's and IST India's."""

_AMERICAN = {
    "ET": "America/New_York",
    "PT": "America/Los_Angeles",
    "CT": "America/Chicago",
    "MT": "America/Denver",
}
"""Abbreviations used in summer and winter alike."""

HALF = r"(?P<half>[上下中正]午|午[前後后间間]|[早晚]上|早晨|清晨|凌晨|傍晚|晚[间間]|深夜|夜[间間里]?|[早晚]|오전|오후|[AaPp][Mm]\b)"
"""What East Asian sites write before the time for a.m. and p.m."""

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[年년/.-]\s*(?P<month>\d{1,2})\s*[月월/.-]\s*(?P<day>\d{1,2})\s*[日号號일.]?"
    r"(?:\s*[（(]?(?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日?)?[)）]?)?"
    r"(?:\s*" + HALF + r"?\s*(?P<hour>\d{1,2})\s*[:：时時点點시]\s*(?P<minute>\d{1,2})?\s*[分분]?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2})秒?)?(?:\s*(?P<behind>[AaPp])\.?[Mm]\b\.?)?)?"
    r"(?:\s*(?P<letters>[A-Z]{2,5})\b|\s*(?P<offset>[+-]\d{2}:?\d{2})\b)?"
)
_MORNING = re.compile("上午|午前|早|清晨|凌晨|오전|[Aa]")
_TWELVE_MORE = (
    (re.compile("下午|午[後后]|傍?晚|오후|[Pp]"), range(12)),
    (re.compile("深?夜"), range(6, 12)),
    (re.compile("[中正]午|午[间間]"), range(1, 11)),
)
"""After which of them, which hours are those of a clock of twelve."""

_FROM_GREENWICH = re.compile(r"\b(?:GMT|UTC)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?\b")
_OF_A_PLACE = re.compile("(?:北京|香港|台北)[时時][间間]|(?P<japan>日本時間|한국\\s?시간)")
_UNIX = re.compile(r"\d{10}(?P<finer>(?:\d{3}){0,3})(\.\d+)?")
_AMBIGUOUS = re.compile(r"\b(0?[1-9]|1[0-2])[/-](?!\1\b)(0?[1-9]|1[0-2])[/-]\d{4}\b")
"""02/11/2026 is February in one country and November in another."""

_DOTTED = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")
"""With dots, the day comes first."""

_CLOCK = re.compile(
    r"\d\s*[:：时時点點시]|\d\s*h\d\d|\d\s*[ap]\.?m\b|\d{8}T\d|^\d{4}-\d\d-\d\dT|^\d{10,}(?:\.\d+)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"[+-]\d\d:?\d\d$")

_WINTER_AND_SUMMER = (datetime(2024, 1, 1), datetime(2024, 7, 1))  # noqa: DTZ001 - only used to ask for zone names

_WEEKDAY_ONLY = re.compile(r"^\D+$")


def read(raw: str | None, zone: tzinfo | str = UTC) -> datetime | None:
    """Parse a publisher's date into an aware datetime; None if there is none.

    Args:
        raw: as written: ISO 8601, RFC 822, Unix seconds, "2024年8月22日 10:00", "August 22, 2024 10:00 am EST" …
        zone: zone of times without one.
    """
    text = " ".join((raw or "").split())
    if not text or _WEEKDAY_ONLY.match(text):
        return None
    own = ZoneInfo(zone) if isinstance(zone, str) else zone
    text = _OF_A_PLACE.sub(
        lambda found: "+09:00" if found["japan"] else "+08:00", _FROM_GREENWICH.sub(_offset, text)
    )
    moment = _unix(text) or _iso(text) or _rfc822(text) or _year_first(text, own) or _free(text, own)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=own)
    try:
        moment.astimezone(UTC)  # dates before year 1 or after 9999 in UTC cannot be stored
        return moment if moment.utcoffset() is not None else None
    except (OverflowError, ValueError):
        return None


def has_zone(raw: str) -> bool:
    """Return whether the publisher's words name the zone."""
    moment = read(raw, _UNKNOWN)
    return moment is not None and moment.tzinfo is not _UNKNOWN


def has_clock(raw: str) -> bool:
    """Return whether the publisher's words give a time of day."""
    return _CLOCK.search(_OFFSET.sub("", raw)) is not None


def is_absurd(moment: datetime, now: datetime) -> bool:
    """Return whether a date is in the future or before the web."""
    return moment > now + AHEAD or moment < EARLIEST


def _unix(text: str) -> datetime | None:
    """Parse seconds since 1970, or thousandths, millionths or thousand-millionths of them."""
    found = _UNIX.fullmatch(text)
    return None if found is None else datetime.fromtimestamp(float(text) / 10 ** len(found["finer"]), UTC)


def _iso(text: str) -> datetime | None:
    """Parse ISO 8601 with common deviations: a space before the zone, seven-digit fractions."""
    tidy = re.sub(r"\s+([+-]\d\d:?\d\d|Z)$", r"\1", text)
    tidy = re.sub(r"(\.\d{6})\d+", r"\1", tidy)
    try:
        return datetime.fromisoformat(tidy)
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    if not re.search(r"\d{1,2} [A-Za-z]{3} \d{4} \d", text) or re.search(r" [A-Z]{2,5}$", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _year_first(text: str, own: tzinfo) -> datetime | None:
    """Parse numeric dates that start with the year, as in East Asia and databases, with any marker of a.m. or p.m."""
    found = _YEAR_FIRST.search(text)
    if not found or (
        re.search(r"\d[/.-]\d", found[0]) and not re.fullmatch(r"\D*", text.replace(found[0], ""))
    ):
        return None
    part = {
        name: int(found[name])
        for name in ("year", "month", "day", "hour", "minute", "second")
        if found[name] is not None
    }
    hour = _hour(part.get("hour", 0), found["half"] or found["behind"] or "")
    try:
        named = (
            datetime.strptime(found["offset"], "%z").tzinfo
            if found["offset"]
            else _zone_of(found["letters"], None, own)
        )
        return datetime(
            part["year"], part["month"], part["day"], hour, part.get("minute", 0), part.get("second", 0),
            tzinfo=timezone(timedelta(seconds=named)) if isinstance(named, int) else named,
        )  # fmt: skip
    except ValueError:
        return None


def _hour(hour: int, half: str) -> int:
    """Return the hour of the day: 凌晨12:10 is 0:10, 深夜11:40 is 23:40, 中午12:30 is 12:30."""
    if hour == 12 and _MORNING.match(half):  # noqa: PLR2004 - midnight
        return 0
    return hour + 12 * any(hour in hours for words, hours in _TWELVE_MORE if words.match(half))


def _offset(found: re.Match[str]) -> str:
    """Convert GMT+8 as people mean it; POSIX, and so dateutil, read it with the opposite sign."""
    return f" {found['sign']}{int(found['hours']):02}:{found['minutes'] or '00'}"


def _free(text: str, own: tzinfo) -> datetime | None:
    """Parse month names in words; requires year, month and day, so that nothing is filled in from today."""
    is_one = len(_YEAR_FIRST.findall(text)) < 2 and not _AMBIGUOUS.search(text)  # noqa: PLR2004 - two days
    if not is_one or len(text) > 80 or not re.search(r"\d{4}", text):  # noqa: PLR2004 - a sentence
        return None
    tidy = re.sub(r"(?i)^\W*(published|updated|posted|date|last modified)\W*(on|at)?\W*", "", text)
    tidy = re.sub(r"(?i)\b(\d{1,2})h(\d\d)\b", r"\1:\2", tidy).replace(" | ", " ").replace("•", " ")
    tidy = re.sub(r"(?i)\b(\d{1,2})[.:](\d\d)\s*uhr\b", r"\1:\2", tidy)
    tidy = re.sub(r"(?i)\b(\d{1,2})\.(\d\d)(?=\s*[ap]\.?m\b)", r"\1:\2", tidy)
    how = {"tzinfos": partial(_zone_of, own=own), "dayfirst": bool(_DOTTED.search(tidy))}
    try:
        first = dateutil_parser.parse(tidy, default=datetime(1904, 1, 1), **how)  # noqa: DTZ001
        second = dateutil_parser.parse(tidy, default=datetime(1912, 2, 2), **how)  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return first if first.date() == second.date() else None


def _zone_of(name: str | None, offset: int | None, own: tzinfo) -> tzinfo | int | None:
    """Return the zone that an abbreviation means; in the publisher's own zone, its own meaning wins: CST in Shanghai."""
    if offset is not None:
        return offset
    if name and name in {day.replace(tzinfo=own).tzname() for day in _WINTER_AND_SUMMER}:
        return own
    if name in _AMERICAN:
        return ZoneInfo(_AMERICAN[name])
    hours = ZONES.get(name or "")
    return None if hours is None else int(hours * 3600)


class _Unknown(tzinfo):
    """Stands for an unnamed zone."""

    def utcoffset(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _moment: datetime | None) -> str:
        return "unknown"


_UNKNOWN = _Unknown()
