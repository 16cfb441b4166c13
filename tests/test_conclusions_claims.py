"""What calls for an answer, and whose affair it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stories.conclusions.subject_titles import SubjectTitle
from stories.items.roster import Roster
from stories.speech import cues
from tests.norvik import CLAIM, WATCHLIST, item, link, trending


def test_harm_to_customers_is_a_claim_however_worded() -> None:
    told = [
        trending("a", 0, "诺维克车主半夜徒步下山"),
        trending("b", 3, "诺维克车主雪地里徒步过夜"),
        trending("c", 6, "诺维克：备用钥匙昨夜送到"),
    ]
    linked = link(*told)
    (answer,) = linked.responses
    assert (linked.stories[0].claim, answer.party, answer.topic) == (told[0].title, "own", "c")


def test_a_claim_is_earlier_than_its_answer() -> None:
    later = trending("later", 9, "目击者讲述诺维克面包车起火经过")
    answer = trending("answer", 5, "诺维克回应面包车起火")
    third = trending("third", 7, "消防部门回应诺维克面包车起火")
    linked = link(CLAIM, answer, third, later)
    assert linked.stories[0].claim == CLAIM.title


def test_whoever_answers_a_claim_has_heard_it() -> None:
    titles = (
        "诺维克回应网传店员跪地道歉",
        "诺维克通报店员下跪事件",
        "港口协会评诺维克店员下跪事件",
        "诺维克再通报店员下跪事件",
        "诺维克称顾客严重侵害员工尊严",
    )
    told = [trending(f"t{place}", 3 * place, title) for place, title in enumerate(titles)]
    linked = link(*told)
    (story,) = linked.stories
    assert (story.claim, story.first_seen.not_after) == (titles[2], told[0].at)
    assert [found.topic for found in linked.responses] == ["t0", "t1", "t3", "t4"]


def test_a_company_that_admits_first_discloses_the_matter() -> None:
    owned = item("owned", 1, "Norvik confirms fuel leak", kind="topic")
    later = item("later", 6, "Watchdog opens inquiry into Norvik fuel leak", kind="topic")
    linked = link(owned, later)
    assert [story.claim for story in linked.stories if story.subject == "norvik"] == [owned.title]


def test_an_authoritys_later_demand_is_not_the_claim() -> None:
    told = [
        trending("fee", 0, "诺维克面包车调度费翻倍"),
        trending("answer", 3, "诺维克解释调度费"),
        trending("asked", 9, "交通部门约谈诺维克"),
    ]
    linked = link(*told)
    assert "诺维克面包车调度费翻倍" in {story.claim for story in linked.stories}


def test_silence_is_the_claim_only_if_nothing_else_is() -> None:
    told = [
        trending("a", 1, "诺维克确认面包车车门异响"),
        trending("b", 3, "诺维克回应面包车车门异响"),
        trending("c", 5, "诺维克暂未回应面包车车门异响原因"),
    ]
    linked = link(*told)
    assert all(story.claim != told[2].title for story in linked.stories)
    assert "b" in {carrier for answer in linked.responses for carrier in answer.carriers}


def test_the_companys_own_defence_is_no_claim() -> None:
    answer = trending("answer", 5, "诺维克回应面包车起火")
    suit = trending("suit", 8, "诺维克起诉面包车起火视频博主")
    linked = link(answer, suit)
    assert suit.title not in {story.claim for story in linked.stories}


def test_a_title_with_event_and_answer_is_a_claim() -> None:
    words = "是员工弄错了"
    told = item("a", 0, "乘客在座椅下找到药片，诺维克：是员工弄错了", f"诺维克称，{words}。", lang="zh",
                quotes={words: {"speaker": "诺维克", "speaker_entity": "norvik"}})  # fmt: skip
    linked = link(told)
    assert linked.stories[0].claim == told.title
    assert [answer.party for answer in linked.responses] == ["own"]


def test_an_explicit_attack_is_a_claim_and_no_answer() -> None:
    attack = trending("attack", 0, "车主阿林发文控诉诺维克：面包车三次起火")
    answer = trending("answer", 5, "诺维克回应面包车起火")
    linked = link(attack, answer)
    assert linked.stories[0].claim == attack.title
    assert [response.party for response in linked.responses] == ["own"]


def test_a_colon_after_a_visited_place_is_no_speech() -> None:
    visit = trending("visit", 0, "暗访诺维克：停车场里的旧电池")
    sorry = trending("sorry", 6, "诺维克道歉")
    linked = link(visit, sorry)
    assert linked.stories[0].claim == visit.title


def test_a_single_person_who_is_refused_something_makes_a_claim() -> None:
    assert cues.answer_in("Norvik refused to serve disabled guest", "en") is None
    assert cues.answer_in("Norvik refuses to refund customers", "en") is not None


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
    (story,) = link(trending("a", 0, title)).stories
    assert story.subject == subject


def test_if_titles_name_only_the_attacker_the_text_gives_the_target() -> None:
    (story,) = link(
        item("a", 0, "Tessera’s PR chief attacks vans that catch fire", "Otto Brandt wrote of Norvik Motors.")
    ).stories
    assert story.subject == "norvik"


def test_a_rivals_affair_is_not_the_companys() -> None:
    (story,) = link(item("a", 0, "Regulator fines Norvik's rival Lanto over fires")).stories
    assert story.subject is None


def test_of_two_companies_named_equally_often_the_first_is_the_subject() -> None:
    claim = trending("l0", 0, "雅贝丽果酱被曝由泰瑟拉代工")
    answer = trending("l1", 3, "泰瑟拉回应代工雅贝丽")
    (story,) = link(claim, answer).stories
    assert story.subject == "abelia"


def test_a_name_joined_to_the_next_word_of_a_topic_counts() -> None:
    topic = trending("l0", 0, "雅贝丽果酱被曝由泰瑟拉代工")
    read = tuple(mention for mention in topic.reading.mentions if mention.entity == "tessera")
    topic = replace(topic, reading=replace(topic.reading, mentions=read))
    (story,) = link(topic).stories
    assert set(story.entities) == {"abelia", "tessera"}


def test_a_full_name_counts_although_the_reading_missed_it() -> None:
    one = item("a", 0, "Norvik sells its Porto works", "Norvik Motors sells its works in Porto to a rival.")
    unread = replace(
        one,
        reading=replace(
            one.reading, mentions=tuple(replace(m, entity=None, label="PERSON") for m in one.reading.mentions)
        ),
    )
    (story,) = link(unread).stories
    assert story.subject == "norvik"


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Norvik vans catch fire", True),
        ("Norvik vans catch fire: live updates", False),
        ("Ferry sinks", False),
    ],
)
def test_a_live_blog_is_about_no_company(title: str, about: bool) -> None:
    assert SubjectTitle(item("a", 0, title), "norvik", Roster(WATCHLIST)).is_about is about
