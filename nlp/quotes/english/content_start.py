"""Where reported content opens after an English cue: at its "that", or by word classes where the parse hangs it elsewhere."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.dates import WEEKDAYS
from nlp.quotes.english.content_end import last_word
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.english.parentheses import FARTHEST
from nlp.quotes.english.speech import look_at
from nlp.quotes.english.stretches import FINITE, Stretch, has_verb
from nlp.quotes.lexicon import nouns, verbs

SETTING = frozenset({
    "in", "on", "at", "during", "to", "through", "via", "by", "after", "before", "from", "for", "with",
    "over",
})  # fmt: skip
"""Prepositions of the words that tell where, when and to whom somebody spoke."""

SUBJECT_REACH = 12
"""Tokens of a subject before its verb."""

OPENERS = frozenset({"DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PART"})


def opens(page: Page, cue: Cue, stop: int) -> int | None:
    """Return the token where content starts, after addressee, place and time; None unless a nominal starts it."""
    if cue.lemma not in verbs("clausal") or cue.subject is None or cue.subject.i > cue.first:
        return None
    number = _past_adverbs(page, cue.last + 1, stop)
    if cue.lemma in verbs("addressing"):
        number = _past_phrase(page, number, stop)
    number = past_setting(page, number, stop)
    if number >= stop or page.inside[number] != -1:
        return None
    token = page.doc[number]
    return number if token.pos_ in OPENERS else None


def behind_addressee(page: Page, cue: Cue, stop: int) -> int | None:
    """Return the "that" after the addressee, whatever the parse makes of it."""
    if cue.lemma not in verbs("addressing"):
        return None
    number = past_setting(page, _past_phrase(page, cue.last + 1, stop), stop)
    return number if number > cue.last + 1 and number < stop and page.lower[number] == "that" else None


def says_something(page: Page, stretch: Stretch) -> bool:
    """Return whether a stretch begins with a subject and its verb."""
    doc = page.doc
    for number in range(stretch[0], min(stretch[1], stretch[0] + SUBJECT_REACH) + 1):
        token = doc[number]
        if token.tag_ in {"WDT", "WP", "WRB"} or token.is_punct:
            return False
        if token.tag_ in FINITE or (token.tag_ == "VBN" and any(one.dep_ == "nsubj" for one in token.lefts)):
            return number > stretch[0]
    return False


def past_setting(page: Page, number: int, stop: int) -> int:
    """The token after the words that tell where, when and to whom somebody spoke."""
    for _ in range(4):
        number = _past_adverbs(page, number, stop)
        if number >= stop or page.inside[number] != -1:
            break
        token = page.doc[number]
        if token.lower_ in SETTING:
            number = _past_phrase(page, number + 1, stop)
        elif token.ent_type_ in {"DATE", "TIME"} and token.dep_ != "nsubj":
            behind = number
            while behind < stop and page.doc[behind].ent_type_ in {"DATE", "TIME"}:
                behind += 1
            if page.dep[behind - 1] in {"compound", "amod", "nmod", "poss"}:
                break  # said full-year results will fall
            number = behind
        else:
            break
    return number


def _past_adverbs(page: Page, number: int, stop: int) -> int:
    while number < stop and page.pos[number] == "ADV" and page.inside[number] == -1:
        number += 1
    return number


def _past_phrase(page: Page, number: int, stop: int) -> int:
    """The token after a noun phrase; an article or a pronoun after its noun begins another."""
    doc = page.doc
    first = number
    if number < stop and page.pos[number] == "PRON" and page.tag[number] != "PRP$":
        return number + 1
    while number < stop and page.inside[number] == -1:
        token = doc[number]
        determiner = token.pos_ == "DET" or token.tag_ == "PRP$"
        joined = token.lower_ in {"of", "and", "or", "&"} and number > first
        if not (
            token.pos_ in NOMINAL
            or joined
            or token.tag_ == "VBG"
            or (determiner and _continues_phrase(page, number, first))
        ):
            break
        number += 1
    return number


def _continues_phrase(page: Page, number: int, first: int) -> bool:
    """Whether an article still belongs to a phrase: at its start, and after "of" and "and"."""
    return number == first or page.lower[number - 1] in {"of", "and", "or"}


def behind_occasion(page: Page, clause: Token, first: int) -> int | None:
    """Return the start of a clause whose subject the parse merges with the occasion: "said at a news conference officers fired"."""
    if page.pos[first - 1] != "ADP":
        return None
    told = [
        number
        for number in range(first, clause.i - 1)
        if page.lower[number] in nouns("occasions") or page.lower[number] in WEEKDAYS
    ]
    return told[-1] + 1 if told and page.pos[told[-1] + 1] in OPENERS else None


def with_subject(page: Page, cue: Cue, first: int) -> int:
    """Return the start of a verb-first clause, extended to the noun before it that the parse attaches elsewhere."""
    doc = page.doc
    if page.tag[first] not in FINITE or first - 1 <= cue.last or page.pos[first - 1] not in {"NOUN", "PROPN"}:
        return first
    return max(doc[first - 1].left_edge.i, cue.last + 1)


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
        if token.lower_ == "that":
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
    """The "that" after words that tell which people are told: "told the nurses who had come that …"."""
    first = cue.last + 1
    which = range(first + 1, min(first + ADDRESSEE, stop))
    who = next((number for number in which if page.lower[number] == "who"), None)
    if who is None or cue.lemma not in verbs("addressing") or page.pos[who - 1] not in {"NOUN", "PROPN"}:
        return None
    behind = range(who, min(who + FARTHEST, stop))
    return next(
        (number for number in behind if page.lower[number] == "that" and page.dep[number] == "mark"),
        None,
    )


def _opens_clause(page: Page, that: int) -> bool:
    """Return whether a "that" after time and place words starts the content: it is no pronoun, or a subject follows."""
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
