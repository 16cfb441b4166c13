"""Who answered a story: the company's words, posts and acts; without a claim, only what says that it answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from records import Interval
from tests.norvik import answers, item, link, trending


@pytest.mark.parametrize(
    ("title", "party", "stance"),
    [
        ("诺维克回应面包车起火", "own", "explain"),
        ("诺维克就面包车起火道歉", "own", "apologise"),
        ("诺维克否认面包车起火", "own", "deny"),
        ("法尔克回应面包车起火", "own", "explain"),
        ("诺维克称将召回起火面包车", "own", "promise"),
        ("诺维克尚未回应面包车起火", "own", "silent"),
        ("消防部门回应诺维克面包车起火", "reaction", "explain"),
        ("诺维克车主回应面包车起火", "reaction", "explain"),
        ("泰瑟拉回应诺维克面包车起火", "reaction", "explain"),
        ("保洁员向诺维克就面包车起火道歉", "reaction", "apologise"),
        ("阿林诺维克事件情况说明", "reaction", "explain"),
        ("面包车起火后冲向地面？诺维克回应", "own", "explain"),
        ("起火面包车被要求拖走 诺维克致歉", "own", "apologise"),
        ("法尔克向车主就面包车起火致歉", "own", "apologise"),
        ("诺维克：将为起火面包车退款", "own", "promise"),
        ("诺维克：当日没有面包车起火", "own", "deny"),
        ("诺维克：不再生产会起火的面包车", "own", "promise"),
        ("诺维克：起火系谣传 实为冒烟", "own", "deny"),
        ("诺维克将强制检查面包车电池", "own", "promise"),
        ("诺维克修改面包车起火声明", "own", "correct"),
        ("诺维克泰瑟拉K7货车全部停驶检修", "own", "promise"),
        ("诺维克面包车停售一周", "own", "promise"),
        ("诺维克模特回应面包车起火", "reaction", "explain"),
        ("面包车起火烧伤顾客？诺维克回应", "own", "explain"),
        ("诺维克面包车起火 女子发声", "reaction", "explain"),
        ("诺维克面包车停车场起火，官方致歉", "own", "apologise"),
        ("诺维克面包车停车场起火，官方通报", "reaction", "explain"),
        ("诺维克面包车起火被称“移动炉” 官方致歉", "own", "apologise"),
        ("面包车起火烧伤顾客，诺维克回应", "own", "explain"),
        ("诺维克面包车停车场起火 多方回应", "reaction", "explain"),
        ("诺维克：起火的面包车由第三方租赁公司保养", "own", "deny"),
    ],
)
def test_the_words_before_the_cue_give_the_voice(title: str, party: str, stance: str) -> None:
    (found,) = answers(trending("answer", 5, title))
    assert (found.party, found.stance, found.topic) == (party, stance, "answer")


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Turin's Norvik says van fires were rare", True),
        ("Embattled van maker Norvik says van fires were rare", True),
        ("Van maker boss says van fires were rare", True),
        ("CEO says Norvik vans are safe", True),
        ("Norvik row: Maker defends vans", True),
        ("Norvik pilots reject blame for van fires", False),
        ("Sacked Norvik boss says van fires were hidden", False),
        ("Van owners say Norvik knew of van fires", False),
    ],
)
def test_an_english_headline_may_call_a_company_by_its_trade(title: str, own: bool) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car park", lang="en", kind="topic")
    answer = item("answer", 5, title, lang="en", kind="topic")
    linked = link(claim, answer)
    assert any(one.party == "own" for one in linked.responses) == own


@pytest.mark.parametrize(
    ("stance", "answers_it"), [("deny", True), ("apologise", True), ("holding", True), ("explain", False), (None, False)]
)  # fmt: skip
def test_words_that_deny_or_apologise_answer_although_no_title_called_for_it(
    stance, *, answers_it: bool
) -> None:
    words = "一切如常，请大家放心"
    told = item("a", 5, "诺维克车库开门", f"法尔克说：“{words}”", lang="zh",
                quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "stance": stance}})  # fmt: skip
    found = link(told).responses
    assert [answer.text for answer in found] == ([words] if answers_it else [])


def test_where_the_title_tells_of_an_answer_words_beside_a_denial_belong_to_it() -> None:
    said = {"诺维克没有停产": "deny", "明天照常上班": None}
    told = item("a", 5, "诺维克法尔克回应停产", "；".join(said), lang="zh",
                quotes={words: {"speaker": speaker, "speaker_entity": who, "stance": stance}
                        for (words, stance), speaker, who in zip(
                            said.items(), ("诺维克", "法尔克"), ("norvik", "ines"), strict=True)})  # fmt: skip
    found = link(told).responses
    assert {answer.text for answer in found} == set(said)


def test_where_no_claim_was_seen_a_rivals_words_beside_the_answer_are_none() -> None:
    own, rivals = "诺维克没有停产", "泰瑟拉明天照常上班"
    told = item("a", 5, "诺维克法尔克回应停产", f"{own}；{rivals}", lang="zh", quotes={
        own: {"speaker": "诺维克", "speaker_entity": "norvik", "stance": "deny"},
        rivals: {"speaker": "泰瑟拉", "speaker_entity": "tessera"},
    })  # fmt: skip
    assert [answer.text for answer in link(told).responses] == [own]


def test_where_no_claim_was_seen_the_words_stand_for_the_title_that_tells_of_them() -> None:
    said = {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief"}
    again = {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "CEO"}
    told = (
        item("a", 0, "Norvik apologises to drivers", "“I am truly sorry.”", quotes={"I am truly sorry.": said}),
        item("b", 1, "Norvik apologises to all drivers", "“I am truly sorry.”", quotes={"I am truly sorry.": again}),
    )  # fmt: skip
    linked = link(*told)
    assert [(answer.text, answer.role) for answer in linked.responses] == [("I am truly sorry.", "CEO")]


@pytest.mark.parametrize(
    ("text", "is_told"), [("我们为门店的疏忽深表歉意。", True), ("新店今天开门。", False)]
)
def test_a_post_that_apologises_answers_although_no_title_called_for_it(text: str, *, is_told: bool) -> None:
    post = item("post", 6, "", text, lang="zh", kind="post", entity="ines", platform="weibo")
    found = link(post).responses
    assert [answer.text for answer in found] == ([text] if is_told else [])


def test_a_story_without_claim_has_no_answers() -> None:
    words = "Porto is where the light is"
    quiet = item("a", 5, "Norvik opens a studio", f"“{words}”",
                 quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    assert not link(quiet).responses


@pytest.mark.parametrize(
    ("title", "stances"),
    [
        ("诺维克露营车顶棚已下架", ["promise"]),
        ("诺维克已报案", ["deny"]),
        ("诺维克辞退辱骂车主的店长", ["promise"]),
        ("诺维克下架相关宣传海报", ["promise"]),
        ("诺维克升级展厅", []),
    ],
    ids=["done already", "reported", "remedy that says for whom", "remedy that says of what", "mere act"],
)
def test_a_remedy_that_presupposes_a_matter_is_an_answer_though_nothing_else_is_told(
    title: str, stances: list[str]
) -> None:
    found = link(trending("a", 0, title)).responses
    assert [(answer.party, answer.stance) for answer in found] == [("own", stance) for stance in stances]


@pytest.mark.parametrize(
    ("title", "answered"),
    [
        ("Norvik lends tow ropes to neighbours", True),
        ("Norvik drivers gather at the car park", False),
        ("Norvik falls on car park woes", False),
    ],
)
def test_any_verb_but_a_mishap_is_an_act(title: str, answered: bool) -> None:
    claim = item("c", 0, "Norvik van catches fire in car park", kind="topic")
    linked = link(claim, item("d", 4, title, kind="topic"))
    assert any(answer.topic == "d" and answer.party == "own" for answer in linked.responses) is answered


def test_a_companys_statement_joins_its_only_news() -> None:
    told = [trending("a", 0, "诺维克面包车停在半坡"), trending("b", 6, "诺维克：传感器沾了柳絮")]
    linked = link(*told)
    assert [(answer.party, answer.topic) for answer in linked.responses] == [("own", "b")]


def test_doing_what_was_refused_is_an_answer() -> None:
    claim = trending("claim", 0, "诺维克拒赔烧毁面包车")
    paid = trending("paid", 9, "诺维克已向面包车车主赔付30万")
    (found,) = link(claim, paid).responses
    assert (found.topic, found.stance) == ("paid", "promise")


def test_an_act_named_in_the_claim_is_no_promise() -> None:
    claim = trending("claim-taken", 0, "诺维克被曝回收问题电池")
    told = trending("told", 5, "诺维克称回收电池未流入门店")
    linked = link(claim, told)
    assert [answer.stance for answer in linked.responses] == ["deny"]


def test_an_act_that_is_the_claim_does_not_answer_it() -> None:
    claim = item("claim", 0, "诺维克召回部分面包车", "自六月起召回。", lang="zh")
    topic = trending("topic", 1, "诺维克召回1.2万辆面包车")
    assert not link(claim, topic).responses


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("诺维克报警", True),
        ("诺维克向旅客致歉", True),
        ("诺维克首度发声", True),
        ("博主向诺维克车主致歉", False),
        ("诺维克新店开业", False),
    ],
)
def test_an_act_of_answering_turns_earlier_news_into_a_claim(title: str, together: bool) -> None:
    """Nothing in the earlier items' wording called for an answer."""
    told = trending("told", 0, "诺维克接驳车座椅缝隙里的针")
    after = trending("after", 5, title)
    linked = link(told, after)
    assert (len(linked.stories) == 1) is together
    assert any(answer.party == "own" for answer in linked.responses) is together


def test_an_officers_post_answers_and_is_timed_to_the_minute() -> None:
    post = item(
        "post", 6, "", "造车很难，请给我们一点时间。", lang="zh", kind="post", entity="ines", platform="weibo"
    )
    (found,) = answers(post)
    assert found.responder_entity == "ines"
    assert found.company == "norvik"
    assert found.text == "造车很难，请给我们一点时间。"
    assert found.channel_kind == "post"
    assert (found.latency_min, found.latency_max) == (6 * 3600, 7 * 3600)


def test_an_officers_quotation_answers_with_an_interval() -> None:
    words = "The seals were faulty"
    (found,) = answers(
        item("a", 30, "诺维克面包车停车场内起火原因查明", f"法尔克说：“{words}”。", lang="zh",
             quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "said_on": date(2031, 3, 4)}})
    )  # fmt: skip
    assert found.claimed_on == date(2031, 3, 4)
    assert found.responded == Interval(
        not_before=datetime(2031, 3, 3, 16, tzinfo=UTC), not_after=datetime(2031, 3, 4, 14, tzinfo=UTC)
    )
