"""How similar is similar enough: lone items and grown stories, leads, and bounds that only save work."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from records import Interval, Item
from stories.grouping import placing, thresholds
from stories.grouping.groups import Group
from stories.grouping.thresholds import Thresholds
from stories.items import datelines, features, term_counts
from stories.items.roster import Roster
from tests.norvik import START, WATCHLIST, item, link_by_item, story_by_item

LIGHTHOUSE = (
    "Keeper unhurt after night of fear",
    "Storm topples Brannock lighthouse",
    "Brannock lighthouse toppled by storm overnight",
    "Storm brings Brannock lighthouse down, keeper unhurt",
    "Keeper tells of fear as Brannock lighthouse fell in storm",
    "Brannock lighthouse keeper unhurt but in fear of next storm",
    "Unhurt keeper of Brannock lighthouse tells of night of fear",
)


def test_a_lone_item_joins_the_story_that_grew_later() -> None:
    items = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE)]
    assert len(set(story_by_item(*items[:3]).values())) == 2
    assert len(set(story_by_item(*items).values())) == 1


def test_a_lone_item_needs_less_similarity_to_a_grown_story() -> None:
    first = item("first", 0, "Man unhurt after night of fear on rock")
    grown = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE[1:], start=1)]
    assert len(set(story_by_item(first, *grown).values())) == 1
    late = replace(first, at=grown[-1].at + timedelta(hours=1))
    assert len(set(story_by_item(late, *grown).values())) == 2


def test_a_lone_item_does_not_join_an_unrelated_grown_story() -> None:
    other = item("other", 0.5, "Harbour board lays plans for a wider northern pier")
    items = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE)]
    stands = story_by_item(other, *items)
    assert list(stands.values()).count(stands["other"]) == 1


BLIGHT = (
    "Orchard blight found on Skelby farms",
    "Skelby farms told to burn trees as blight spreads",
    "Farms at Skelby burn trees to stop the blight",
)


def test_a_lone_item_needs_less_similarity_to_a_story_of_two() -> None:
    first = item("first", 0, "Growers fear for their trees")
    grown = [item(f"n{number}", number / 2, title) for number, title in enumerate(BLIGHT, start=1)]
    assert len(set(story_by_item(first, *grown[:1]).values())) == 2
    assert len(set(story_by_item(first, *grown).values())) == 1
    late = replace(first, at=grown[-1].at + timedelta(minutes=30))
    assert len(set(story_by_item(late, *grown).values())) == 2


BODY = (
    "The carrier said on Monday that the new ferry will cross the strait four times a day from June, "
    "after the harbour board agreed to widen the northern pier and to move the fish market a street away."
)


@pytest.mark.parametrize(
    "title", ["Norvik recalls 3,000 vans over a faulty seal", "诺维克召回三千辆货车", ""]
)
def test_title_terms_do_not_depend_on_the_lead(title: str) -> None:
    told = item("a", 0, title, BODY, lang="en" if title.isascii() else "zh")
    roster = Roster(WATCHLIST)
    terms, of_the_title = term_counts.count_terms(told, roster)
    assert term_counts.of_title(told, roster) == of_the_title
    assert of_the_title
    assert (of_the_title < terms.keys()) == bool(title)


def test_an_article_holds_a_line_that_its_title_has_and_a_line_does_not() -> None:
    roster = Roster(WATCHLIST)
    title = "Night ferry to Ostermark stopped by fog, two hundred wait on the quay"
    line = features.features_of(item("a", 0, "Night ferry stopped by fog", kind="topic"), roster)
    for body, holds in ((BODY, True), ("", False)):
        member = features.features_of(item("b", 1, title, body), roster)
        group = Group(id="b", lang="en", first=START, last=START, members=[member])
        assert thresholds.held(line, group) is holds


TITLES = Path(__file__).parent.parent / "benchmarks" / "titles"


def titles_of(name: str) -> list[Item]:
    lines = [json.loads(line) for line in (TITLES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [
        replace(
            item(line["id"], 0, line["title"], lang=line["lang"]),
            at=at,
            seen=Interval(not_before=at, not_after=at),
        )
        for line in lines
        for at in [datetime.fromisoformat(line["published"])]
    ]


@pytest.mark.parametrize("name", ["en_sixth", "incidents_first", "multi_first"])
def test_least_needed_is_a_lower_bound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = titles_of(name)
    asked = Counter[str]()
    needed = Thresholds.needed

    def counted(self: Thresholds, *given: Any) -> float:
        asked[round_] += 1
        return needed(self, *given)

    monkeypatch.setattr(Thresholds, "needed", counted)
    round_ = "few"
    few = link_by_item(*told)
    monkeypatch.setattr(placing, "least_needed", lambda _: 0.0)
    round_ = "all"
    assert link_by_item(*told) == few
    assert asked["few"] < asked["all"]


@pytest.mark.parametrize("name", ["incidents_first", "multi_first"])
def test_what_is_refused_at_once_would_be_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = titles_of(name)
    weighed = Counter[str]()
    agreement = thresholds.agreement

    def counted(*given: Any) -> float:
        weighed[round_] += 1
        return agreement(*given)

    monkeypatch.setattr(thresholds, "agreement", counted)
    monkeypatch.setattr(placing, "least_needed", lambda _: 0.0)
    round_ = "few"
    few = link_by_item(*told)
    monkeypatch.setattr(thresholds, "most_agreement", lambda _: 2.0)
    round_ = "all"
    assert link_by_item(*told) == few
    assert weighed["few"] < weighed["all"]


def test_chinese_articles_on_one_company_need_few_words_in_common() -> None:
    found = link_by_item(
        item(
            "a",
            0,
            "诺维克在河滩上铺了一层灯",
            "周六傍晚，车厂诺维克请一位画家在河滩上铺开灯带，灯带沿着水边绕了三圈，两小时后拆走。住在附近的人说，平日这里只有钓鱼的人，"
            "那天晚上停满了车，第二天草倒了一片，水边还有没收走的电线和纸杯。",
            lang="zh",
        ),
        item(
            "b",
            20,
            "诺维克的河滩灯带弄倒了草",
            "市里的办事员周日答复来信的人，画家布置灯带之前没有报备，已经请诺维克把剩下的电线清走，草什么时候能长回来，要请林业站的人去看。"
            "周一起河滩不再对外开放，钓鱼的人要绕到下游的小桥去，停车也改在桥头的空地上，那里还能再停十几辆。",
            lang="zh",
        ),
    )
    assert found["b"].story == found["a"].story
    assert found["b"].score < thresholds.JOIN_SHARED_LONG


@pytest.mark.parametrize(
    ("body", "lang", "told_in_it"),
    [
        ("A yard closed on Monday, March 3.", "en", "A yard closed on  ,  ."),
        ("A yard closes on Friday.", "en", "A yard closes on Friday."),
        ("工厂3月3日关闭。", "zh", "工厂 关闭。"),
        ("工厂在3号线旁。", "zh", "工厂在3号线旁。"),
        ("工厂将于3月9日关闭。", "zh", "工厂将于3月9日关闭。"),
    ],
)
def test_the_day_of_a_report_is_no_evidence(body: str, lang: str, told_in_it: str) -> None:
    assert datelines.dateless(body, lang, START) == told_in_it
