"""Fills dates and times into an address, such as a search for announcements since last week."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def fill(url: str, now: datetime, zone: str) -> str:
    """Fill in the placeholders of an address.

    `{today}`, `{week_ago}` and `{month_ago}` become days as YYYYMMDD in the source's zone, `{unix}` and `{unix_ms}` the
    current time in seconds and milliseconds since 1970.
    """
    day = now.astimezone(ZoneInfo(zone)).date()
    moments = {
        "{today}": f"{day:%Y%m%d}",
        "{week_ago}": f"{day - timedelta(days=7):%Y%m%d}",
        "{month_ago}": f"{day - timedelta(days=31):%Y%m%d}",
        "{unix}": str(int(now.timestamp())),
        "{unix_ms}": str(int(now.timestamp() * 1000)),
    }
    for name, value in moments.items():
        url = url.replace(name, value)
    return url
