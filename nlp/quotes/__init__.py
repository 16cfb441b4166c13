"""Who said what, in which words: reads a Doc whose names are marked. Start at `find`; it leaves names to nlp.names."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.context import Context
from nlp.quotes import breaks, chinese, english, finishing, silence
from records import Quote

__all__ = ["breaks", "find"]


def find(doc: Doc, context: Context) -> list[Quote]:
    """The quotations of a Doc, in order of the text; none where nobody speaks.

    Args:
        doc: English: parsed. Chinese: any tokens with sentence starts. Names are in `doc.ents`.
        context: When and where the text was published, for days that it names only by the week.
    """
    if doc.lang_ == "zh":
        return chinese.read(doc, context)
    if not len(doc):
        return []
    page, drafts = english.read(doc)
    drafts += silence.silences(page)
    return finishing.finish(page, sorted(drafts, key=lambda draft: draft.span), context)
