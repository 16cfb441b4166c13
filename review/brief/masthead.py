"""The brief's first line and the titles of its frame, the same in every format."""

from __future__ import annotations

from datetime import timedelta

from review.brief.record import Brief
from review.wording import counted, local

NIGHT = timedelta(days=1)
"""The longest window called a night; a longer one, over a weekend, states its start."""
FOOT = "What was not collected, how this was made"


def opening(brief: Brief) -> str:
    """The heading of the first section: "The night", or "Since Friday 18:00"."""
    begin = brief.since.astimezone(brief.zone)
    return "The night" if brief.until - brief.since <= NIGHT else f"Since {begin:%A %H:%M}"


def subject(brief: Brief) -> str:
    """One line for a mailbox or a telephone: the day, and what most calls for a person."""
    return f"{brief.title}: {brief.night.partition(';')[0].rstrip('.')}"


def masthead(brief: Brief) -> str:
    """Return the window with its zone, and the numbers of items, unique items, stories and failed sources."""
    counts = brief.counts
    window = f"{local(brief.since, brief.zone)} – {local(brief.until, brief.zone)} ({brief.zone})"
    return (
        f"{window}: {counted(counts.items, 'item')}, {counts.unique:,} unique, {counted(counts.stories, 'story', 'stories')};"
        f" {counted(counts.sources, 'source')} polled, {counts.failed or 'none'} with failures."
    )
