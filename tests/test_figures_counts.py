"""Counts of things are figures where they say how many, and none where a number only mentions the things."""

import pytest

from nlp.context import Context
from nlp.figures import find
from records import Watchlist


def counted(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [
        (str(figure.value), figure.unit) for figure in find(text, Context(lang=lang, watchlist=Watchlist()))
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
        "He left after 14 years at the bank.",
        "The top 10 banks agreed.",
    ],
)
def test_english_mentions(text: str) -> None:
    assert counted(text) == []


def test_chinese_casualties_count_however_few_and_other_people_do_not() -> None:
    assert counted("事故造成3人死亡、15人受伤。", "zh") == [("3", "person"), ("15", "person")]
    assert counted("3名责任人被处罚。", "zh") == []
    assert counted("两家公司已谈了三轮。", "zh") == []
