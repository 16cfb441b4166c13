"""Finds the quotations of an English page: marks first, then clauses, then speech that runs on. Resolves no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from nlp.quotes.draft import Draft
from nlp.quotes.english.according import according_to
from nlp.quotes.english.attribution import Attribution
from nlp.quotes.english.content import PROMISES, contents
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.cues import find_cues
from nlp.quotes.english.describing import described, urged
from nlp.quotes.english.drafting import How, draft_of, reported
from nlp.quotes.english.floating import carry_on, run_on
from nlp.quotes.english.letters import letters, set_off
from nlp.quotes.english.merging import merge
from nlp.quotes.english.nested import nested
from nlp.quotes.english.noun_cues import claims
from nlp.quotes.english.page import Page, lay_out
from nlp.quotes.english.parentheses import led_in
from nlp.quotes.english.speech import look_at
from nlp.quotes.english.transcripts import answered, headline, turns
from nlp.quotes.lexicon import verbs
from nlp.quotes.marks import Look


def read(doc: Doc) -> tuple[Page, list[Draft]]:
    """Drafts of every quotation, in order of the text."""
    page = lay_out(doc)
    cues = list(find_cues(page))
    page.cues = {cue.verb.i for cue in cues if cue.clause and cue.subject is not None}
    marked = dict(_in_marks(page, cues))
    clauses = _in_clauses(page, cues, marked)
    in_full = list(letters(page))
    marked = {number: draft for number, draft in marked.items() if not _within(draft, in_full)}
    transcript = turns(page)
    heads = [] if transcript else headline(page)
    spoken_turns = [*transcript, *answered(page), *heads, *set_off(page, cues), *in_full]
    mixed = merge(page, marked, [draft for draft in clauses if not _within(draft, spoken_turns)])
    carry_on(page, marked, mixed)
    run_on(page, cues, mixed)
    return page, sorted(
        [*marked.values(), *mixed, *spoken_turns, *nested(page)], key=lambda draft: draft.span
    )


def _within(draft: Draft, longer: Iterable[Draft]) -> bool:
    """Return whether a draft begins inside one of these."""
    return any(other.span[0] <= draft.span[0] < other.span[1] for other in longer)


def _in_marks(page: Page, cues: list[Cue]) -> Iterator[tuple[int, Draft]]:
    """Yield the drafts of speech between marks, each with the number of its mark."""
    attribution = Attribution(page, cues)
    for number, mark in enumerate(page.marks):
        look = look_at(page, mark)
        found = attribution.attribute(number)
        if found is None or look.words == 0:
            continue
        if look.title and (
            look.last in {",", "."}
            or found.rule not in {"cue_colon", "cue_comma", "marks_cue", "marks_stop_cue"}
        ):
            continue
        if found.rule == "cue_colon" and _names_it(found.cue, look):
            continue  # dubbed it: “The Mill, part two”
        if found.rule == "cue_marks" and not _is_utterance(found.cue, look):
            continue
        yield number, draft_of(page, mark, found)


def _in_clauses(page: Page, cues: list[Cue], marked: Mapping[int, Draft]) -> list[Draft]:
    """Return the drafts of speech without marks; `marked` are those between marks."""
    calls = list(urged(page, cues))
    calling = {draft.anchor for draft in calls}
    introducing = {draft.anchor for draft in marked.values() if draft.rule.startswith("cue_")}
    clauses = [
        draft
        for cue in cues
        for draft in _reported(page, cue)
        if cue.verb.i not in calling
        and (cue.verb.i not in introducing or draft.span[0] > page.ends[cue.last])
    ]
    return [
        *clauses,
        *calls,
        *_leads(page, cues, marked),
        *according_to(page),
        *claims(page),
        *described(page, cues),
    ]


def _is_utterance(cue: Cue | None, look: Look) -> bool:
    """Whether marked words right after a verb are an utterance, not a name or a borrowed word."""
    if cue is not None and cue.lemma in verbs("object") and look.words < FEWEST:
        return False
    if cue is None or look.sentence or cue.lemma in verbs("plain"):
        return True
    return (
        cue.lemma not in verbs("object")
        and cue.lemma not in verbs("as")
        and look.words >= (4 if cue.clause else 6)
    )


def _names_it(cue: Cue | None, look: Look) -> bool:
    """Return whether unpunctuated marks are a name given to a thing: "dubbed it: “The Mill, part two”"."""
    return cue is not None and cue.lemma in verbs("object") and look.last.isalnum()


def _leads(page: Page, cues: list[Cue], marked: Mapping[int, Draft]) -> Iterator[Draft]:
    """Yield a draft for each sentence that starts before its cue and continues in the marks after it."""
    cue_at = {cue.verb.i: cue for cue in cues}
    for number, draft in marked.items():
        cue = cue_at.get(draft.anchor)
        stretch = led_in(page, cue, page.marks[number]) if cue and draft.rule == "cue_comma" else None
        if stretch is not None:
            yield replace(draft, span=page.chars(*stretch), kind="indirect", rule="led_in")


def _reported(page: Page, cue: Cue) -> list[Draft]:
    if (
        not cue.clause
        or cue.subject is None
        or cue.subject.text == "I"
        or _is_second_verb_of_headline(page, cue)
    ):  # the writer
        return []
    stretches = contents(page, cue)
    after = bool(stretches) and stretches[0][0] > cue.last
    found = []
    for first, last in stretches:
        how: How = ("indirect", _rule(page, cue, stretches, first))
        found.append(reported(page, page.chars(first, last), cue.subject, cue, how))
        found[-1].weaker = not after or _is_bare(page, first)
        found[-1].group = cue.first if len(stretches) > 1 else None
    return found


def _is_second_verb_of_headline(page: Page, cue: Cue) -> bool:
    """Return whether a headline's second verb was taken for a speaker: "says no cuts planned, disputes report on deal"."""
    subject = cue.subject
    return subject is not None and subject.lower_ in verbs("turned") and page.block_of[subject.i] == 0


def _rule(page: Page, cue: Cue, stretches: list[tuple[int, int]], first: int) -> str:
    if len(stretches) > 1:
        return "parenthesis"
    if first < cue.first:
        return "clause_cue"
    return "promise" if cue.lemma in PROMISES and page.lower[first] == "to" else "clause"


FEWEST = 4
"""Marked words from which one who calls something so also says so."""


def _is_bare(page: Page, first: int) -> bool:
    """Whether neither "that" nor "whether" opens a clause, so that it may be the writer's."""
    return page.lower[max(first - 1, 0)] != "that" and page.lower[first] not in {"whether", "if"}
