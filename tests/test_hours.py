"""The hours that a Chinese text names beside a day, and the interval of the answer that follows from them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from readers import reader

from nlp.quotes.chinese.circumstances import hours_of


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("昨晚11时许，公司公告", "22:30", "24:00"),
        ("11日21时许，他发文", "20:30", "22:00"),
        ("21日晚", "17:00", "24:00"),
        ("8月22日（周四）晚间8点左右", "19:30", "21:00"),
        ("11日凌晨1时20分", "01:20", "01:21"),
        ("昨日深夜1点", "25:00", "26:00"),
        ("今天上午9点半", "09:30", "10:00"),
        ("11月11日18:30", "18:30", "18:31"),
        ("11日下午3时前", "12:00", "19:00"),
        ("周二晚九点", "21:00", "22:00"),
    ],
)
def test_hours_beside_a_day(text: str, since: str, until: str) -> None:
    found = hours_of(text, 0)
    assert found is not None
    assert (clock(found[0]), clock(found[1])) == (since, until)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("11日，公司公告", 0),
        ("11日9点，公司公告", 0),  # morning or evening
        ("当地时间11月10日晚，公司公告", 4),  # another clock
    ],
)
def test_no_times_are_guessed(text: str, place: int) -> None:
    assert hours_of(text, place) is None


def test_an_hour_that_the_part_of_the_day_does_not_have_leaves_the_part() -> None:
    assert hours_of("11日下午9点", 0) == (12 * 60, 19 * 60)


def test_a_post_of_that_night_lies_in_the_night() -> None:
    text = "岚桥汽车创始人陆远11日21时许在微博发文：“这件事是我们没有做好，向车主道歉。”"
    (quote,) = [
        found
        for found in reader()
        .read(text, lang="zh", published=datetime(2026, 11, 11, 14, 15, tzinfo=UTC))
        .quotes
        if found.kind == "direct"
    ]
    assert quote.said_not_before == datetime(2026, 11, 11, 12, 30, tzinfo=UTC)
    assert quote.said_not_after == datetime(2026, 11, 11, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "channel"),
    [
        ("11日凌晨，岚桥汽车发布情况说明。岚桥汽车称，车辆四门已自动解锁。", 16, "statement"),
        ("11日凌晨，岚桥汽车发布公告。该公司表示，车辆四门已自动解锁。", 16, "filing"),
        ("11日凌晨，岚桥汽车发布公告。车主表示，车门没有打开。", None, None),
    ],
)
def test_what_is_issued_in_the_sentence_before_was_said_then_and_there(
    text: str, since: int | None, channel: str | None
) -> None:
    (quote,) = reader().read(text, lang="zh", published=datetime(2026, 11, 11, 14, 15, tzinfo=UTC)).quotes
    assert (quote.said_not_before and quote.said_not_before.hour, quote.channel_kind) == (since, channel)
