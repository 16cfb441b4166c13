"""A dateline is no content; a sentence that only looks like one stays."""

from __future__ import annotations

import pytest

from stories.items.datelines import end_of_dateline


@pytest.mark.parametrize(
    ("dateline", "sentence"),
    [
        ("PORT VALE (Wire) - ", "Ferries stopped on Monday."),
        ("PORT VALE, March 5 (Wire) — ", "Ferries stopped on Monday."),
        ("Port Vale, March 5 (Wire) - ", "Ferries stopped on Monday."),
        ("(Wire) — ", "Ferries stopped on Monday."),
        ("PORT VALE — ", "Ferries stopped on Monday."),
        ("临江社江城8月21日电（记者 许岚）", "渡轮周一停航。"),
        ("临江社8月21日电，", "渡轮周一停航。"),
        ("【本报讯】", "渡轮周一停航。"),
    ],
)
def test_a_dateline_ends_where_the_report_begins(dateline: str, sentence: str) -> None:
    text = f"A title\n\n{dateline}{sentence}"
    start = text.index(dateline)
    assert text[end_of_dateline(text, start) :] == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Ferries stopped on Monday - and nobody knows why.",
        "AI-made songs - a guide",
        "多地停电，居民排队取水",
        "工厂通讯（内部刊物）停刊",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert end_of_dateline(text, 0) == 0


def test_a_title_in_capitals_is_no_dateline() -> None:
    assert end_of_dateline("NORVIK - vans recalled", 0, titled=True) == 0
    assert end_of_dateline("PORT VALE, March 5 (Wire) - vans recalled", 0, titled=True) == len(
        "PORT VALE, March 5 (Wire) - "
    )
