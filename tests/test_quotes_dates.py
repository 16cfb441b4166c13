"""A day named by its week, by "that night" or without its year follows from the publication and the days before it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from readers import reader

from nlp.context import Context
from nlp.quotes.dates import days_named, latest_day
from records import Watchlist

PUBLISHED = date(2024, 8, 22)  # a Thursday
CASES = [
    ("en", "He said on Tuesday", [date(2024, 8, 20)]),
    ("en", "She said Thursday", [date(2024, 8, 22)]),
    ("en", "On August 21 it broke. That night he replied.", [date(2024, 8, 21), date(2024, 8, 21)]),
    ("en", "on Dec. 30", [date(2023, 12, 30)]),
    ("en", "to strike on Sept. 18", []),
    ("en", "on Aug. 24, a time zone ahead", [date(2024, 8, 24)]),
    ("en", "to strike on Aug. 25", []),
    ("en", "to strike on Oct. 20", []),
    ("en", "on Oct. 22", [date(2023, 10, 22)]),
    ("en", "on 3 March 2021, and yesterday", [date(2021, 3, 3), date(2024, 8, 21)]),
    ("en", "It may 5 times", []),
    ("en", "on Feb. 31", []),
    ("zh", "8月21日，话题登上热搜。当晚，他回应", [date(2024, 8, 21), date(2024, 8, 21)]),
    ("zh", "21日晚", [date(2024, 8, 21)]),
    ("zh", "30日", [date(2024, 7, 30)]),
    ("zh", "周二他说", [date(2024, 8, 20)]),
    ("zh", "上周五", [date(2024, 8, 16)]),
    ("zh", "昨晚", [date(2024, 8, 21)]),
    ("zh", "价格21日元", []),
    ("zh", "门店自8月23日起停业。当晚他说", [date(2024, 8, 22)]),
    ("zh", "9月30日之前完成", []),
    ("en", "Stores close from August 23. That evening he said", [date(2024, 8, 22)]),
    ("en", "by Aug. 30 it will answer", []),
]


@pytest.mark.parametrize(("lang", "text", "days"), CASES)
def test_days_are_found_however_they_are_written(lang: str, text: str, days: list[date]) -> None:
    assert [day for _, day in days_named(text, PUBLISHED, lang=lang)] == days


@pytest.mark.parametrize(
    ("hour", "day"),
    [
        (23, date(2024, 8, 20)),  # Tuesday morning in Shanghai
        (9, date(2024, 8, 13)),
    ],
)
def test_a_weekday_may_have_begun_in_the_east(hour: int, day: date) -> None:
    published = datetime(2024, 8, 19, hour, 30, tzinfo=UTC)  # a Monday
    context = Context(lang="en", watchlist=Watchlist(), published=published)
    named = days_named("It admitted on Tuesday that", published.date(), lang="en", latest=latest_day(context))
    assert [found for _, found in named] == [day]


def test_without_a_publication_only_whole_dates_are_known() -> None:
    assert [day for _, day in days_named("on Tuesday, August 21, and on 2024-08-20", None, lang="en")] == [
        date(2024, 8, 20)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“It says organic,” said Ada Moss, whose son was taken to hospital on Saturday.", None),
        (
            "A mother whose son was taken to hospital on Saturday spoke. “It says organic,” Ada Moss said.",
            None,
        ),
        ("Ada Moss came to the town hall on Tuesday. “It says organic,” she said.", date(2024, 8, 20)),
    ],
)
def test_a_day_on_which_something_else_happened_is_not_the_day_of_speaking(
    text: str, day: date | None
) -> None:
    reading = reader().read(text, lang="en", published=datetime(2024, 8, 22, tzinfo=UTC))
    assert {quote.said_on for quote in reading.quotes} == {day}
