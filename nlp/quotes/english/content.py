"""Finds the content of an English cue outside marks: the clause before, around or after it."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.dates import WEEKDAYS
from nlp.quotes.english.answering import told_of
from nlp.quotes.english.content_end import before_main_verb, clause_end, last_word, rest, without_joints
from nlp.quotes.english.content_start import (
    behind_addressee,
    behind_occasion,
    opens,
    says_something,
    that_behind,
    with_subject,
)
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.english.parentheses import FARTHEST, around, enclosed, tells_when
from nlp.quotes.english.relatives import bare_gap, gap_behind
from nlp.quotes.english.stretches import FINITE, Stretch, finite, has_verb, trimmed
from nlp.quotes.lexicon import verbs

PROMISES = frozenset({"promise", "pledge", "vow"})


CLAUSAL = frozenset({"ccomp", "xcomp"})
QUESTIONS = frozenset({"how", "why", "what", "when", "where", "who"})
WH = QUESTIONS | {"whether", "if"}


def contents(page: Page, cue: Cue) -> list[Stretch]:
    """Return the token ranges a cue reports: none, one, or the two around a parenthesis."""
    if enclosed(page, cue) and (sides := around(page, cue)):
        return sides
    inverted = cue.subject is not None and cue.subject.i > cue.last
    if inverted and cue.first > 0 and page.written[cue.first - 1] == "," and (sides := around(page, cue)):
        return sides
    if cue.last + 1 < len(page.doc) and page.written[cue.last + 1] == ";":
        return _both_sides(page, cue)
    after = _after(page, cue) or _behind_as(page, cue)
    if after is not None and tells_when(page, after[0]) and (sides := around(page, cue)):
        return sides
    if after is not None:
        return [] if _unsaid(page, cue, after[0]) else [after]
    return around(page, cue)


def _both_sides(page: Page, cue: Cue) -> list[Stretch]:
    """Reads "The plan stands, she said; nobody will be let go.": what stands before, and after it unless somebody else reports."""
    before = around(page, cue)
    stop = page.stop[cue.last]
    behind = trimmed(page, cue.last + 2, last_word(page, stop))
    if not before or behind is None or not has_verb(page, behind):
        return before
    return before if any(number in page.cues for number in range(behind[0], stop)) else [*before, behind]


def _behind_as(page: Page, cue: Cue) -> Stretch | None:
    """Reads "As the Echo reported in May, the bank knew.": what follows the comma."""
    begin, stop = page.begin[cue.first], page.stop[cue.last]
    if page.lower[begin] != "as" or page.doc[begin].head != cue.verb or cue.lemma in verbs("asking"):
        return None
    for number in range(cue.last + 1, min(stop, cue.last + FARTHEST)):
        if page.written[number] == "," and page.inside[number] == -1:
            behind = trimmed(page, number + 1, last_word(page, stop))
            return behind if behind is not None and has_verb(page, behind) else None
    return None


def _after(page: Page, cue: Cue) -> Stretch | None:
    stop = page.stop[cue.last]
    told = behind_addressee(page, cue, stop)
    that = that_behind(page, cue, stop) if told is None else told
    clause = _clause(cue)
    if clause is not None:
        first = _begin(page, cue, clause, told)
        bare = cue.that_only and that is None and page.lower[first] not in {"that"} | WH
        if first <= cue.last or first > stop or (bare and not _has_subject(clause)):
            return None
        return trimmed(page, first, min(clause_end(page, cue, clause, stop), stop))
    if that is not None:
        last = last_word(page, stop)
        missing = that > cue.last + 1 and not has_verb(page, (that, last))
        return None if missing else trimmed(page, that, last)
    return (
        _gap(page, cue, stop)
        or _colon(page, cue, stop)
        or _infinitive(page, cue, stop)
        or _into_marks(page, cue, stop)
        or _bare(page, cue, stop)
    )


def _clause(cue: Cue) -> Token | None:
    """The clause that the parse hangs on a cue."""
    if (gap := gap_behind(cue)) is not None:
        return gap
    for child in cue.verb.rights:
        clause = child.dep_ in CLAUSAL and finite(child) and child.left_edge.i > cue.last
        holds = cue.subject is not None and child.left_edge.i <= cue.subject.i <= child.right_edge.i
        if clause and not holds and not _tells_which(cue, child.left_edge):
            return child
    return None


def _tells_which(cue: Cue, opens: Token) -> bool:
    """Return whether a clause is a restrictive relative: "reported waiting times that exceeded two hours"."""
    if opens.dep_ != "nsubj" or opens.i <= cue.last + 1 or cue.loose:
        return False
    return opens.lower_ in {"who", "which"} or (opens.lower_ == "that" and opens.nbor(-1).pos_ == "NOUN")


def _begin(page: Page, cue: Cue, clause: Token, told: int | None) -> int:
    """Return the first token of a clause, including words the parse attaches elsewhere."""
    if told is not None:
        return told
    if gap_behind(cue) == clause:
        return cue.last + 1
    own = next((child.i for child in clause.lefts if child.dep_ == "mark" and child.lower_ == "that"), None)
    first: int = clause.left_edge.i if own is None else own
    opening = opens(page, cue, page.stop[cue.last]) if own is None else None
    if opening is not None and opening < first and says_something(page, (opening, first - 1)):
        return opening
    if opening is not None and opening > first and _tells_day(page, cue.last + 1, opening):
        return opening
    return (
        behind_occasion(page, clause, first)
        or (_doing(page, cue, first) if own is None else None)
        or with_subject(page, cue, first)
    )


def _doing(page: Page, cue: Cue, first: int) -> int | None:
    """Return the start of a clause whose subject is a gerund: "told them voting for him was a duty"."""
    if page.tag[first] not in FINITE:
        return None
    doing = (child for child in cue.verb.rights if child.dep_ == "xcomp" and child.tag_ == "VBG")
    return next((child.left_edge.i for child in doing if child.right_edge.i == first - 1), None)


def _tells_day(page: Page, first: int, stop: int) -> bool:
    """Return whether the words after a cue name the day of speaking, which a parse may attach to the content: "said on Tuesday it would"."""
    between = page.doc[first:stop]
    if all(token.ent_type_ in {"DATE", "TIME"} for token in between):  # said last week he is eager
        return True
    days = {token.lower_ for token in between}
    return not days.isdisjoint(WEEKDAYS) and page.pos[stop] in {"PRON", "DET", "PROPN", "NOUN"}


def _unsaid(page: Page, cue: Cue, first: int) -> bool:
    """Return whether a clause after a cue states a question or somebody else's claim, and reports nothing."""
    if cue.lemma in verbs("asking"):
        return page.lower[first] in QUESTIONS
    if cue.lemma == "say" and page.lower[first] == "what":
        return first > cue.last + 1 and page.dep[first] == "dobj"  # "said out loud what they think"
    if cue.lemma == "deny" and page.lower[first] in QUESTIONS:
        return True  # "denied the town what would have been a point"
    if cue.lemma == "note" and page.lower[first] in WH - {"what"}:
        return True  # "noted whether they had smoked"
    that = first - 1 if page.lower[first - 1] == "that" else first
    return cue.lemma in verbs("answering") and told_of(page.text, page.ends[cue.last], page.starts[that])


def _infinitive(page: Page, cue: Cue, stop: int) -> Stretch | None:
    """Reads "promised to refund every customer": a promise needs no clause; in a headline it is the writer's word."""
    first = next(
        (number for number in (cue.last + 1, cue.last + 2) if number < stop and page.lower[number] == "to"),
        None,
    )
    if cue.lemma not in PROMISES or first is None or page.is_heading(cue.last) or _of_a_thing(cue):
        return None
    last = stop if cue.verb.dep_ in {"ROOT", "conj", "ccomp"} else min(stop, cue.verb.right_edge.i)
    return trimmed(page, cue.last + 1, without_joints(page, cue.last + 1, last))


def _of_a_thing(cue: Cue) -> bool:
    """Return whether a promise only identifies a thing: "the wall that the nominee has pledged to build"."""
    return cue.verb.dep_ == "relcl" and cue.subject is not None and cue.verb.head.i < cue.subject.i


def _gap(page: Page, cue: Cue, stop: int) -> Stretch | None:
    """Reads "a phrase critics have said is worn": what is said begins with its verb."""
    gap = bare_gap(cue)
    if gap is None:
        return None
    first, last = gap
    return trimmed(page, first, before_main_verb(page, first, min(last, stop)))


def _into_marks(page: Page, cue: Cue, stop: int) -> Stretch | None:
    """Reads "said lawmakers “need to be honest”": the clause's verb stands in the marks, where the parse often misses it."""
    if cue.lemma not in verbs("clausal"):
        return None
    for number in range(cue.last + 1, min(stop, cue.last + 10) + 1):
        if page.inside[number] != -1:
            mark = page.marks[page.inside[number]]
            lower = page.text[mark.inner_start : mark.inner_start + 1].islower()
            if not lower or page.pos[number - 1] == "ADP":
                return None
            _, last = page.mark_tokens(mark)
            return trimmed(page, cue.last + 1, rest(page, last, stop))
        if page.written[number] in {",", ":", ";"}:
            return None
    return None


def _bare(page: Page, cue: Cue, stop: int) -> Stretch | None:
    """Reads "said she is also worried that …" where the parse finds no clause: a subject and a verb after the cue."""
    opening = opens(page, cue, stop)
    related = cue.verb.dep_ == "relcl" and cue.lemma not in {"say", "tell"}  # whose editor claimed an affair
    if opening is None or cue.that_only or related or not says_something(page, (opening, stop)):
        return None
    return trimmed(page, opening, rest(page, opening, stop))


def _colon(page: Page, cue: Cue, stop: int) -> Stretch | None:
    """Reads "He answered: the plan stands." — without marks, up to the end of the sentence."""
    for number in range(cue.last + 1, min(cue.last + 40, stop)):
        if page.written[number] == ":" and page.inside[number] == -1:
            stretch = trimmed(page, number + 1, last_word(page, stop))
            orders = stretch is not None and page.pos[stretch[0]] in {
                "VERB",
                "AUX",
            }  # cautioned: Read no more into it
            return stretch if stretch is not None and (orders or has_verb(page, stretch)) else None
        if page.inside[number] == -1 and page.written[number] in {",", ";"}:
            return None
    return None


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in clause.children)
