"""Where the window of a morning brief begins: at an hour of the evening after the brief before it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

EVERY_DAY = frozenset(range(7))
"""Days of the week, from Monday as 0, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class Evenings:
    """When a brief begins to look back, and on which days of the week there is one."""

    hour: time = time(18)
    weekdays: Collection[int] = EVERY_DAY

    def before(self, until: datetime, zone: tzinfo) -> datetime:
        """The moment of that hour, in the team's zone, on the last day with a brief before the day of `until`.

        So a team that has no brief at the weekend reads on Monday what happened since Friday evening.
        """
        day = until.astimezone(zone).date() - timedelta(days=1)
        while day.weekday() not in self.weekdays:
            day -= timedelta(days=1)
        return datetime.combine(day, self.hour, tzinfo=zone)


EVENINGS = Evenings()
"""A brief every day."""
