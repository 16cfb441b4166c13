"""Unlisted names: learnt from readings and answers, found in other lines, and which items they join or separate."""

from datetime import UTC, datetime, timedelta

import pytest

import stories
from records import Interval, Item, Mention, Reading, Watchlist
from stories.items.unlisted_names import UnlistedNames, stem

START = datetime(2025, 3, 3, tzinfo=UTC)


def line(number: int, title: str, *names: str, label: str = "ORG") -> Item:
    mentions = tuple(
        Mention(start=title.index(name), end=title.index(name) + len(name), text=name, label=label)
        for name in names
    )
    at = START + timedelta(hours=number)
    return Item(
        id=f"t{number}", kind="topic", lang="zh", title=title, text=title, at=at,
        seen=Interval(not_before=at, not_after=at), source="weibo", platform="weibo",
        reading=Reading(lang="zh", mentions=mentions),
    )  # fmt: skip


def told(*items: Item) -> list[str]:
    linked = stories.link(items, watchlist=Watchlist(), now=START + timedelta(days=9))
    of = {entry.item: story.id for story in linked.stories if not story.redirect_to for entry in story.links}
    return [of[item.id] for item in items]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("蓝驰汽车", "蓝驰"),
        ("蓝驰L7", "蓝驰"),
        ("顺捷快递员", "顺捷"),
        ("黛朵公关团队", "黛朵"),
        ("周子衡", "周子衡"),
        ("公司", "公司"),
    ],
)
def test_variants_of_a_name_have_one_stem(name: str, short: str) -> None:
    assert stem(name) == short


def test_who_answers_is_learnt_as_a_name() -> None:
    found = UnlistedNames()
    assert found.learn(line(0, "钟意回应雪糕不化"), START) == ("钟意",)
    assert found.named(line(1, "66元钟意雪糕常温放一小时不化")) == {"钟意"}


@pytest.mark.parametrize("title", ["警方通报快递员下跪", "男子道歉", "市监局回应奶茶异物", "网友回应"])
def test_third_parties_and_generic_words_are_no_names(title: str) -> None:
    assert UnlistedNames().learn(line(0, title), START) == ()


def test_a_person_implies_the_firm_of_their_office() -> None:
    found = UnlistedNames()
    title = "百川副总裁陶静已离职"
    item = line(0, title, "百川")
    person = Mention(start=title.index("陶静"), end=title.index("陶静") + 2, text="陶静", label="PERSON")
    reading = Reading(lang="zh", mentions=(*item.reading.mentions, person))
    found.learn(Item(**{name: getattr(item, name) for name in item.__slots__} | {"reading": reading}), START)
    assert found.named(line(1, "陶静修改账号简介")) == {"陶静", "百川"}


def test_names_expire_with_the_window() -> None:
    found = UnlistedNames()
    found.learn(line(0, "钟意回应雪糕不化"), START)
    found.learn(line(1, "云台回应宕机"), START + timedelta(days=2))
    found.forget(START + timedelta(days=1))
    assert found.named(line(2, "钟意和云台")) == {"云台"}


def test_names_expire_in_whatever_order_their_items_are_read() -> None:
    """An old item is read anew after later ones when a person decides about its story."""
    found, day = UnlistedNames(), timedelta(days=1)
    found.learn(line(0, "钟意回应雪糕不化"), START + 20 * day)
    found.learn(line(1, "鹭川回应净水器漏电"), START)
    found.learn(line(2, "钟意回应雪糕含胶"), START)
    found.forget(START + 10 * day)
    assert found.latest.keys() == {"钟意"}
    assert found.learn(line(1, "鹭川回应净水器漏电"), START) == ()
    assert found.latest.keys() == {"钟意"}


def test_a_shared_name_lowers_the_threshold() -> None:
    one, other = told(line(0, "味满园被曝国内外双标", "味满园"), line(5, "味满园声明", "味满园"))
    assert one == other


def test_a_name_learnt_later_applies_to_earlier_items() -> None:
    first, later = told(line(0, "66元钟意雪糕常温放一小时不化"), line(4, "钟意回应质疑"))
    assert first == later


def test_a_template_with_another_name_is_another_story() -> None:
    one, other = told(line(0, "星梧副总裁深夜致歉", "星梧"), line(9, "蓝驰副总裁朋友圈怼车主后致歉", "蓝驰"))
    assert one != other


def test_an_unlisted_name_is_no_subject() -> None:
    linked = stories.link(
        [line(0, "味满园被曝国内外双标", "味满园"), line(5, "味满园声明", "味满园")],
        watchlist=Watchlist(), now=START + timedelta(days=9),
    )  # fmt: skip
    (story,) = linked.stories
    assert (story.subject, story.entities, linked.responses) == (None, (), ())
