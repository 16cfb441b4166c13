"""Finds where reported content ends in an English sentence: at its end, or where another report begins."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import HEADING_NEVER_ENDS, Page
from nlp.quotes.english.turning import KINDS, contradicted, ends_before, goes_on_with_that, parted, turns_away
from nlp.quotes.lexicon import verb_forms
from nlp.quotes.marks import Marked

CONDITIONS = frozenset({
    "if", "because", "unless", "although", "though", "since", "until", "so", "but", "when", "while", "after", "before", "as",
})  # fmt: skip
REMARK = re.compile(
    rf",?\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}{KINDS}\b|(?:referring|alluding|according|using|citing)\b)"
)
"""What opens the writer's remark on marked words."""

CIRCUMSTANCE = re.compile(
    r"\s+(?:in (?:response|reply|answer) to\b|when asked\b|in an? (?:[\w-]+ ){0,2}(?:statement|e-?mail|interview|tweet|post|letter|memo|speech|text message)\b)"
)
"""What tells, after marked words, how they were said."""

WHO = re.compile(r"(?P<whom>[^,;:\n]{1,40}),\s+who(?=\s)")
"""What follows marked words by little more than somebody's name, and tells who that is."""

LATE_WHO = re.compile(r"(?P<whom>\w+),\s+who(?=\W)")
"""The same at the end of a report without marks."""

TAIL = re.compile(r"\s(?=(?:as|amid|ahead of|after|while|despite)\s)")
"""What follows a report in a heading and is no part of it."""

AS_MUCH = re.compile(r"\bas (?:\w+ ){1,3}as\b")
AS_MUCH_REACH = 30
"""Characters in which an "as" is found to be half of "as much as"."""


def goes_on_to(page: Page, mark: Marked) -> int:
    """Return the character where a report that starts with marks ends."""
    _, last = page.mark_tokens(mark)
    return before_remark(page, mark, page.ends[rest(page, last, page.stop[last])])


def before_remark(page: Page, mark: Marked, end: int) -> int:
    """Return the end of a report before the writer's remark on the quoted words: "“…,” a line that now appears …"."""
    told = "," in page.text[mark.inner_end - 1 : mark.end + 1] and REMARK.match(page.text, mark.end)
    told = told or CIRCUMSTANCE.match(page.text, mark.end)
    return mark.end if told and mark.end < end else end


def before_who(page: Page, start: int, end: int, *, marked: bool) -> int:
    """Return the end of a report before a relative clause by the writer: "“…” of the mayor, who took office in May"."""
    who = WHO.match(page.text, start, end) if marked else None
    if who is None and not marked:
        who = next((one for one in LATE_WHO.finditer(page.text, start, end)), None)
        if who is not None and page.doc[page.token_at(who.start("whom"))].ent_type_ != "PERSON":
            return end
    verb = page.doc[page.token_at(who.end() - 1)].head if who else None
    runs_on = verb is not None and verb.dep_ == "relcl" and page.ends[verb.right_edge.i] + 1 >= end
    return who.end("whom") if who and runs_on else end


def clause_end(page: Page, cue: Cue, clause: Token, stop: int) -> int:
    """Return the last token of a content clause: the sentence's in a main clause, unless something ends the report earlier."""
    stop = _before_heading_tail(page, clause, stop)
    ends = parted(page, cue, clause)
    if ends is not None:
        return without_joints(page, clause.i, ends - 1)
    last = min(clause.right_edge.i, stop)
    while last > clause.i and page.written[last] in {",", ";", "—", "–"}:
        last -= 1
    for number in range(clause.i + 1, last):
        if page.inside[number] != -1:
            continue
        if ends_before(page, number, stop):
            return without_joints(page, clause.i, number - 1)
    if cue.verb.dep_ == "relcl":
        last = before_main_verb(page, clause.i, last)
    if _main(cue.verb):
        return max(last, without_joints(page, last, _break(page, cue, clause, (last, stop))))
    breaks = any(_may_begin_anew(page.doc[number]) for number in range(last + 1, stop))
    return last if breaks else last_word(page, stop)


def _before_heading_tail(page: Page, clause: Token, stop: int) -> int:
    """Return where a report in a heading ends: before " as rival questions figures"."""
    _, end = page.blocks[page.block_of[clause.i]]
    if page.text[end - 1] in HEADING_NEVER_ENDS:
        return stop
    for match in TAIL.finditer(page.text, page.ends[clause.i], page.ends[stop]):
        if not AS_MUCH.search(page.text, page.ends[clause.i], match.end() + AS_MUCH_REACH):
            return page.token_at(match.start())
    return stop


def _break(page: Page, cue: Cue, clause: Token, reach: tuple[int, int]) -> int:
    """Return the token before whatever ends the report after its clause, or the stop."""
    last, stop = reach
    end = stop
    for child in cue.verb.rights:
        alike = child.tag_ == clause.tag_ != cue.verb.tag_ and child.tag_ in {"VBZ", "VBP"}
        alike = alike or goes_on_with_that(child) or (child.tag_ == "VBD" and cue.verb.tag_ in {"VBZ", "VBP"})
        other = child.dep_ == "conj" and not alike and not _goes_on(child)
        aside = child.dep_ == "advcl" and not _is_condition(child)
        if child.i > last and (other or aside):
            end = min(end, child.left_edge.i - 1)
    for number in range(last + 1, end + 1):
        if page.inside[number] == -1 and _breaks_off(page, number):
            return number - 1
    return end


def rest(page: Page, last: int, stop: int) -> int:
    """Return the last token of a report that continues after its marks."""
    for number in range(last + 1, stop + 1):
        if page.inside[number] == -1 and (
            _breaks_off(page, number)
            or (page.dep[number] == "cc" and _says_more(page, number + 1))
            or (page.tag[number] == "VBG" and number in page.cues and number == last + 1)
        ):
            return without_joints(page, last, number - 1)
    return last_word(page, stop)


def _says_more(page: Page, number: int) -> bool:
    """Return whether a token is the speaker's next reporting verb, known by its form."""
    return number < len(page.doc) and page.tag[number] == "VBD" and page.lower[number] in verb_forms()


def before_main_verb(page: Page, first: int, last: int) -> int:
    """Return where a relative clause ends before the main verb: ", who said he would never sell, sold …"."""
    for number in range(first + 1, last):
        if (
            page.written[number] == ","
            and page.inside[number] == -1
            and page.tag[number + 1] in {"VBD", "VBZ", "VBP", "MD"}
        ):
            return number - 1
    return last


def _main(verb: Token) -> bool:
    """Whether a cue stands in a main clause, so that nothing but its report follows."""
    for _ in range(4):
        if verb.dep_ in {"ROOT", "ccomp", "parataxis"}:
            return True
        if verb.dep_ == "advcl" and verb.head.i < verb.i:
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _breaks_off(page: Page, number: int) -> bool:
    """Return whether somebody else's report begins at a token."""
    token = page.doc[number]
    if contradicted(page, number) or (token.is_punct and turns_away(page, number)):
        return True
    if token.lower_ == "according" and number + 1 < len(page.doc) and page.lower[number + 1] == "to":
        return True
    return (
        token.dep_ == "nsubj"
        and token.head.i in page.cues
        and token.pos_ in {"PROPN", "NOUN"}
        and not goes_on_with_that(token.head)
    )


def without_joints(page: Page, last: int, end: int) -> int:
    """Return the end of a stretch without trailing conjunctions, commas and determiners."""
    while (
        end > last
        and (
            page.pos[end] in {"CCONJ", "SCONJ", "DET", "PUNCT", "SPACE"}
            or page.dep[end] in {"compound", "amod", "det", "poss", "nmod", "case", "cc"}
        )
        and page.written[end] not in {".", "!", "?"}
    ):
        if page.inside[end] != -1:
            break
        end -= 1
    return end


def _goes_on(clause: Token) -> bool:
    """Return whether a clause coordinated with the cue is still content, because its subject is no other actor."""
    if verb_forms().get(clause.lower_) is not None and clause.tag_ != "VB":
        return False
    for child in clause.lefts:
        if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
            return child.ent_type_ != "PERSON" or any(inner.tag_ == "MD" for inner in clause.children)
    return False


def _is_condition(clause: Token) -> bool:
    return any(child.dep_ in {"mark", "advmod"} and child.lower_ in CONDITIONS for child in clause.children)


def _may_begin_anew(token: Token) -> bool:
    """Whether something new may begin at a token."""
    return token.text in {",", ";", ":", "—", "–", "--", "("} or token.tag_ in {"VBD", "VBZ", "VBP"}


def last_word(page: Page, stop: int) -> int:
    """The last token up to a stop that is no white space."""
    return max(page.no_blank(stop), 0)
