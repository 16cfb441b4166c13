"""Who said what, in which words: from a Doc whose names are marked to `records.Quote`. Start at `find`.

Three words of the field are used throughout. The *cue* is the word that reports ("said", 表示), the *content* what is
reported, the *speaker* (or source) whoever says it. A *mark* is what stands between two quotation marks.

Each language is read in two steps. First its finders collect drafts: spans in the text, a rule, nothing resolved. Then
its finishing step turns drafts into records: the full name, the office, the channel, the day, the stance, the confidence.

- `english`: works on spaCy's parse. `chinese`: works on words and parts of speech. Each has a map of its own.
- `draft`: a quotation in the making, and its record. `marks`: pairs quotation marks.
- `lexicon`: the words, which are data in nlp/words.
- `confidence`, `stance`, `channels`, `dates`: how sure, what the answer does, where and when it was said.
- `offices`: who "the company's CEO" or "a spokesperson" is.
"""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.context import Context
from nlp.quotes import chinese, english
from nlp.quotes.english import breaks
from records import Quote

__all__ = ["breaks", "find"]


def find(doc: Doc, context: Context) -> list[Quote]:
    """The quotations of a Doc, in order of the text; none where nobody speaks.

    Args:
        doc: English: parsed. Chinese: any tokens with sentence starts. Names are in `doc.ents`.
        context: When and where the text was published, for days that it names only by the week.
    """
    if not len(doc):
        return []
    return chinese.find(doc, context) if doc.lang_ == "zh" else english.find(doc, context)
