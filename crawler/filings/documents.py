"""Builds the document of a filing: title and text as the register and the exhibit give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from crawler.addresses import document_id
from crawler.filings.reply import Filing
from records import Document, Figure, Source


def as_document(filing: Filing, text: str | None, source: Source, seen: datetime) -> Document:
    """Build the document of a filing; without text (a PDF, a page that failed), its title alone, flagged."""
    lead = f"{filing.title}\n\n"
    return Document(
        id=document_id(source.id, filing.url),
        source=source.id,
        kind="filing",
        url=filing.url,
        canonical_url=filing.url,
        guid=filing.id,
        title=filing.title,
        text=f"{lead}{text}" if text else filing.title,
        authors=(filing.company,),
        published=filing.filed,
        published_raw=filing.filed_raw,
        seen=seen,
        lang=source.lang,
        free=True,
        account=filing.number or None,
        entity=source.entity,
        flags=() if text else ("title_only",),
        figures=tuple(_in_document(filing.figures, len(lead), source.entity)),
    )


def _in_document(figures: tuple[Figure, ...], lead: int, entity: str | None) -> Iterator[Figure]:
    """Shift figures from offsets in the filing's words to offsets in the document, and attribute them to the filer."""
    for figure in figures:
        yield replace(figure, start=figure.start + lead, end=figure.end + lead, subject_entity=entity)
