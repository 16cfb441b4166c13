"""Short Chinese lines of one company: which affair each continues, and after how many hours none."""

from __future__ import annotations

import pytest

from tests.norvik import lines, link, story_by_item, trending


def test_a_claim_joins_the_only_talk_of_a_company_without_shared_words() -> None:
    affair = lines("雅贝丽酱料两个版本配方不一样", "雅贝丽被质疑双标", "多地商超撤下雅贝丽")
    assert len(set(story_by_item(*affair).values())) == 1


def test_a_line_without_a_company_joins_the_claim_that_shares_its_words() -> None:
    found = story_by_item(
        *lines("雅贝丽果酱检出甲缩醛", "甲缩醛果酱到底能不能吃", "甲缩醛果酱的家长群炸了锅")
    )
    assert len(set(found.values())) == 1


def test_a_line_that_fits_a_named_and_an_unnamed_story_merges_them() -> None:
    found = story_by_item(*lines("雅贝丽海岛月糕产地被指造假", "主播带货的凤临月糕竟是内陆货", "雅贝丽回应凤临月糕产地造假", "凤临月糕直播间下架"))  # fmt: skip
    assert len(set(found.values())) == 1


def test_an_affair_is_found_beside_a_little_ordinary_business_but_not_much() -> None:
    affair = lines(
        "雅贝丽门店用隔夜果片", "卧底拍到雅贝丽隔夜果片", "雅贝丽店员说隔夜果片没坏", "市监局突查雅贝丽"
    )
    launches = [
        trending(f"b{n}", n, title)
        for n, title in enumerate(("雅贝丽望江新店开业", "雅贝丽拟投资咖啡产业园", "雅贝丽冠名马拉松"))
    ]
    assert story_by_item(*affair, launches[0])["l3"] == story_by_item(*affair)["l0"]
    busy = story_by_item(*affair, *launches)
    assert busy["l3"] != busy["l0"]


FILM = (
    "沉海迷航预售", "沉海迷航首映礼", "沉海迷航特效", "沉海迷航票房破五亿", "沉海迷航彩蛋", "沉海迷航导演回应争议镜头",
    "沉海迷航配乐", "沉海迷航结局", "沉海迷航海报", "沉海迷航取景地", "沉海迷航影评",
)  # fmt: skip


def test_a_line_about_a_company_does_not_join_a_work_that_one_line_names_it_with() -> None:
    film = lines(*FILM, "法尔克上班时间看沉海迷航", apart=1)
    affair = [
        trending("reported", 14, "员工举报法尔克上班看电影"),
        trending("review", 20, "诺维克建议法尔克写检讨"),
    ]
    found = story_by_item(*film, *affair)
    assert found["l11"] == found["l0"]
    assert found["reported"] == found["review"] != found["l0"]


def test_a_work_that_one_line_names_a_company_with_is_not_bridged_to_others() -> None:
    film = lines(*FILM, "法尔克上班时间看沉海迷航", apart=1)
    banned = trending("banned", 14, "主播小鹿直播间被封")
    both = trending("both", 18, "主播放映沉海迷航直播间被封")
    found = story_by_item(*film, banned, both)
    assert found["banned"] != found["l0"]


def test_a_line_between_two_matters_does_not_merge_them() -> None:
    game = ("要卖到百万份才能回本", "预售超4亿", "", "制作人发文", "全球解锁", "解压")
    lines = [f"墨山行者{told_of_it}" for told_of_it in game]
    lines += ["网友向诺维克举报宋岩上班摸鱼", "宋岩上班第一件事是下载墨山行者"]
    found = story_by_item(*(trending(f"l{at}", at, line) for at, line in enumerate(lines)))
    assert len({found[f"l{at}"] for at in (0, 1, 2, 3, 4, 5, 7)}) == 1
    assert found["l6"] != found["l0"]


def test_another_accident_is_another_story() -> None:
    found = story_by_item(
        trending("a", 0, "诺维克面包车停车场内起火"), trending("b", 30, "两辆诺维克隧道内相撞")
    )
    assert found["a"] != found["b"]


@pytest.mark.parametrize(
    ("titles", "hours", "together"),
    [
        (("诺维克撞树起火致两人丧生", "诺维克展台变维权现场"), 4, False),
        (("诺维克货车从总部高处坠落", "诺维克一货车冲出大楼2人身亡"), 2, True),
        (("诺维克货车从总部高处坠落", "诺维克一货车冲出大楼2人身亡"), 20, False),
        (("诺维克承认虚假交易22亿", "诺维克门店订单爆了", "诺维克app崩了"), 2, True),
        (("诺维克承认虚假交易22亿", "诺维克门店订单爆了", "诺维克app崩了"), 20, False),
    ],
    ids=["complaint", "accident told otherwise", "another accident", "outage in an affair", "later outage"],
)
def test_an_accident_or_outage_is_of_the_affair_only_within_hours(
    titles: tuple[str, ...], hours: int, together: bool
) -> None:
    found = story_by_item(*lines(*titles, apart=hours))
    assert (found["l0"] == found[f"l{len(titles) - 1}"]) is together


def together(*titles: str) -> bool:
    topics = [trending(f"t{place}", 3 * place, title) for place, title in enumerate(titles)]
    return len(link(*topics).stories) == 1


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("诺维克回应门店拒收硬币", False),
        ("诺维克露营灯降到99元", False),
        ("诺维克回应面包车刹车传言", True),
        ("诺维克致歉", True),
    ],
)
def test_what_only_the_company_told_of_is_what_it_answered(title: str, one: bool) -> None:
    assert together("诺维克回应面包车刹车异响", title) is one


def test_a_matter_that_others_told_of_is_answered_in_other_words() -> None:
    assert together("诺维克被曝拖欠工资", "诺维克回应欠薪", "诺维克回应裁撤传言")


@pytest.mark.parametrize(
    ("hours", "title", "one"),
    [
        (7, "诺维克回应门店拒收硬币", True),
        (9, "诺维克回应门店拒收硬币", False),
        (9, "诺维克回应拖欠传言", True),
        (9, "诺维克回应", True),
    ],
)
def test_a_company_answers_something_else_once_a_small_affair_is_over(
    hours: int, title: str, one: bool
) -> None:
    claim = trending("t0", 0, "诺维克被曝拖欠工资")
    answer = trending("t1", hours, title)
    story = story_by_item(claim, answer)
    assert (story["t1"] == story["t0"]) is one


@pytest.mark.parametrize(
    ("title", "one"), [("多位主播发布诺维克事件处理办法", True), ("多位主播发布露营车排名 诺维克上榜", False)]
)
def test_an_affair_called_by_the_companys_name_is_its_open_one(title: str, one: bool) -> None:
    titles = ("诺维克中标港口项目", "诺维克获专利授权", "诺维克被曝用回收机油", "诺维克回应回收机油", title)
    topics = [trending(f"t{place}", 3 * place, line) for place, line in enumerate(titles)]
    story = story_by_item(*topics)
    assert (story["t4"] == story["t2"]) is one
