"""The format of stored times: UTC, ISO 8601, to the second, with zone, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(moment: datetime) -> str:
    """Format an aware datetime for the store.

    Raises:
        ValueError: the datetime has no zone, so it is ambiguous.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without zone cannot be stored: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def iso_or_none(moment: datetime | None) -> str | None:
    """Format like `iso`; None stays None."""
    return None if moment is None else iso(moment)


def parse(text: str) -> datetime:
    """Parse a stored time into an aware datetime."""
    return datetime.fromisoformat(text)


def parse_or_none(text: str | None) -> datetime | None:
    """Parse like `parse`; None stays None."""
    return None if text is None else datetime.fromisoformat(text)
