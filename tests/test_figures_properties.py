"""For any text: no exception, valid spans, and linear time."""

import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.context import Context
from nlp.figures import find
from records import Company, Watchlist

CONTEXT = {
    lang: Context(
        lang=lang,
        watchlist=Watchlist(
            companies=(Company(id="norvale", name="Norvale", aliases=("诺维",), fiscal_year_end="03-31"),)
        ),
        published=datetime(2025, 8, 20, tzinfo=UTC),
    )
    for lang in ("en", "zh")
}
PIECES = st.sampled_from(
    [
        "revenue",
        "rose",
        "fell",
        "to",
        "from",
        "5",
        "1,234.5",
        "12%",
        "$",
        "€3bn",
        "US$",
        "(0.12)",
        "2024",
        "Q2",
        "H1",
        "year",
        "earlier",
        "respectively",
        ",",
        ".",
        ";",
        "-",
        "–",
        "～",
        "and",
        "between",
        "net",
        "loss",
        "of",
        "million",
        "亿",
        "万元",
        "同比",
        "增长",
        "下降",
        "营收",
        "净利润",
        "亏损",
        "12.3亿元",
        "三成",
        "百分之五",
        "几十",
        "3600余万",
        "去年同期",
        "分别",
        "至",
        "½",
        "１２３",
        "％",
        "1/2",
        "one",
        "hundred",
        "point",
        "and",
        "dozen",
        "Norvale",
        "诺维",
        "'",
        '"',
        "\n",
        "\u3000",
        "(",
        ")",
        "per",
        "share",
        "每股",
        "0",
        "00",
        "1.",
        ".5",
        "1.2.3",
        "-7",
        "+8",
        "#9",
        "@",
        "%",
        "個百分點",
        "İ",
    ]
)
HOSTILE = ["1", "1,", "1 ", "1.", "12 345 ", " ", ",", "(", "$1 ", "1%", "one ", "1 to ", "一", "1万", "百分之", "(1", "A", "½", "up 5% ", "营收1亿元，", "1月", "@a.", "of "]  # fmt: skip

CROWDED = [
    "$A 1 ",
    "Norvale 5%\n",
    "诺维5%\n",
    "五分之一 ",
    "1 million\n",
    "$1\n",
    "1%",
    "Norvale fell 5%. ",
    "rates 5%, ",
    "it expects $5m, ",
    "机构预计5亿元，",
]
"""Each adds one more thing that every figure could be compared with."""


def seconds_of(text, lang):
    """Return the CPU time of reading."""
    started = time.process_time()
    find(text, CONTEXT[lang])
    return time.process_time() - started


def lines_run(text, lang):
    """Return how many lines of Python reading runs: work that is the same on a busy machine."""
    count = 0

    def on(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return on

    before = sys.gettrace()
    sys.settrace(on)
    try:
        find(text, CONTEXT[lang])
    finally:
        sys.settrace(before)
    return count


def check(text, lang):
    for figure in find(text, CONTEXT[lang]):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start < figure.end <= len(text)
        assert (figure.value is None) == (figure.low is not None and figure.high is not None)
        assert figure.unit
        if figure.low is not None:
            assert figure.low <= figure.high


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "zh"]))
def test_figures_have_valid_spans_and_values(text, lang):
    check(text, lang)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]), st.sampled_from(["en", "zh"]))
def test_any_mix_of_numbers_and_words(pieces, between, lang):
    check(between.join(pieces), lang)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["en", "zh"]))
def test_reading_is_deterministic(pieces, lang):
    text = " ".join(pieces)
    assert find(text, CONTEXT[lang]) == find(text, CONTEXT[lang])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_length(piece, lang):
    def seconds(length):
        return seconds_of((piece * length)[:length], lang)

    seconds(500)
    small = max(seconds(500), 0.01)
    assert min(seconds(4_000), seconds(4_000)) < 16 * small


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", CROWDED)
def test_twice_the_text_takes_twice_the_work(piece, lang):
    lines_run((piece * 2_000)[:2_000], lang)  # fills the caches, which hold patterns and words
    assert lines_run((piece * 2_000)[:2_000], lang) < 2.5 * lines_run((piece * 1_000)[:1_000], lang)


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_characters(piece, lang):
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    find(text, CONTEXT[lang])
    assert time.process_time() - started < 30
