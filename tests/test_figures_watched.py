"""The alias index finds the same names as one expression of all aliases."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nlp.figures.subjects.watched import Aliases
from records import Company

PIECES = st.text(alphabet="Aab 车小米&-", min_size=1, max_size=4)


def test_the_longest_alias_matches_as_a_word_or_inside_chinese() -> None:
    known = Aliases(
        [
            Company(id="acme", name="Acme", aliases=("Acme Tools",)),
            Company(id="mi", name="小米", brands=("小米汽车",)),
        ]
    )
    text = "Acme Tools, Acme and Acmes; 新小米汽车与小米"
    assert [(text[start:end], entity) for start, end, entity in known.find(text)] == [
        ("Acme Tools", "acme"),
        ("Acme", "acme"),
        ("小米汽车", "mi"),
        ("小米", "mi"),
    ]


def test_an_empty_watch_list_finds_nothing() -> None:
    assert list(Aliases([]).find("Acme")) == []


@given(st.lists(PIECES, min_size=1, max_size=6), st.lists(PIECES, max_size=12).map("".join))
def test_matches_equal_those_of_a_single_expression(aliases: list[str], text: str) -> None:
    longest = sorted(dict.fromkeys(aliases), key=len, reverse=True)
    expression = "|".join(
        rf"(?<![A-Za-z]){re.escape(alias)}(?![A-Za-z])" if alias.isascii() else re.escape(alias)
        for alias in longest
    )
    known = Aliases([Company(id=alias, name=alias) for alias in aliases])
    assert [(start, end) for start, end, _ in known.find(text)] == [
        match.span() for match in re.finditer(expression, text)
    ]
