"""The marked sentences are read as they are marked; the second half of each language was looked at last."""

from decimal import Decimal

import pytest
from figure_texts import FIELDS, read, texts, unmark, value_of

HALVES = [(lang, half) for lang in ("en", "zh") for half in (0, 1)]


def score(lang, half):
    """Share of right values with unit, of found among predicted, and of right fields."""
    wanted = right = read_in_all = 0
    asked: dict[str, int] = {}
    answered: dict[str, int] = {}
    for text in texts(lang, half):
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
                told = getattr(ours, field)
                asked[field] = asked.get(field, 0) + 1
                answered[field] = answered.get(field, 0) + (("1" if told is True else told) == value)
    return 2 * right / (wanted + read_in_all), {field: answered[field] / asked[field] for field in asked}


def test_marks_are_taken_out_of_the_line():
    text = unmark("Sales rose {12%|12 percent m=revenue b=change} to {$4bn|4000000000 USD}.")
    assert text.text == "Sales rose 12% to $4bn."
    assert [text.text[figure.start : figure.end] for figure in text.figures] == ["12%", "$4bn"]
    assert text.figures[0].fields == {"metric": "revenue", "basis": "change", "status": "actual"}
    assert set(FIELDS.values()) >= set(text.figures[0].fields)


@pytest.mark.parametrize(("lang", "half"), HALVES)
def test_signed_values_with_their_units(lang, half):
    value_and_unit, _ = score(lang, half)
    assert value_and_unit >= 0.93


@pytest.mark.parametrize(("lang", "half"), HALVES)
@pytest.mark.parametrize(
    ("field", "least"), [("metric", 0.9), ("status", 0.93), ("basis", 0.9), ("compare", 0.9)]
)
def test_fields(lang, half, field, least):
    _, fields = score(lang, half)
    assert fields[field] >= least


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_at_least_140_sentences_of_each_language_are_marked(lang):
    assert len(texts(lang)) >= 140
