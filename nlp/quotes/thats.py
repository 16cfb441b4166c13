"""The "that" behind an English cue which opens what is said, past whom it is told to, when and where. Leaves its end to `reach`."""

from __future__ import annotations

from nlp.quotes.cue import Cue
from nlp.quotes.openings import ADDRESSING, past_setting
from nlp.quotes.page import Page
from nlp.quotes.parentheses import FARTHEST
from nlp.quotes.reach import last_word
from nlp.quotes.speech import look_at
from nlp.quotes.stretches import FINITE, has_verb

ADDRESSEE = 8
"""Tokens between a verb and the "who" that tells which people are told."""


def that_behind(page: Page, cue: Cue, stop: int) -> int | None:
    """The "that" which opens what a cue reports; None where none does."""
    if (behind := _behind_who(page, cue, stop)) is not None:
        return behind
    setting = past_setting(page, cue.last + 1, stop)
    if cue.last + 1 < setting < stop and page.lower[setting] == "that" and _opens_clause(page, setting):
        return setting
    for number in range(cue.last + 1, min(cue.last + 14, stop)):
        token = page.doc[number]
        if page.inside[number] != -1:
            if look_at(page, page.marks[page.inside[number]]).title:
                continue
            return None
        if (
            token.lower_ == "that"
            and token.tag_ in {"IN", "WDT", "DT"}
            and token.dep_ in {"mark", "nsubj", "det", "dobj"}
        ):
            if token.dep_ == "det" and token.head.i == number + 1 and number > cue.last + 1:
                continue
            points = token.tag_ == "DT" and not has_verb(page, (number, last_word(page, stop)))
            opens = token.dep_ == "mark" or number == cue.last + 1 or page.tag[number + 1] == "TO"
            return number if opens and not points else None  # "repeated that point"
        # "told me, referring to a charge that …" tells no more than what is referred to
        aside = token.text == "," and page.tag[number + 1] == "VBG"
        if aside or token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {";", ":"}:
            return None
    return None


def _behind_who(page: Page, cue: Cue, stop: int) -> int | None:
    """The "that" behind words that tell which people are told: "told the nurses who had come that …"."""
    first = cue.last + 1
    which = range(first + 1, min(first + ADDRESSEE, stop))
    who = next((number for number in which if page.lower[number] == "who"), None)
    if who is None or cue.lemma not in ADDRESSING or page.pos[who - 1] not in {"NOUN", "PROPN"}:
        return None
    if any(page.tag[number] in FINITE or page.doc[number].is_punct for number in range(first, who)):
        return None
    behind = range(who, min(who + FARTHEST, stop))
    return next(
        (number for number in behind if page.lower[number] == "that" and page.dep[number] == "mark"),
        None,
    )


def _opens_clause(page: Page, that: int) -> bool:
    """Whether a "that" behind the words that tell when or where opens what is said: it is no pronoun, or a subject follows."""
    follows = page.doc[that + 1]
    stranded = page.tag[last_word(page, page.stop[that])] == "IN"  # "the report that analysts had asked for"
    return (page.tag[that] == "IN" and not stranded) or follows.tag_ in {
        "PRP",
        "DT",
        "PRP$",
        "NNP",
        "NNPS",
        "EX",
    }
