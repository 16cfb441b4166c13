"""Intervals of time: when something was first seen, when it was answered, how long that took."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from records import BEIJING, Interval, Item, Quote, Story

EARLIEST = timezone(timedelta(hours=14))
"""Where a day begins first: Kiribati."""


LATEST = timezone(timedelta(hours=-12))
"""Where it ends last."""


def day_of(day: date, lang: str) -> Interval:
    """Return the span of a day named in a text: Beijing's day in Chinese, otherwise from UTC's midnight until it is over everywhere."""
    begin, end = (BEIJING, BEIJING) if lang == "zh" else (UTC, LATEST)
    midnight = datetime.combine(day, time(), tzinfo=begin).astimezone(UTC)
    over = datetime.combine(day + timedelta(days=1), time(), tzinfo=end).astimezone(UTC)
    return Interval(not_before=midnight, not_after=over)


def begun(day: date, lang: str, by: datetime) -> bool:
    """Return whether a named day had begun by a moment: in Beijing for Chinese, otherwise in the earliest time zone."""
    return day <= by.astimezone(BEIJING if lang == "zh" else EARLIEST).date()


def within(interval: Interval, not_after: datetime) -> Interval:
    """Return an interval cut off at a moment by which the event was already reported.

    Where it would begin only after that, as the day named in Sydney does in UTC, its beginning is not known.
    """
    end = not_after if interval.not_after is None else min(interval.not_after, not_after)
    begin = interval.not_before
    return Interval(not_before=begin if begin and begin <= end else None, not_after=end)


def answered(quote: Quote | None, item: Item, story: Story) -> Interval:
    """Return when an answer was given: by the hours or day of its quotation if known, otherwise not before the claim, and by the report."""
    told_by = item.seen.not_after or item.at
    if quote is not None and quote.said_not_before is not None:
        hours = Interval(not_before=quote.said_not_before, not_after=quote.said_not_after)
        return within(hours, told_by)
    if quote is not None and quote.said_on is not None:
        return within(day_of(quote.said_on, item.lang), told_by)
    begin = item.seen.not_before if item.kind == "topic" else None
    return within(Interval(not_before=begin or story.first_seen.not_before, not_after=told_by), told_by)


def between(first: Interval, answer: Interval) -> tuple[int | None, int | None]:
    """Return the least and greatest seconds from first sighting to answer; None where that side is open."""
    least = most = None
    if answer.not_before and first.not_after:
        least = max(0, int((answer.not_before - first.not_after).total_seconds()))
    if answer.not_after and first.not_before:
        most = max(0, int((answer.not_after - first.not_before).total_seconds()))
    return least, most
