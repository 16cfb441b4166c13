"""A morning brief of the filled store, and its sections."""

from __future__ import annotations

from review import brief
from review.brief.record import Section
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files


def composed(files: Files, **more: object) -> brief.Brief:
    window = {"since": SINCE, "until": UNTIL, "zone": ZONE, "watchlist": WATCHLIST, **more}
    return brief.compose(files.store, files.desk, **window)


def section(told: brief.Brief, title: str) -> Section:
    """Return a section of the brief; one without content if it has none."""
    return next((found for found in told.sections if found.title == title), Section(title=title))
