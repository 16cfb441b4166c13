"""Round-ups of several companies merge nothing."""

from __future__ import annotations

import pytest

from records import Item
from stories.items.digests import is_round_up
from stories.items.roster import Roster
from tests.norvik import WATCHLIST, item, link, story_by_item


def test_a_round_up_merges_nothing() -> None:
    watchlist = WATCHLIST
    found = story_by_item(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
        item("b", 0, "雅贝丽罐头被曝异物", lang="zh"),
        item("c", 9, "早报：诺维克起火；雅贝丽异物", lang="zh"),
    )
    assert watchlist
    assert found["a"] != found["b"]


SECTIONS = {
    "en": (
        "Norvik recalled vans that caught fire in a car park.",
        "A glove was found in a can of fish, Abelia said.",
        "Tessera closed its works by the river.",
        "Quillon Bank raised its fees for cash.",
        "Ducks crossed the ring road.",
    ),
    "zh": (
        "【汽车】诺维克面包车起火。",
        "【食品】雅贝丽罐头有异物。",
        "泰瑟拉关闭河边工厂。",
        "奎隆银行提高现金手续费。",
    ),
}


@pytest.mark.parametrize("lang", SECTIONS)
def test_a_text_in_sections_about_different_companies_belongs_to_no_story(lang: str) -> None:
    titles = {"en": "Norvik vans catch fire in a car park", "zh": "诺维克面包车停车场内起火"}
    whole = item("b", 9, {"en": "Vans that catch fire, and more", "zh": "面包车停车场内起火等"}[lang],
                 "\n\n".join(SECTIONS[lang]), lang=lang)  # fmt: skip
    first = item("a", 0, titles[lang], lang=lang)
    found = story_by_item(first, whole, item("c", 12, f"{titles[lang]}.", lang=lang))
    assert found["a"] == found["c"] != found["b"]
    story = next(s for s in link(first, whole).stories
                 if s.id == found["b"])  # fmt: skip
    assert (story.subject, story.claim) == (None, None)


def test_a_text_that_returns_to_its_companies_is_one_story() -> None:
    body = "\n\n".join((*SECTIONS["en"], "Norvik said more.", "So did Abelia."))
    found = story_by_item(
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 9, "Norvik vans catch fire in car parks again", body),
    )
    assert found["a"] == found["b"]


def test_a_digest_of_three_companies_stands_alone() -> None:
    def sections(title: str) -> Item:
        return item("d", 0, title, "Norvik built 3.\n\nAbelia sold 4.\n\nTessera lost 5.")

    assert is_round_up(sections("Morning briefing: vans, jam and wires"), Roster(WATCHLIST))
    assert not is_round_up(sections("Three rivals compared"), Roster(WATCHLIST))
