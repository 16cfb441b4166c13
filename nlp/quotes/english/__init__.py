"""Quotations in English, by spaCy's parse. Start at `find`; `reading` calls the finders in order.

1. The text: `breaks` tells the parser where paragraphs end, `page` lays the parsed text out, `stretches` and `phrases`
   are runs of its tokens.
2. Cues: `cues` finds verbs that report (`cue`), `mistagged_cues` those the tagger missed, `noun_cues` nouns ("her claim
   that …"). Whose they are: `subjects` (grammar), `cue_sources` (neighbours, the cue before).
3. Content in marks: `speech` tells speech from titles, `attribution` finds the cue, `mark_sources` the speaker where the
   parse errs, `floating` continues a speaker, `nested` reads marks inside marks, `drafting` makes the draft.
4. Content without marks: `content`, with `content_start` and `content_end`, `turning` (where somebody else goes on),
   `parentheses` ("…, he said, …"), `relatives` ("which he said was …").
5. Other ways to report: `according` ("according to"), `describing` ("called it “…”", "urged them to “…”"), `transcripts`,
   `letters`, `silence` (no comment). `merging` joins what overlaps.
6. Records: `finishing`. Who is meant: `naming`, with `coreference` (names), `antecedents` (pronouns), `epithets` ("the
   senator") and `descriptions` ("the company"), `people`, `roles`. `answering`: what is answered.
"""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.context import Context
from nlp.quotes.english import finishing, reading, silence
from records import Quote


def find(doc: Doc, context: Context) -> list[Quote]:
    """The quotations of a parsed English Doc as records, in order of the text."""
    page, drafts = reading.read(doc)
    drafts += silence.untold(page, drafts)
    return finishing.finish(page, sorted(drafts, key=lambda draft: draft.span), context)
