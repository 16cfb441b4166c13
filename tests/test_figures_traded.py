"""A bare name that moves in a trading report is a share price; elsewhere it is not."""

from datetime import UTC, datetime

import pytest
from readers import reader

PUBLISHED = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("截至11月16日收盘，岚桥医药跌11.6%。", ["share_price"]),
        ("截至收盘，岚桥医药报23.4元，跌11.6%。", ["share_price", "share_price"]),
        ("岚桥医药早盘一度跌逾9%，公司随后公告。", ["share_price"]),
        ("岚桥医药三季度营收跌11.6%，盘中股价回升。", ["revenue"]),
        ("岚桥医药申报23.4元的药价。", [None]),
    ],
)
def test_a_bare_name_moving_in_trading_is_a_share(text: str, metrics: list[str | None]) -> None:
    read = reader().read(text, lang="zh", published=PUBLISHED)
    assert [figure.metric for figure in read.figures] == metrics


@pytest.mark.parametrize(
    "told", ["跌幅一度达到 40% 左右", "跌幅一度达40%", "跌幅最高达到40%", "跌幅现扩大至40%"]
)
def test_the_extent_of_a_fall_is_a_fall(told: str) -> None:
    [figure] = reader().read(f"岚桥医药股价一路下行，{told}。", lang="zh", published=PUBLISHED).figures
    assert (figure.value, figure.basis) == (-40, "change")


def test_a_profit_that_a_part_contributes_is_a_level() -> None:
    text = "公司营业收入20亿元，子公司贡献净利润3亿元。"
    figures = reader().read(text, lang="zh", published=PUBLISHED).figures
    assert [(figure.metric, figure.basis) for figure in figures] == [
        ("revenue", "level"),
        ("net_income", "level"),
    ]
