"""Marked sentences give the marked figures; the second halves and the last files were held out."""

import itertools
from decimal import Decimal

import pytest
from figure_texts import FIELDS, read, texts, unmark, value_of

HALVES = [(name, half) for name in ("en", "zh") for half in (0, 1)]
WORKED_WITH = ("en_more", "zh_more", "en_last", "zh_last", "en_trades", "zh_trades")
PARTS = [*HALVES, *((name, None) for name in WORKED_WITH)]
FRESH = [(name, None) for name in ("en_fresh", "zh_fresh", "en_unseen", "zh_unseen", "en_third", "zh_third")]


def score(name, half):
    """Return the shares of right values with units, of found among predicted, and of right fields."""
    lang = name[:2]
    wanted = right = read_in_all = 0
    asked: dict[str, int] = {}
    answered: dict[str, int] = {}
    for text in texts(name, half):
        found = read(text, lang)
        wanted, read_in_all = wanted + len(text.figures), read_in_all + len(found)
        for gold in text.figures:
            ours = next((one for one in found if one.start < gold.end and gold.start < one.end), None)
            if ours is None:
                continue
            ends = zip(value_of(ours), (gold.low, gold.high), strict=True)
            close = all(abs(a - b) <= abs(b) * Decimal("1e-6") for a, b in ends)
            right += close and gold.unit in {None, ours.unit}
            for field, value in gold.fields.items():
                if field == "statement":
                    continue
                told = getattr(ours, field)
                asked[field] = asked.get(field, 0) + 1
                right_field = ("1" if told is True else told) == (None if value == "-" else value)
                answered[field] = answered.get(field, 0) + right_field
        for one, other in itertools.combinations(_in_statements(text, found), 2):
            asked["statement"] = asked.get("statement", 0) + 1
            together = (one[0] == other[0]) == (one[1] == other[1])
            answered["statement"] = answered.get("statement", 0) + together
    return 2 * right / (wanted + read_in_all), {field: answered[field] / asked[field] for field in asked}


def _in_statements(text, found):
    """Return the statements as marked and as read, for figures marked with one."""
    for gold in text.figures:
        ours = next((one for one in found if one.start < gold.end and gold.start < one.end), None)
        if "statement" in gold.fields and ours is not None:
            yield gold.fields["statement"], ours.statement


def test_marks_are_taken_out_of_the_line():
    text = unmark("Sales rose {12%|12 percent m=revenue b=change} to {$4bn|4000000000 USD}.")
    assert text.text == "Sales rose 12% to $4bn."
    assert [text.text[figure.start : figure.end] for figure in text.figures] == ["12%", "$4bn"]
    assert text.figures[0].fields == {"metric": "revenue", "basis": "change", "status": "actual"}
    assert set(FIELDS.values()) >= set(text.figures[0].fields)


@pytest.mark.parametrize(("name", "half"), [*PARTS, *FRESH])
def test_signed_values_with_their_units(name, half):
    value_and_unit, _ = score(name, half)
    assert value_and_unit >= 0.93


@pytest.mark.parametrize(("name", "half"), PARTS)
@pytest.mark.parametrize(
    ("field", "least"), [("metric", 0.9), ("status", 0.93), ("basis", 0.9), ("compare", 0.9)]
)
def test_most_fields_of_marked_sentences_are_right(name, half, field, least):
    _, fields = score(name, half)
    assert fields[field] >= least


@pytest.mark.parametrize("name", ["en_more", "zh_more", "en_last"])
def test_figures_marked_as_one_statement_share_its_number(name):
    _, fields = score(name, None)
    assert fields["statement"] >= 0.9


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_at_least_140_sentences_of_each_language_are_marked(lang):
    assert len(texts(lang)) >= 140


@pytest.mark.parametrize("name", ["en_news", "zh_news"])
def test_rule_sentences_are_read_exactly_as_marked(name):
    value_and_unit, fields = score(name, None)
    assert value_and_unit == 1
    assert fields == dict.fromkeys(fields, 1)
