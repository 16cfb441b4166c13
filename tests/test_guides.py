"""Advice to buyers is no part of an affair of what they buy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import stories
from records import Company, Interval, Item, Mention, Reading, Watchlist
from stories.speech.tone import tone

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
WATCHLIST = Watchlist(companies=(Company(id="thrift", name="Thriftly", aliases=("省省通",), watch="own"),))


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Ranked: nine lunch bowls under $12", "en"),
        ("The 7 best budgeting apps of 2031", "en"),
        ("Best budgeting apps: Thriftly, Tally and five more", "en"),
        ("Thriftly review: a budgeting app with a heart", "en"),
        ("Deal: get three months of Thriftly Plus for £5", "en"),
        ("Thriftly Plus is 40% off for Black Friday", "en"),
        ("Thriftly vs Tally: which is the better app?", "en"),
        ("2031年最好用的7款记账软件", "zh"),
        ("省省通测评：界面简洁", "zh"),
        ("记账软件怎么选", "zh"),
    ],
)
def test_lists_reviews_and_deals_advise_buyers(title: str, lang: str) -> None:
    assert tone(title, lang).guide


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Best Buy to cut 900 jobs", "en"),
        ("Thriftly orders review after outage", "en"),
        ("Thriftly shares trade 30% off their peak", "en"),
        ("Seven Thriftly managers arrested", "en"),
        ("Thriftly agrees deal with unions", "en"),
        ("省省通7款产品下架", "zh"),
        ("如何看待省省通存款消失？", "zh"),
        ("省省通回应排行榜造假", "zh"),
    ],
)
def test_other_titles_do_not(title: str, lang: str) -> None:
    assert not tone(title, lang).guide


def test_advice_to_buyers_stays_out_of_an_open_affair() -> None:
    titles = (
        "Thriftly app lost users' savings for a weekend, customers say",
        "Thriftly savings vanished after an update, users say",
        "Best budgeting apps: Thriftly, Tally and five more",
        "Deal: get three months of Thriftly Plus for £5",
    )
    linked = stories.link(
        [_item(title, hour) for hour, title in enumerate(titles)], watchlist=WATCHLIST, now=START
    )
    told = {entry.item: story.id for story in linked.stories for entry in story.links}
    assert told["0"] == told["1"]
    assert not {told["2"], told["3"]} & {told["0"]}


def _item(title: str, hour: int) -> Item:
    at = START + timedelta(hours=hour)
    start = title.index("Thriftly")
    named = Mention(start=start, end=start + len("Thriftly"), text="Thriftly", label="ORG", entity="thrift")
    return Item(
        id=str(hour),
        kind="article",
        lang="en",
        title=title,
        text=title,
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source="wire",
        reading=Reading(lang="en", mentions=(named,)),
    )
