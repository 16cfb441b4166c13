"""Marks are paired, never counted: a stray one loses nothing, nested ones stay inside, paragraphs may carry on."""

from __future__ import annotations

import pytest

from nlp.quotes.marks import mended, pair, paragraphs

CASES = {
    "curly": ("“One two.” he said. “Three", ["One two."]),
    "wire style": ("He said ``that is it'' and ''this too''.", ["that is it", "this too"]),
    "straight": ('x "one two" and "three" and "four', ["one two", "three"]),
    "a length is no mark": ('a 5\'11" man "said this"', ["said this"]),
    "nested alike": ("“A “B” C.” z", ["A “B” C."]),
    "an opener forgotten to be closed": ("“A. “B.” z", ["B."]),
    "corner marks": ("他说：「好的，『走』吧。」", ["好的，『走』吧。"]),
    "straight in Chinese": ('他说："你好吗。"然后', ["你好吗。"]),
    "single where there are no others": (
        "‘We won’t go,’ he said. ‘Not ever.’",
        ["We won’t go,", "Not ever."],
    ),
    "apostrophes": ("The workers’ union and the firm’s owners don’t agree.", []),
    "each paragraph opens anew": (
        "“One two three four five six.\n\n“Two.\n\n“Three.” he said",
        ["One two three four five six.\n\n“Two.\n\n“Three."],
    ),
    "a paragraph carries on without a mark": (
        '"In the first.\n\nWe could." Then "x y".',
        ["In the first.\n\nWe could.", "x y"],
    ),
    "opened with the closing mark": ("He said: ”We will go on.” z", ["We will go on."]),
    "opened straight, closed curly": ('He said: "We will go on.” z', ["We will go on."]),
    "the opening mark is lost": (
        "We will go on as long as we can,” he said. “Then we stop.”",
        ["We will go on as long as we can,", "Then we stop."],
    ),
    "never closed": (
        "He said: “this goes on to the end of its paragraph.\n\nThen nothing.",
        ["this goes on to the end of its paragraph."],
    ),
}


@pytest.mark.parametrize(("text", "inner"), CASES.values(), ids=CASES.keys())
def test_marks_are_paired_and_what_lies_between_is_told(text: str, inner: list[str]) -> None:
    assert [text[mark.inner_start : mark.inner_end] for mark in pair(text)] == inner


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The line goes\non here.\n\nA new one."
    assert [text[start:end] for start, end in paragraphs(text)] == ["The line goes\non here.", "A new one."]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We will see her there, he said. He left.", "We will see her there,"),
        ("“Why not? asked Ms. Lunt of the board.", "Why not? asked Ms. Lunt of the board."),
        ("“We will see her there, said the mayor.", "We will see her there,"),
    ],
)
def test_a_mark_that_never_closes_ends_where_its_speaker_is_named(text: str, inner: str) -> None:
    (mark,) = mended(text, pair(text))
    assert text[mark.inner_start : mark.inner_end] == inner
