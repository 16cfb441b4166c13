"""The substring test before an expression never changes its matches."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from figure_texts import FOLDER
from marked_quotes import texts

from nlp import figures, quotes
from nlp.figures.text import pages
from nlp.quotes.lexicon import words
from nlp.rare import Rare

PATTERNS = {
    f"{file}-{number}": entry
    for file, table in (("silence_en", "silence"), ("channels_en", "channel"), ("stance_en", "stance"))
    for number, entry in enumerate(words(file)[table])
    if "needs" in entry
}


@cache
def english() -> tuple[str, ...]:
    """Return the marked texts, and the shared data's if available."""
    marked = [
        text.text
        for folder in ("en", "articles_en")
        for half in ("dev", "held")
        for text in texts(folder, half)
    ]
    data = os.environ.get("REJOINDER_DATA")
    shared = sorted(Path(data, "quotes").glob("*_en.*.jsonl")) if data else []
    lines = [line for file in shared for line in file.read_text(encoding="utf-8").splitlines()]
    return (*marked, *(json.loads(line)["text"] for line in lines))


@pytest.mark.parametrize("name", PATTERNS)
def test_every_match_holds_what_its_pattern_needs(name: str) -> None:
    entry = PATTERNS[name]
    pattern, rare = re.compile(entry["pattern"]), Rare(entry["needs"], entry["pattern"])
    for text in english():
        for match in pattern.finditer(text):
            assert rare.is_likely(match[0], 0, len(match[0])), match[0]


def test_a_rare_expression_finds_what_the_expression_alone_finds() -> None:
    rare = Rare(("declin",), r"(?i)\bdeclin(?:ed|es)\b")
    assert [match[0] for match in rare.finditer("Acme DECLINED, Norvale declines.")] == [
        "DECLINED",
        "declines",
    ]
    assert rare.search("Acme declined", 6) is None
    assert rare.search("Acme agreed") is None


def test_a_range_without_a_needed_substring_is_not_searched() -> None:
    rare, text = Rare(("declin",), r"(?i)\bdeclin(?:ed|es)\b"), "Acme declined. Norvale spoke."
    assert rare.is_likely(text, 0, len(text))
    assert rare.is_likely(text, 0, len("Acme declined."))
    assert not rare.is_likely(text, len("Acme declined."), len(text))


def test_without_needs_it_is_always_tried() -> None:
    assert Rare((), "agreed").search("Acme agreed") is not None


def rare_in(package: ModuleType) -> dict[str, Rare]:
    """Return the rare expressions in a package's modules, by module and name."""
    return {
        f"{module.name}.{name}": value
        for module in pkgutil.iter_modules(package.__path__)
        for name, value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items()
        if isinstance(value, Rare)
    }


FIGURES, QUOTES = rare_in(figures), rare_in(quotes)


@pytest.mark.parametrize("name", QUOTES)
def test_quote_expressions_are_unchanged_by_the_test(name: str) -> None:
    rare = QUOTES[name]
    for text in english():
        found = [match.span() for match in rare._expression.finditer(text)]
        assert [match.span() for match in rare.finditer(text)] == found


@pytest.mark.parametrize("name", FIGURES)
def test_figure_expressions_are_unchanged_by_the_test(name: str) -> None:
    rare = FIGURES[name]
    alone = rare._expression
    for file in sorted(FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            page = pages.prepare(line, "en")
            for text in (page.words, page.plain):
                found = [match.span() for match in alone.finditer(text)]
                assert [match.span() for match in rare.finditer(text)] == found
                for start, end in page.sentences:
                    found = [match.span() for match in alone.finditer(text, start, end)]
                    assert [match.span() for match in rare.finditer(text, start, end)] == found
