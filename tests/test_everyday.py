"""Chinese lines that share only everyday words are not one story; a shared name, title of a work or several rare words make one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import stories
from nlp.chinese import cuts
from records import Company, Watchlist
from stories.grouping.everyday import common_runs
from tests.board_lines import topic

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
WATCHED = Watchlist(companies=(Company(id="yunque", name="云雀汽车", aliases=()),))


def stories_of(*titles: str, hours: float = 1, **more) -> list[str]:
    items = [
        topic(f"t{place}", START + timedelta(hours=hours * place), title, WATCHED)
        for place, title in enumerate(titles)
    ]
    linked = stories.link(items, watchlist=WATCHED, now=START + timedelta(days=2), **more)
    told = {entry.item: story.id for story in linked.stories for entry in story.links}
    return [told[item.id] for item in items]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("朋友圈该不该晒加班", "奶奶学会了发朋友圈"),
        ("裸辞后越来越爱做饭", "为什么闹钟越来越没用"),
        ("离职交接要注意什么", "离职那天下了雨"),
        ("第一次见人这样搬家", "第一次见会算账的鹦鹉"),
        ("粉丝举报云雀汽车车展插队", "一奶茶店被举报用隔夜水果"),
    ],
)
def test_everyday_words_are_no_evidence(first: str, second: str) -> None:
    one, other = stories_of(first, second, surprise=cuts.surprise)
    assert one != other


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("渡鸦栈桥大结局", "渡鸦栈桥编剧发文"),
        ("石榴镇粮库塌方三人被困", "石榴镇粮库塌方救援进展"),
        ("女教师雨夜送学生回家走红", "雨夜送学生回家的女教师发声"),
    ],
)
def test_rare_words_are_evidence(first: str, second: str) -> None:
    one, other = stories_of(first, second, surprise=cuts.surprise)
    assert one == other


@pytest.mark.parametrize(("passed", "together"), [(0, True), (400, False)])
def test_one_shared_word_proves_less_the_more_lines_have_passed(passed: int, *, together: bool) -> None:
    between = [
        f"{chr(0x4E00 + 7 * place)}{chr(0x5200 + 11 * place)}{chr(0x6A00 + 13 * place)}"
        for place in range(passed)
    ]
    told = stories_of(
        "劳动仲裁期间还要上班吗", *between, "打赢劳动仲裁有多难", hours=0.02, surprise=cuts.surprise
    )
    assert (told[0] == told[-1]) is together


def test_without_surprise_values_similarity_alone_decides() -> None:
    one, other = stories_of("离职交接要注意什么", "离职那天下了雨")
    assert one == other


@pytest.mark.parametrize(("run", "least", "most"), [("越来越", 0, 3), ("离职", 3, 7), ("渡鸦栈桥", 12, 40)])
def test_the_surprise_of_a_run_is_that_of_its_rarer_words(run: str, least: float, most: float) -> None:
    assert least <= cuts.surprise(run) <= most


def test_segmentation_minimises_total_surprise() -> None:
    assert len(cuts.cut("我们离职")) == len(("我们", "离职"))
    assert cuts.cut("") == ()


def test_shared_runs_are_maximal_and_at_least_two_characters() -> None:
    assert common_runs("石榴镇 粮库塌方三人", "粮库塌方后石榴镇的三天") == {"石榴镇", "粮库塌方"}
