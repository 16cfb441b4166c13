"""Evidence that joins two groups into one story: a quoted wording, a figure, a filing, results of one period, a post."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from records import Figure, Item, Quote
from stories.grouping import placing
from stories.grouping.everyday import Everyday
from stories.grouping.group_figures import GroupFigures
from stories.items import features
from stories.items.roster import Roster
from stories.links import own_posts
from stories.links.threads import Threads
from stories.text.reporting import results_of
from tests.norvik import WATCHLIST, item, lines, link, link_by_item, story_by_item, trending


def test_a_quoted_topic_joins_the_article_that_quotes_it() -> None:
    found = link_by_item(
        trending("t", 0, "一千只鸭子过马路"), item("a", 3, "How “一千只鸭子过马路” stopped a town")
    )
    assert found["a"].story == found["t"].story
    assert found["a"].kind == "quotes_topic"


@pytest.mark.parametrize(
    ("quoted", "hours", "one_story"),
    [
        ("一站长被举报", 3, True),
        ("一站长被举报", -3, True),
        ("站长之友", 3, False),
        ("雅贝丽站长被举报", 3, False),
    ],
)
def test_quoting_most_of_a_topic_links_to_it(quoted: str, hours: float, one_story: bool) -> None:
    body = f"{'门卫说夜里很安静。' * 40}就“{quoted}”一事，诺维克称已换了锁。"
    found = story_by_item(
        trending("t", 3, "诺维克一站长被举报"), item("a", 3 + hours, "诺维克车间换新锁", body, lang="zh")
    )
    assert (found["t"] == found["a"]) == one_story


@pytest.mark.parametrize(("kind", "one_story"), [("filing", True), ("release", True), ("article", False)])
def test_a_title_with_a_figure_of_the_companys_filing_is_linked_to_it(kind: str, one_story: bool) -> None:
    title = "Norvik discloses break-in that touched 740,000 drivers"
    counted = Figure(start=38, end=45, text="740,000", value=Decimal(740_000), unit="driver", rule="t")
    filed = f"On Monday the locks of a depot of Norvik were forced. {'It will be told in the accounts. ' * 5}"
    found = story_by_item(
        replace(
            item("f", 0, "Form 12, item 3", filed, kind=kind, figures=(replace(counted, start=70, end=77),)),
            entity=None if kind == "article" else "norvik",
        ),
        item("a", 1, title, "Nobody was hurt. " * 12, figures=(counted,)),
    )
    assert (found["f"] == found["a"]) == one_story


@pytest.mark.parametrize(("kind", "told"), [("filing", True), ("release", True), ("article", False)])
def test_a_title_tells_a_figure_as_filed_also_when_the_filing_comes_after_it(kind: str, told: bool) -> None:
    def giving(kind: str, *, title: bool) -> SimpleNamespace:
        shown = frozenset({"m:48210"}) if title else frozenset[str]()
        return SimpleNamespace(
            item=SimpleNamespace(kind=kind, entity="norvik"),
            short=title,
            figures=frozenset({"m:48210"}),
            title_figures=shown,
            companies=frozenset({"norvik"}) if title else frozenset(),
        )

    given = GroupFigures()
    given.add(giving("article", title=True))
    assert given.told_as_filed(giving(kind, title=False), ["m:48210"]) is told


@pytest.mark.parametrize(("hours", "together"), [(6, True), (48, False)])
def test_a_claim_about_a_loss_is_linked_to_the_results(hours: float, *, together: bool) -> None:
    def told(identity: str, at: float, title: str, words: str, metric: str) -> Item:
        start = title.index(words)
        amount = Figure(
            start=start, end=start + len(words), text=words, rule="test", metric=metric, unit="CNY"
        )
        return trending(identity, at, title, figures=(amount,))

    linked = link(
        told("results", 0, "诺维克第二季度营收88亿元", "88亿元", "revenue"),
        told("claim", hours, "诺维克卖一辆车亏6万多", "6万多", "profit_per_unit"),
    )
    homes = [{link.item for link in story.links} for story in linked.stories]
    assert ({"results", "claim"} in homes) == together


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("诺维克第二季度净利润51亿元", "如何评价诺维克 2031Q2 财报？", True),
        ("诺维克二季度研发费用与净利润", "诺维克发布半年报", True),
        ("诺维克2030年净利润大增", "诺维克年报里的门店账", True),
        ("诺维克第二季度净利润51亿元", "诺维克更正首季财报", False),
        ("诺维克第二季度净利润51亿元", "雅贝丽二季度营收下滑", False),
        ("诺维克第二季度净利润51亿元", "诺维克3月第3周交付2600辆", False),
    ],
)
def test_lines_about_results_of_one_company_and_period_are_one_story(
    first: str, second: str, *, together: bool
) -> None:
    found = story_by_item(*lines(first, second, apart=3))
    assert (found["l0"] == found["l1"]) is together


@pytest.mark.parametrize(
    ("title", "lang", "periods"),
    [
        ("财报显示净利润超过上一季度", "zh", {""}),
        ("前三季度营收", "zh", {"9M", "Q3"}),
        ("下半年盈利可期", "zh", {"H2", "Q4"}),
        ("第一季度收官", "zh", set()),
        ("8月营收创新高", "zh", set()),
        ("Annual profit falls", "en", {"year", "Q4"}),
        ("Earnings season begins", "en", {""}),
        ("Recall widens in first half", "en", set()),
    ],
)
def test_a_title_tells_of_the_results_of_a_period(title: str, lang: str, periods: set[str]) -> None:
    assert results_of(title, lang) == periods


def test_reports_of_one_quarter_in_other_words_and_languages_are_one_story() -> None:
    found = story_by_item(
        item("a", 0, "Norvik posts surprise second-quarter profit as ferries fill"),
        item("b", 1, "What analysts made of Norvik earnings"),
        trending("c", 2, "诺维克二季度扭亏"),
        item("d", 3, "Norvik to move its yard to Ostrel"),
    )
    assert found["a"] == found["b"] == found["c"] != found["d"]


def test_a_foreign_article_is_linked_to_the_only_post_it_quotes() -> None:
    post = item(
        "post", 0, "", "一辆车也不卖，查清楚之前。", lang="zh", kind="post", entity="ines", platform="weibo"
    )
    words = "Not one van until we know"
    text = item("text", 5, "Norvik halts van sales, chief executive says sorry", f"Falk wrote: “{words}”.")
    quote = Quote(start=60, end=85, text=words, kind="direct", rule="test", confidence=0.9, speaker="Ines Falk",
                  speaker_entity="ines", channel_kind="post")  # fmt: skip
    text = replace(text, reading=replace(text.reading, quotes=(quote,)))
    assert len(set(story_by_item(post, text).values())) == 1
    other = replace(post, id="other", at=post.at + timedelta(hours=1), text="今天去钓鱼了，收获不小。")
    found = story_by_item(post, other, text)
    assert found["text"] != found["post"]


def claims_answered(words: str, **claims: str) -> set[str]:
    """Return which open claims a lone post of an officer is tied to by its words, whatever else may join it."""
    roster, threads = Roster(WATCHLIST), Threads()
    grouper = placing.Grouper(roster, Everyday())
    post = item("post", 1, "", words, kind="post", entity="ines")
    for told in (*(item(identity, 1, title) for identity, title in claims.items()), post):
        known = features.features_of(told, roster)
        grouper.recall(known, told.id, copy=False)
        threads.begin(grouper.group_of[told.id], told.id)
    ties = own_posts.ties(known, grouper.group_of["post"], grouper.affairs, grouper.index, threads, roster)
    return {identity for identity, _ in ties}


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("I was wrong about the bolts of these vans: loose, all of them.", {"bolts"}),
        ("Nobody was paid for the night, and the union is right.", {"pay"}),
        ("I am sorry. We shall do better.", set()),
    ],
)
def test_of_two_open_claims_a_post_answers_the_one_that_shares_its_words(
    words: str, answered: set[str]
) -> None:
    bolts, pay = "Norvik vans recalled over loose bolts", "Norvik never paid for the night, union says"
    assert claims_answered(words, bolts=bolts, pay=pay) == answered


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("I am sorry. We shall do better.", {"bolts"}),
        ("Second-quarter revenue rose by 8%.", set()),
        ("Revenue rose by 8%, and loose bolts of our vans cost us a week.", {"bolts"}),
    ],
)
def test_a_post_on_business_answers_the_only_claim_in_words_of_it(words: str, answered: set[str]) -> None:
    assert claims_answered(words, bolts="Norvik vans recalled over loose bolts") == answered


@pytest.mark.parametrize(
    ("line", "claim", "one"),
    [
        ("雅贝丽老板怒怼诺维克老总", "网传诺维克拖欠雅贝丽货款", True),
        ("雅贝丽泰瑟拉老板怒怼诺维克老总", "网传诺维克拖欠雅贝丽泰瑟拉货款", False),
    ],
    ids=["two companies", "three"],
)
def test_a_line_is_tied_to_the_claim_about_the_same_two_companies(line: str, claim: str, one: bool) -> None:
    found = story_by_item(trending("a", 0, line), trending("b", 3, claim))
    assert (found["a"] == found["b"]) is one
