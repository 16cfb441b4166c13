"""Turns an attributed English mark into a draft: the content and the place where its speaker is named."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.english.attribution import Found
from nlp.quotes.english.content_end import goes_on_to
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.english.phrases import core_of, phrase_of
from nlp.quotes.english.stretches import FINITE, has_verb
from nlp.quotes.marks import Marked
from records import QuoteKind

How = tuple[QuoteKind, str]
"""Kind and rule of a draft."""


def draft_of(page: Page, mark: Marked, found: Found) -> Draft:
    """The record in the making of an attributed mark."""
    speaker, phrase = spans_of(page, found.subject)
    cue = None if found.cue is None else page.chars(found.cue.first, found.cue.last)
    if (
        cue is not None and phrase is not None and phrase[0] < cue[0] < phrase[1]
    ):  # "her post on X read", as parsed
        phrase = phrase[0], page.ends[page.token_at(cue[0]) - 1]
        speaker = None if speaker is None else (speaker[0], min(speaker[1], phrase[1]))
    if (
        cue is not None and phrase is not None and phrase[0] == cue[0] and phrase[1] > cue[1]
    ):  # Wrote Moss: “…”
        phrase = cue[1] + 1, phrase[1]
        speaker = None if speaker is None else (max(speaker[0], phrase[0]), speaker[1])
    start, end = inner(page, mark)
    kind: QuoteKind = "direct"
    if found.rule == "cue_that" and page.text[mark.inner_end - 1] not in ".?!":
        after = goes_on_to(page, mark)
        if after > mark.end:
            start, end, kind = mark.start, after, "mixed"
    as_told = found.cue is not None and found.cue.lemma == "put"  # “…,” as one of them put it
    if found.rule == "marks_cue" and not as_told and (opening := _opening(page, mark)) is not None:
        start, kind = opening, "mixed"
    anchor = found.cue.verb.i if found.cue is not None else page.mark_tokens(mark)[0]
    return Draft(
        span=(start, end),
        kind=kind,
        rule=found.rule,
        speaker=speaker,
        phrase=phrase,
        cue=cue,
        sentence=page.chars(page.begin[anchor], page.stop[anchor]),
        anchor=-1 if found.cue is None else found.cue.verb.i,
        weaker=found.across or (found.rule == "marks_cue" and kind == "mixed"),
    )


def _opening(page: Page, mark: Marked) -> int | None:
    """Return where a sentence starts whose end alone is quoted: "We need to “make sure there is salt,” she said"."""
    first, _ = page.mark_tokens(mark)
    begin = page.begin[first]
    if begin >= first or not page.text[mark.inner_start : mark.inner_start + 1].islower():
        return None
    before = range(begin, first)
    if any(number in page.cues and page.dep[number] != "relcl" for number in before):
        return None
    setting = page.pos[begin] in {"SCONJ", "ADP"}
    if _parted(page, begin, first) or setting:
        return None
    whole = has_verb(page, (begin, first - 1)) or _acts_in_marks(page, begin, first)
    return page.starts[begin] if whole else None


def _acts_in_marks(page: Page, begin: int, first: int) -> bool:
    """Return whether the words before marks are the subject of the first quoted verb: "Six senators “have an agreement”"."""
    opens = page.doc[min(first + 1, len(page.doc) - 1)]
    if opens.tag_ not in FINITE | {"VB"} or any(
        page.doc[number].is_punct and page.written[number] != "-" for number in range(begin, first)
    ):
        return False
    return any(page.pos[number] in {"NOUN", "PROPN", "PRON"} for number in range(begin, first))


def _parted(page: Page, begin: int, first: int) -> bool:
    """Whether punctuation parts marks from the words before them; a comma after words that tell when or where does not."""
    if not page.doc[first - 1].is_punct or page.inside[first - 1] != -1:
        return page.inside[first - 1] != -1
    if page.written[first - 1] != ",":
        return True
    number = first - 2
    while number > begin and page.dep[number] != "cc" and not page.doc[number].is_punct:
        number -= 1
    return page.dep[number] != "cc" or has_verb(page, (number, first - 2))


def reported(page: Page, words: Span, subject: Token | None, cue: Cue | Token, how: How) -> Draft:
    """A draft of words whose cue and subject are known; the sentence of the cue introduces them."""
    first, last, verb = (cue.first, cue.last, cue.verb.i) if isinstance(cue, Cue) else (cue.i,) * 3
    return Draft(
        words,
        *how,
        *spans_of(page, subject),
        cue=page.chars(first, last),
        sentence=page.chars(page.begin[first], page.stop[first]),
        anchor=verb,
    )


def spans_of(page: Page, subject: Token | None) -> tuple[Span | None, Span | None]:
    """Where a subject is named, and its whole phrase."""
    if subject is None:
        return None, None
    first, last = phrase_of(page, subject)
    return core_of(page, subject, first, last), page.chars(first, last)


def inner(page: Page, mark: Marked) -> Span:
    """The words between the marks, without blanks and a comma at the edge."""
    return trim(page.text, mark.inner_start, mark.inner_end)
