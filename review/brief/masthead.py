"""The brief's first line and the titles of its frame, the same in every format."""

from __future__ import annotations

from review.brief.record import Brief
from review.wording import counted, local

NIGHT = "The night"
FOOT = "What was not collected, how this was made"


def masthead(brief: Brief) -> str:
    """Window with its zone, items, unique items, stories, failed sources."""
    counts = brief.counts
    window = f"{local(brief.since, brief.zone)} – {local(brief.until, brief.zone)} ({brief.zone})"
    return (
        f"{window}: {counted(counts.items, 'item')}, {counts.unique:,} unique, {counted(counts.stories, 'story', 'stories')};"
        f" {counted(counts.sources, 'source')} asked, {counts.failed or 'none'} with failures."
    )
