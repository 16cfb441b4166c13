"""Items about one event form one story, in any order and over any passes; items that only look similar do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import stories
from stories.items import incidental_names
from tests.norvik import item, link, link_by_item, story_by_item, trending


def test_the_same_words_about_two_watched_companies_are_two_stories() -> None:
    found = story_by_item(
        item("a", 0, "Norvik recalls 3,000 units over a faulty seal"),
        item("b", 1, "Abelia recalls 3,000 units over a faulty seal"),
    )
    assert found["a"] != found["b"]


def test_a_shared_company_alone_makes_no_story() -> None:
    found = story_by_item(
        item("a", 0, "Norvik opens a design studio in Porto"),
        item("b", 1, "Norvik asked to explain fires in parked vans"),
    )
    assert found["a"] != found["b"]


@pytest.mark.parametrize(
    ("lang", "first", "second", "shared"),
    [
        ("en", "Ferries widened in Quarterdeck harbour", "Why widening Quarterdeck ferries is slow", "Quarterdeck, ferries, widening"),
        ("zh", "一千只鸭子排队过马路", "一千只鸭子又过马路了", "千只鸭子, 过马路"),
        ("zh", "东江口货轮漏油", "凌晨货轮漏油", "货轮漏油"),
    ],
)  # fmt: skip
def test_evidence_is_worded_as_in_the_text(lang: str, first: str, second: str, shared: str) -> None:
    found = link_by_item(item("a", 0, first, lang=lang), item("b", 2, second, lang=lang))
    told = found["b"].evidence.removeprefix("shares ").removesuffix(" with a")
    assert sorted(told.split(", ")) == sorted(shared.split(", "))


def test_order_of_input_does_not_matter() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik apologises for van fires"),
        item("c", 4, "诺维克为面包车起火道歉", lang="zh"),
        item("d", 9, "Abelia closes a cannery"),
    ]
    assert story_by_item(*items) == story_by_item(*reversed(items))


def test_passes_in_order_of_time_give_the_same_stories_as_one() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik apologises for van fires in the car park"),
        item("c", 4, "诺维克面包车停车场起火后道歉", lang="zh"),
        item("d", 9, "Abelia closes a cannery"),
    ]
    known = link(*items[:2]).stories
    later = link(*items, stored=stories.Stored(stories=known)).stories
    assert {entry.item: story.id for story in later for entry in story.links} == story_by_item(*items)


def test_the_oldest_story_survives_and_the_younger_redirects() -> None:
    topic = trending("t", 2, "一千只鸭子过马路")
    first = item("a", 0, "A town stops for ducks")
    known = link(first, topic).stories
    assert len(known) == 2
    bridge = item("b", 5, "A town stops for ducks: the story of “一千只鸭子过马路”")
    later = link(first, topic, bridge, stored=stories.Stored(stories=known)).stories
    old = next(story.id for story in known if story.links[0].item == "a")
    young = next(story.id for story in known if story.links[0].item == "t")
    assert {story.id: story.redirect_to for story in later}[young] == old


def test_an_item_without_title_or_from_the_future_is_linked() -> None:
    found = story_by_item(
        item("empty", 0, "", "Only a body, and nobody gave it a title."),
        item("future", 24 * 400, "Tomorrow's paper came today"),
        item("a", 0, "Norvik vans catch fire in a car park"),
    )
    assert set(found) == {"empty", "future", "a"}


@pytest.mark.parametrize("text", ["", "🎉🎉", "分享图片"])
def test_a_post_without_words_stands_alone_and_is_no_answer(text: str) -> None:
    claim = trending("a", 0, "诺维克面包车停车场内起火")
    picture = replace(item("p", 2, "", lang="zh", kind="post", entity="ines"), text=text)
    linked = link(claim, picture)
    assert len(linked.stories) == 2
    assert all(story.headline for story in linked.stories)
    assert not linked.responses


def test_a_line_joins_its_own_company_rather_than_a_better_fit_that_names_none() -> None:
    near, far = np.eye(2, dtype=np.float32)
    found = story_by_item(
        trending("rival", 0, "星屿手机跌破发行价"),
        trending("own", 1, "诺维克17改名"),
        trending("price", 3, "诺维克17系列或将涨价"),
        vectors={"rival": near, "own": far, "price": near},
    )
    assert found["price"] == found["own"] != found["rival"]


BODY = (
    "The carrier said on Monday that the new ferry will cross the strait four times a day from June, "
    "after the harbour board agreed to widen the northern pier and to move the fish market a street away."
)


def test_a_title_with_an_appended_outlet_name_is_a_copy() -> None:
    found = link_by_item(
        item("a", 0, "Harbour board agrees to widen the northern pier"),
        item("b", 5, "Harbour board agrees to widen the northern pier - Daily Strait"),
    )
    assert found["b"].kind == "copy"
    assert found["b"].copy_of == "a"


def test_the_same_body_under_another_title_is_a_copy() -> None:
    found = link_by_item(
        item("a", 0, "Four ferries a day from June", BODY), item("b", 5, "Strait gets a new crossing", BODY)
    )
    assert found["b"].copy_of == "a"


def test_an_article_that_quotes_a_whole_post_of_an_officer_is_no_copy() -> None:
    post = replace(item("a", 0, "", kind="post", entity="ines"), text=BODY)
    article = item("b", 2, "Norvik boss on the ferry", f"Ines Falk wrote on Monday night:\n\n“{BODY}”")
    assert link_by_item(post, article)["b"].kind != "copy"
    assert link_by_item(replace(post, entity=None), article)["b"].kind == "copy"


def test_a_short_daily_title_is_no_copy() -> None:
    assert link_by_item(item("a", 0, "Briefing"), item("b", 24, "Briefing"))["b"].kind != "copy"


def test_a_namesake_said_to_be_unrelated_is_not_the_company() -> None:
    text = item(
        "a", 0, "Harbour Services hires staff", "The firm, which is not related to Norvik, serves nine ports."
    )
    assert not incidental_names.main_mentions(text)
    assert incidental_names.main_mentions(
        item("b", 0, "Harbour Services hires staff", "The firm serves Norvik.")
    )
