"""The stance that one statement takes, by its own words or by what it says of the claim's."""

from __future__ import annotations

import pytest

from stories.speech import colons, cues, stances
from stories.speech.denials import negates


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
def test_an_english_headline_gives_its_stance_and_who_takes_it(title: str, stance: str) -> None:
    cue = cues.answer_in(title, "en")
    assert cue is not None
    assert cue.stance == stance
    assert cue.before.strip() == "Norvik"


def test_telling_someone_one_is_sorry_is_an_apology() -> None:
    cue = cues.answer_in("Norvik chief tells families: I am sorry", "en")
    assert cue is not None
    assert (cue.before.strip(), cue.stance) == ("Norvik chief", "apologise")


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
