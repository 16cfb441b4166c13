"""Quotations in Chinese, by words and parts of speech; there is no parse. Start at `find`; `reading` goes sentence by sentence.

1. The text: `page` lays it out, with `words` (names and offices as single words). `state` is carried from sentence to sentence.
2. A sentence: `cues` finds words that report, unless `denied_cues` and `noun_cues` rule them out; `content` finds what is
   reported, `speakers` and `people` by whom.
3. Without a cue: `marked` (“…”，她说), `according` (据…报道), `transcripts` (posts, turns of an interview, headlines),
   `silence` (未回应).
4. Records: `finishing`, with `naming` and `named` (他, 该公司, full names), `roles`, `occasions` and `circumstances` (channel,
   day and hours, what is answered).
"""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.context import Context
from nlp.quotes.chinese import finishing, reading
from records import Quote


def find(doc: Doc, context: Context) -> list[Quote]:
    """The quotations of a Chinese Doc as records, in order of the text."""
    page, drafts = reading.read(doc)
    return finishing.finish(page, drafts, context)
