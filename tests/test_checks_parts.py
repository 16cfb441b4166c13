"""Which part of a company a figure is about, by the words of its metric."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from records import METRICS_OF_PARTS, FigureRef
from stories.checks import parts
from stories.checks.scopes import scope_of
from tests.reported import REVENUE, checks, figure, report

METRICS = Path(__file__).parent.parent / "nlp" / "words"


PARTS_BY_VERB = {"批发", "零售", "销售汽车"}
"""Verbs that restrict sales to a part: to dealers, to the public, of cars."""


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Revenue", ""),
        ("second-quarter group revenue", ""),
        ("Norvik's net income", ""),
        ("automotive revenue", "automotive"),
        ("营业收入", ""),
        ("归母净利润", ""),
        ("调味品收入", "调味品"),
        ("調味品業務收入", "调味品"),
    ],
)
def test_the_words_of_a_metric_give_the_segment(words: str, part: str) -> None:
    assert scope_of(figure("1", metric="revenue", metric_text=words, subject="Norvik")) == part


@pytest.mark.parametrize("words", ["真实营收", "虚增收入", "true revenue"])
def test_qualifiers_of_a_metric_give_no_segment(words: str) -> None:
    assert not scope_of(figure("1", metric="revenue", metric_text=words))


def test_verbs_that_name_a_metric_give_no_segment() -> None:
    for lang in ("en", "zh"):
        words = tomllib.loads((METRICS / f"metrics_{lang}.toml").read_text(encoding="utf-8"))
        for metric in METRICS_OF_PARTS & {"revenue", "unit_sales"}:
            for verb in words[metric]["verbs"]:
                if verb not in PARTS_BY_VERB:
                    assert not scope_of(figure("1", metric=metric, metric_text=verb)), verb


def test_figures_behind_the_looked_at_text_are_parts_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was compared with all behind it, as if they were one sentence: minutes for a long report."""
    asked: list[FigureRef] = []
    monkeypatch.setattr(parts, "_is_part", lambda ref, _: asked.append(ref))
    many = tuple(figure(str(number), start=1000 + 5 * number, **REVENUE) for number in range(60))
    checks(report("a", *many), report("b", figure("3", **REVENUE), hours=1))
    assert not asked
