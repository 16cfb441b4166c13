"""Chinese lines that share no word with an affair: nothing else is told of their companies, they take up rare words, or point back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import stories
from nlp.chinese import cuts
from records import Company, Person, Role, Watchlist
from tests.board_lines import topic

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
WATCHED = Watchlist(
    companies=(
        Company(id="lanqiao", name="兰桥食品", aliases=("兰桥",)),
        Company(id="jiamu", name="嘉木面业", aliases=("嘉木",)),
        Company(id="suoke", name="梭客快餐", aliases=("梭客",)),
        Company(id="norvik", name="诺维克汽车", aliases=("诺维克",)),
    ),
    people=(
        Person(id="shen-heng", name="沈蘅", aliases=(), roles=(Role(company="norvik", title="founder"),)),
    ),
)


def told(*lines: tuple[float, str]) -> list[str]:
    items = [topic(title, START + timedelta(hours=hours), title, WATCHED) for hours, title in lines]
    now = START + timedelta(days=5)
    linked = stories.link(items, watchlist=WATCHED, now=now, surprise=cuts.surprise)
    story = {entry.item: each.id for each in linked.stories for entry in each.links}
    return [story[item.id] for item in items]


def test_lines_about_a_silent_company_within_hours_are_one_affair() -> None:
    assert len(set(told((0, "兰桥 糖分表"), (3, "妈妈们盼兰桥少放糖"), (6, "兰桥最怕的原来是牙医")))) == 1


@pytest.mark.parametrize(
    ("first", "hours", "second"),
    [
        ("兰桥 糖分表", 9, "妈妈们盼着兰桥出新口味"),
        ("诺维克一辆车撞树起火", 2, "诺维克被指抄袭海报"),
        ("沈蘅晒早餐", 2, "诺维克门口排长队"),
    ],
)
def test_later_after_an_accident_or_about_an_officer_they_are_not(
    first: str, hours: float, second: str
) -> None:
    one, other = told((0, first), (hours, second))
    assert one != other


@pytest.mark.parametrize(
    ("before", "together"), [("嘉木第一季度营收增长两成", False), ("今天又下雨了", True)]
)
def test_a_line_of_several_companies_joins_the_claim_that_is_all_their_news(
    before: str, *, together: bool
) -> None:
    lines = told((0, before), (30, "梭客嘉木被曝用地窖泡菜"), (50, "梭客嘉木与供货商签了三年合作"))
    assert (lines[1] == lines[2]) is together


def test_a_company_in_a_story_that_names_none_ties_it_to_the_only_claim_about_it() -> None:
    lines = told(
        (0, "嘉木供货商被曝赤脚踩菜"),
        (2, "多家商超撤下酸豇豆罐头"),
        (5, "嘉木撤下酸豇豆罐头"),
    )
    assert len(set(lines)) == 1


@pytest.mark.parametrize(
    ("size", "line"), [(5, "沈蘅谈月下骑士"), (3, "沈蘅谈月下骑士"), (5, "诺维克主管下载月下骑士开玩")]
)
def test_a_line_ties_no_large_story_to_a_claim_and_an_officer_none(size: int, line: str) -> None:
    words = ("预售破亿", "开玩", "隐藏结局", "配乐", "销量")[:size]
    game = [(number / 4, f"月下骑士{word}") for number, word in enumerate(words)]
    lines = told(*game, (2, "诺维克一辆车撞树起火"), (8, line))
    assert lines[0] == lines[-1] != lines[-2]


def test_a_lone_line_needs_no_less_similarity_though_no_other_story_is_near() -> None:
    lines = told(
        (0, "男子捐书16年后捐髓救女孩"),
        (1, "男子称捐书8次被告知不能优先借书"),
        (2, "图书局调查男子捐书8次不能优先借书"),
    )
    assert lines[0] != lines[1] == lines[2]


@pytest.mark.parametrize(
    ("line", "together"),
    [("发鹿茸糕的阿姨哭了", True), ("高铁上的阿姨哭了", False), ("35岁阿姨考上CEO班", False)],
)
def test_a_line_without_a_company_takes_up_rare_words_of_its_open_affair(
    line: str, *, together: bool
) -> None:
    affair = [
        (0, "诺维克展台发鹿茸糕被指看人下菜"),
        (1, "诺维克致歉"),
        (2, "诺维克市值一天少了35亿"),
        (3, "诺维克CEO称是误会"),
        (4, "诺维克再次致歉"),
    ]
    lines = told(*affair, (6, line))
    assert (lines[0] == lines[-1]) is together


@pytest.mark.parametrize(
    ("line", "together"), [("诺维克员工私自挪动涉事车辆", True), ("诺维克员工私自挪动展柜", False)]
)
def test_a_line_that_points_back_is_about_the_accident(line: str, *, together: bool) -> None:
    lines = told((0, "企业家驾驶诺维克车祸身亡"), (8, line))
    assert (lines[0] == lines[1]) is together
