"""Counts are figures where the quantity matters, and not where a number is incidental."""

import pytest

from nlp.context import Context
from nlp.figures import find
from records import Watchlist


def counted(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [
        (str(figure.value) if figure.low is None else f"{figure.low}..{figure.high}", figure.unit)
        for figure in find(text, Context(lang=lang, watchlist=Watchlist()))
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The group is present in 23 countries.", "23", "country"),
        ("The school has 620 pupils.", "620", "pupil"),
        ("Three people were killed.", "3", "person"),
        ("A blast left 27 injured.", "27", "person"),
        ("It repurchased 3.2 million of its own shares.", "3200000", "share"),
        ("It took in 3,000 Afghan refugees.", "3000", "refugee"),
        ("Two factories will close.", "2", "plant"),
        ("The dispute lasted almost 15 years.", "15", "year"),
        ("He left after 14 years at the bank.", "14", "year"),
        ("A 54-year-old was hurt.", "54", "year"),
        ("A man aged 43 was hurt.", "43", "year"),
        ("The mine is 12 km south of the town.", "12", "kilometre"),
        ("She ran the race in under four hours.", "4", "hour"),
        ("It was halted for nine days after a fire.", "9", "day"),
        ("They missed 10 or more days.", "10", "day"),
        ("A dozen electric buses came.", "12", "bus"),
        ("It asked a poll of 22 economists.", "22", "economist"),
        ("Three former workers sued.", "3", "employee"),
        ("It inspected 271 older 737 jets.", "271", "aircraft"),
        ("It ordered 150 Boeing 737 MAX 10 aircraft.", "150", "aircraft"),
        ("Margins should reach the low 20s.", "21..23", "percent"),
    ],
)
def test_english_counts(text: str, value: str, unit: str) -> None:
    assert counted(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "The two companies did not comment.",
        "Two people familiar with the matter said so.",
        "Windows 11 users complained.",
        "Section 232 tariffs stay.",
        "The plan rests on four pillars.",
        "The top 10 banks agreed.",
        "He left 14 years ago.",
        "It sold 10-year notes under a five-year plan.",
        "It grew in the past five years.",
        "They meet every two weeks.",
        "The R1T truck climbs.",
        "It grounded its 737 MAX 8 jets.",
        "The 787-9 aircraft is late.",
        "He is 34 and a half.",
        "In the twenty-twenties it rained.",
        "Three days later it rained.",
    ],
)
def test_english_mentions(text: str) -> None:
    assert counted(text) == []


def test_chinese_casualties_are_counted_however_few() -> None:
    assert counted("事故造成3人死亡、15人受伤。", "zh") == [("3", "person"), ("15", "person")]
    assert counted("3名责任人被处罚。", "zh") == []
    assert counted("两家公司已谈了三轮。", "zh") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("这名32岁的司机受伤。", "32", "year"),
        ("车速达每小时140公里。", "140", "kilometre"),
        ("主跨720米。", "720", "metre"),
        ("被告人获刑九年。", "9", "year"),
        ("工期四年半。", "4.5", "year"),
        ("持续了20多分钟。", "20", "minute"),
        ("向56个村庄送水。", "56", "village"),
        ("新增光伏装机212吉瓦。", "212", "gigawatt"),
    ],
)
def test_chinese_counts(text: str, value: str, unit: str) -> None:
    assert counted(text, "zh") == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "10年前他来到这里。",
        "10年期国债上行。",
        "连续5年增长。",
        "近10年来首次。",
        "气温35度。",
        "3米其林餐厅。",
        "过去30天无雨。",
        "第3年转好。",
    ],
)
def test_chinese_mentions_of_time_and_place(text: str) -> None:
    assert counted(text, "zh") == []
