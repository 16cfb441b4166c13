"""Merges English clauses and marks: content that is partly quoted becomes mixed, and duplicates are dropped."""

from __future__ import annotations

from dataclasses import replace

from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.english.content_end import before_remark, before_who
from nlp.quotes.english.drafting import inner
from nlp.quotes.english.page import Page
from nlp.quotes.lexicon import verbs

CLOSING = 2
"""Characters by which a clause may reach past the words in marks: the marks and a comma."""

FEW = 2
"""Words outside the marks from which a clause is more than they are."""

INTRODUCTION = 8
"""Words that may lead from a cue to the marks it introduces."""

MANY = 99


def merge(page: Page, spoken: dict[int, Draft], clauses: list[Draft]) -> list[Draft]:
    """Clauses that hold marks become mixed and take the marks in; clauses that are only the marked words go."""
    kept: list[Draft] = []
    ordered = sorted(clauses, key=lambda draft: (draft.span[0], -draft.span[1]))
    _part(page, ordered)
    whole = {one.anchor: one for one in spoken.values() if one.kind == "mixed"}
    for draft in [one for one in ordered if not (_told_already(one, whole) or _anothers(page, one, spoken))]:
        start, end = draft.span
        if kept and start < kept[-1].span[1] and not _adds(page, kept[-1], draft):
            continue
        held = _touched(page, start, end)
        outside = _unmarked(page, start, end, held)
        end = _end_with(page, held, start, end)
        only_marks = held and outside < FEW and (outside == 0 or not _opens_late(page, start, held[0]))
        if (
            only_marks
            and draft.rule in {"according_to", "described"}
            and not any(number in spoken for number in held)
        ):
            spoken.update((number, _in_marks(page, number, draft)) for number in held)
        if only_marks and (draft.rule != "parenthesis" or held[0] in spoken):
            continue
        if draft.rule == "according_to" and any(
            number in spoken and spoken[number].cue is not None for number in held
        ):
            continue
        same = [number for number in held if number in spoken and spoken[number].anchor == draft.anchor]
        if same and spoken[same[0]].rule not in {"cue_marks", "cue_that", "marks_cue_bare"}:
            if _same_words(page, same, start, outside):
                continue
            end = page.marks[same[0]].start
            held = []
        for number in held:
            spoken.pop(number, None)
        draft.span = trim(page.text, _from_mark(page, held, (start, end)), end)
        draft.kind = "mixed" if held else "indirect"
        if draft.span[1] > draft.span[0]:
            kept.append(draft)
    return kept


def _told_already(draft: Draft, whole: dict[int, Draft]) -> bool:
    """Whether a clause is a part of a sentence that marks of the same cue end: "Felling rose and stopping it “is not simple”, says …"."""
    one = whole.get(draft.anchor)
    return one is not None and one.span[0] <= draft.span[0] and draft.span[1] <= one.span[1] + CLOSING


def _anothers(page: Page, draft: Draft, spoken: dict[int, Draft]) -> bool:
    """Whether a clause begins in marks that a later cue inside it claims: "“…,” Moss said, “to pay,” she added later, “in full.”"."""
    claimed = spoken.get(page.inside[page.token_at(draft.span[0])])
    if claimed is None or claimed.cue is None or claimed.anchor == draft.anchor:
        return False
    return claimed.span[1] <= claimed.cue[0] < draft.span[1]


def _in_marks(page: Page, number: int, draft: Draft) -> Draft:
    """What is given on an authority, where it is marked throughout: "“The seal is broken,” according to the filing"."""
    return replace(draft, span=inner(page, page.marks[number]), kind="direct")


def _part(page: Page, ordered: list[Draft]) -> None:
    """Ends reports where the same speaker's next one begins, before any marks are shared out between them."""
    outer: Draft | None = None
    for draft in ordered:
        if outer is None or draft.span[0] >= outer.span[1] or _adds(page, outer, draft):
            outer = draft


def _end_with(page: Page, held: list[int], start: int, end: int) -> int:
    """Where a clause ends that takes in whole marks, and none of the writer's remarks on them."""
    for number in held:
        if start <= page.marks[number].start < end:
            end = max(end, page.marks[number].end)
    for number in held:
        end = before_remark(page, page.marks[number], end)
    return before_who(page, page.marks[held[-1]].end if held else start, end, marked=bool(held))


def _from_mark(page: Page, held: list[int], span: Span) -> int:
    """Where a clause begins that opens in marks and goes on after them: with the mark, “a lot” of it."""
    start, end = span
    opens = page.marks[held[0]] if held else None
    within = opens is not None and opens.start < start <= opens.inner_start and end > opens.end
    return opens.start if opens is not None and within else start


def _same_words(page: Page, own: list[int], start: int, outside: int) -> bool:
    """Whether a clause is only what the same cue introduces in marks."""
    starts = [page.marks[number].start for number in own]
    return (starts[0] >= start and outside < INTRODUCTION) or any(place <= start for place in starts)


def _adds(page: Page, outer: Draft, inner: Draft) -> bool:
    """Whether a report inside another is the next one of the same speaker (", adding that …"); then the outer ends there."""
    if outer.rule == "according_to" or inner.cue is None or inner.anchor < 0 or outer.cue == inner.cue:
        return False
    before = page.doc[inner.anchor - 1]
    if before.pos_ == "ADV":
        before = page.doc[inner.anchor - 2]
    verb = page.doc[inner.anchor]
    adding = verb.tag_ == "VBG" and (
        before.lower_ == "while" or (before.text == "," and verb.lower_ in verbs("adding"))
    )
    again = before.lower_ in {"and", "but"} and verb.tag_ in {"VBD", "VBZ"}
    if not adding and not again:
        return False
    outer.span = trim(page.text, outer.span[0], page.starts[before.i])
    inner.speaker, inner.phrase = outer.speaker, outer.phrase
    return True


def _opens_late(page: Page, start: int, number: int) -> bool:
    """Whether reported words stand before the marks in a clause: "that Trump “lives in …”"."""
    first = page.token_at(start)
    return any(
        page.doc[index].is_alpha and page.lower[index] != "that"
        for index in range(first, page.token_at(page.marks[number].start))
    )


def _touched(page: Page, start: int, end: int) -> list[int]:
    first, last = page.token_at(start), page.token_at(max(end - 1, start))
    return sorted({page.inside[number] for number in range(first, last + 1)} - {-1})


def _unmarked(page: Page, start: int, end: int, held: list[int]) -> int:
    """Words of a stretch that stand outside its marks, "that" not counted."""
    if not held:
        return MANY
    first, last = page.token_at(start), page.token_at(max(end - 1, start))
    return sum(
        1
        for number in range(first, last + 1)
        if page.inside[number] == -1
        and not page.doc[number].is_punct
        and page.lower[number] not in {"that", "is", "was"}
    )
