"""What a statement negates decides its stance; no wording here is listed as a phrase."""

import pytest

from stories.speech.negations import denies_it
from stories.speech.stances import spoken_stance, stance_of, stated_stance


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("parts pose no hazard", "deny"),
        ("samples held neither lead nor tin", "deny"),
        ("I knew nothing about the tapes", "deny"),
        ("nobody is more upset than me", "explain"),
        ("it has no doubt the bridge will open", "explain"),
        ("the post no longer reflected what we know", "explain"),
        ("results will come no later than Monday", "explain"),
        ("album enters at No. 1", "explain"),
        ("the price is a no-brainer", "explain"),
        ("all the blame is with the board", "explain"),
        ("we did not act fast enough", "confirm"),
        ("it would not sell the land", "deny"),
        ("we will not rest until trains run", "promise"),
        ("our ladders are safe", "deny"),
        ("your money is safe", "explain"),
        ("while half of the crew have not voted for a strike, we keep talking", "explain"),
        ("we kept the yard open, which the council did not want", "explain"),
        ("this is not a decision that we took lightly", "explain"),
        ("what you see are outsiders and the suggestion otherwise is another lie", "deny"),
    ],
)
def test_that_there_is_nothing_of_the_kind_denies(words: str, stance: str) -> None:
    assert spoken_stance(words, "en") == stance


def test_a_charge_is_denied_where_a_negation_stands_before_it_in_its_clause() -> None:
    assert denies_it("公司没有造假", "zh")
    assert not denies_it("公司没有说明，造假", "zh")
    assert not denies_it("火灾未造成伤亡", "zh")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Your money is safe and card payments work", "explain"),
        ("There was no breach and your money is safe", "deny"),
        ("Our ladders are safe", "deny"),
    ],
)
def test_a_reassurance_denies_nothing(words: str, stance: str) -> None:
    assert spoken_stance(words, "en") == stance
    assert stance_of(f"said {words}", "en") == stance or stance == "deny"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("退还全部不合理费用", "promise"),  # whatever it calls what it remedies
        ("退款需本人到店办理", "explain"),
        ("退款一事并不存在", "deny"),
        ("撤回此前声明", "correct"),  # no product is withdrawn
        ("撤回全部问题批次", "promise"),
    ],
)
def test_words_that_begin_with_a_remedy(words: str, stance: str) -> None:
    assert spoken_stance(words, "zh") == stance


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("乘客姿势不当", "deny"),  # someone else's mistake is blame, not admission
        ("我站管理不规范", "confirm"),
        ("可全额退票", "promise"),
        ("来信者索要封口费", "deny"),
        ("送样方资质存疑", "deny"),
    ],
)
def test_someone_elses_mistake_is_no_admission(words: str, stance: str) -> None:
    assert stated_stance(words, "zh") == stance
