"""The format of times in the store: UTC, ISO 8601, to the second, with zone, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(moment: datetime) -> str:
    """An aware moment as the store writes it.

    Raises:
        ValueError: the moment has no zone, so nobody knows when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without zone cannot be stored: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def iso_or_none(moment: datetime | None) -> str | None:
    """`iso`, passing None on."""
    return None if moment is None else iso(moment)


def parse(text: str) -> datetime:
    """A stored time as an aware moment."""
    return datetime.fromisoformat(text)


def parse_or_none(text: str | None) -> datetime | None:
    """`parse`, passing None on."""
    return None if text is None else datetime.fromisoformat(text)
