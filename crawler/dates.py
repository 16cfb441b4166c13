"""Reads the times that publishers write, with their zone. Guesses no zone: a source's own is given by the caller."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before the web: such a date is a default or a slip."""

AHEAD = timedelta(hours=1)
"""How far ahead of us a publisher's clock may run before a date counts as one of the future."""

ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8,
    "AKST": -9, "AKDT": -8, "HST": -10,
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "PHT": 8, "AEST": 10, "AEDT": 11,
    "ACST": 9.5, "AWST": 8, "NZST": 12, "NZDT": 13, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3, "GST": 4, "WIB": 7, "ICT": 7,
}  # fmt: skip
"""Hours east of Greenwich as news sites use the letters: CST is Chicago's and IST India's."""

_EASTERN = {
    "ET": "America/New_York",
    "PT": "America/Los_Angeles",
    "CT": "America/Chicago",
    "MT": "America/Denver",
}
_CHINESE = re.compile(
    r"(?P<year>\d{4})\s*[年/.-]\s*(?P<month>\d{1,2})\s*[月/.-]\s*(?P<day>\d{1,2})\s*[日号]?"
    r"(?:\s*(?P<half>上午|下午|晚上|凌晨)?\s*(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})?\s*分?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2}))?)?"
)
_UNIX = re.compile(r"\d{10}(\d{3})?(\.\d+)?")
_AMBIGUOUS = re.compile(r"\b(0?[1-9]|1[0-2])[/.-](?!\1\b)(0?[1-9]|1[0-2])[/.-]\d{4}\b")
"""02/11/2026 is February in one country and November in another."""

_WEEKDAY_ONLY = re.compile(r"^\D+$")


def read(raw: str | None, zone: tzinfo | str = UTC) -> datetime | None:
    """The moment that a publisher's words name, aware; None where they name none.

    Args:
        raw: as written: ISO 8601, RFC 822, Unix seconds, "2024年8月22日 10:00", "August 22, 2024 10:00 am EST" …
        zone: of times that are written without one.
    """
    text = " ".join((raw or "").split())
    if not text or _WEEKDAY_ONLY.match(text):
        return None
    moment = _unix(text) or _iso(text) or _rfc822(text) or _chinese(text) or _free(text)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone) if isinstance(zone, str) else zone)
    try:
        moment.astimezone(UTC)  # a day before the year 1, or after 9999, cannot be stored
        return moment if moment.utcoffset() is not None else None
    except (OverflowError, ValueError):
        return None


def has_zone(raw: str) -> bool:
    """Whether the publisher's words say the zone themselves."""
    moment = read(raw, _UNKNOWN)
    return moment is not None and moment.tzinfo is not _UNKNOWN


def is_absurd(moment: datetime, now: datetime) -> bool:
    """Whether a date lies in the future or before the web."""
    return moment > now + AHEAD or moment < EARLIEST


def _unix(text: str) -> datetime | None:
    if not _UNIX.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)  # noqa: PLR2004 - the year 5138


def _iso(text: str) -> datetime | None:
    """ISO 8601, with the liberties that sites take: a space before the zone, seven digits of a second."""
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


def _chinese(text: str) -> datetime | None:
    found = _CHINESE.search(text)
    if not found or (
        re.search(r"\d[/.-]\d", found[0]) and not re.fullmatch(r"\D*", text.replace(found[0], ""))
    ):
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value and name != "half"}
    hour = part.get("hour", 0)
    if found["half"] in {"下午", "晚上"} and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    try:
        return datetime(  # noqa: DTZ001 - the caller knows the zone
            part["year"], part["month"], part["day"], hour, part.get("minute", 0), part.get("second", 0)
        )
    except ValueError:
        return None


def _free(text: str) -> datetime | None:
    """Month names in words; needs a year, a month and a day, so that nothing is filled in from today."""
    if not re.search(r"\d{4}", text) or len(text) > 80 or _AMBIGUOUS.search(text):  # noqa: PLR2004 - a sentence
        return None
    tidy = re.sub(r"(?i)^\W*(published|updated|posted|date|last modified)\W*(on|at)?\W*", "", text)
    tidy = re.sub(r"(?i)\b(\d{1,2})h(\d\d)\b", r"\1:\2", tidy).replace(" | ", " ").replace("•", " ")
    try:
        first = dateutil_parser.parse(tidy, tzinfos=_zone_of, default=datetime(1904, 1, 1))  # noqa: DTZ001
        second = dateutil_parser.parse(tidy, tzinfos=_zone_of, default=datetime(1912, 2, 2))  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return first if first.date() == second.date() else None


def _zone_of(name: str | None, offset: int | None) -> tzinfo | int | None:
    if offset is not None:
        return offset
    if name in _EASTERN:
        return ZoneInfo(_EASTERN[name])
    hours = ZONES.get(name or "")
    return None if hours is None else int(hours * 3600)


class _Unknown(tzinfo):
    """Stands for a zone that nobody named."""

    def utcoffset(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _moment: datetime | None) -> str:
        return "unknown"


_UNKNOWN = _Unknown()
