"""Parses the times Weibo shows on posts: absolute, or relative to the reply."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from records import BEIJING

FULL = "%a %b %d %H:%M:%S %z %Y"
"""Wed Aug 21 23:50:00 +0800 2024."""

_AGO = re.compile(r"(\d{1,5})\s*(秒|分钟|小时)前")
_UNITS = {"秒": "seconds", "分钟": "minutes", "小时": "hours"}
_DAY_WORDS = {"今天": 0, "昨天": 1, "前天": 2}
_DAY_WORD = re.compile(r"(今天|昨天|前天)\s*(\d{1,2}):(\d{2})")
_DATE = re.compile(r"(?:(\d{4})[-年/])?(\d{1,2})[-月/](\d{1,2})日?(?:\s+(\d{1,2}):(\d{2}))?")


def read(written: str, captured_at: datetime) -> datetime | None:
    """Return the time, or None if the format is unknown; a day without a time of day means its start."""
    try:
        return datetime.strptime(written, FULL).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    try:
        local = _relative(written.strip(), captured_at.astimezone(BEIJING))
        return local.astimezone(UTC) if local else None
    except (ValueError, OverflowError):
        return None


def _relative(written: str, now: datetime) -> datetime | None:
    if written == "刚刚":
        return now
    if ago := _AGO.fullmatch(written):
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    if day := _DAY_WORD.fullmatch(written):
        then = now - timedelta(days=_DAY_WORDS[day[1]])
        return then.replace(hour=int(day[2]), minute=int(day[3]), second=0, microsecond=0)
    if named := _DATE.fullmatch(written):
        year, month, date, hour, minute = (int(part) if part else None for part in named.groups())
        then = datetime(year or now.year, month or 1, date or 1, hour or 0, minute or 0, tzinfo=BEIJING)
        # Without a year, it lies in the past twelve months.
        return then.replace(year=now.year - 1) if year is None and then > now + timedelta(days=1) else then
    return None
