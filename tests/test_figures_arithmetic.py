"""Base, change and level form one statement and add up at their quoted precision."""

from dataclasses import replace
from decimal import Decimal

import pytest
from figure_texts import Text, read

from records import Figure
from stories.checks.arithmetic import adds_up, is_exact


def quoted(value):
    return Figure(start=0, end=len(value), text=value, unit="EUR", rule="test", value=Decimal(value))


@pytest.mark.parametrize(
    ("base", "change", "level", "right"),
    [
        ("67.3", "32", "88.9", True),
        ("100", "10", "110", True),
        ("100", "10", "120", False),
        ("-2.05", "-38", "-1.27", True),
        ("0.3", "150", "0.8", True),
    ],
)
def test_base_and_change_add_up_within_rounding(base, change, level, right):
    assert adds_up(quoted(base), quoted(change), quoted(level)) is right


def told(text, lang):
    """Return base, change and level of a text's only statement."""
    figures = read(Text(text, ()), lang)
    assert len({figure.statement for figure in figures}) == 1
    (base,) = [one for one in figures if one.basis == "level" and one.status == "prior"]
    (level,) = [one for one in figures if one.basis == "level" and one.status == "actual"]
    (change,) = [one for one in figures if one.basis == "change"]
    return base, change, level


@pytest.mark.parametrize(
    ("text", "lang", "right", "wrong"),
    [
        ("Revenue rose {}% to $4.52bn from $4.04bn a year earlier.", "en", "12", "22"),
        ("Net profit fell to EUR 12.4 mn from EUR 15.9 mn, a drop of {}%.", "en", "22", "32"),
        ("Sales were $110m, up {}% from $100m.", "en", "10", "20"),
        ("Net loss widened {}% to $30m from $20m.", "en", "50", "80"),
        ("Deliveries reached 104,300 vehicles, up {} percent from 86,200 a year earlier.", "en", "21", "41"),
        ("Operating profit increased by {} % to EUR 10.8 mn ( EUR 10.0 mn ) .", "en", "8", "18"),
        ("营收45.2亿元，同比增长{}%，上年同期为40.4亿元。", "zh", "12", "22"),
        ("净亏损1.1亿元，同比收窄{}%，上年同期亏损3.2亿元。", "zh", "65.6", "45.6"),
        ("净利润由12.0亿元增至15.0亿元，增幅{}%。", "zh", "25", "35"),
        ("7月交付3.26万辆，同比增长{}%，去年同期为2.05万辆。", "zh", "58.7", "78.7"),
        ("公司实现净利润1.24亿元，较上年同期的1.52亿元下降{}%。", "zh", "18.4", "38.4"),
    ],
)
def test_a_sum_within_one_text_is_checked(text, lang, right, wrong):
    assert is_exact(*told(text.format(right), lang))
    assert adds_up(*told(text.format(right), lang))
    assert not adds_up(*told(text.format(wrong), lang))


def test_bounds_and_changes_of_sign_or_currency_are_not_calculated():
    assert not is_exact(*told("Revenue rose more than 5% to $4.52bn from $4.04bn a year earlier.", "en"))
    base, change, level = map(quoted, ("-2.05", "38", "1.27"))
    assert not is_exact(base, change, level)
    assert not is_exact(quoted("0"), change, level)
    assert not is_exact(quoted("2.05"), change, replace(level, unit="USD"))
