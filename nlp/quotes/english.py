"""Reads the quotations of an English page: marks first, then clauses, then what runs on. Leaves names to others."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.quotes.according import according_to
from nlp.quotes.attribution import Attribution
from nlp.quotes.blocks import set_off
from nlp.quotes.clauses import contents
from nlp.quotes.cues import Cue, find_cues
from nlp.quotes.describing import described
from nlp.quotes.draft import Draft
from nlp.quotes.drafting import draft_of, spans_of
from nlp.quotes.floating import carry_on
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page, lay_out
from nlp.quotes.running import run_on
from nlp.quotes.speech import Look, look_at
from nlp.quotes.turns import turns

ADDING = frozenset(
    {"adding", "noting", "saying", "stressing", "explaining", "emphasizing", "insisting", "warning"}
)


def read(doc: Doc) -> tuple[Page, list[Draft]]:
    """Drafts of every quotation, in order of the text."""
    page = lay_out(doc)
    cues = list(find_cues(page))
    page.cues = {cue.verb.i for cue in cues if cue.clause and cue.subject is not None}
    attribution = Attribution(page, cues)
    spoken: dict[int, Draft] = {}
    clauses: list[Draft] = []
    for number, mark in enumerate(page.marks):
        look = look_at(page, mark)
        found = attribution.attribute(number)
        if found is None or look.words == 0:
            continue
        if look.title and (
            look.last == "," or found.rule not in {"cue_colon", "cue_comma", "marks_cue", "marks_stop_cue"}
        ):
            continue
        if found.rule == "cue_marks" and not _whole(found.cue, look):
            continue
        spoken[number] = draft_of(page, mark, found)
    for cue in cues:
        clauses.extend(_reported(page, cue))
    clauses.extend(according_to(page))
    clauses.extend(described(page, cues))
    spoken_turns = [*turns(page), *set_off(page, cues)]
    clauses = [
        draft
        for draft in clauses
        if not any(turn.span[0] <= draft.span[0] < turn.span[1] for turn in spoken_turns)
    ]
    mixed = _merge(page, spoken, clauses)
    carry_on(page, spoken, mixed)
    run_on(page, cues, mixed)
    return page, sorted([*spoken.values(), *mixed, *spoken_turns], key=lambda draft: draft.span)


def _whole(cue: Cue | None, look: Look) -> bool:
    """Whether marked words right after a verb are an utterance, not a name or a borrowed word."""
    verbs = words("en")["verbs"]
    if cue is None or look.sentence or cue.lemma in verbs["plain"]:
        return True
    return cue.lemma not in verbs["object"] | verbs["as"] and look.words >= (4 if cue.clause else 6)


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
            rule=_rule(page, cue, stretches, first),
            confidence=_worth(page, first) if after else 0.85,
            speaker=speaker,
            phrase=phrase,
            cue=page.chars(cue.first, cue.last),
            sentence=page.chars(page.begin[cue.first], page.stop[cue.last]),
            group=group,
            anchor=cue.verb.i,
        )
        for first, last in stretches
    ]


def _rule(page: Page, cue: Cue, stretches: list[tuple[int, int]], first: int) -> str:
    if len(stretches) > 1:
        return "parenthesis"
    if first < cue.first:
        return "clause_cue"
    return "promise" if page.doc[first].lower_ == "to" else "clause"


def _worth(page: Page, first: int) -> float:
    """A clause that says so itself is surer: "that", "whether"."""
    return (
        0.92
        if page.doc[max(first - 1, 0)].lower_ == "that" or page.doc[first].lower_ in {"whether", "if"}
        else 0.87
    )


def _merge(page: Page, spoken: dict[int, Draft], clauses: list[Draft]) -> list[Draft]:
    """Clauses that hold marks become mixed and take the marks in; clauses that are only the marked words go."""
    kept: list[Draft] = []
    for draft in sorted(clauses, key=lambda draft: (draft.span[0], -draft.span[1])):
        start, end = draft.span
        if kept and start < kept[-1].span[1] and not _adds(page, kept[-1], draft):
            continue
        held = _touched(page, start, end)
        outside = _unmarked(page, start, end, held)
        for number in held:
            end = max(end, page.marks[number].end) if start <= page.marks[number].start < end else end
        if held and outside < 2 and (outside == 0 or not _opens_late(page, start, held[0])):
            continue
        if draft.rule == "according_to" and any(
            number in spoken and spoken[number].cue is not None for number in held
        ):
            continue
        own = [number for number in held if number in spoken and spoken[number].anchor == draft.anchor]
        if own and spoken[own[0]].rule != "cue_marks":
            if (page.marks[own[0]].start >= start and outside < 8) or any(
                page.marks[number].start <= start for number in own
            ):
                continue
            end = page.marks[own[0]].start
            held = []
        for number in held:
            spoken.pop(number, None)
        draft.span = _trim(page, start, end)
        draft.kind = "mixed" if held else "indirect"
        if draft.span[1] > draft.span[0]:
            kept.append(draft)
    return kept


def _adds(page: Page, outer: Draft, inner: Draft) -> bool:
    """Whether a report inside another is the next one of the same speaker (", adding that …"); then the outer ends there."""
    if inner.cue is None or inner.anchor < 0 or outer.cue == inner.cue or inner.cue[0] <= outer.span[0]:
        return False
    before = page.doc[inner.anchor - 1]
    if before.pos_ == "ADV":
        before = page.doc[inner.anchor - 2]
    verb = page.doc[inner.anchor]
    adding = before.text == "," and verb.tag_ == "VBG" and verb.lower_ in ADDING
    again = (
        before.lower_ in {"and", "but"}
        and verb.tag_ in {"VBD", "VBZ"}
        and verb.tag_ == page.doc[outer.anchor].tag_
    )
    if not adding and not again:
        return False
    if verb.i < page.token_at(outer.span[0]) + 3:
        return False
    outer.span = _trim(page, outer.span[0], page.starts[before.i])
    inner.speaker, inner.phrase = outer.speaker, outer.phrase
    return True


def _opens_late(page: Page, start: int, number: int) -> bool:
    """Whether reported words stand before the marks in a clause: "that Trump “lives in …”"."""
    first = page.token_at(start)
    return any(
        page.doc[index].is_alpha and page.doc[index].lower_ != "that"
        for index in range(first, page.token_at(page.marks[number].start))
    )


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
