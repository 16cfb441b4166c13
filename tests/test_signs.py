"""Stances by word classes; no wording here is listed as a phrase."""

import pytest

from stories.speech.signs import stance_by_signs
from stories.speech.stances import spoken_stance, stance_of, stated_stance


@pytest.mark.parametrize(
    ("words", "lang", "stance"),
    [
        ("every bottle is filled in one plant", "en", "deny"),
        ("telemetry showed the driver braked", "en", "deny"),
        ("we will not rest until trains run", "en", None),
        ("we will make every seat safe again", "en", None),
        ("the hall opened in May", "en", None),
        ("our ladders are safe", "en", "deny"),
        ("your money is safe", "en", None),
        ("customers' savings remain secure", "en", None),
    ],
)
def test_word_classes_give_the_stance_of_unlisted_wordings(words: str, lang: str, stance: str | None) -> None:
    assert stance_by_signs(words, lang) == stance


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
