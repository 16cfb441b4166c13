"""Reads the quotations of an English page: marks first, then clauses, then what runs on. Leaves names to others."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.quotes.according import according_to
from nlp.quotes.attribution import Attribution, draft_of, inner, spans_of
from nlp.quotes.clauses import contents
from nlp.quotes.cues import Cue, find_cues
from nlp.quotes.draft import Draft
from nlp.quotes.floating import carry_on
from nlp.quotes.page import Page, lay_out
from nlp.quotes.running import run_on
from nlp.quotes.speech import look_at


def read(doc: Doc) -> tuple[Page, list[Draft]]:
    """Drafts of every quotation, in order of the text."""
    page = lay_out(doc)
    cues = list(find_cues(page))
    attribution = Attribution(page, cues)
    spoken: dict[int, Draft] = {}
    clauses: list[Draft] = []
    for number, mark in enumerate(page.marks):
        look = look_at(page, mark)
        found = attribution.attribute(number)
        if found is None or look.words == 0:
            continue
        if look.title and found.rule not in {"cue_colon", "cue_comma", "marks_cue", "marks_stop_cue"}:
            continue
        spoken[number] = draft_of(page, mark, found)
    for cue in cues:
        clauses.extend(_reported(page, cue))
    clauses.extend(according_to(page))
    mixed = _merge(page, spoken, clauses)
    carry_on(page, cues, spoken, mixed)
    run_on(page, cues, mixed)
    return page, sorted([*spoken.values(), *mixed], key=lambda draft: draft.span)


def _reported(page: Page, cue: Cue) -> list[Draft]:
    if not cue.clause or cue.subject is None:
        return []
    stretches = contents(page, cue)
    speaker, phrase = spans_of(page, cue.subject)
    group = cue.first if len(stretches) > 1 else None
    after = bool(stretches) and stretches[0][0] > cue.last
    return [
        Draft(
            span=page.chars(first, last),
            kind="indirect",
            rule="clause" if after else "parenthesis" if group is not None else "clause_cue",
            confidence=0.9 if after else 0.85,
            speaker=speaker,
            phrase=phrase,
            cue=page.chars(cue.first, cue.last),
            sentence=page.chars(page.begin[cue.first], page.stop[cue.last]),
            group=group,
        )
        for first, last in stretches
    ]


def _merge(page: Page, spoken: dict[int, Draft], clauses: list[Draft]) -> list[Draft]:
    """Clauses that hold marks become mixed and take the marks in; clauses that are only the marked words go."""
    kept: list[Draft] = []
    for draft in sorted(clauses, key=lambda draft: (draft.span[0], -draft.span[1])):
        start, end = draft.span
        held = _touched(page, start, end)
        outside = _unmarked(page, start, end, held)
        for number in held:
            end = max(end, page.marks[number].end) if start <= page.marks[number].start < end else end
        if kept and start < kept[-1].span[1]:
            if kept[-1].cue == draft.cue or start >= kept[-1].span[0]:
                continue
        if held and outside < 2:
            continue
        if any(
            number in spoken and spoken[number].cue == draft.cue and spoken[number].rule not in {"cue_marks"}
            for number in held
        ):
            strong = [number for number in held if number in spoken and spoken[number].cue == draft.cue]
            if page.marks[strong[0]].start >= start and outside < 8:
                continue
            end = min(end, page.marks[strong[0]].start) if page.marks[strong[0]].start > start else end
            held = []
            if any(page.marks[number].start <= start for number in strong):
                continue
        for number in held:
            spoken.pop(number, None)
        draft.span = _trim(page, start, end)
        draft.kind = "mixed" if held else "indirect"
        if draft.span[1] > draft.span[0]:
            kept.append(draft)
    return kept


def _touched(page: Page, start: int, end: int) -> list[int]:
    first, last = page.token_at(start), page.token_at(max(end - 1, start))
    return sorted({page.inside[number] for number in range(first, last + 1)} - {-1})


def _unmarked(page: Page, start: int, end: int, held: list[int]) -> int:
    """Words of a stretch that stand outside its marks, "that" not counted."""
    if not held:
        return 99
    first, last = page.token_at(start), page.token_at(max(end - 1, start))
    return sum(
        1
        for number in range(first, last + 1)
        if page.inside[number] == -1
        and not page.doc[number].is_punct
        and page.doc[number].lower_ not in {"that", "is", "was"}
    )


def _trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """Without blanks and commas at the edges; a pair of marks around the whole goes too."""
    text = page.text
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


__all__ = ["inner", "read"]
