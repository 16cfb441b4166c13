"""Reads the quotations of a Chinese text."""

from __future__ import annotations
from spacy.tokens import Doc
from nlp.context import Context
from records import Quote


def read(doc: Doc, context: Context) -> list[Quote]:
    return []
