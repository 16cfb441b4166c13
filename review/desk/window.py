"""Which period a page shows: as asked for, else the last 24 hours, else the last day with anything collected."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from db.times import iso
from review.brief.window import Evenings

DAY = timedelta(days=1)
YEARS = range(1970, 2200)
"""What is outside cannot be meant, and overflows when it is put into another zone."""


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
    """A stretch of time."""

    since: datetime
    until: datetime
    last_look: datetime | None
    """The newest poll, or document of an archive, before the present; None: nothing was ever collected."""
    stale: bool
    """The window ends before the present, because nothing was collected since."""

    @property
    def given(self) -> dict[str, str]:
        """As the named queries take it."""
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
    """The window asked for; where that is empty or no time, the last day up to now or up to the last look.

    Args:
        conn: to the store.
        now: the present.
        zone: the team's; what is typed without one is meant in it.
        since: as typed.
        until: as typed.
        evenings: when a window begins of which no begin is asked for; None: a day before its end.
    """
    row = conn.execute(LATEST, {"now": iso(now)}).fetchone()
    look = datetime.fromisoformat(row["at"]) if row["at"] else None
    stale = look is not None and now - look > DAY
    end = _moment(until, zone) or (look + timedelta(minutes=1) if look and stale else now)
    begin = _moment(since, zone) or (evenings.before(end, zone) if evenings else end - DAY)
    return Window(since=min(begin, end), until=end, last_look=look, stale=stale and not until)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """A time as typed or picked: ISO 8601; without a zone it is meant in the team's. A bare day is its first minute."""
    try:
        # A plus sign that was not encoded in an address arrives as a space.
        moment = datetime.fromisoformat(
            re.sub(r" (\d\d:\d\d)$", r"+\1", text.strip()) if "T" in text else text.strip()
        )
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
