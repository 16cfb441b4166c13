"""Labels that outlets put on a title change neither its key nor its terms."""

from __future__ import annotations

import pytest

from stories.items.features import key_of
from stories.text.labels import without
from stories.text.term_extraction import terms

ENGLISH, CHINESE = "Ferry line recalls three ships after a fire", "轮渡公司因火灾召回三艘船"


@pytest.mark.parametrize(
    "title",
    [
        f"UPDATE 1-{ENGLISH}",
        f"RPT-UPDATE 3-{ENGLISH}",
        f"CORRECTED: {ENGLISH}",
        f"Exclusive: {ENGLISH}",
        f"(LEAD) {ENGLISH}",
        f"{ENGLISH} (Update 2)",
        f"{ENGLISH} [Updated] - Harbour Wire",
        f"{ENGLISH} - UPDATE 1",
    ],
)
def test_an_english_label_is_no_part_of_a_title(title: str) -> None:
    assert key_of(title) == key_of(ENGLISH)


@pytest.mark.parametrize(
    "title",
    [
        f"【独家】{CHINESE}",
        f"【獨家】{CHINESE}",
        f"快讯|{CHINESE}",
        f"突发！{CHINESE}",
        f"{CHINESE}（更新）",
    ],
)
def test_a_chinese_label_is_no_part_of_a_title(title: str) -> None:
    assert key_of(title) == key_of(CHINESE)


def test_a_label_before_a_title_gives_no_terms() -> None:
    assert terms(f"Exclusive: {ENGLISH}", "en") == terms(ENGLISH, "en")
    assert terms(f"【独家】{CHINESE}", "zh") == terms(CHINESE, "zh")


@pytest.mark.parametrize(
    "title", ["Live-streaming host apologises", "Exclusive: ", "最新款手机上市", "独家："]
)
def test_content_and_a_bare_label_stay(title: str) -> None:
    assert key_of(title) == key_of(title.replace(":", "").replace("：", "")) != ""


def test_a_title_that_is_all_labels_keeps_them() -> None:
    assert without("Exclusive: (Update)") == "Exclusive: (Update)"
