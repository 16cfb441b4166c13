"""Intervals: when something can first have been seen, when an answer was given, how long that took."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from records import BEIJING, Interval, Item, Quote, Story

EARLIEST = timezone(timedelta(hours=14))
"""Where a day begins first: Kiribati."""


def day_of(day: date, lang: str) -> Interval:
    """The moments that a day named in a text spans. A Chinese text means Beijing's day, another one is read as UTC."""
    begin = datetime.combine(day, time(), tzinfo=BEIJING if lang == "zh" else UTC).astimezone(UTC)
    return Interval(not_before=begin, not_after=begin + timedelta(days=1))


def begun(day: date, lang: str, by: datetime) -> bool:
    """Whether a day that a text names had begun by a moment, where the text is read; the earliest zone for all but Chinese."""
    return day <= by.astimezone(BEIJING if lang == "zh" else EARLIEST).date()


def within(interval: Interval, not_after: datetime) -> Interval:
    """An interval that cannot reach past a moment by which the thing was already told."""
    end = not_after if interval.not_after is None else min(interval.not_after, not_after)
    begin = interval.not_before
    return Interval(not_before=begin if begin is None or begin <= end else end, not_after=end)


def answered(quote: Quote | None, item: Item, story: Story) -> Interval:
    """When an answer was given that an item tells of: by the hours or the day of its quotation, where it has them."""
    told_by = item.seen.not_after or item.at
    if quote is not None and quote.said_not_before is not None:
        hours = Interval(not_before=quote.said_not_before, not_after=quote.said_not_after)
        return within(hours, told_by)
    if quote is not None and quote.said_on is not None:
        return within(day_of(quote.said_on, item.lang), told_by)
    since = story.first_seen.not_before or story.first_seen.not_after
    begin = item.seen.not_before if item.kind == "topic" and item.seen.not_before else since
    return within(Interval(not_before=begin, not_after=told_by), told_by)


def between(first: Interval, answer: Interval) -> tuple[int | None, int | None]:
    """Least and greatest seconds from a first sighting to an answer; None where that side is open."""
    least = most = None
    if answer.not_before and first.not_after:
        least = max(0, int((answer.not_before - first.not_after).total_seconds()))
    if answer.not_after and first.not_before:
        most = max(0, int((answer.not_after - first.not_before).total_seconds()))
    return least, most
