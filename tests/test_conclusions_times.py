"""When a claim broke and when it was answered: intervals as narrow as the texts allow, never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from records import Figure, Interval, Item, Quote
from stories.conclusions import latency
from stories.responses import gathering
from tests.norvik import CLAIM, START, item, link, trending


def test_the_claim_is_the_topic_that_is_answered_and_its_first_sighting_starts_the_clock() -> None:
    early = trending("early", -20, "诺维克面包车销量公布")
    linked = link(early, CLAIM, trending("b", 5, "诺维克回应面包车停车场内起火"))
    (story,) = [story for story in linked.stories if any(entry.item == "claim" for entry in story.links)]
    assert story.claim == CLAIM.title
    assert story.first_seen == CLAIM.seen
    assert story.subject == "norvik"


@pytest.mark.parametrize(("words", "first"), [("诺维克面包车又在停车场冒烟", -9), ("诺维克的年会在湖边", 0)])
def test_a_claim_broke_with_the_first_private_post(words: str, first: int) -> None:
    post = item("post", -9, "", words, lang="zh", kind="post")
    told = item(
        "told", 0, "网友曝诺维克面包车停车场内起火", "面包车在停车场内起火，消防部门到场。" * 9, lang="zh"
    )
    linked = link(post, told)
    story = next(story for story in linked.stories if any(link.item == "told" for link in story.links))
    assert story.first_seen.not_after == START + timedelta(hours=first)


def test_a_topic_said_to_have_trended_is_the_claim() -> None:
    topic = trending("topic", 0, "诺维克面包车一晚停四次")
    told = item(
        "told", 3, "诺维克面包车起火，有车主称一晚停四次", "“诺维克面包车一晚停四次”登上热搜。" * 8, lang="zh"
    )
    (story,) = link(topic, told).stories
    assert (story.claim, story.first_seen.not_after) == (topic.title, START)


def test_a_topic_with_only_subject_and_matter_is_where_it_broke() -> None:
    topic = trending("topic", 0, "诺维克 锁门")
    told = item("told", 1, "车主投诉打不开车门，诺维克被指锁门", "多名车主说诺维克锁门。", lang="zh")
    (story,) = link(topic, told).stories
    assert (story.claim, story.first_seen.not_after) == (topic.title, START)


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
    (story,) = link(filing, told, sued).stories
    assert (story.claim, story.first_seen.not_after) == (text, START)


def story_of(*items: Item):
    return link(CLAIM, *items).stories[0]


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


def test_texts_that_name_different_days_give_no_day() -> None:
    title = "诺维克面包车停车场内起火"
    found = story_of(
        item("b", 2, f"{title}。", "3月1日，诺维克登上热搜。", lang="zh"),
        item("c", 3, f"{title}！又一次", "3月2日，诺维克登上热搜。", lang="zh"),
    )
    assert found.claimed_on is None


def test_a_day_that_a_text_names_ends_where_it_ends_last() -> None:
    day = latency.day_of(date(2031, 3, 3), "en")
    assert day.not_after == datetime(2031, 3, 4, 12, tzinfo=UTC)


def test_hours_in_a_text_narrow_the_interval() -> None:
    claim = trending("claim", 0, "诺维克面包车起火")
    words = "是我们没有做好"
    since, until = START + timedelta(hours=4), START + timedelta(hours=5)
    told = item("told", 20, "法尔克就面包车起火致歉", f"法尔克当晚发文：“{words}”。", lang="zh", quotes={
        words: {
            "speaker": "法尔克", "speaker_entity": "ines", "said_on": since.date(), "stance": "apologise",
            "said_not_before": since, "said_not_after": until,
        },
    })  # fmt: skip
    (answer,) = link(claim, told).responses
    assert answer.responded == Interval(not_before=since, not_after=until)
    assert (answer.latency_min, answer.latency_max) == (4 * 3600, 5 * 3600)


def test_an_answer_within_a_month_without_polls_counts() -> None:
    claim = trending("claim", 0, "诺维克刹车失灵")
    claim = replace(claim, seen=Interval(not_before=claim.at - timedelta(days=40), not_after=claim.at))
    answer = trending("answer", 5, "诺维克回应刹车失灵")
    found = link(claim, answer).responses
    assert [one.topic for one in found] == ["answer"]


def test_an_answer_counts_although_nobody_looked_at_the_board_before_the_claim_was_there() -> None:
    [story] = link(CLAIM).stories
    unwatched = replace(story, first_seen=Interval(not_before=None, not_after=CLAIM.at))
    told = [item(f"{hours}", hours, "Norvik says it is looking into the van fire") for hours in (-30, -6, 6)]
    assert gathering.in_time(told, unwatched) == told[1:]
    assert latency.answered(None, told[2], unwatched) == Interval(not_before=None, not_after=told[2].at)


def test_a_day_that_has_begun_only_elsewhere_gives_no_minute() -> None:
    """Tuesday morning in Auckland is Monday in UTC: the answer was not given when the report came out."""
    words = "No van of ours burns by itself"
    told = item("told", 14, "Norvik vans catch fire", f"“{words},” Ines Falk said on Tuesday.")
    quote = Quote(
        start=0,
        end=9,
        text=words,
        kind="direct",
        rule="test",
        confidence=0.9,
        said_on=date(2031, 3, 4),
    )
    (story,) = link(CLAIM).stories
    assert latency.answered(quote, told, story) == Interval(not_before=None, not_after=told.at)


def test_what_gives_only_its_day_may_answer_what_broke_in_its_course() -> None:
    midnight = CLAIM.at.replace(hour=0)
    day = Interval(not_before=midnight, not_after=midnight + timedelta(days=1))
    told = item("told", -8, "Norvik answers", seen=day)
    assert told.at == midnight
    (story,) = link(CLAIM).stories
    assert gathering.in_time(
        [told, replace(told, seen=Interval(not_before=midnight, not_after=midnight))], story
    ) == [told]


def test_what_gives_only_its_day_was_public_by_the_time_a_board_had_it() -> None:
    midnight = CLAIM.at.replace(hour=0)
    day = Interval(not_before=midnight, not_after=midnight + timedelta(hours=20))
    told = item("told", -8, "诺维克面包车停车场内起火，车主不满", "面包车起火。" * 30, lang="zh", seen=day)
    linked = link(CLAIM, told, trending("answer", 9, "诺维克回应面包车停车场内起火"))
    (story,) = linked.stories
    assert story.first_item == "told"
    assert story.first_seen == Interval(not_before=midnight, not_after=CLAIM.at)
    assert [answer.latency_min for answer in linked.responses] == [9 * 3600]
