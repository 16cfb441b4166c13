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


WORDINGS_OF_PARTS = frozenset(
    {"批发", "批发量", "零售", "零售量", "零售销量", "销售汽车", "汽车销量", "乘用车销量", "合同销售额", "签约销售额", "合约销售额", "合约销售金额",
     "出货", "出货量", "EBIT", "息税前利润", "核心经营利润", "基础盈利", "股东应占持续经营业务溢利", "股东应占持续经营业务亏损",
     "大定", "大定数", "大定量", "大定订单", "小定", "小订", "锁单", "锁单量", "锁定订单", "预订", "预订量", "预约量",
     "earnings before interest and tax", "earnings before interest and taxes", "profit before interest and tax", "recurring operating income",
     "recurring operating profit", "operating profit before non recurring items", "profit from trading operations", "trading profit", "trading loss",
     "ebit", "ebita", "ebit loss", "pre orders", "preorders", "reservations", "system sales", "merchandise sales", "online sales", "product sales",
     "service revenue", "advertising revenue", "ad revenue", "cloud revenue", "passenger revenue", "subscription revenue", "rental income",
     "fee income", "interest income", "car sales", "suv sales", "truck sales", "sedan sales", "ev sales", "pickup sales", "phone sales",
     "smartphone sales", "smartphone shipments", "truck and suv sales", "auto sales", "passenger car sales", "home sales", "retail volumes", "wholesales"}
)  # fmt: skip
"""Listed wordings of a metric that restrict it: to a part, to dealers, to contracts, before interest."""


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


def test_the_words_that_only_name_a_metric_give_no_segment() -> None:
    for lang in ("en", "zh"):
        words = tomllib.loads((METRICS / f"metrics_{lang}.toml").read_text(encoding="utf-8"))
        for metric in METRICS_OF_PARTS:
            for wording in {word for listed in words[metric].values() for word in listed}:
                scope = scope_of(figure("1", metric=metric, metric_text=wording))
                assert bool(scope) == (wording in WORDINGS_OF_PARTS), wording


@pytest.mark.parametrize(
    ("left", "right", "way"),
    [
        ({"metric_text": "归母净利润"}, {"metric_text": "净利润"}, "attributable to the owners"),
        ({"metric_text": "net income attributable"}, {"metric_text": "net income"}, "attributable to the owners"),
        ({"metric_text": "营业总收入", "metric": "revenue"}, {"metric_text": "营收", "metric": "revenue"}, "with interest and premiums"),
    ],
)  # fmt: skip
def test_one_metric_taken_in_two_ways_differs_in_basis(left, right, way) -> None:
    income = REVENUE | {"metric": "net_income"}
    (check,) = checks(
        report("a", figure("2038", **income | left)), report("b", figure("2233", **income | right), hours=1)
    )
    assert check.verdict == "other_basis"
    assert check.why.endswith(f"for 2031-Q2; one is {way}")


def test_parts_told_by_one_report_do_not_conflict_with_anothers_total() -> None:
    parts_of = [
        figure(value, unit="job", start=place, metric="layoffs", subject_entity="norvik")
        for place, value in enumerate(("34000", "14000"))
    ]
    total = figure("48000", unit="job", metric="layoffs", subject_entity="norvik")
    assert not checks(report("a", *parts_of), report("b", total, hours=1))


def test_figures_behind_the_looked_at_text_are_parts_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was compared with all behind it, as if they were one sentence: minutes for a long report."""
    asked: list[FigureRef] = []
    monkeypatch.setattr(parts, "_is_part", lambda ref, _: asked.append(ref))
    many = tuple(figure(str(number), start=1000 + 5 * number, **REVENUE) for number in range(60))
    checks(report("a", *many), report("b", figure("3", **REVENUE), hours=1))
    assert not asked
