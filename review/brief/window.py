"""The start of the morning brief's window: the evening after the previous brief."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

EVERY_DAY = frozenset(range(7))
"""Weekdays as `date.weekday` counts them, Monday as 0."""


@dataclass(frozen=True, slots=True)
class Evenings:
    """The hour at which a brief begins to look back, and the weekdays with a brief."""

    hour: time = time(18)
    weekdays: Collection[int] = EVERY_DAY

    def before(self, until: datetime, zone: tzinfo) -> datetime:
        """Return that hour, in the team's time zone, on the last day with a brief before the day of `until`.

        A team without a brief at the weekend thus reads on Monday what happened since Friday evening.
        """
        day = until.astimezone(zone).date() - timedelta(days=1)
        while day.weekday() not in self.weekdays:
            day -= timedelta(days=1)
        return datetime.combine(day, self.hour, tzinfo=zone)


EVENINGS = Evenings()
"""A brief every day."""
