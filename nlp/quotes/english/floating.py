"""Continues speech in English: marks without a cue get the speaker before, reports without marks run on over sentences."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from spacy.tokens import Token

from nlp.quotes.draft import Draft
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.drafting import inner, spans_of
from nlp.quotes.english.page import NETWORK, Page
from nlp.quotes.english.speech import look_at
from nlp.quotes.english.stretches import FINITE
from nlp.quotes.lexicon import is_somebody, verb_forms

UNATTRIBUTED = 6
"""Words from which a marked sentence is kept although nobody is named for it."""

FOLLOWS = re.compile(
    r"\b(?:released|issued|posted|sent|tweeted|shared|gave)\b[^.\n]*\b(?:following|this|a) (?:statement|letter|message|note|memo|tweet|post)\b[^.\n]*[.:]\s*$"
)
"""How a sentence ends that leads to words in the next paragraph: "released the following statement in response."."""

JOINT = re.compile(r",?\s+(?:and|or|but)(?:\s+then)?\s+")

OPEN_ENDED = frozenset(".,?!…—–")

SUPPOSING = frozenset({"if", "unless", "once", "until"})
"""Before a mark they open what whoever spoke goes on to say: "If the vote fails, “…”"."""

LEAD = 5
"""Words that may lead into a mark which carries on: "At the same time, “…”"."""


def carry_on(page: Page, spoken: dict[int, Draft], clauses: list[Draft]) -> None:
    """Adds drafts to `spoken` for marks that begin a sentence after an attributed quotation or its speaker's sentence."""
    waiting = deque(sorted(clauses, key=lambda draft: draft.span))
    earlier: Draft | None = None
    reached = 0
    for number, mark in enumerate(page.marks):
        while waiting and waiting[0].span[0] <= mark.start:
            clause = waiting.popleft()
            reached = max(reached, clause.span[1])
            earlier = _later(earlier, clause)
        if number in spoken:
            earlier = _later(earlier, spoken[number])
            continue
        if mark.start < reached:
            continue
        draft = _joined(page, number, spoken) or _carried(page, number, earlier)
        if draft is not None:
            spoken[number] = draft
            earlier = _later(earlier, draft)


def _later(one: Draft | None, other: Draft) -> Draft | None:
    return other if other.speaker is not None and (one is None or other.span > one.span) else one


def _joined(page: Page, number: int, spoken: dict[int, Draft]) -> Draft | None:
    """Words that only "and" joins to words introduced before them: chanted, “…,” and “…”."""
    one, mark = spoken.get(number - 1), page.marks[number]
    if one is None or one.cue is None or one.cue[0] > one.span[0] or look_at(page, mark).words <= 1:
        return None
    between = page.text[page.marks[number - 1].end : mark.start]
    return replace(one, span=inner(page, mark), kind="direct") if JOINT.fullmatch(between) else None


def _carried(page: Page, number: int, earlier: Draft | None) -> Draft | None:
    mark = page.marks[number]
    look = look_at(page, mark)
    first, _ = page.mark_tokens(mark)
    if look.words <= 1 or not look.sentence or not _starts(page, first) or _is_heading(page, number):
        return None
    actor = _actor(page, first)
    led_in = actor is not None and _leads_in(page, actor, first, earlier)
    if (
        earlier is not None
        and not led_in
        and _near(page, earlier, mark.start)
        and not _introduced(page, first)
    ):
        weaker = not _same_block(page, earlier.span[1] - 1, mark.start)
        said = replace(earlier, span=inner(page, mark), kind="direct", rule="floating", weaker=weaker)
        return replace(said, anchor=-1, responds_to=None, stance=None)
    if actor is not None:
        speaker, phrase = spans_of(page, actor)
        return Draft(inner(page, mark), "direct", "actor", speaker, phrase)
    if look.words >= UNATTRIBUTED:
        return Draft(span=inner(page, mark), kind="direct", rule="unattributed")
    return None


def _is_heading(page: Page, number: int) -> bool:
    """Whether marks that end with no stop are a paragraph by themselves: a heading that quotes what follows."""
    mark = page.marks[number]
    block = page.blocks[page.block_of[page.token_at(mark.start)]]
    return mark.closed and (mark.start, mark.end) == block and look_at(page, mark).last not in OPEN_ENDED


def _leads_in(page: Page, actor: Token, first: int, earlier: Draft | None) -> bool:
    """Whether the sentence before a mark, in its paragraph, brings in somebody anew: "Mr. Pike scoffed. “…”"."""
    if page.block_of[actor.i] != page.block_of[first]:
        return FOLLOWS.search(page.text, page.starts[actor.i], page.starts[first]) is not None
    start = page.starts[page.begin[actor.i]]
    return earlier is None or (
        earlier.span[1] <= start and (earlier.sentence is None or earlier.sentence[1] <= start)
    )


def _introduced(page: Page, first: int) -> bool:
    """Whether a sentence that names somebody leads to a mark with a colon: then it carries nothing on."""
    number = page.no_blank(first - 1)
    if number < 0 or page.written[number] != ":":
        return False
    return bool(page.names_between(page.begin[number], number))


def _starts(page: Page, first: int) -> bool:
    """Whether a mark opens a paragraph or follows a finished sentence or another mark."""
    number = page.no_blank(first - 1)
    if number < 0 or page.block_of[number] != page.block_of[first]:
        return True
    if page.written[number] == "," and page.inside[number] == -1:  # At the same time, “…”
        lead = page.doc[page.begin[number] : number]
        setting = len(lead) <= LEAD and lead[0].pos_ in {"ADP", "ADV", "SCONJ"}
        return (setting and lead[0].lower_ in SUPPOSING) or (
            setting and not any(token.tag_ in FINITE or token.tag_ == "VBG" for token in lead)
        )
    return page.written[number] in {".", "!", "?", ":", "…", "...", NETWORK} or page.inside[number] != -1


def _near(page: Page, earlier: Draft, char: int) -> bool:
    """In the same paragraph, or in the one before with nothing but this between."""
    here = page.block_of[page.token_at(char)]
    there = page.block_of[
        page.token_at(max(earlier.span[1] - 1, earlier.sentence[1] - 1 if earlier.sentence else 0))
    ]
    return here - there <= 1


def _same_block(page: Page, one: int, other: int) -> bool:
    return page.block_of[page.token_at(one)] == page.block_of[page.token_at(other)]


def _is_told_of(page: Page, noun: Token) -> bool:
    """Whether a noun with its article may be a person: "the pope"."""
    return is_somebody(page.doc[noun.left_edge.i : noun.i + 1].text)


def _actor(page: Page, first: int) -> Token | None:
    """Subject of the sentence before a mark in its paragraph, or of the last of the paragraph before."""
    number = page.no_blank(first - 1)
    if number < 0 or page.block_of[first] - page.block_of[number] > 1:
        return None
    for index in range(page.begin[number], number + 1):
        token = page.doc[index]
        if (
            token.dep_ == "nsubj"
            and page.inside[index] == -1
            and (
                token.pos_ == "PROPN"
                or token.lower_ in {"he", "she"}
                or (token.pos_ == "NOUN" and token.head.lower_ in verb_forms() and _is_told_of(page, token))
            )
        ):
            return token
    return None


COUNTED = re.compile(
    r"\b(?:two|three|four|five|several|some|main|following)\s+(?:\w+\s+){0,2}(?:reasons?|points?|things?|factors?|parts?|steps?|aspects?|goals?|priorities)\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"(?:First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|Finally|Lastly|In addition|Besides|Moreover|One|The first|The second|Another)\b"
)
FIRST_PERSON = frozenset({"i", "we", "my", "our"})
MOST = 12
"""Sentences that speech may run on for without marks."""


def run_on(page: Page, cues: list[Cue], drafts: list[Draft]) -> None:
    """Lengthens indirect quotations in place."""
    drafts = [draft for draft in drafts if _may_run_on(page, draft)]
    if not drafts or _is_essay(page):
        return
    busy = {
        page.begin[cue.first]
        for cue in cues
        if cue.clause and (cue.subject is None or cue.subject.lower_ not in FIRST_PERSON)
    } | {page.token_at(mark.start) for mark in page.marks}
    for draft in drafts:
        last = page.token_at(draft.span[1] - 1)
        end = _end(page, page.stop[last], busy, counted=COUNTED.search(page.text, *draft.span) is not None)
        if end is not None:
            draft.span = (draft.span[0], page.ends[end])
            draft.rule = "runs_on"


def _may_run_on(page: Page, draft: Draft) -> bool:
    """Whether a report ends its sentence, and another one follows in its paragraph."""
    if draft.rule != "clause" or draft.sentence is None or _told_us(page, draft):
        return False
    last = page.token_at(draft.span[1] - 1)
    stop = page.stop[last]
    return stop <= last + 1 and stop + 1 < len(page.stop) and page.block_of[stop + 1] == page.block_of[stop]


def _told_us(page: Page, draft: Draft) -> bool:
    """Return whether the writer was told: then "we" after it is the writer."""
    if draft.cue is None:
        return False
    return re.match(r"\s+(?:us|me)\b", page.text[draft.cue[1] : draft.span[0]]) is not None


def _is_essay(page: Page) -> bool:
    """Return whether the writer appears: "I" outside the marks in the past tense, more than once."""
    own = (number for number, word in enumerate(page.lower) if word == "i" and page.inside[number] == -1)
    return sum(page.doc[number].head.tag_ == "VBD" for number in own) > 1


def _end(page: Page, stop: int, busy: set[int], *, counted: bool) -> int | None:
    """Last token of the speech, or None where it ends with its sentence."""
    block = page.block_of[stop]
    best = None
    number = stop + 1
    for _ in range(MOST):
        while number < len(page.doc) and page.doc[number].is_space and page.block_of[number] == block:
            number += 1
        if number >= len(page.doc) or page.block_of[number] != block:
            break
        last = page.stop[number]
        if number in busy or any(page.inside[index] != -1 for index in range(number, last + 1)):
            break
        if _first_person(page, number, last) or (counted and ORDINAL.match(page.text, page.starts[number])):
            best = last
        number = last + 1
    return None if best is None else page.no_blank(best)


def _first_person(page: Page, first: int, last: int) -> bool:
    """A first person who thinks or hopes now; one who did something is the writer."""
    for number in range(first, last + 1):
        token = page.doc[number]
        if token.lower_ in FIRST_PERSON and (
            token.dep_ != "nsubj"
            or token.head.tag_ in {"VBP", "VB", "VBG", "VBN", "MD"}
            or any(child.tag_ == "MD" for child in token.head.children)
        ):
            return True
    return False
