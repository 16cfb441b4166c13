"""Reads texts in which figures are marked: {words|value unit field=value …}, a line a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from nlp.context import Context
from nlp.figures import find
from records import Figure, Watchlist

FOLDER = Path(__file__).parent / "texts" / "figures"
PUBLISHED = datetime(2025, 8, 20, 12, tzinfo=UTC)
FIELDS = {
    "m": "metric", "b": "basis", "s": "status", "c": "compare", "p": "period", "q": "qualifier", "per": "per", "adj": "adjusted",
    "subj": "subject", "rep": "reported_by", "st": "statement",
}  # fmt: skip
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A marked figure."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    fields: dict[str, str]


@dataclass(frozen=True)
class Text:
    """A text without its marks, and the marked figures."""

    text: str
    figures: tuple[Marked, ...]


def texts(name: str, half: int | None = None) -> list[Text]:
    """Return the marked texts of a file; of en and zh, half 0 is for development and half 1 held out."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    marked = [unmark(line) for line in lines if line.strip() and not line.startswith("#")]
    return marked if half is None else marked[half::2]


def unmark(line: str) -> Text:
    """Return a line without its marks."""
    plain, figures, at = "", [], 0
    for match in _MARK.finditer(line):
        plain += line[at : match.start()]
        figures.append(_figure(len(plain), match[1], match[2]))
        plain += match[1]
        at = match.end()
    return Text(plain + line[at:], tuple(figures))


def read(text: Text, lang: str) -> list[Figure]:
    """Return the figures we read in it."""
    return find(text.text, Context(lang=lang, watchlist=Watchlist(), published=PUBLISHED))


def value_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return both ends of its value."""
    if figure.value is not None:
        return figure.value, figure.value
    assert figure.low is not None
    assert figure.high is not None
    return figure.low, figure.high


def _figure(start: int, words: str, told: str) -> Marked:
    value, *rest = told.split()
    low, _, high = value.partition("..")
    unit = rest.pop(0) if rest and "=" not in rest[0] else None
    fields = dict(part.split("=", 1) for part in rest)
    if "m" in fields or "b" in fields or "s" in fields:
        fields = {"b": "level", "s": "actual"} | fields
    named = {
        FIELDS[key]: wanted.replace("_", " ") if key in {"subj", "rep"} else wanted
        for key, wanted in fields.items()
    }
    return Marked(start, start + len(words), Decimal(low), Decimal(high or low), unit, named)
