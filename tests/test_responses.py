"""Responses: the speaker decides, one answer counts once, times are intervals, silence is no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

import stories
from records import (
    Account,
    Company,
    Decision,
    Figure,
    Interval,
    Item,
    Mention,
    Person,
    Quote,
    Reading,
    Role,
    Watchlist,
)
from stories.conclusions import latency
from stories.items.roster import Roster
from stories.responses import gathering
from stories.responses.non_answers import was_said_before
from stories.speech import colons, cues, speakers, stances
from stories.speech.denials import negates
from tests.named import mentions_in

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
NOW = START + timedelta(days=30)

WATCHLIST = Watchlist(
    companies=(
        Company(id="norvik", name="Norvik Motors", aliases=("Norvik", "诺维克")),
        Company(id="tessera", name="Tessera Auto", aliases=("Tessera", "泰瑟拉")),
    ),
    people=(
        Person(
            id="ines",
            name="Ines Falk",
            aliases=("法尔克",),
            roles=(Role(company="norvik", title="chief executive"),),
            accounts=(Account(platform="weibo", id="7"),),
        ),
        Person(id="otto", name="Otto Brandt", roles=(Role(company="tessera", title="head of PR"),)),
    ),
)


def item(
    identity: str, hours: float, title: str, body: str = "", *, lang: str = "en", kind="article", **more
) -> Item:
    at = START + timedelta(hours=hours)
    text = "\n\n".join(part for part in (title, body) if part)
    quotes = tuple(
        Quote(
            start=text.index(words),
            end=text.index(words) + len(words),
            text=words,
            kind="direct",
            rule="test",
            confidence=0.9,
            **fields,
        )
        for words, fields in more.pop("quotes", {}).items()
    )
    return Item(
        id=identity,
        kind=kind,
        lang=lang,
        title=title,
        text=text,
        at=at,
        seen=more.pop("seen", Interval(not_before=at, not_after=at)),
        source="wire",
        reading=Reading(lang=lang, mentions=mentions_in(text, WATCHLIST), quotes=quotes),
        **more,
    )


CLAIM = item("claim", 0, "诺维克面包车停车场内起火", lang="zh", kind="topic",
             seen=Interval(not_before=START - timedelta(hours=1), not_after=START))  # fmt: skip


def answers(*items: Item):
    linked = stories.link([CLAIM, *items], watchlist=WATCHLIST, now=NOW)
    return [answer for answer in linked.responses if answer.story == linked.stories[0].id]


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
    (found,) = answers(item("answer", 5, title, lang="zh", kind="topic"))
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
    linked = stories.link([claim, answer], watchlist=WATCHLIST, now=NOW)
    assert any(one.party == "own" for one in linked.responses) == own


def test_an_act_named_in_the_claim_is_no_promise() -> None:
    claim = item("claim-taken", 0, "诺维克被曝回收问题电池", lang="zh", kind="topic")
    told = item("told", 5, "诺维克称回收电池未流入门店", lang="zh", kind="topic")
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    assert [answer.stance for answer in linked.responses] == ["deny"]


def test_a_bare_response_takes_the_stance_of_the_full_one() -> None:
    told = [
        item("denied", 3, "法尔克否认面包车起火", lang="zh", kind="topic"),
        item("bare", 5, "诺维克总机回应面包车起火", lang="zh", kind="topic"),
        item("other", 6, "诺维克回应车主索赔", lang="zh", kind="topic"),
        item("late", 40, "诺维克回应停车场内面包车起火", lang="zh", kind="topic"),
    ]
    found = {answer.topic: answer.stance for answer in answers(*told)}
    assert found == {"denied": "deny", "bare": "deny", "other": "explain", "late": "explain"}


def test_judging_an_apology_is_no_apology() -> None:
    assert not answers(item("b", 5, "诺维克致歉信评论区翻车", lang="zh", kind="topic"))


def test_another_companys_head_office_speaks_for_itself() -> None:
    found = answers(item("b", 5, "便利店总部回应下架诺维克面包车", lang="zh", kind="topic"))
    assert [answer.party for answer in found] == ["reaction"]


def test_a_company_that_admits_first_discloses_the_matter() -> None:
    owned = item("owned", 1, "Norvik confirms fuel leak", kind="topic")
    later = item("later", 6, "Watchdog opens inquiry into Norvik fuel leak", kind="topic")
    linked = stories.link([owned, later], watchlist=WATCHLIST, now=NOW)
    assert [story.claim for story in linked.stories if story.subject == "norvik"] == [owned.title]


def test_an_authoritys_later_demand_is_not_the_claim() -> None:
    told = [
        item("fee", 0, "诺维克面包车调度费翻倍", lang="zh", kind="topic"),
        item("answer", 3, "诺维克解释调度费", lang="zh", kind="topic"),
        item("asked", 9, "交通部门约谈诺维克", lang="zh", kind="topic"),
    ]
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    assert "诺维克面包车调度费翻倍" in {story.claim for story in linked.stories}


def test_telling_someone_one_is_sorry_is_an_apology() -> None:
    cue = cues.answer_in("Norvik chief tells families: I am sorry", "en")
    assert cue is not None
    assert (cue.before.strip(), cue.stance) == ("Norvik chief", "apologise")


def test_a_passing_remark_of_the_accused_is_no_answer() -> None:
    assert not answers(item("b", 5, "诺维克面包车起火车主称很害怕", lang="zh", kind="topic"))[1:]


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Norvik apologises for van fires", "apologise"),
        ("Norvik denies vans are unsafe", "deny"),
        ("Norvik declines to comment on van fires", "decline"),
        ("Norvik has not responded to questions about fires", "silent"),
        ("Norvik responds to van fires: rumours are false", "deny"),
    ],
)
def test_stances_in_english(title: str, stance: str) -> None:
    cue = cues.answer_in(title, "en")
    assert cue is not None
    assert cue.stance == stance
    assert cue.before.strip() == "Norvik"


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


def test_an_answer_with_many_carriers_counts_once() -> None:
    words = "We are sorry for every van that burned"
    post = item("post", 6, "", words + ".", kind="post", entity="ines", platform="weibo")
    found = answers(
        post,
        item("a", 8, "Norvik vans catch fire: Falk apologises", f"Falk said: “{words}”.",
             quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"}}),
        item("b", 9, "诺维克为面包车起火道歉", lang="zh", kind="topic"),
    )  # fmt: skip
    own = [answer for answer in found if answer.responder_entity == "ines"]
    assert len(own) == 1
    assert {"post", "a"} <= set(own[0].carriers)
    assert own[0].document == "post"
    assert own[0].stance == "apologise"


def test_a_text_that_shortens_the_post_carries_it() -> None:
    post = item("post", 6, "", "大家的反馈我都看到了，起火是因为充电口的密封圈，不是电池，今晚起到店免费更换，对不起。",
                lang="zh", kind="post", entity="ines", platform="weibo")  # fmt: skip
    words = "起火是因为充电口的密封圈，周一晚上起可以到店更换"
    told = item("a", 12, "诺维克面包车停车场内起火原因查明", f"法尔克周一在微博回应，称{words}。", lang="zh",
                quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "channel_kind": "post", "channel": "微博"}})  # fmt: skip
    (found,) = answers(post, told)
    assert found.document == "post"
    assert found.carriers == ("post", "a")


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


def test_a_rivals_words_are_a_reaction() -> None:
    words = "We have never had a fire"
    (found,) = answers(
        item("a", 5, "Norvik vans catch fire in car parks", f"Brandt said: “{words}”.",
             quotes={words: {"speaker": "Otto Brandt", "speaker_entity": "otto"}}),
        item("b", 6, "诺维克面包车起火", lang="zh", kind="topic"),
    )  # fmt: skip
    assert found.party == "reaction"
    assert found.company is None


def test_an_unnamed_spokesperson_speaks_for_the_company() -> None:
    words = "We are looking into it"
    (found,) = answers(
        item("a", 5, "诺维克面包车停车场内起火", f"“{words}”", lang="zh",
             quotes={words: {"speaker": "a spokesperson", "organisation": "Norvik", "role": "spokesperson"}})
    )  # fmt: skip
    assert found.party == "own"
    assert found.company == "norvik"


@pytest.mark.parametrize(
    ("role", "speaker"),
    [
        ("employee", "A Norvik employee"),
        ("manager", "A former Norvik manager"),
        (None, "Norvik dealers"),
        ("engineer", "a Norvik engineer"),
        ("员工", "一名自称诺维克员工的网友"),
    ],
)
def test_workers_and_dealers_do_not_speak_for_a_company(role: str | None, speaker: str) -> None:
    said = {"It was the cable.": {"role": role, "organisation": "Norvik", "speaker": speaker}}
    lang = "en" if speaker.isascii() else "zh"
    found = answers(
        item("report", 6, "诺维克面包车停车场内起火", "It was the cable.", lang=lang, quotes=said)
    )
    assert "own" not in [answer.party for answer in found]


@pytest.mark.parametrize(
    ("body", "words", "answers_it"),
    [
        ("诺维克此前披露，去年交付7.6万辆。", "去年交付7.6万辆。", False),
        ("诺维克周四披露，去年交付7.6万辆。", "去年交付7.6万辆。", True),
        ("公司此前停产过两周，诺维克披露，去年交付7.6万辆。", "去年交付7.6万辆。", True),
        ("Its loss widened to 1.3 billion yuan, it reported last month.", "Its loss widened to 1.3 billion yuan", False),
        ("Its loss widened to 1.3 billion yuan, it reported.", "Its loss widened to 1.3 billion yuan", True),
    ],
)  # fmt: skip
def test_statements_before_the_affair_are_no_answers(body: str, words: str, answers_it: bool) -> None:
    lang, title, cue = (
        ("en", "Norvik vans catch fire in car parks", "reported")
        if body.isascii()
        else ("zh", "诺维克面包车停车场内起火", "披露")
    )
    at = len(title) + 2 + body.index(cue)
    said = {
        "speaker": "Norvik",
        "speaker_entity": "norvik",
        "cue": cue,
        "cue_start": at,
        "cue_end": at + len(cue),
    }
    found = answers(
        item("a", 5, title, body, lang=lang, quotes={words: said}),
        item("b", 6, "诺维克面包车起火", lang="zh", kind="topic"),
    )
    assert bool(found) is answers_it


@pytest.mark.parametrize(
    ("role", "body", "party"),
    [
        ("chief medical officer", "“The study is wrong,” chief medical officer Paul Renner said.", "own"),
        ("police chief", "“The study is wrong,” police chief Paul Renner said.", "reaction"),
        ("analyst", "“The study is wrong,” analyst Paul Renner said.", "reaction"),
        ("chief medical officer", "“The study is wrong,” Paul Renner said. Tessera Auto makes vans, too.", "reaction"),
        ("chief executive", "A guild asked for a recall. “The study is wrong,” its chief executive Paul Renner said.", "reaction"),
        ("vice president", "“The study is wrong,” said Paul Renner, vice president for vans.", "own"),
        ("vice president", "“The study is wrong,” vice president Paul Renner said.", "reaction"),
        ("president", "“The study is wrong,” said Paul Renner, the guild’s president.", "reaction"),
        ("head", "“The study is wrong,” said Paul Renner, the head of communications.", "own"),
        ("chief executive", "“The study is wrong,” said Paul Renner, chief executive of Ofgas.", "reaction"),
        ("spokesman", "“The study is wrong,” said Paul Renner, a spokesman.", "own"),
        ("spokesman", "“The study is wrong,” said Paul Renner, a spokesman for the mayor.", "reaction"),
        ("spokesman", "A crowd came.\n\nIt rained.\n\n“The study is wrong,” said Paul Renner, a spokesman.", "reaction"),
    ],
)  # fmt: skip
def test_an_officer_speaks_for_the_company_named_last(role: str, body: str, party: str) -> None:
    title = "Norvik vans catch fire in car parks"
    at = len(title) + 2 + body.index("Paul")
    said = {
        "role": role,
        "speaker": "Paul Renner",
        "speaker_start": at,
        "speaker_end": at + 11,
        "responds_to": "a study",
    }
    found = answers(
        item("a", 5, title, body, quotes={"The study is wrong": said}),
        item("b", 6, "诺维克面包车起火", lang="zh", kind="topic"),
    )
    assert [answer.party for answer in found if answer.responder == "Paul Renner"] == [party]


def test_where_no_claim_was_seen_the_words_stand_for_the_title_that_tells_of_them() -> None:
    said = {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief"}
    again = {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "CEO"}
    told = (
        item("a", 0, "Norvik apologises to drivers", "“I am truly sorry.”", quotes={"I am truly sorry.": said}),
        item("b", 1, "Norvik apologises to all drivers", "“I am truly sorry.”", quotes={"I am truly sorry.": again}),
    )  # fmt: skip
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    assert [(answer.text, answer.role) for answer in linked.responses] == [("I am truly sorry.", "CEO")]


def test_a_day_that_a_text_names_ends_where_it_ends_last() -> None:
    day = latency.day_of(date(2031, 3, 3), "en")
    assert day.not_after == datetime(2031, 3, 4, 12, tzinfo=UTC)


def test_a_story_without_claim_has_no_answers() -> None:
    words = "Porto is where the light is"
    quiet = item("a", 5, "Norvik opens a studio", f"“{words}”",
                 quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    assert not stories.link([quiet], watchlist=WATCHLIST, now=NOW).responses


@pytest.mark.parametrize(
    ("stance", "answers_it"), [("deny", True), ("apologise", True), ("holding", True), ("explain", False), (None, False)]
)  # fmt: skip
def test_words_that_deny_or_apologise_answer_although_no_title_called_for_it(
    stance, *, answers_it: bool
) -> None:
    words = "一切如常，请大家放心"
    told = item("a", 5, "诺维克车库开门", f"法尔克说：“{words}”", lang="zh",
                quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "stance": stance}})  # fmt: skip
    found = stories.link([told], watchlist=WATCHLIST, now=NOW).responses
    assert [answer.text for answer in found] == ([words] if answers_it else [])


def test_where_the_title_tells_of_an_answer_words_beside_a_denial_belong_to_it() -> None:
    said = {"诺维克没有停产": "deny", "明天照常上班": None}
    told = item("a", 5, "诺维克法尔克回应停产", "；".join(said), lang="zh",
                quotes={words: {"speaker": speaker, "speaker_entity": who, "stance": stance}
                        for (words, stance), speaker, who in zip(
                            said.items(), ("诺维克", "法尔克"), ("norvik", "ines"), strict=True)})  # fmt: skip
    found = stories.link([told], watchlist=WATCHLIST, now=NOW).responses
    assert {answer.text for answer in found} == set(said)


@pytest.mark.parametrize(
    ("text", "is_told"), [("我们为门店的疏忽深表歉意。", True), ("新店今天开门。", False)]
)
def test_a_post_that_apologises_answers_although_no_title_called_for_it(text: str, *, is_told: bool) -> None:
    post = item("post", 6, "", text, lang="zh", kind="post", entity="ines", platform="weibo")
    found = stories.link([post], watchlist=WATCHLIST, now=NOW).responses
    assert [answer.text for answer in found] == ([text] if is_told else [])


def test_the_claim_is_the_topic_that_is_answered_and_its_first_sighting_starts_the_clock() -> None:
    early = item("early", -20, "诺维克面包车销量公布", lang="zh", kind="topic")
    linked = stories.link(
        [early, CLAIM, item("b", 5, "诺维克回应面包车停车场内起火", lang="zh", kind="topic")],
        watchlist=WATCHLIST,
        now=NOW,
    )
    (story,) = [story for story in linked.stories if any(entry.item == "claim" for entry in story.links)]
    assert story.claim == CLAIM.title
    assert story.first_seen == CLAIM.seen
    assert story.subject == "norvik"


def test_a_forecast_is_no_promise_and_a_future_day_no_date_of_speech() -> None:
    words = "随着规模扩大，亏损将会收窄。"
    (answer,) = answers(
        item("b", 2, "法尔克谈诺维克面包车停车场内起火", f"法尔克说：“{words}”", lang="zh",
             quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "said_on": date(2031, 3, 9)}}),
    )  # fmt: skip
    assert (answer.stance, answer.claimed_on) == ("explain", None)
    assert answer.text == words


def story_of(*items: Item):
    return stories.link([CLAIM, *items], watchlist=WATCHLIST, now=NOW).stories[0]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("zh", "3月2日，“诺维克面包车停车场内起火”登上热搜。3月3日，公司开会。"),
        ("zh", "2031年3月2日该话题冲上微博热搜。"),
        (
            "en",
            "Nobody knew. On March 2, the topic “诺维克面包车停车场内起火” became a hot search. On March 3 it met.",
        ),
        ("en", "The video had been trending since 2 Mar. 2031 and has not been taken down."),
    ],
)
def test_the_day_the_claim_broke_according_to_the_texts(lang: str, body: str) -> None:
    title = {"zh": "诺维克面包车停车场内起火", "en": "Norvik vans: “诺维克面包车停车场内起火”"}[lang]
    assert story_of(item("b", 2, title + "。", body, lang=lang)).claimed_on == date(2031, 3, 2)


@pytest.mark.parametrize(
    "body",
    [
        "诺维克面包车登上热搜。",  # no date
        "3月1日和3月2日，诺维克都在热搜上。",  # two dates
        "3月9日，诺维克登上热搜。",  # a future date
        "2月30日，诺维克登上热搜。",  # no such date
        "1月2日，诺维克登上热搜。",  # another affair
        "3月2日，有人说：“换谁都能上热搜。”",  # a quotation
        "3月2日，诺维克开会。",  # no board
    ],
)
def test_an_ungiven_day_is_not_guessed(body: str) -> None:
    assert story_of(item("b", 2, "诺维克面包车停车场内起火。", body, lang="zh")).claimed_on is None


def test_texts_with_different_days_give_none() -> None:
    title = "诺维克面包车停车场内起火"
    found = story_of(
        item("b", 2, f"{title}。", "3月1日，诺维克登上热搜。", lang="zh"),
        item("c", 3, f"{title}！又一次", "3月2日，诺维克登上热搜。", lang="zh"),
    )
    assert found.claimed_on is None


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("泰瑟拉公关负责人炮轰诺维克起火面包车", "norvik"),
        ("诺维克面包车起火被泰瑟拉炮轰", "norvik"),
        ("泰瑟拉公关负责人炮轰起火面包车", None),
        ("泰瑟拉用户炮轰交付太慢", "tessera"),
        ("诺维克竞争对手泰瑟拉面包车起火", "tessera"),
        ("诺维克的对手又召回面包车", None),
    ],
)
def test_an_attacker_has_nothing_to_answer(title: str, subject: str | None) -> None:
    (story,) = stories.link(
        [item("a", 0, title, lang="zh", kind="topic")], watchlist=WATCHLIST, now=NOW
    ).stories
    assert story.subject == subject


def test_if_titles_name_only_the_attacker_the_text_gives_the_target() -> None:
    (story,) = stories.link(
        [
            item(
                "a",
                0,
                "Tessera’s PR chief attacks vans that catch fire",
                "Otto Brandt wrote of Norvik Motors.",
            )
        ],
        watchlist=WATCHLIST,
        now=NOW,
    ).stories
    assert story.subject == "norvik"


@pytest.mark.parametrize(
    ("title", "who"),
    [("青禾奶茶:已启动内部自查", "青禾奶茶"), ("顺捷快递：将承担快递员全部损失", "顺捷快递")],
)
def test_a_name_and_words_with_a_colon_are_speech(title: str, who: str) -> None:
    cue = colons.speech_in(title, "zh")
    assert cue is not None
    assert (cue.before, cue.plain_speech) == (who, True)


@pytest.mark.parametrize(
    ("title", "lang"),
    [("快讯:涨", "zh"), ("Box office: a hit", "en"), ("今天下午三点半,小米发布:新车", "zh")],
)
def test_not_every_colon_is_speech(title: str, lang: str) -> None:
    assert colons.speech_in(title, lang) is None


def test_a_title_with_event_and_answer_is_a_claim() -> None:
    words = "是员工弄错了"
    told = item("a", 0, "乘客在座椅下找到药片，诺维克：是员工弄错了", f"诺维克称，{words}。", lang="zh",
                quotes={words: {"speaker": "诺维克", "speaker_entity": "norvik"}})  # fmt: skip
    linked = stories.link([told], watchlist=WATCHLIST, now=NOW)
    assert linked.stories[0].claim == told.title
    assert [answer.party for answer in linked.responses] == ["own"]


def test_silence_is_the_claim_only_if_nothing_else_is() -> None:
    told = [
        item("a", 1, "诺维克确认面包车车门异响", lang="zh", kind="topic"),
        item("b", 3, "诺维克回应面包车车门异响", lang="zh", kind="topic"),
        item("c", 5, "诺维克暂未回应面包车车门异响原因", lang="zh", kind="topic"),
    ]
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    assert all(story.claim != told[2].title for story in linked.stories)
    assert "b" in {carrier for answer in linked.responses for carrier in answer.carriers}


@pytest.mark.parametrize(
    ("title", "party"),
    [
        ("诺维克官方回应面包车起火", "own"),
        ("诺维克客服称起火面包车可免费检测", "own"),
        ("诺维克召回起火面包车", "own"),
        ("诺维克法务部就起火面包车报警", "own"),
        ("诺维克员工回应面包车起火", "reaction"),
        ("泰瑟拉接受诺维克面包车起火道歉", "reaction"),
    ],
)
def test_a_company_answers_through_its_departments_and_acts(title: str, party: str) -> None:
    (found,) = answers(item("answer", 5, title, lang="zh", kind="topic"))
    assert found.party == party


@pytest.mark.parametrize(
    "title",
    ["诺维克被要求就面包车起火道歉", "诺维克副总裁称面包车起火那天很热", "诺维克门店称重不准 面包车起火后续"],
)
def test_demands_weights_and_passing_remarks_of_a_deputy_are_no_answers(title: str) -> None:
    assert not [a for a in answers(item("b", 5, title, lang="zh", kind="topic")) if a.party == "own"]


def test_an_act_without_a_claim_is_no_answer() -> None:
    quiet = item("a", 0, "诺维克升级展厅", lang="zh", kind="topic")
    assert not stories.link([quiet], watchlist=WATCHLIST, now=NOW).responses


@pytest.mark.parametrize(
    ("title", "stance"), [("诺维克露营车顶棚已下架", "promise"), ("诺维克已报案", "deny")]
)
def test_what_is_done_already_is_an_answer_though_nothing_else_is_told(title: str, stance: str) -> None:
    alone = item("a", 0, title, lang="zh", kind="topic")
    linked = stories.link([alone], watchlist=WATCHLIST, now=NOW)
    assert [(answer.party, answer.stance) for answer in linked.responses] == [("own", stance)]


@pytest.mark.parametrize("title", ["诺维克辞退辱骂车主的店长", "诺维克下架相关宣传海报"])
def test_a_remedy_that_says_what_it_is_for_is_an_answer_though_nothing_else_is_told(title: str) -> None:
    alone = item("a", 0, title, lang="zh", kind="topic")
    linked = stories.link([alone], watchlist=WATCHLIST, now=NOW)
    assert [(answer.party, answer.stance) for answer in linked.responses] == [("own", "promise")]


def test_a_claim_is_earlier_than_its_answer() -> None:
    later = item("later", 9, "目击者讲述诺维克面包车起火经过", lang="zh", kind="topic")
    answer = item("answer", 5, "诺维克回应面包车起火", lang="zh", kind="topic")
    third = item("third", 7, "消防部门回应诺维克面包车起火", lang="zh", kind="topic")
    linked = stories.link([CLAIM, answer, third, later], watchlist=WATCHLIST, now=NOW)
    assert linked.stories[0].claim == CLAIM.title


def test_whoever_answers_a_claim_has_heard_it() -> None:
    titles = (
        "诺维克回应网传店员跪地道歉",
        "诺维克通报店员下跪事件",
        "港口协会评诺维克店员下跪事件",
        "诺维克再通报店员下跪事件",
        "诺维克称顾客严重侵害员工尊严",
    )
    told = [
        item(f"t{place}", 3 * place, title, lang="zh", kind="topic") for place, title in enumerate(titles)
    ]
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    (story,) = linked.stories
    assert (story.claim, story.first_seen.not_after) == (titles[2], told[0].at)
    assert [found.topic for found in linked.responses] == ["t0", "t1", "t3", "t4"]


def test_the_companys_own_defence_is_no_claim() -> None:
    answer = item("answer", 5, "诺维克回应面包车起火", lang="zh", kind="topic")
    suit = item("suit", 8, "诺维克起诉面包车起火视频博主", lang="zh", kind="topic")
    linked = stories.link([answer, suit], watchlist=WATCHLIST, now=NOW)
    assert suit.title not in {story.claim for story in linked.stories}


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
    told = item("told", 0, "诺维克接驳车座椅缝隙里的针", lang="zh", kind="topic")
    after = item("after", 5, title, lang="zh", kind="topic")
    linked = stories.link([told, after], watchlist=WATCHLIST, now=NOW)
    assert (len(linked.stories) == 1) is together
    assert any(answer.party == "own" for answer in linked.responses) is together


def test_a_colon_after_a_visited_place_is_no_speech() -> None:
    visit = item("visit", 0, "暗访诺维克：停车场里的旧电池", lang="zh", kind="topic")
    sorry = item("sorry", 6, "诺维克道歉", lang="zh", kind="topic")
    linked = stories.link([visit, sorry], watchlist=WATCHLIST, now=NOW)
    assert linked.stories[0].claim == visit.title


def test_an_answer_is_shown_in_words_of_its_stance() -> None:
    sorry, aside = (
        "We are sorry for the fires",
        "Nobody should have to ask us twice where a van may stand overnight",
    )
    told = item("told", 5, "Norvik boss speaks", f"“{sorry},” said Ines Falk. “{aside}.”", quotes={
        sorry: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"},
        aside: {"speaker": "Ines Falk", "speaker_entity": "ines"},
    })  # fmt: skip
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    own = [answer for answer in linked.responses if answer.party == "own"]
    assert [(answer.text, answer.stance) for answer in own] == [(sorry, "apologise")]


def test_an_explicit_attack_is_a_claim_and_no_answer() -> None:
    attack = item("attack", 0, "车主阿林发文控诉诺维克：面包车三次起火", lang="zh", kind="topic")
    answer = item("answer", 5, "诺维克回应面包车起火", lang="zh", kind="topic")
    linked = stories.link([attack, answer], watchlist=WATCHLIST, now=NOW)
    assert linked.stories[0].claim == attack.title
    assert [response.party for response in linked.responses] == ["own"]


def test_acts_of_third_parties_are_no_answers() -> None:
    told = answers(item("b", 5, "租车公司暂停使用诺维克面包车 起火后停运", lang="zh", kind="topic"))
    assert not told


def test_a_local_day_includes_a_late_evening_post() -> None:
    sorry = "It is our fault and we are sorry"
    post = item("post", 8.2, "", sorry, kind="post", entity="ines", platform="weibo")
    told = "所有面包车都会停用"
    text = item("text", 20, "诺维克首席执行官致歉", f"法尔克称，“{told}”。", lang="zh", quotes={
        told: {"speaker": "法尔克", "speaker_entity": "ines", "channel_kind": "post", "said_on": date(2031, 3, 3)},
    })  # fmt: skip
    (found,) = [answer for answer in answers(post, text) if answer.party == "own"]
    assert set(found.carriers) == {"post", "text"}


@pytest.mark.parametrize(("channel", "reacts"), [("statement", True), (None, False)])
def test_an_unlisted_party_reacts_by_a_statement(channel: str | None, reacts: bool) -> None:
    words = "Our valves were tested twice"
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    told = item("told", 5, "Norvik van fires: valve maker speaks", f"“{words},” Kelda Valves said.", quotes={
        words: {"speaker": "Kelda Valves", "channel_kind": channel},
    })  # fmt: skip
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    assert [answer.party for answer in linked.responses] == (["reaction"] if reacts else [])


@pytest.mark.parametrize(
    ("speaker", "party"), [("a former Norvik engineer", None), ("the fire brigade", "reaction")]
)
def test_the_source_of_a_claim_does_not_answer_it_in_the_first_report(
    speaker: str, party: str | None
) -> None:
    words = "the vans had caught fire before"
    told = item("told", 0, "Norvik vans catch fire in car parks", f"{speaker} said {words}; police came.", quotes={
        words: {"speaker": speaker, "role": "police" if party else None},
    })  # fmt: skip
    linked = stories.link([told], watchlist=WATCHLIST, now=NOW)
    assert [answer.party for answer in linked.responses] == ([party] if party else [])


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("en", "Norvik has apologised to drivers and paid for a week of cabs. Police came.", "Norvik has apologised to drivers and paid for a week of cabs"),
        ("en", "Ines Falk, its chief executive, later apologized. Police came.", "Ines Falk, its chief executive, later apologized"),
        ("zh", "当晚，诺维克已就此事向车主致歉并承诺退款。警方到场。", "诺维克已就此事向车主致歉并承诺退款"),
        ("en", "The chief executive of Norvik has apologised. Police came.", "The chief executive of Norvik has apologised"),
        ("en", "A supplier of Norvik has apologised. Police came.", None),
        ("en", "Norvik refused to apologise. Police came.", None),
        ("en", "Tessera apologised to Norvik. Police came.", None),
        ("zh", "车主要求诺维克公开道歉信。警方到场。", None),
        ("zh", "诺维克运营总监梁志今早见记者，就起火向车主致歉。警方到场。", "诺维克运营总监梁志今早见记者，就起火向车主致歉"),
        ("zh", "诺维克被多家媒体要求尽快向车主致歉。警方到场。", None),
    ],
)  # fmt: skip
def test_a_reported_apology_is_an_answer(lang: str, body: str, words: str | None) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks") if lang == "en" else CLAIM
    title = "Norvik vans: more fires in car parks" if lang == "en" else "诺维克面包车停车场内又起火"
    linked = stories.link([claim, item("told", 5, title, body, lang=lang)], watchlist=WATCHLIST, now=NOW)
    own = [
        (answer.text, answer.stance, answer.document) for answer in linked.responses if answer.party == "own"
    ]
    assert own == ([(words, "apologise", "told")] if words else [])


@pytest.mark.parametrize(
    ("cue", "stance", "party"),
    [("alleged", None, None), ("said", None, "reaction"), ("alleged", "correct", "reaction")],
)
def test_an_accuser_makes_the_claim_unless_it_is_withdrawn(
    cue: str, stance: str | None, party: str | None
) -> None:
    words = "the vans had caught fire before"
    told = item("told", 0, "Norvik vans catch fire in car parks", f"The road regulator {cue} {words}; police came.", quotes={
        words: {"speaker": "the road regulator", "cue": cue, "stance": stance},
    })  # fmt: skip
    linked = stories.link([told], watchlist=WATCHLIST, now=NOW)
    assert [answer.party for answer in linked.responses] == ([party] if party else [])


@pytest.mark.parametrize(
    ("words", "lang", "stance"),
    [
        ("接受道歉，但不会撤回诉讼", "zh", "explain"),
        ("我们深表歉意", "zh", "apologise"),
        ("we accept his apology", "en", "explain"),
        ("we owe our drivers an apology", "en", "apologise"),
    ],
)
def test_accepting_an_apology_is_no_apology(words: str, lang: str, stance: str) -> None:
    assert stances.stance_of(words, lang) == stance


@pytest.mark.parametrize("kind", ["filing", "release"])
def test_a_filing_answers_with_the_sentence_about_the_claim(kind: str) -> None:
    claim = item("claim-en", 0, "Norvik to delay van plant in Porto, sources say")
    sentence = "The Company now expects production at its Porto plant in 2033."
    body = f"Sales were 40 million euros. {sentence} The board has met."
    filed = item("filed", 8, "Norvik 6-K: report of foreign issuer", body, kind=kind, entity="norvik")
    tie = item("tie", 9, "Norvik confirms delay of van plant in Porto", f"“{sentence}” Norvik filed.")
    linked = stories.link([claim, filed, tie], watchlist=WATCHLIST, now=NOW)
    (answer,) = [
        candidate
        for candidate in gathering.of_item(filed, linked.stories[0], Roster(WATCHLIST))
        if candidate.rule == "responses/release"
    ]
    assert (answer.text, answer.channel_kind, answer.voice.entity) == (
        sentence,
        "filing" if kind == "filing" else "statement",
        "norvik",
    )
    silent = item(
        "other", 8, "Norvik 6-K: report", "Sales were 40 million euros.", kind=kind, entity="norvik"
    )
    assert not list(gathering.of_item(silent, linked.stories[0], Roster(WATCHLIST)))


@pytest.mark.parametrize(("words", "party"), [("会向上反映", None), ("涉事车辆已经封存", "own")])
def test_a_hotline_that_fobs_off_has_not_answered(words: str, party: str | None) -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", f"记者致电诺维克，客服人员称{words}。", lang="zh", quotes={
        words: {"speaker": "客服人员", "role": "客服人员", "organisation": "诺维克"},
    })  # fmt: skip
    assert [answer.party for answer in answers(told)] == ([party] if party else [])


@pytest.mark.parametrize(("words", "first"), [("诺维克面包车又在停车场冒烟", -9), ("诺维克的年会在湖边", 0)])
def test_a_claim_broke_with_the_first_private_post(words: str, first: int) -> None:
    post = item("post", -9, "", words, lang="zh", kind="post")
    told = item(
        "told", 0, "网友曝诺维克面包车停车场内起火", "面包车在停车场内起火，消防部门到场。" * 9, lang="zh"
    )
    linked = stories.link([post, told], watchlist=WATCHLIST, now=NOW)
    story = next(story for story in linked.stories if any(link.item == "told" for link in story.links))
    assert story.first_seen.not_after == START + timedelta(hours=first)


def test_a_rivals_affair_is_not_the_companys() -> None:
    (story,) = stories.link(
        [item("a", 0, "Regulator fines Norvik's rival Lanto over fires")], watchlist=WATCHLIST, now=NOW
    ).stories
    assert story.subject is None


def test_a_topic_said_to_have_trended_is_the_claim() -> None:
    topic = item("topic", 0, "诺维克面包车一晚停四次", lang="zh", kind="topic")
    told = item(
        "told", 3, "诺维克面包车起火，有车主称一晚停四次", "“诺维克面包车一晚停四次”登上热搜。" * 8, lang="zh"
    )
    (story,) = stories.link([topic, told], watchlist=WATCHLIST, now=NOW).stories
    assert (story.claim, story.first_seen.not_after) == (topic.title, START)


def test_a_union_that_bears_the_companys_name_is_no_other_company() -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    told = item("told", 5, "Norvik vans: more fires in car parks", "Norvik Workers' Union spoke. “We are sorry,” Chief Operating Officer Kit Rao said.", quotes={
        "We are sorry": {"speaker": "Kit Rao", "role": "Chief Operating Officer"},
    })  # fmt: skip
    start = told.text.index("Norvik Workers")
    union = Mention(start=start, end=start + 21, text="Norvik Workers' Union", label="ORG")
    told = replace(told, reading=replace(told.reading, mentions=(*told.reading.mentions, union)))
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    assert [(answer.party, answer.responder) for answer in linked.responses] == [("own", "Kit Rao")]


def test_a_question_that_repeats_an_answer_is_not_another_one() -> None:
    told = item("told", 3, "法尔克回应面包车起火", lang="zh", kind="topic")
    asked = item(
        "asked", 9, "诺维克面包车起火，法尔克回应「还在查」，透露了哪些信息？", lang="zh", kind="topic"
    )
    later = item("later", 60, "法尔克回应面包车召回，透露了哪些信息？", lang="zh", kind="topic")
    found = [(answer.topic, set(answer.carriers)) for answer in answers(told, asked, later)]
    assert ("told", {"told", "asked"}) in found


@pytest.mark.parametrize(("cue", "told"), [("said", False), ("responded", True)])
def test_results_reported_during_a_claim_are_no_answer(cue: str, *, told: bool) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    words = "its net loss narrowed to 40 million euros as vans caught fire less often"
    report = item("told", 5, "Norvik vans: fewer fires in car parks", f"Norvik {cue} {words}.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": cue},
    })  # fmt: skip
    start = report.text.index("40 million")
    loss = Figure(
        start=start, end=start + 16, text="40 million euros", rule="test", metric="net_income", unit="EUR"
    )
    quotes = tuple(replace(quote, kind="indirect") for quote in report.reading.quotes)
    report = replace(report, reading=replace(report.reading, figures=(loss,), quotes=quotes))
    linked = stories.link([claim, report], watchlist=WATCHLIST, now=NOW)
    assert bool(linked.responses) == told


def test_a_plain_confirmation_outweighs_another_denial() -> None:
    claim = item("claim-en", 0, "Hackers say Norvik lost drivers' data")
    admitted, spared = "intruders copied the data of drivers", "no payment card was affected"
    told = item("told", 5, "Norvik confirms hackers copied data", f"Norvik confirmed that {admitted}. It said {spared}.", quotes={
        admitted: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "confirmed", "stance": "confirm"},
        spared: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    (answer,) = stories.link([claim, told], watchlist=WATCHLIST, now=NOW).responses
    assert (answer.stance, answer.text) == ("confirm", admitted)


@pytest.mark.parametrize(
    "source", ["people familiar with the matter", "a person close to the company", "the statement"]
)
def test_an_anonymous_source_is_no_answer(source: str) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    words = "the vans had failed two tests"
    told = item("told", 5, "Norvik vans: more fires in car parks", f"According to {source}, {words}.", quotes={
        words: {"speaker": source, "channel_kind": "statement"},
    })  # fmt: skip
    assert not stories.link([claim, told], watchlist=WATCHLIST, now=NOW).responses


def test_the_title_of_an_article_and_the_words_in_it_are_one_answer() -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    words = "cooling is no matter of software"
    told = item("told", 5, "Norvik denies vans caught fire", f"“{words}”, Norvik said.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    assert len(stories.link([claim, told], watchlist=WATCHLIST, now=NOW).responses) == 1


def test_hours_in_a_text_narrow_the_interval() -> None:
    claim = item("claim", 0, "诺维克面包车起火", lang="zh", kind="topic")
    words = "是我们没有做好"
    since, until = START + timedelta(hours=4), START + timedelta(hours=5)
    told = item("told", 20, "法尔克就面包车起火致歉", f"法尔克当晚发文：“{words}”。", lang="zh", quotes={
        words: {
            "speaker": "法尔克", "speaker_entity": "ines", "said_on": since.date(), "stance": "apologise",
            "said_not_before": since, "said_not_after": until,
        },
    })  # fmt: skip
    (answer,) = stories.link([claim, told], watchlist=WATCHLIST, now=NOW).responses
    assert answer.responded == Interval(not_before=since, not_after=until)
    assert (answer.latency_min, answer.latency_max) == (4 * 3600, 5 * 3600)


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("法尔克在信中谈到面包车。" + "员工说明年还有很多事要做。" * 40, True),
        ("法尔克谈到港口和粮食。" * 40, False),
    ],
)
def test_a_long_article_on_an_officers_letter_joins_the_only_open_claim_it_shares_words_with(
    body: str, *, together: bool
) -> None:
    claim = item("claim", 0, "诺维克面包车起火", lang="zh", kind="topic")
    told = item("told", 20, "法尔克内部信曝光：把这一课补上", body, lang="zh")
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    assert (len([story for story in linked.stories if story.links]) == 1) == together


def test_a_new_product_does_not_join_an_affair_that_came_to_light() -> None:
    claim = item("claim", 0, "诺维克刹车缺陷曝光", lang="zh", kind="topic")
    body = "诺维克宣布，旗下手游将于12月5日更新，新增两名角色。"
    product = item("product", 20, "诺维克手游定档12月5日，新角色曝光", body, lang="zh")
    linked = stories.link([claim, product], watchlist=WATCHLIST, now=NOW)
    assert all(len(story.links) == 1 for story in linked.stories)


@pytest.mark.parametrize(("hours", "parties"), [(1, ["own"]), (9, ["own", "reaction"])])
def test_owners_words_before_the_company_speaks_are_the_claim(hours: float, parties: list[str]) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    seen = "the smoke came from under the seat"
    owner = item("owner", hours, "Norvik vans: smoke in car parks", f"An owner said {seen}.", quotes={
        seen: {"speaker": "An owner of a van", "channel_kind": "statement"},
    })  # fmt: skip
    words = "two vans were set on fire by strangers"
    told = item("told", 5, "Norvik says vans were set on fire", f"Norvik said {words}.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    linked = stories.link([claim, owner, told], watchlist=WATCHLIST, now=NOW)
    assert [answer.party for answer in linked.responses] == parties


def test_an_investors_question_is_no_reaction() -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    asked = "did the vans pass their tests?"
    told = item("told", 5, "Norvik vans: investors ask on", f"An investor asked: {asked}", quotes={
        asked: {"speaker": "An investor", "channel_kind": "filing"},
    })  # fmt: skip
    assert not stories.link([claim, told], watchlist=WATCHLIST, now=NOW).responses


def test_a_topic_with_only_subject_and_matter_is_where_it_broke() -> None:
    topic = item("topic", 0, "诺维克 锁门", lang="zh", kind="topic")
    told = item("told", 1, "车主投诉打不开车门，诺维克被指锁门", "多名车主说诺维克锁门。", lang="zh")
    (story,) = stories.link([topic, told], watchlist=WATCHLIST, now=NOW).stories
    assert (story.claim, story.first_seen.not_after) == (topic.title, START)


def test_old_statements_and_those_of_former_staff_are_no_answers() -> None:
    gone = Person(
        id="gone",
        name="Rolf Gone",
        roles=(Role(company="norvik", title="chief executive", until=date(2031, 3, 1)),),
    )
    watchlist = replace(WATCHLIST, people=(*WATCHLIST.people, gone))
    claim = item("claim", 0, "诺维克面包车停车场内起火", lang="zh", kind="topic")
    for entity, day in (
        ("ines", date(2031, 1, 20)),
        ("gone", date(2031, 2, 26)),
        ("ines", date(2031, 2, 26)),
    ):
        words = "It was an isolated event"
        text = item("a", 5, "Norvik vans catch fire: what we know", f"She said: “{words}”.",
                    quotes={words: {"speaker": "She", "speaker_entity": entity, "said_on": day}})  # fmt: skip
        told = stories.link([claim, text], watchlist=watchlist, now=NOW).responses
        assert bool([one for one in told if one.text == words]) == (entity == "ines" and day.month == 2)


def test_an_answer_is_shown_in_the_language_first_quoted() -> None:
    said, translated = (
        "面包车起火并不属实，我们已经报警",
        "It is not true that vans catch fire, and we have reported it to the police",
    )
    by_officer = {"speaker_entity": "ines", "stance": "deny"}
    (answer,) = answers(
        item("told", 5, "诺维克否认面包车起火", f"法尔克说：“{said}。”", lang="zh",
             quotes={said: {"speaker": "法尔克", **by_officer}}),
        item("abroad", 6, "Norvik denies that its vans catch fire", f"“{translated},” said Ines Falk of Norvik.",
             quotes={translated: {"speaker": "Ines Falk", **by_officer}}),
    )  # fmt: skip
    assert (answer.text, answer.lang) == (said, "zh")
    assert answer.carriers == ("told", "abroad")


def test_a_translation_belongs_to_the_post_it_names() -> None:
    release = item(
        "release",
        1,
        "Norvik statement",
        "We are sorry for the van that burned.",
        kind="release",
        entity="norvik",
    )
    post = item(
        "post", 8, "", "It is not true that any van burned.", kind="post", entity="norvik", platform="x"
    )
    told = "绝无任何面包车起火"
    text = item("text", 12, "诺维克先致歉后否认", f"诺维克在X平台上称，“{told}”。", lang="zh", quotes={
        told: {"speaker": "诺维克", "speaker_entity": "norvik", "channel_kind": "post", "stance": "deny", "said_on": date(2031, 3, 3)},
    })  # fmt: skip
    (found,) = [one for one in answers(release, post, text) if "text" in one.carriers]
    assert found.document == "post"


def test_an_officer_who_says_other_words_is_not_the_speaker_of_the_companys() -> None:
    said, new, seats = "更换座椅", "it would change its seats", "There are vans with better seats than ours"
    company = {"speaker": "Norvik", "speaker_entity": "norvik"}
    letter = item(
        "letter", 5, "Norvik writes to owners of vans", f"“{new},” Norvik said.", quotes={new: company}
    )
    told = item("told", 6, "诺维克致信车主", f"诺维克称，将{said}。", lang="zh", quotes={said: company})
    both = item("both", 7, "Norvik to change seats", f"Norvik said {new}. “{seats},” Ines Falk, its chief executive, first said.",
                quotes={new: company, seats: {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief executive"}})  # fmt: skip
    summed_up, quoted = both.reading.quotes
    both = replace(both, reading=replace(both.reading, quotes=(replace(summed_up, kind="indirect"), quoted)))
    (answer,) = [one for one in answers(letter, told, both) if "both" in one.carriers]
    assert (answer.text, answer.responder_entity, answer.role) == (new, "norvik", None)


def test_words_published_days_apart_are_no_translation() -> None:
    first, later = "none of the seats was unsafe", "应对方式有错"
    by = {"speaker_entity": "ines"}

    def carriers(hours: float) -> list[tuple[str, ...]]:
        found = answers(
            item("first", 5, "Norvik vans catch fire", f"Ines Falk said {first}.",
                 quotes={first: {"speaker": "Ines Falk", "stance": "explain", **by}}),
            item("later", 5 + hours, "诺维克面包车起火", f"法尔克称，{later}。", lang="zh",
                 quotes={later: {"speaker": "法尔克", "stance": "explain", **by}}),
        )  # fmt: skip
        return [answer.carriers for answer in found]

    assert len(carriers(12)) == 1
    assert len(carriers(60)) == 2


def test_a_release_belongs_to_the_story_whose_texts_quote_it() -> None:
    said = "we now believe that some drawings have been copied and are telling those concerned"
    told = item("told", 5, "Norvik vans catch fire", f"“{said},” a spokeswoman said.",
                quotes={said: {"speaker": "a spokeswoman", "role": "spokeswoman", "organisation": "Norvik"}})  # fmt: skip
    own = item("own", 4, "Statement", f"As a result, {said}.", kind="release", entity="norvik")
    linked = stories.link([CLAIM, own, told], watchlist=WATCHLIST, now=NOW)
    assert {entry.item for entry in linked.stories[0].links} >= {"own", "told"}


def test_words_of_another_stance_with_other_figures_are_no_translation() -> None:
    def texts(recalled: str, explained: str) -> list[tuple[str, ...]]:
        found = answers(
            item("asked", 5, "Norvik vans catch fire", f"Norvik said {explained}.",
                 quotes={explained: {"speaker": "Norvik", "stance": "explain", "speaker_entity": "norvik"}}),
            item("told", 6, "诺维克面包车起火", f"诺维克称，{recalled}。", lang="zh",
                 quotes={recalled: {"speaker": "诺维克", "stance": "promise", "speaker_entity": "norvik"}}),
        )  # fmt: skip
        return [answer.carriers for answer in found]

    assert len(texts("将召回18.4万辆面包车", "an earlier post no longer held")) == 2
    assert len(texts("将召回18.4万辆面包车", "it will recall 184,000 vans")) == 1


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Nobody's withdrawals are limited.", "deny"),
        ("There was no leak.", "deny"),
        ("There is no excuse for this.", "explain"),
        ("Nobody is more upset than I am.", "explain"),
        ("Whoever started this should be ashamed.", "explain"),
        ("I am ashamed of what we did.", "apologise"),
    ],
)
def test_saying_there_is_none_denies_and_shame_on_others_is_no_apology(words, stance) -> None:
    assert stances.spoken_stance(words, "en") == stance


def test_the_boards_words_in_a_filing_are_the_companys_and_a_banks_release_is_a_reaction() -> None:
    ours, theirs = "No van has burned", "There is no basis for this"
    found = answers(
        item("ours", 2, "Norvik response to reports of burning vans", f"The Board confirms: {ours}.", kind="filing", entity="norvik",
             quotes={ours: {"speaker": "The Board"}}),
        item("theirs", 3, "Bank of Albion statement on Norvik vans on fire", f"Governor Ruth Ainsley said: {theirs}.", kind="release",
             quotes={theirs: {"speaker": "Ruth Ainsley", "role": "Governor"}}),
    )  # fmt: skip
    told = {answer.text: (answer.party, answer.responder_entity) for answer in found}
    assert told[ours] == ("own", "norvik")
    assert told[theirs] == ("reaction", None)


def test_a_title_with_the_office_means_its_holder() -> None:
    post = item(
        "post", 20, "", "是我们错了，对不起大家。", lang="zh", kind="post", entity="ines", platform="weibo"
    )
    company = item("company", 2, "诺维克就面包车起火道歉", lang="zh", kind="topic")
    title = item("title", 21, "诺维克chief executive就面包车起火道歉", lang="zh", kind="topic")
    told = {
        carrier: answer.responder_entity
        for answer in answers(post, company, title)
        for carrier in answer.carriers
    }
    assert told == {"post": "ines", "company": "norvik", "title": "ines"}


@pytest.mark.parametrize(
    ("words", "lang", "stance"),
    [
        ("未能支付1360万美元利息，计划宽限期内支付", "zh", "confirm"),
        ("并未拖欠任何利息", "zh", "deny"),
        ("it had failed to pay a $13.6 million coupon", "en", "confirm"),
    ],
)
def test_saying_one_failed_to_do_something_confirms(words: str, lang: str, stance: str) -> None:
    assert stances.spoken_stance(words, lang) == stance


def test_an_authoritys_notice_is_not_the_companys_and_a_routine_notice_no_answer() -> None:
    title = "关于诺维克面包车停车场内起火情况的通报"
    notice = replace(item("notice", 5, title, lang="zh", kind="release"), source="住建局")
    (told,) = [answer for answer in answers(notice) if "notice" in answer.carriers]
    assert (told.party, told.responder) == ("reaction", "住建局")
    plain = item(
        "plain", 500, "诺维克关于2031年公司债券付息的公告", lang="zh", kind="filing", entity="norvik"
    )
    assert not stories.link([plain], watchlist=WATCHLIST, now=NOW).responses


def test_a_release_that_answers_point_by_point_denies() -> None:
    facts = "All vans were counted.", "Each fire was looked into by others."
    body = f"Claim: 57 vans were left out. Fact: {facts[0]}\n\nClaim: Fires were hidden. Fact: {facts[1]}"
    release = item(
        "release",
        9,
        "Norvik vans catch fire: Norvik responds to a short seller",
        body,
        kind="release",
        entity="norvik",
    )
    (told,) = answers(release)
    assert (told.text in facts, told.stance, told.responder_entity) == (True, "deny", "norvik")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("burglars got access to two safes", "confirm"),
        ("four boxes of letters were taken", "confirm"),
        ("the thieves took details of 300 guests", "confirm"),
        ("guests got their keys within an hour", "explain"),
        ("the new timetable takes effect on Sunday", "explain"),
        ("our test follows all procedures", "deny"),
        ("the ferry passed its yearly inspection", "deny"),
        ("the pause follows a storm", "explain"),
        ("the board meets on Tuesday", "explain"),
        ("paint meets the limit", "deny"),
        ("the road passes through two villages", "explain"),
        ("the blaze did not start in our oven", "deny"),
        ("not going into the cost of the repairs", "decline"),
        ("we are not in a position to name the buyer", "decline"),
        ("no running commentary on the search", "decline"),
    ],
)
def test_getting_and_passing_take_the_stance_of_what_is_got_and_passed(words: str, stance: str) -> None:
    assert stances.spoken_stance(words, "en") == stance


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("it would “co-operate fully”", "promise"),
        ("two fires should have been recorded", "confirm"),
        ("it would not speculate about the cause.", "decline"),
    ],
)
def test_cooperation_is_a_promise_and_an_omitted_record_an_admission(words, stance) -> None:
    assert stances.spoken_stance(words, "en") == stance


def test_words_in_a_companys_release_are_dated_by_it() -> None:
    words = "Owners deserve better than this"
    release = item("release", 9, "Norvik vans catch fire: a statement", f"“{words},” said Ines Falk.", kind="release", entity="norvik",
                   quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    (told,) = [answer for answer in answers(release) if answer.responder_entity == "ines"]
    assert (told.responded.not_before, told.channel_kind) == (release.at, "statement")


def test_an_answer_within_a_month_without_polls_counts() -> None:
    claim = item("claim", 0, "诺维克刹车失灵", lang="zh", kind="topic")
    claim = replace(claim, seen=Interval(not_before=claim.at - timedelta(days=40), not_after=claim.at))
    answer = item("answer", 5, "诺维克回应刹车失灵", lang="zh", kind="topic")
    found = stories.link([claim, answer], watchlist=WATCHLIST, now=NOW).responses
    assert [one.topic for one in found] == ["answer"]


def test_a_morning_report_does_not_carry_the_evening_post() -> None:
    said = "The vans did not burn"
    morning = item(
        "en", 12, "Norvik Motors denies fire in car park", f"“{said},” Norvik Motors said in a post on Monday.",
        quotes={said: {"speaker": "Norvik Motors", "speaker_entity": "norvik", "channel": "post",
                       "channel_kind": "post", "stance": "explain", "said_on": date(2031, 3, 3)}},
    )  # fmt: skip
    evening = item(
        "post",
        20,
        "",
        "昨晚的说明没有核查到位，面包车确实起过火，对不起。",
        lang="zh",
        kind="post",
        entity="ines",
    )
    found = answers(morning, evening)
    assert [(answer.document, answer.stance) for answer in found] == [
        ("en", "explain"),
        ("post", "apologise"),
    ]


def test_a_few_shared_words_are_not_the_same_answer() -> None:
    told = [
        item(
            name, hours, f"{name} tells of van fire at Norvik Motors", f"Norvik Motors said {words}.",
            quotes={words: {"speaker": "Norvik Motors", "speaker_entity": "norvik", "stance": "explain"}},
        )
        for name, hours, words in (
            ("Wire", 3, "the vans had burnt"),
            ("Post", 40, "the vans that burnt were 3.8 thousand, not the 2.9 thousand of Monday"),
        )
    ]  # fmt: skip
    told = [
        replace(
            one,
            reading=replace(
                one.reading, quotes=tuple(replace(q, kind="indirect") for q in one.reading.quotes)
            ),
        )
        for one in told
    ]
    assert len({answer.id for answer in answers(*told) if answer.document}) == len(told)


def test_the_companys_own_disclosure_is_the_claim_and_broke_with_its_filing() -> None:
    text = "Norvik Motors discloses theft of 740,000 drivers' cards"
    at = text.index("740,000")
    count = Figure(start=at, end=at + 7, text="740,000", value=Decimal(740_000), unit="driver", rule="test")
    told = item("wire", 1, text, "The cards were stolen last week.")
    told = replace(told, reading=replace(told.reading, figures=(count,)))
    filing = item(
        "filing",
        0,
        "Norvik Motors Form 12",
        "Cards of 740,000 drivers were stolen.",
        kind="filing",
        entity="norvik",
    )
    filing = replace(filing, reading=replace(filing.reading, figures=(replace(count, start=32, end=39),)))
    sued = item(
        "sued",
        3,
        "Norvik Motors sued over theft of drivers' cards",
        "A driver sued after the theft of 740,000 cards.",
    )
    (story,) = stories.link([filing, told, sued], watchlist=WATCHLIST, now=NOW).stories
    assert (story.claim, story.first_seen.not_after) == (text, START)


def test_a_reported_apology_is_kept_beside_quotations() -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", "诺维克表示“车辆已用了两年”。诺维克公开致歉。", lang="zh", quotes={
        "车辆已用了两年": {"speaker": "诺维克", "speaker_entity": "norvik", "organisation": "诺维克"},
    })  # fmt: skip
    story = stories.link([CLAIM, told], watchlist=WATCHLIST, now=NOW).stories[0]
    found = gathering.of_item(told, story, Roster(WATCHLIST))
    assert [(one.voice.entity, one.stance, one.rule) for one in found] == [
        ("norvik", "explain", "responses/quote/test"),
        ("norvik", "apologise", "responses/reported"),
    ]


def test_an_answer_told_in_the_reporters_words_counts_once_and_not_what_the_title_says() -> None:
    told = item(
        "told",
        3,
        "Norvik vans catch fire in Porto car park",
        "Norvik rejected a recall of its vans on Monday.\n\nTwo cars burned. In a letter, Norvik has denied the claims."
        " Norvik also disputed the count. Last year Norvik had admitted another fault.\n\nTessera denied any part in it.",
    )
    (story,) = stories.link([told], watchlist=WATCHLIST, now=NOW).stories
    assert story.claim == told.title
    found = [one for one in gathering.of_item(told, story, Roster(WATCHLIST)) if one.voice.party == "own"]
    assert [(one.text, one.stance) for one in found] == [("Norvik has denied the claims", "deny")]


def test_who_tends_investors_is_none() -> None:
    assert not speakers.lacks_authority("vice president of investor relations", "en")
    assert speakers.lacks_authority("investors in Norvik", "en")
    assert not speakers.is_third_party("head of customer relations", "en")


@pytest.mark.parametrize(
    ("words", "claim", "lang", "denies"),
    [
        ("没有一道菜是预制菜", "全是预制菜", "zh", True),
        ("预制菜占一成", "全是预制菜", "zh", False),
        ("没有一道菜是预制菜", "没有一道菜是预制菜", "zh", False),
        ("not one dish is ready-made", "all of it is ready-made", "en", False),
    ],
)
def test_negating_the_claims_words_denies_in_dense_scripts(
    words: str, claim: str, lang: str, denies: bool
) -> None:
    assert negates(words, claim, "诺维克", lang) is denies


LETTER = "We are sorry to tell you that a van of yours may burn"


@pytest.mark.parametrize(
    ("behind", "whose"),
    [
        ("the e-mail, signed by customer director Neil Farr, says.", ("own", "norvik")),
        ("a letter to drivers said.", ("own", "norvik")),
        ("a driver wrote.", None),
    ],
)
def test_an_apologetic_letter_belongs_to_the_only_company_of_a_text(
    behind: str, whose: tuple[str, str] | None
) -> None:
    told = item(
        "wire", 5, "Drivers of Norvik Motors are written to after van fire", f"“{LETTER},” {behind}",
        quotes={LETTER: {"stance": "apologise"}},
    )  # fmt: skip
    assert [(a.party, a.responder_entity) for a in answers(told)] == ([whose] if whose else [])


def test_an_unnamed_officer_is_the_only_one_named_in_the_text() -> None:
    head, words = "some vans had burnt", "I should have known that vans burn"
    told = item(
        "wire", 5, "Norvik Motors speaks of van fire",
        f"{head}, its chief executive said on Monday.\n\n“{words},” Ines Falk said.",
        quotes={
            head: {"speaker": "its chief executive", "role": "chief executive", "organisation": "Norvik Motors"},
            words: {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief executive"},
        },
    )  # fmt: skip
    assert {answer.responder_entity for answer in answers(told)} == {"ines"}


def test_an_act_that_is_the_claim_does_not_answer_it() -> None:
    claim = item("claim", 0, "诺维克召回部分面包车", "自六月起召回。", lang="zh")
    topic = item("topic", 1, "诺维克召回1.2万辆面包车", lang="zh", kind="topic")
    assert not stories.link([claim, topic], watchlist=WATCHLIST, now=NOW).responses


def test_doing_what_was_refused_is_an_answer() -> None:
    claim = item("claim", 0, "诺维克拒赔烧毁面包车", lang="zh", kind="topic")
    paid = item("paid", 9, "诺维克已向面包车车主赔付30万", lang="zh", kind="topic")
    (found,) = stories.link([claim, paid], watchlist=WATCHLIST, now=NOW).responses
    assert (found.topic, found.stance) == ("paid", "promise")


def test_satire_joins_no_story() -> None:
    jest = item(
        "jest", 5, "Satire: Norvik Motors sells van fires as a feature", "“Warm seats,” a spokesman said."
    )
    claim = item("claim-en", 1, "Norvik Motors vans catch fire in a car park")
    linked = stories.link([claim, jest], watchlist=WATCHLIST, now=NOW)
    assert len(linked.stories) == 2


def test_harm_to_customers_is_a_claim_however_worded() -> None:
    told = [
        item("a", 0, "诺维克车主半夜徒步下山", lang="zh", kind="topic"),
        item("b", 3, "诺维克车主雪地里徒步过夜", lang="zh", kind="topic"),
        item("c", 6, "诺维克：备用钥匙昨夜送到", lang="zh", kind="topic"),
    ]
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    (answer,) = linked.responses
    assert (linked.stories[0].claim, answer.party, answer.topic) == (told[0].title, "own", "c")


def test_a_companys_statement_joins_its_only_news() -> None:
    told = [
        item("a", 0, "诺维克面包车停在半坡", lang="zh", kind="topic"),
        item("b", 6, "诺维克：传感器沾了柳絮", lang="zh", kind="topic"),
    ]
    linked = stories.link(told, watchlist=WATCHLIST, now=NOW)
    assert [(answer.party, answer.topic) for answer in linked.responses] == [("own", "b")]


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
    linked = stories.link([claim, item("d", 4, title, kind="topic")], watchlist=WATCHLIST, now=NOW)
    assert any(answer.topic == "d" and answer.party == "own" for answer in linked.responses) is answered


def test_an_answer_that_a_person_rejected_stays_away_whoever_carries_it() -> None:
    words = "we have checked every van, and none burns"
    told = item("told", 5, "Norvik vans: maker replies", f"“{words},” said Ines Falk.",
                quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    linked = stories.link([claim, told], watchlist=WATCHLIST, now=NOW)
    (answer,) = linked.responses
    # Another version of the reader cuts the words otherwise, and a fuller report carries them, too.
    place = f"told:{answer.start + 3}-{answer.end + 5}"
    rejected = Decision(id=1, kind="reject_answer", subject=answer.story, value=place, by="ana")
    later = replace(
        told, id="later", at=told.at + timedelta(hours=2), title="Norvik answers fire reports in full"
    )
    kept = stories.link(
        [claim, told],
        watchlist=WATCHLIST,
        stored=stories.Stored(stories=linked.stories),
        decisions=[rejected],
        now=NOW,
    )
    assert not kept.responses
    assert kept.stories[0].claim
    again = stories.link([claim, told, later], watchlist=WATCHLIST, decisions=[rejected], now=NOW)
    assert not again.responses
    assert stories.link(
        [claim, told], watchlist=WATCHLIST, stored=stories.Stored(stories=kept.stories), now=NOW
    ).responses  # taken back


@pytest.mark.parametrize("value", ["told:0-4", "other:0-400", "told", "", None])
def test_what_rejects_other_words_or_nothing_leaves_an_answer(value: str | None) -> None:
    words = "we have checked every van, and none burns"
    told = item("told", 5, "Norvik vans: maker replies", f"“{words},” said Ines Falk.",
                quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks")
    decision = Decision(id=1, kind="reject_answer", subject="s", value=value, by="ana")
    assert stories.link([claim, told], watchlist=WATCHLIST, decisions=[decision], now=NOW).responses


def test_a_title_that_only_says_that_somebody_answers_can_be_rejected() -> None:
    told = item("told", 5, "诺维克回应停车场内面包车起火", lang="zh", kind="topic")
    decision = Decision(id=1, kind="reject_answer", subject="s", value="told:0-14", by="ana")
    assert stories.link([CLAIM, told], watchlist=WATCHLIST, now=NOW).responses
    assert not stories.link([CLAIM, told], watchlist=WATCHLIST, decisions=[decision], now=NOW).responses


QUOTED = "We spilled on 19 days and I apologise"


def confession(hours: float, words: str, **fields) -> Item:
    """A text that has no words of the chief executive's, only what they amount to."""
    told = {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "confirm", "kind": "indirect"}
    found = item(f"told {hours}", hours, "What the chief of Norvik owned up to", f"Ines Falk said {words}.")
    start = found.text.index(words)
    quote = Quote(
        start=start, end=start + len(words), text=words, rule="test", confidence=0.9, **{**told, **fields}
    )
    return replace(found, reading=replace(found.reading, quotes=(quote,)))


@pytest.mark.parametrize(
    ("hours", "fields", "apart"),
    [
        (9, {}, False),
        (9, {"stance": "deny"}, True),
        (9, {"channel_kind": "call"}, True),
        (9, {"said_on": date(2031, 3, 2)}, True),
        (9, {"said_on": (START + timedelta(hours=4)).date()}, False),
        (60, {}, True),
        (9, {"kind": "direct"}, True),
    ],
    ids=["retold", "denial", "channel", "day", "same day", "later", "words"],
)
def test_an_admission_in_other_words_is_the_one_quoted_before(
    hours: float, fields: dict, apart: bool
) -> None:
    quoted = item(
        "quoted", 4, "Norvik chief apologises over van fires", f"“{QUOTED},” Ines Falk said.",
        quotes={QUOTED: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"}},
    )  # fmt: skip
    found = answers(quoted, confession(hours, "the earlier account was false", **fields))
    assert len(found) == 1 + apart
    if not apart:
        assert (found[0].text, set(found[0].carriers)) == (QUOTED, {"quoted", f"told {hours}"})


@pytest.mark.parametrize(
    ("told", "before"),
    [
        ("The chief retracted the firm’s claim that no van burnt", True),
        ("Norvik took back its claim that no van burnt", True),
        ("Norvik’s earlier claim that no van burnt was untrue", True),
        ("Norvik’s claim that no van burnt came at noon", False),
    ],
)
def test_a_statement_that_is_taken_back_was_made_before(told: str, before: bool) -> None:
    cue = told.index("claim")
    words = {"rule": "claim", "cue": "claim", "cue_start": cue, "cue_end": cue + 5, "said_on": START.date()}
    article = item("told", 9, "", told, quotes={"no van burnt": {}})
    quote = replace(article.reading.quotes[0], kind="indirect", **words)
    assert was_said_before(quote, article) is before


def test_an_unlisted_officer_of_a_watched_rival_reacts() -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", "“面包车不该冒烟。”泰瑟拉市场总监段皓写道。", lang="zh", quotes={
        "面包车不该冒烟。": {"speaker": "段皓", "role": "市场总监", "organisation": "泰瑟拉"},
    })  # fmt: skip
    assert [answer.party for answer in answers(told)] == ["reaction"]


def test_a_single_person_who_is_refused_something_makes_a_claim() -> None:
    assert cues.answer_in("Norvik refused to serve disabled guest", "en") is None
    assert cues.answer_in("Norvik refuses to refund customers", "en") is not None


@pytest.mark.parametrize(("rejected", "left"), [("told 9", [QUOTED]), ("quoted", [])])
def test_with_a_rejected_answer_goes_what_retells_it(rejected: str, left: list[str]) -> None:
    quoted = item(
        "quoted", 4, "Norvik chief apologises over van fires", f"“{QUOTED},” Ines Falk said.",
        quotes={QUOTED: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"}},
    )  # fmt: skip
    retelling = confession(9, "the earlier account was false")
    (words,) = (quoted if rejected == "quoted" else retelling).reading.quotes
    place = f"{rejected}:{words.start}-{words.end}"
    decision = Decision(id=1, kind="reject_answer", subject="s", value=place, by="ana")
    linked = stories.link([CLAIM, quoted, retelling], watchlist=WATCHLIST, now=NOW, decisions=[decision])
    found = [answer for answer in linked.responses if answer.story == linked.stories[0].id]
    assert [answer.text for answer in found] == left
    assert all(answer.carriers == ("quoted",) for answer in found)


def test_an_answer_counts_although_nobody_looked_at_the_board_before_the_claim_was_there() -> None:
    [story] = stories.link([CLAIM], watchlist=WATCHLIST, now=NOW).stories
    unwatched = replace(story, first_seen=Interval(not_before=None, not_after=CLAIM.at))
    told = [item(f"{hours}", hours, "Norvik says it is looking into the van fire") for hours in (-30, -6, 6)]
    assert gathering.in_time(told, unwatched) == told[1:]
    assert latency.answered(None, told[2], unwatched) == Interval(not_before=None, not_after=told[2].at)


def test_answers_of_unknown_hours_in_two_languages_may_be_one() -> None:
    unwatched = replace(CLAIM, seen=Interval(not_before=None, not_after=CLAIM.at))
    told = [
        item("zh", 2, "诺维克面包车起火", "法尔克对此拒绝置评。", lang="zh",
             quotes={"拒绝置评": {"speaker": "法尔克", "speaker_entity": "ines", "stance": "decline"}}),
        item("en", 3, "Norvik van fire", "Ines Falk declined to comment on the van fire.",
             quotes={"declined to comment": {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "decline"}}),
    ]  # fmt: skip
    linked = stories.link([unwatched, *told], watchlist=WATCHLIST, now=NOW)
    assert [set(one.carriers) for one in linked.responses if one.party == "own"] == [{"zh", "en"}]
