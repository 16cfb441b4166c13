"""Where the window of a morning brief begins: at an hour of the evening before."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo


def evening_before(until: datetime, hour: time, zone: tzinfo) -> datetime:
    """The moment of that hour, in the team's zone, on the day before the one on which `until` falls there."""
    day = until.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, hour, tzinfo=zone)
