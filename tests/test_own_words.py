"""A company's own statements and acts among topics: which affair they answer; ordinary news answers none."""

from __future__ import annotations

import pytest

from records import Item, Response
from stories.conclusions import claims
from stories.conclusions.subject_titles import SubjectTitle
from stories.items.roster import Roster
from stories.speech import attribution, cues, deeds
from tests.norvik import NOW, WATCHLIST, item, link


def topic(hours: float, title: str, lang: str = "zh") -> Item:
    return item(f"t{hours}", hours, title, lang=lang, kind="topic")


def own(*titles: str, lang: str = "zh") -> list[tuple[str, str]]:
    items = [topic(3.0 * place, title, lang) for place, title in enumerate(titles)]
    linked = link(*items)
    found: list[Response] = sorted(linked.responses, key=lambda answer: answer.responded.not_after or NOW)
    return [(answer.text, answer.stance) for answer in found if answer.party == "own"]


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("诺维克：车主自行改装所致", "deny"),
        ("诺维克：正与车主沟通", "holding"),
        ("诺维克称质检存在疏漏", "confirm"),
        ("诺维克宣布免费更换电池", "promise"),
        ("诺维克CEO法尔克：对不起大家", "apologise"),
        ("诺维克质检主管被免职", "promise"),
        ("诺维克派人赴现场", "promise"),
        ("记者致电诺维克多地门店均无人接听", "silent"),
        ("诺维克发文认错", "apologise"),
        ("法尔克怒怼举报人", "deny"),
        ("客服回应面包车半夜起火：已停售", "promise"),
    ],
)
def test_own_words_and_acts_answer_the_open_claim(title: str, stance: str) -> None:
    assert own("诺维克面包车半夜起火", "诺维克面包车起火车主维权", title) == [(title, stance)]


@pytest.mark.parametrize(
    "title",
    [
        "诺维克道歉信被指避重就轻",
        "诺维克补偿遭车主群嘲",
        "诺维克股价大跌",
        "诺维克新车亮相",
        "涉事男子家人登报向诺维克道歉",
        "泰瑟拉派人赴现场",
    ],
)
def test_opinions_and_mishaps_are_no_answers(title: str) -> None:
    assert own("诺维克面包车半夜起火", "诺维克面包车起火车主维权", title) == []


def test_a_question_about_an_answer_is_no_second_answer() -> None:
    titles = ("诺维克面包车半夜起火", "诺维克回应面包车半夜起火", "如何看待诺维克回应面包车半夜起火？")
    assert own(*titles) == [(titles[1], "explain")]


def test_of_several_claims_the_one_with_shared_words_is_answered() -> None:
    titles = ("诺维克面包车半夜起火", "诺维克拖欠工资被曝光", "诺维克：工资今日结清")
    items = [topic(2.0 * place, title) for place, title in enumerate(titles)]
    linked = link(*items)
    (answer,) = [answer for answer in linked.responses if answer.party == "own"]
    (story,) = [story for story in linked.stories if story.id == answer.story]
    assert (story.claim, answer.text) == (titles[1], titles[2])


def test_a_remedy_reveals_an_affair_without_claim_words() -> None:
    assert own("男子买到诺维克拼接车", "诺维克涉事店员已停职") == [("诺维克涉事店员已停职", "promise")]


@pytest.mark.parametrize(
    "titles",
    [
        ("诺维克2月交付两万辆", "法尔克：今年会发布三款新车"),
        ("诺维克骑手雨夜救人", "诺维克称将招募十万骑手"),
        ("法尔克晒童年照", "诺维克派人赴现场"),
    ],
)
def test_ordinary_news_is_no_answer(titles: tuple[str, ...]) -> None:
    assert own(*titles) == []


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("“We are so sorry,” Norvik CEO tells drivers", "apologise"),
        ("No one was hurt, says Norvik", "explain"),
        ("“We are so sorry,” says Norvik CEO", "apologise"),
        ("Norvik takes vans off the road", "promise"),
        ("Norvik safety director suspended", "promise"),
        ("Norvik dodges questions", "decline"),
    ],
)
def test_english_headlines_name_the_speaker_first_or_last(title: str, stance: str) -> None:
    assert own("Norvik vans catch fire in a car park", title, lang="en") == [(title, stance)]


def test_a_plural_noun_is_no_act() -> None:
    assert deeds.deed_in(topic(0, "Norvik vans catch the eye", "en")) is None
    assert deeds.deed_in(topic(0, "Norvik shares slide", "en")) is None


def test_words_before_their_speaker_are_moved_behind() -> None:
    assert attribution.named_last("Norvik says all is well", "en") is None
    assert attribution.named_last("Norvik Ends Pumping, Calls Last Tanks 'Clean'", "en") is None
    last = attribution.named_last("All vans are safe, Norvik insists", "en")
    assert last is not None
    assert (last.words, last.verb) == ("All vans are safe", "insists")
    cue = cues.answer_in("“没有问题” 诺维克客服称", "zh")
    assert cue is not None
    assert (cue.before.strip(), cue.stance) == ("诺维克客服", "deny")


def claim_of(*items: Item) -> claims.Claim | None:
    return claims.claim_of([SubjectTitle(one, "norvik", Roster(WATCHLIST)) for one in items], "Norvik")


def test_the_companys_own_name_is_no_shared_word() -> None:
    published = topic(1.0, "诺维克公开Norvik Dock源代码")
    before = topic(0.0, "Norvik to publish a million lines of its software", "en")
    assert claim_of(before, published) is None
    before = topic(0.0, "Dock源代码含有旧组件 诺维克用户纳闷")
    found = claim_of(before, published)
    assert found is not None
    assert found.item is before
    assert found.rule == "claim/before"


@pytest.mark.parametrize(
    ("title", "lang", "why"),
    [
        ("Nurses slam Norvik over night shifts", "en", "“slam”"),
        ("Norvik clerk fired after turning away blind guest", "en", "“fired”"),
        ("Mysterious illness spreads on Norvik ferry", "en", "“illness”"),
        ("诺维克骑手被扇耳光", "zh", "“耳光”"),
        ("诺维克楼盘延期交付", "zh", "“延期交付”"),
        ("Norvik names first night ferry after a poet", "en", None),
        ("诺维克骑手获颁奖章", "zh", None),
    ],
)
def test_harm_and_criticism_call_for_an_answer_whatever_the_affair(
    title: str, lang: str, why: str | None
) -> None:
    found = claim_of(topic(0.0, title, lang))
    assert (found.evidence.partition(": ")[2] if found else None) == why


def test_words_that_any_affair_may_have_tell_none_from_another() -> None:
    titles = [
        "Norvik hulls failed in 14 crashes, files show",
        "Norvik: our hulls meet every standard",
        "Senators demand answers from Norvik",
    ]
    items = [topic(2.6 * place, title, "en") for place, title in enumerate(titles)]
    linked = link(*items)
    assert [story.claim for story in linked.stories] == [titles[0]]
