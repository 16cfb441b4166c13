"""Measures linking of names to a watch list: recall and precision on the texts `watched_*.txt`.

A name is right if the same entry is marked at the same span; names marked with `?` count neither way.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from spacy.language import Language

import nlp
from config import watchlist

AFTER = ("rejoinder_quotes", "rejoinder_figures")
_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)(?:\|([^\]]+))?\]")

Joined = tuple[int, int, str]
"""Start, end and id."""


def measure(file: Path, *, errors: bool) -> None:
    """Print recall and precision of a file whose name gives language and watch list: `watched_en_news.txt`."""
    lang = file.name.removeprefix("watched_")[:2]
    pipeline = _pipeline(_watchlist_of(file), lang)
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    right = marked = joined = 0
    for line in lines:
        text, gold, either = _unmarked(line)
        doc = pipeline(text)
        found = {(span.start_char, span.end_char, span.id_) for span in doc.spans["names"] if span.id_}
        found = {
            name for name in found if not any(name[0] < end and start < name[1] for start, end in either)
        }
        right, marked, joined = right + len(gold & found), marked + len(gold), joined + len(found)
        if errors and gold != found:
            shown = [
                sorted((text[start:end], id_) for start, end, id_ in names)
                for names in (gold - found, found - gold)
            ]
            print(text, f"missed {shown[0]}, spurious {shown[1]}", sep="\n    ")
    recall, precision = right / max(1, marked), right / max(1, joined)
    print(
        f"{file.name}: {len(lines)} sentences, {marked} joined names: recall {recall:.3f}, precision {precision:.3f}"
    )


def _watchlist_of(file: Path) -> Path:
    """Return the watch list whose name is the longest match: watched_news.toml for `watched_en_news_last.txt`."""
    kind, _lang, *parts = file.stem.split("_")
    names = ("_".join([kind, *parts[:length]]) for length in range(len(parts), -1, -1))
    lists = (file.with_name(f"{name}.toml") for name in names)
    return next(candidate for candidate in lists if candidate.exists())


@cache
def _pipeline(watched: Path, lang: str) -> Language:
    pipeline = nlp.load(lang, watchlist.load(watched))
    pipeline.select_pipes(disable=list(AFTER))
    return pipeline


def _unmarked(line: str) -> tuple[str, set[Joined], list[tuple[int, int]]]:
    """Parse a marked sentence to text, linked names, and spans where either answer is right."""
    text, place = "", 0
    gold: set[Joined] = set()
    either: list[tuple[int, int]] = []
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        span = len(text), len(text) + len(mark[1])
        if mark[3]:
            gold.add((*span, mark[3]))
        else:
            either.append(span)
        text += mark[1]
        place = mark.end()
    return text + line[place:], gold, either
