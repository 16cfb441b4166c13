"""The values stored on a Doc: the context given in advance, and the results of each component.

They are plain values only, so that Docs survive `to_bytes` and other processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from nlp.context import Context
from records import Mention, Watchlist

PEOPLE = frozenset({"PERSON", "PER"})
"""Labels of people: the English model's, and those of the Chinese models."""

BODIES = frozenset({"ORG", "MEDIA", "REGULATOR"})
"""Labels of organisations."""

for _name in ("written", "title", "published", "zone", "entity", "place"):
    Doc.set_extension(_name, default=None, force=True)
for _name in ("quotes", "figures", "problems"):
    Doc.set_extension(_name, default=[], force=True)


def set_context(
    doc: Doc, *, title: str | None, published: datetime | None, zone: str, entity: str | None
) -> None:
    """Store what is known about the text on its Doc, before the pipeline runs."""
    _note(doc, "written", doc.text)
    _note(doc, "title", title)
    _note(doc, "published", published.isoformat() if published else None)
    _note(doc, "zone", zone)
    _note(doc, "entity", entity)


def text_of(doc: Doc) -> str:
    """Return the text of a Doc; `doc.text` joins the words again on every access."""
    written = known(doc, "written")
    if written is None:
        written = doc.text
        _note(doc, "written", written)
    return written


def wording(doc: Doc, start: int, end: int) -> str:
    """Return the text from one token to another; the same as `doc[start:end].text`, several times faster."""
    last = doc[end - 1]
    return text_of(doc)[doc[start].idx : last.idx + len(last)]


def columns(doc: Doc, *attributes: int) -> list[list[int]]:
    """Return what spaCy knows of each word, one list per attribute."""
    table: list[list[int]] = doc.to_array(list(attributes)).reshape(-1, len(attributes)).T.tolist()  # type: ignore[assignment]
    return table


def names_of(doc: Doc) -> Iterator[Mention]:
    """Yield the names marked on a Doc, in order, as records."""
    text = text_of(doc)
    for span in doc.spans.get("names", ()):
        yield Mention(
            start=span.start_char,
            end=span.end_char,
            text=text[span.start_char : span.end_char],
            label=span.label_,
            entity=span.id_ or None,
        )


def context_of(doc: Doc, watchlist: Watchlist) -> Context:
    """Return the context stored on the Doc."""
    published = known(doc, "published")
    return Context(
        lang=doc.lang_,
        watchlist=watchlist,
        title=known(doc, "title"),
        published=datetime.fromisoformat(published) if published else None,
        zone=known(doc, "zone") or "UTC",
        entity=known(doc, "entity"),
    )


def known(doc: Doc, name: str) -> str | None:
    """Return `doc._.name` if set; reads spaCy's own table, several times faster than the attribute."""
    table: dict[Any, Any] = doc.user_data
    value: str | None = table.get(("._.", name, None, None))
    return value


def _note(doc: Doc, name: str, value: Any) -> None:
    """Set `doc._.name`, likewise."""
    table: dict[Any, Any] = doc.user_data
    table["._.", name, None, None] = value


def plain(record: Any) -> dict[str, Any]:
    """Convert a record to strings, numbers and None: decimals as strings, dates as YYYY-MM-DD."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def write(doc: Doc, key: str, records: Sequence[Any]) -> None:
    """Write records as plain values to `doc._.key` and as spans to `doc.spans[key]`.

    A token span may be slightly wider than the record's own offsets, which are authoritative.
    """
    _note(doc, key, [plain(record) for record in records])
    spans = (
        doc.char_span(record.start, record.end, label=key, alignment_mode="expand") for record in records
    )
    doc.spans[key] = [span for span in spans if span is not None]
