"""Registers quotes and figures as spaCy components; their logic is in nlp.quotes and nlp.figures.

A component's `process` is pure and returns records; `__call__` writes them to the Doc as plain values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.attrs import IDX, POS
from spacy.language import Language
from spacy.tokens import Doc

from nlp import figures, marks, quotes
from records import Figure, Quote, Watchlist

QUOTES = "rejoinder_quotes"
FIGURES = "rejoinder_figures"


class QuoteReader:
    """Finds who said what."""

    watchlist = Watchlist()

    def process(self, doc: Doc) -> Sequence[Quote]:
        """Return the quotes of a Doc whose names are marked."""
        return quotes.find(doc, marks.context_of(doc, self.watchlist))

    def __call__(self, doc: Doc) -> Doc:
        """Add the quotes to the Doc."""
        marks.write(doc, "quotes", self.process(doc))
        return doc


class FigureReader:
    """Finds numbers and their meaning."""

    watchlist = Watchlist()

    def process(self, doc: Doc) -> Sequence[Figure]:
        """Return the figures of a Doc; its names, if marked, help to find their subjects."""
        context = marks.context_of(doc, self.watchlist)
        return figures.find(marks.text_of(doc), context, list(marks.names_of(doc)), _parts(doc))

    def __call__(self, doc: Doc) -> Doc:
        """Add the figures to the Doc."""
        marks.write(doc, "figures", self.process(doc))
        return doc


def _parts(doc: Doc) -> Iterator[tuple[int, str]]:
    """Yield the offset of each word and its universal part of speech."""
    strings = doc.vocab.strings
    for start, part in doc.to_array([IDX, POS]).astype("uint64").reshape(-1, 2).tolist():
        yield start, strings[part]


@Language.factory(
    QUOTES,
    assigns=["doc.spans", "doc._.quotes"],
    requires=["doc.ents", "doc.spans", "token.is_sent_start"],
)
def make_quotes(nlp: Language, name: str) -> QuoteReader:  # noqa: ARG001 — spaCy calls by these names
    """Make the component; its watch list is set afterwards."""
    return QuoteReader()


@Language.factory(FIGURES, assigns=["doc.spans", "doc._.figures"])
def make_figures(nlp: Language, name: str) -> FigureReader:  # noqa: ARG001 — spaCy calls by these names
    """Make the component; its watch list is set afterwards."""
    return FigureReader()
