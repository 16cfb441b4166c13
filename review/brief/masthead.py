"""The brief's first line and the titles of its frame, the same in every format."""

from __future__ import annotations

from datetime import timedelta

from review.brief.record import Brief
from review.wording import counted, local

NIGHT = timedelta(days=1)
"""The longest window called a night; a longer one, over a weekend, states its start."""
WEEK = timedelta(days=6)
"""From then on a day of the week may be taken for another one."""
FOOT = "What was not collected, how this was made"


def opening(brief: Brief) -> str:
    """The heading of the first section: "The night", "Since Friday 18:00", or "Since 15 Feb 18:00"."""
    begin, lasted = brief.since.astimezone(brief.zone), brief.until - brief.since
    if lasted <= NIGHT:
        return "The night"
    return f"Since {begin:%A %H:%M}" if lasted < WEEK else f"Since {local(begin, brief.zone, brief.until)}"


def subject(brief: Brief) -> str:
    """One line for a mailbox or a telephone: the day, and what most calls for a person."""
    return f"{brief.title}: {brief.night.partition(';')[0].rstrip('.')}"


def masthead(brief: Brief) -> str:
    """Return the window with its zone, and the numbers of items, of unique ones if some are copies, stories and failed sources."""
    counts = brief.counts
    copied = f", {counts.unique:,} unique" if counts.unique < counts.items else ""
    asked = f"{counted(counts.sources, 'source')} polled, {counts.failed or 'none'} with failures"
    window = f"{local(brief.since, brief.zone, brief.until)} – {local(brief.until, brief.zone, brief.since)} ({brief.zone})"
    return (
        f"{window}: {counted(counts.items, 'item')}{copied}, {counted(counts.stories, 'story', 'stories')};"
        f" {asked if counts.sources else 'no source polled'}."
    )
