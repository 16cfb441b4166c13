"""Converts a Doc to a records.Reading. spaCy objects end here. A fact whose span does not match is dropped and reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from spacy.tokens import Doc

from nlp import marks
from records import Figure, Mention, Quote, Reading

Fact = TypeVar("Fact", Mention, Quote, Figure)


def read(doc: Doc) -> Reading:
    """Return everything the components wrote to a Doc."""
    problems: list[str] = []
    text = marks.text_of(doc)
    quotes = (
        Quote(
            **_typed(
                values,
                said_on=date.fromisoformat,
                said_not_before=datetime.fromisoformat,
                said_not_after=datetime.fromisoformat,
            )
        )
        for values in doc._.quotes
    )
    figures = (Figure(**_typed(values, value=Decimal, low=Decimal, high=Decimal)) for values in doc._.figures)
    return Reading(
        lang=doc.lang_,
        mentions=tuple(_checked(marks.names_of(doc), text, problems)),
        quotes=tuple(_checked(quotes, text, problems)),
        figures=tuple(_checked(figures, text, problems)),
        problems=(*doc._.problems, *problems),
    )


def as_json(reading: Reading, id: str | None = None) -> dict[str, Any]:  # noqa: A002 — the key's name
    """Format a reading as `rejoinder analyze` prints it: decimals as strings, dates as YYYY-MM-DD; problems if any."""
    told = {"problems": list(reading.problems)} if reading.problems else {}
    return {
        "id": id,
        "lang": reading.lang,
        "mentions": [marks.plain(mention) for mention in reading.mentions],
        "quotes": [marks.plain(quote) for quote in reading.quotes],
        "figures": [marks.plain(figure) for figure in reading.figures],
        **told,
    }


def _typed(values: Mapping[str, Any], **types: Any) -> dict[str, Any]:
    """Convert plain values to the types of the records."""
    return {
        key: types[key](value) if key in types and value is not None else value
        for key, value in values.items()
    }


def _checked(facts: Iterable[Fact], text: str, problems: list[str]) -> Iterator[Fact]:
    for fact in facts:
        if 0 <= fact.start < fact.end <= len(text) and text[fact.start : fact.end] == fact.text:
            yield fact
        else:
            kind = type(fact).__name__.lower()
            problems.append(f"{kind} dropped: the text at {fact.start}–{fact.end} is not {fact.text[:60]!r}")
