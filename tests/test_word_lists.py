"""The lists of words: what stands in one twice was written by somebody who did not see that it stood there."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
TABLES = sorted((*HOUSE.glob("nlp/words/*.toml"), *HOUSE.glob("stories/words/*.toml")))


def lists(value: object, place: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of words with its place: an array, or a text of words or of names with bars between."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{place}.{key}")
    elif isinstance(value, str):
        yield place, [word.strip() for word in value.split("|")] if "|" in value else value.split()
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        yield place, value


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    found = list(lists(tomllib.loads(path.read_text("utf-8")), path.stem))
    twice = {place: [word for word, times in Counter(words).items() if times > 1] for place, words in found}
    assert {place: words for place, words in twice.items() if words} == {}
