"""One answer counts once, however many carry it, shortened, translated or retold; two answers stay two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from records import Decision, Interval, Item, Quote
from tests.norvik import CLAIM, CLAIM_EN, START, answers, item, link, trending


def test_an_answer_with_many_carriers_counts_once() -> None:
    words = "We are sorry for every van that burned"
    post = item("post", 6, "", words + ".", kind="post", entity="ines", platform="weibo")
    found = answers(
        post,
        item("a", 8, "Norvik vans catch fire: Falk apologises", f"Falk said: “{words}”.",
             quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"}}),
        trending("b", 9, "诺维克为面包车起火道歉"),
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


def test_a_question_that_repeats_an_answer_is_not_another_one() -> None:
    told = trending("told", 3, "法尔克回应面包车起火")
    asked = trending("asked", 9, "诺维克面包车起火，法尔克回应「还在查」，透露了哪些信息？")
    later = trending("later", 60, "法尔克回应面包车召回，透露了哪些信息？")
    found = [(answer.topic, set(answer.carriers)) for answer in answers(told, asked, later)]
    assert ("told", {"told", "asked"}) in found


def test_the_title_of_an_article_and_the_words_in_it_are_one_answer() -> None:
    words = "cooling is no matter of software"
    told = item("told", 5, "Norvik denies vans caught fire", f"“{words}”, Norvik said.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    assert len(link(CLAIM_EN, told).responses) == 1


def test_an_answer_is_shown_in_words_of_its_stance() -> None:
    sorry, aside = (
        "We are sorry for the fires",
        "Nobody should have to ask us twice where a van may stand overnight",
    )
    told = item("told", 5, "Norvik boss speaks", f"“{sorry},” said Ines Falk. “{aside}.”", quotes={
        sorry: {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "apologise"},
        aside: {"speaker": "Ines Falk", "speaker_entity": "ines"},
    })  # fmt: skip
    linked = link(CLAIM_EN, told)
    own = [answer for answer in linked.responses if answer.party == "own"]
    assert [(answer.text, answer.stance) for answer in own] == [(sorry, "apologise")]


def test_a_plain_confirmation_outweighs_another_denial() -> None:
    claim = item("claim-en", 0, "Hackers say Norvik lost drivers' data")
    admitted, spared = "intruders copied the data of drivers", "no payment card was affected"
    told = item("told", 5, "Norvik confirms hackers copied data", f"Norvik confirmed that {admitted}. It said {spared}.", quotes={
        admitted: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "confirmed", "stance": "confirm"},
        spared: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    (answer,) = link(claim, told).responses
    assert (answer.stance, answer.text) == ("confirm", admitted)


def test_a_bare_response_takes_the_stance_of_the_full_one() -> None:
    told = [
        trending("denied", 3, "法尔克否认面包车起火"),
        trending("bare", 5, "诺维克总机回应面包车起火"),
        trending("other", 6, "诺维克回应车主索赔"),
        trending("late", 40, "诺维克回应停车场内面包车起火"),
    ]
    found = {answer.topic: answer.stance for answer in answers(*told)}
    assert found == {"denied": "deny", "bare": "deny", "other": "explain", "late": "explain"}


def test_a_local_day_includes_a_late_evening_post() -> None:
    sorry = "It is our fault and we are sorry"
    post = item("post", 8.2, "", sorry, kind="post", entity="ines", platform="weibo")
    told = "所有面包车都会停用"
    text = item("text", 20, "诺维克首席执行官致歉", f"法尔克称，“{told}”。", lang="zh", quotes={
        told: {"speaker": "法尔克", "speaker_entity": "ines", "channel_kind": "post", "said_on": date(2031, 3, 3)},
    })  # fmt: skip
    (found,) = [answer for answer in answers(post, text) if answer.party == "own"]
    assert set(found.carriers) == {"post", "text"}


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


def test_answers_of_unknown_hours_in_two_languages_may_be_one() -> None:
    unwatched = replace(CLAIM, seen=Interval(not_before=None, not_after=CLAIM.at))
    told = [
        item("zh", 2, "诺维克面包车起火", "法尔克对此拒绝置评。", lang="zh",
             quotes={"拒绝置评": {"speaker": "法尔克", "speaker_entity": "ines", "stance": "decline"}}),
        item("en", 3, "Norvik van fire", "Ines Falk declined to comment on the van fire.",
             quotes={"declined to comment": {"speaker": "Ines Falk", "speaker_entity": "ines", "stance": "decline"}}),
    ]  # fmt: skip
    linked = link(unwatched, *told)
    assert [set(one.carriers) for one in linked.responses if one.party == "own"] == [{"zh", "en"}]


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
    linked = link(CLAIM, quoted, retelling, decisions=[decision])
    found = [answer for answer in linked.responses if answer.story == linked.stories[0].id]
    assert [answer.text for answer in found] == left
    assert all(answer.carriers == ("quoted",) for answer in found)
