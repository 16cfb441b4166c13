"""Which stretch of time a page looks at: as asked for, else the day before now, else the last day that was collected."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from db.times import iso

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time."""

    since: datetime
    until: datetime
    last_look: datetime | None
    """The newest poll before the present; None: nothing was ever collected."""
    stale: bool
    """The window ends before the present, because nothing was collected since."""

    @property
    def given(self) -> dict[str, str]:
        """As the named queries take it."""
        return {"since": iso(self.since), "until": iso(self.until)}


def choose(
    conn: sqlite3.Connection, *, now: datetime, zone: tzinfo, since: str = "", until: str = ""
) -> Window:
    """The window asked for; where that is empty or no time, the last day up to now or up to the last look."""
    row = conn.execute("select max(at) as at from polls where at <= :now", {"now": iso(now)}).fetchone()
    look = datetime.fromisoformat(row["at"]) if row["at"] else None
    stale = look is not None and now - look > DAY
    end = _moment(until, zone) or (look + timedelta(minutes=1) if look and stale else now)
    begin = _moment(since, zone) or end - DAY
    return Window(since=min(begin, end), until=end, last_look=look, stale=stale and not until)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """A time as typed or picked: ISO 8601; without a zone it is meant in the team's. A bare day is its first minute."""
    try:
        moment = datetime.fromisoformat(
            text.strip().replace(" ", "+")
            if text.count(" ") == 1 and ":" in text[-6:] and "T" in text
            else text.strip()
        )
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
