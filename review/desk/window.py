"""The period a page shows: the requested one, else the last 24 hours, else the last day with any data."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from db.times import iso
from review.brief.window import Evenings

DAY = timedelta(days=1)
YEARS = range(1970, 2200)
"""Years outside cannot be meant, and overflow when converted to another zone."""


LATEST = """
select max(at) as at
from (
  select max(at) as at from polls where at <= :now
  union all
  select max(first_seen) from documents where first_seen <= :now
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period of time."""

    since: datetime
    until: datetime
    last_look: datetime | None
    """The newest poll or archived document before the present; None: nothing was ever collected."""
    stale: bool
    """The window ends before the present because nothing was collected since."""

    @property
    def given(self) -> dict[str, str]:
        """Return it as parameters of the named queries."""
        return {"since": iso(self.since), "until": iso(self.until)}


def choose(
    conn: sqlite3.Connection,
    *,
    now: datetime,
    zone: tzinfo,
    since: str = "",
    until: str = "",
    evenings: Evenings | None = None,
) -> Window:
    """Return the requested window; if empty or invalid, the last day up to now or to the last collection.

    Args:
        conn: to the collected database.
        now: the present.
        zone: the team's, also of typed times without a zone.
        since: as typed.
        until: as typed.
        evenings: when a window without a start begins; None: a day before its end.
    """
    row = conn.execute(LATEST, {"now": iso(now)}).fetchone()
    look = datetime.fromisoformat(row["at"]) if row["at"] else None
    stale = look is not None and now - look > DAY
    end = _moment(until, zone) or (look + timedelta(minutes=1) if look and stale else now)
    begin = _moment(since, zone) or (evenings.before(end, zone) if evenings else end - DAY)
    return Window(since=min(begin, end), until=end, last_look=look, stale=stale and not until)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """Parse a time as typed or picked: ISO 8601, without a zone in the team's; a bare day is its first minute."""
    try:
        # An unencoded plus sign in a URL arrives as a space.
        moment = datetime.fromisoformat(
            re.sub(r" (\d\d:\d\d)$", r"+\1", text.strip()) if "T" in text else text.strip()
        )
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
