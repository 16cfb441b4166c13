"""Nothing that comes in as text makes the reader fail, its offsets untrue or its time more than linear."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import reader

import nlp
from nlp.quotes.marks import pair
from tests.linear import grows_linearly

PIECES = st.sampled_from(
    [
        "“", "”", '"', "''", "``", "‘", "’", "'", "「", "」", "『", "』", "«", "»", " ", "\n", "\n\n", "\t", "\x00", "\x1b", "\u200f",
        "\u202e", "\ud800", "<p>", "</p>&nbsp;", "said", " he said ", "Ada Moss", " told reporters that ", "according to ", ": ", ", ",
        ". ", "?", "—", "declined to comment", "responded to ", "the company", "We will.", "שלום", "مرحبا", "他说", "：", "，", "。",
        "表示", "据", "报道", "回应", "雷军", "称", "的", "@", "#话题#", "……", "on Tuesday", "当晚", "Feb. 31", "99日", "🙂", "é",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize("lang", ["en", "zh"])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_quotes_of_any_text_lie_in_it(lang: str, text: str) -> None:
    reading = reader().read(text, lang=lang)
    assert set(reading.problems) <= {nlp.NOT_READ} or "\ud800" in text
    for quote in reading.quotes:
        stored = text.replace("\ud800", "\ufffd")
        assert stored[quote.start : quote.end] == quote.text
        assert quote.text.strip()
        assert 0 <= quote.confidence <= 1
        for start, end in ((quote.speaker_start, quote.speaker_end), (quote.cue_start, quote.cue_end)):
            assert (start is None) == (end is None)
            assert start is None or end is None or 0 <= start < end <= len(text)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_marks_never_overlap(text: str) -> None:
    place = 0
    for mark in pair(text):
        assert place <= mark.start <= mark.inner_start <= mark.inner_end <= mark.end <= len(text)
        # Where a mark is missing, the paragraph's beginning or end stands for it and takes no room.
        assert not mark.closed or mark.start < mark.inner_start
        assert mark.start < mark.end
        place = mark.end


def test_a_mark_without_an_opener_begins_with_its_paragraph() -> None:
    (mark,) = pair("We will go on as before.”")
    assert (mark.start, mark.inner_start, mark.closed) == (0, 0, False)


@pytest.mark.parametrize("piece", ["“a b c d e f ", "x “y” ", "“One.\n\n"])
def test_pairing_is_linear(piece: str) -> None:
    assert grows_linearly(lambda length: pair(piece * (length // len(piece))), 16_000)


@pytest.mark.parametrize(
    ("lang", "piece"),
    [
        ("en", "he said that she said "),
        ("en", "“a” said “b” "),
        ("en", '" x " '),
        ("zh", "他说，"),
        ("zh", "“甲乙丙丁”，“戊”表示"),
        ("zh", "据甲报道乙称"),
    ],
)
def test_what_never_stops_is_read_in_linear_time(lang: str, piece: str) -> None:
    assert grows_linearly(lambda length: reader().read(piece * (length // len(piece)), lang=lang), 600)
