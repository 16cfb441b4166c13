"""Stances of Chinese statements learned from examples; no statement here is one of them, or a listed wording."""

import pytest

from stories.speech.examples import Classifier, runs, stance_by_examples
from stories.speech.stances import stated_stance
from stories.text import lexicon


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("砸锅卖铁也要付清船款", "promise"),
        ("一分不少地还给储户", "promise"),
        ("所有木料均来自自有林场", "deny"),
        ("承租人私自拆改管线", "deny"),
        ("锅炉系租户操作不当损坏", "deny"),
        ("账上只剩三十万元", "confirm"),
        ("码头工资已经拖了两个月", "confirm"),
        ("因台风影响推迟开航", "explain"),
        ("事故时船速十二节", "explain"),
    ],
)
def test_a_statement_takes_the_stance_of_those_like_it(words: str, stance: str) -> None:
    assert stated_stance(words, "zh") == stance


def test_no_example_is_tested() -> None:
    known = {
        statement
        for by_stance in lexicon.table("statements")["statements"].values()
        for statements in by_stance.values()
        for statement in statements
    }
    assert "砸锅卖铁也要付清船款" not in known
    assert "砸锅卖铁发工资" in known


def test_the_share_of_a_stance_decides_where_nothing_is_known() -> None:
    examples = {"fire": {"deny": ["甲乙"], "explain": ["丙丁"]}}
    assert Classifier(examples, {"deny": 1, "explain": 3}).stance("戊己") == "explain"
    assert Classifier(examples, {"deny": 3, "explain": 1}).stance("戊己") == "deny"
    assert Classifier(examples, {"deny": 1, "explain": 3}).stance("甲乙") == "deny"


def test_runs_of_characters_mark_both_ends_and_drop_quotation_marks() -> None:
    assert runs("“是，的”") == ["是", "的", "^是", "是 ", " 的", "的$", "^是 ", "是 的", " 的$"]


def test_what_is_only_a_topic_is_no_statement() -> None:
    assert stated_stance("", "zh") == "explain"


def test_every_example_stands_under_a_stance_with_a_share() -> None:
    table = lexicon.table("statements")
    stances = {stance for by_stance in table["statements"].values() for stance in by_stance}
    assert stances <= set(table["shares"])
    assert stance_by_examples("系旧闻") in table["shares"]
