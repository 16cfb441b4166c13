"""The day a claim broke, if texts name one day beside a hot list in one sentence. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from records import Interval, Item
from stories.conclusions.latency import EARLIEST
from stories.items.features import key_of
from stories.text import lexicon
from stories.text.phrases import phrases, plain

if TYPE_CHECKING:
    from stories.conclusions.item_views import ItemView

BEFORE = timedelta(days=7)
"""A claim is first seen within this time of breaking; an earlier day belongs to another affair."""

_SENTENCE = re.compile(r"(?:[^。！？!?\n.]|\.(?!\s+\D|\s*$))+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|「[^」]*」|『[^』]*』")
_CHINESE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


def claimed_on(claim: Item | None, views: Sequence[ItemView], first_seen: Interval) -> date | None:
    """Return the one day on which all texts say that the claim was on a hot list; texts that quote its wording take precedence."""
    if claim is None:
        return None
    latest = ((first_seen.not_after or claim.at).astimezone(EARLIEST)).date()
    mine = key_of(claim.title)
    others = {view.key for view in views if view.item.kind == "topic"} - {mine}
    quoting: set[date] = set()
    telling: set[date] = set()
    for view in views:
        for key, day in view.dated if view.item.kind != "topic" else ():
            if not latest - BEFORE <= day <= latest or any(other and other in key for other in others):
                continue
            (quoting if mine and mine in key else telling).add(day)
    found = quoting or telling
    return next(iter(found)) if len(found) == 1 else None


def dated_sentences(item: Item) -> Iterator[tuple[str, date]]:
    """Yield the sentences with one day and a hot list, outside quotations."""
    hot = phrases("breaking", "hot", item.lang)
    text = _QUOTED.sub(lambda match: " " * len(match[0]), plain(item.text, item.lang))
    if not hot.search(text):
        return
    for match in _SENTENCE.finditer(text):
        if not hot.search(match[0]):
            continue
        days = set(_days(match[0], item))
        if len(days) == 1 and (day := days.pop()) is not None:
            yield item.text[match.start() : match.end()], day


def _days(text: str, item: Item) -> Iterator[date | None]:
    """Yield the days of a sentence given by month and day; without a year, the latest such day before the text."""
    for match in _pattern(item.lang).finditer(text):
        parts = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
        month = int(parts["month"]) if parts["month"].isdigit() else _months()[parts["month"]]
        told = item.at.astimezone(EARLIEST).date()
        years = [int(parts["year"])] if "year" in parts else [told.year, told.year - 1]
        days = [day for year in years if (day := _date(year, month, int(parts["day"]))) and day <= told]
        yield days[0] if days else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    if lang == "zh":
        return _CHINESE
    if lang != "en":
        return re.compile(r"(?!)")
    month = "|".join(sorted(_months(), key=len, reverse=True))
    ending, year = r"(?:st|nd|rd|th)?", r"(?:,? (?P<year{}>\d{{4}}))?"
    return re.compile(
        rf"\b(?P<month>{month})\.? (?P<day>\d{{1,2}}){ending}\b(?!:)"
        + year.format("")
        + rf"|\b(?P<day_>\d{{1,2}}){ending} (?P<month_>{month})\b"
        + year.format("_")
    )


@cache
def _months() -> dict[str, int]:
    listed: list[list[str]] = lexicon.table("breaking")["months"]["en"]
    return {name: number for number, names in enumerate(listed, 1) for name in names}
