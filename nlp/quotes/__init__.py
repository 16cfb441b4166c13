"""Who said what, in which words: reads a Doc whose names are marked. Start at `find`; it leaves names to nlp.names.

Where to look. What both languages share: `draft` (a quotation in the making), `marks` (what stands between quotation
marks), `lexicon` (the words, which are data), `channels`, `dates`, `stance`, `confidence`.

English, in the order in which a page is read by `english`:

1. `page` lays it out, with `marks`, `mending` (marks that lost a partner) and `datelines`; `breaks` has told the parser
   before where paragraphs end.
2. `cues` finds the verbs that report (`cue`), with `inflection`, `said` (whether their form reports at all), `whose` and
   `subjects` (whose they are), `same_speaker` (the next verb of whoever spoke before) and `loose_cues`.
3. `speech` looks at what a mark holds, `attribution` (with `beside`) gives it a cue, `acting` a speaker where the parse errs, and
   `drafting` makes the draft; `phrases` finds the words that name a speaker.
4. Without marks: `clauses`, with `openings` and `thats` (where they begin), `reach` (where they end), `parting` and `turning` (where
   somebody else goes on, or the writer), `parentheses` ("…, he said, …") and `stretches`; `according` ("according to"), `describing` ("called it
   …"), `urging`, `claims` ("Moss's claim that …"), `gaps` (relatives), `turns`, `interviews`, `letters` and `blocks` (transcripts, block
   quotations), `nested` (quotations inside quotations), `silence` (answers
   not given).
5. `merging` shares out marks and clauses, `floating` carries a speaker on, `running` lets a report run on.
6. `finishing` finds out what the records (`recording`) say: `naming` says who is meant, with `coreference` (everybody who is named), `antecedents` (pronouns),
   `firms` ("the company"), `epithets` ("the soap maker"), `people`, `somebody` and `roles`; `offices`
   and `representatives` (both languages) name who speaks by a firm's office only; `answering` says what is answered.

Chinese: `chinese` reads a `leaf`, carrying `chinese_state` along, with the modules `chinese_*`. A sentence: `chinese_words`, then
`chinese_cues` and `chinese_nouns` (what reports), `chinese_reports`, `chinese_speakers` and `chinese_people` (what, and by whom). Without a cue:
`chinese_marks`, `chinese_sources`, `chinese_labels`, `chinese_turns`, `chinese_silence`. The records: `chinese_finishing`, with
`chinese_naming`, `chinese_named`, `chinese_roles`, `chinese_asked`, `chinese_circumstances`, `chinese_occasions` and `chinese_hours`.
"""

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
    drafts += silence.untold(page, drafts)
    return finishing.finish(page, sorted(drafts, key=lambda draft: draft.span), context)
