"""Writes the text file for Prometheus: last successes, waiting work, failures. Alerting is left to Prometheus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from config.settings import Settings
from db.opening import reading
from db.retention import files_of
from db.times import iso


def write(settings: Settings, now: datetime) -> None:
    """Write the file named in [schedule], atomically, since the exporter may read at any time."""
    target = settings.schedule.metrics
    if target is None:
        return
    partial = target.with_name(f".{target.name}.partial")
    partial.write_text(text(settings.store, settings.decisions, now), encoding="utf-8")
    partial.replace(target)


def text(store: Path, decisions: Path, now: datetime) -> str:
    """Return the measurements, one per line, with a help line for each metric."""
    parameters = {"now": iso(now), "yesterday": iso(now - timedelta(days=1))}
    lines: list[str] = []
    for file, measures in ((store, STORE), (decisions, DESK)):
        if not file.exists():
            continue
        with reading(file) as conn:
            for name, (meaning, label, sql) in measures.items():
                lines += _measure(name, meaning, label, conn.execute(sql, parameters))
    sizes = [(file.name, sum(part.stat().st_size for part in files_of(file))) for file in (store, decisions)]
    lines += _measure("file_bytes", "Size of a file of the store with its log.", "file", sizes)
    lines += _measure("written_timestamp_seconds", "When this was written.", "", [("", now.timestamp())])
    return "\n".join(lines) + "\n"


def _measure(name: str, meaning: str, label: str, rows: Iterable[tuple[str, float | None]]) -> Iterator[str]:
    yield f"# HELP rejoinder_{name} {meaning}"
    yield f"# TYPE rejoinder_{name} gauge"
    for value, number in rows:
        if number is not None:
            where = f'{{{label}="{_escaped(value)}"}}' if label else ""
            yield f"rejoinder_{name}{where} {number:.15g}"


def _escaped(value: object) -> str:
    return re.sub(r'[\\"]', r"\\\g<0>", " ".join(str(value).split()))


STORE = {
    "step_last_success_timestamp_seconds": (
        "When the last run of a step that went through began.",
        "step",
        """
        select step, unixepoch(max(started_at))
        from runs
        where status in ('done', 'partly')
        group by step
        """,
    ),
    "step_duration_seconds": (
        "How long the last finished run of a step took.",
        "step",
        """
        select step, unixepoch(ended_at) - unixepoch(started_at)
        from runs
        where id in (
          select max(id)
          from runs
          where ended_at is not null
          group by step
        )
        """,
    ),
    "step_failures_last_day": (
        "Runs of a step within a day that failed or were cut.",
        "step",
        """
        select step, count(*) filter (where status in ('failed', 'cut') and started_at > :yesterday)
        from runs
        group by step
        """,
    ),
    "source_last_success_timestamp_seconds": (
        "When a source last gave a good reply.",
        "source",
        "select source, unixepoch(last_good_at) from collection_health",
    ),
    "source_failures_in_a_row": (
        "Failed attempts at a source since its last good reply.",
        "source",
        "select source, failures from collection_health",
    ),
    "polls_last_day": (
        "Attempts to fetch within a day, by how they went.",
        "status",
        "select status, count(*) from polls where at > :yesterday group by status",
    ),
    "backlog_documents": (
        "Documents that wait to be read.",
        "",
        """
        select '', count(*)
        from unread
        join documents on documents.id = unread.item
        """,
    ),
    "issues_open": (
        "Things that a person should know of.",
        "kind",
        "select kind, count(*) from issues where cleared_at is null group by kind",
    ),
}

DESK = {
    "outbox_waiting": (
        "Mails and alerts that no server took yet though their time has come.",
        "rule",
        """
        select rule, count(*)
        from outbox
        where sent_at is null
          and folded_into is null
          and due_at <= :now
        group by rule
        """,
    ),
}
