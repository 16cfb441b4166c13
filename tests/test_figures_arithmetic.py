"""Base, change and level of one statement add up at the precision they are quoted in, or are told apart."""

from decimal import Decimal

import pytest
from figure_texts import Text, read

from nlp.figures.arithmetic import Quoted, adds_up, contradictions


def quoted(value, unit):
    return Quoted(Decimal(value), Decimal(unit))


@pytest.mark.parametrize(
    ("base", "change", "level", "right"),
    [
        (("67.3", "0.1"), ("32", "1"), ("88.9", "0.1"), True),
        (("100", "1"), ("10", "1"), ("110", "1"), True),
        (("100", "1"), ("10", "1"), ("120", "1"), False),
        (("-2.05", "0.01"), ("-38", "1"), ("-1.27", "0.01"), True),
        (("-2.05", "0.01"), ("38", "1"), ("1.27", "0.01"), True),
    ],
)
def test_the_sum(base, change, level, right):
    assert adds_up(quoted(*base), quoted(*change), quoted(*level)) is right


def test_a_contradiction_inside_one_text_is_found():
    said = Text("Revenue rose 10% to $120 million from $100 million a year earlier.", ())
    [(base, change, level)] = contradictions(read(said, "en"))
    assert (base.text, change.text, level.text) == ("$100 million", "10%", "$120 million")


def test_what_adds_up_is_left_alone():
    said = Text("营收由12.0亿元增至15.0亿元，同比增长25%。", ())
    found = read(said, "zh")
    assert len({figure.statement for figure in found}) == 1
    assert list(contradictions(found)) == []
