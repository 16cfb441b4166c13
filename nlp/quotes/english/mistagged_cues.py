"""English cues that the parse does not take for verbs of reporting, told by the marks or the "that" beside them."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.english.cue import NEEDS, Cue, speaks
from nlp.quotes.english.page import Page
from nlp.quotes.english.stretches import FINITE
from nlp.quotes.english.subjects import speaker_of
from nlp.quotes.lexicon import forms, verb_forms, verbs

SOME = frozenset({"some", "many", "most", "both", "all", "several", "others", "few"})
TAIL = 14
"""Tokens in the phrase of a speaker between marks and the cue."""


def warning(page: Page, noun: Token) -> Cue | None:
    """Reads "with the union warning that …" and "Moss maintains that …", where the parse takes the verb for a noun."""
    lemma = verb_forms()[noun.lower_]
    if noun.lower_ in {"allege", "alleges"} and noun.i and noun.nbor(-1).pos_ in {"NOUN", "PROPN"}:
        return Cue.of_word(noun, noun.nbor(-1), clause=True, that_only=False)
    if not noun.lower_.endswith(("ing", "s")) or noun.i + 1 >= len(page.doc) or noun.i == 0:
        return None
    before, after = page.doc[noun.i - 1], page.doc[noun.i + 1]
    if noun.dep_ == "ROOT" and after.tag_ == "IN" and after.dep_ == "mark":
        before = next((child for child in noun.lefts if child.dep_ == "nsubj"), before)
    elif noun.lower_ == "states" and after.dep_ == "mark":  # a post from May 2023 states that
        before = next(
            (one for one in noun.ancestors if one.i < noun.i and one.dep_ in {"ROOT", "nsubj"}), before
        )
    elif noun.lower_.endswith("s") and (before.ent_type_ not in {"PERSON", "ORG"} or after.tag_ != "IN"):
        return None
    if after.lower_ != "that" or before.pos_ not in {"NOUN", "PROPN"} or lemma not in verbs("speech"):
        return None
    if page.inside[before.i] != -1 or not speaks(before):
        return None
    return Cue.of_word(noun, before, clause=True)


def beside_marks(page: Page, token: Token) -> Cue | None:
    """A cue whose form or tag says that it reports nothing, where marks stand right beside it and say that it does."""
    lemma = verb_forms()[token.lower_]
    number = token.i
    if (teller := _inverted(page, token, lemma) or _teller_behind(page, token, lemma)) is not None:
        return Cue.of_word(token, teller)
    if lemma in NEEDS or not (lemma in verbs("speech") or lemma in verbs("marks")):
        return None
    if token.dep_ == "amod" or any(page.dep[child] in {"neg", "auxpass"} for child in page.children[token.i]):
        return None
    if token.head.lower_ in forms("silent") or _is_noun(page, token, lemma):
        return None
    leads = _leads_to_marks(page, number)
    if leads and token.pos_ == "VERB":
        subject = speaker_of(token)
    elif leads and _participle(token):
        subject = speaker_of(token.head)
    else:
        subject = _after_marks(page, number)
    if subject is None or page.inside[subject.i] != -1 or not speaks(subject):
        return None
    return Cue.of_word(token, subject, loose=True)


def _participle(token: Token) -> bool:
    """Whether a word that the tagger takes for a noun is what somebody does besides: "followed up, writing, “…”"."""
    doing = token.lower_.endswith("ing") and token.i > 0 and token.nbor(-1).text == ","
    return doing and token.head.pos_ == "VERB" and token.head.i < token.i


def _teller_behind(page: Page, token: Token, lemma: str) -> Token | None:
    """Whose a participle is that stands alone between closing marks and a name: "“…”, added Reuters."."""
    before = token.i - 1 - (token.i > 1 and page.written[token.i - 1] == ",")
    if token.tag_ != "VBN" or before < 0 or page.inside[before] == -1 or lemma in NEEDS:
        return None
    if lemma not in verbs("speech") and lemma not in verbs("marks"):
        return None
    last = token.i
    while last + 1 < len(page.doc) and page.pos[last + 1] == "PROPN":
        last += 1
    closed = last + 1 == len(page.doc) or page.doc[last + 1].is_punct or page.pos[last + 1] == "ADP"
    return page.doc[last] if closed and last > token.i else None


def _inverted(page: Page, token: Token, lemma: str) -> Token | None:
    """Whose a verb is that opens its sentence before a name and a colon: "Wrote Ms. Moss: “…”", which a tagger takes for a name."""
    if token.i != page.begin[token.i] or token.pos_ != "PROPN" or lemma not in verbs("plain"):
        return None
    for number in range(token.i + 1, min(token.i + TAIL, len(page.doc) - 1)):
        if page.written[number] in {":", ","}:
            told = number > token.i + 1 and page.inside[number + 1] != -1
            return page.doc[number - 1] if told else None
        if page.pos[number] != "PROPN":
            return None
    return None


def _is_noun(page: Page, token: Token, lemma: str) -> bool:
    """Whether a word that may be a verb of speech is a noun here: "press secretary", "the State"."""
    if token.pos_ in {"VERB", "AUX"}:
        return False
    follows = page.pos[token.i + 1] if token.i + 1 < len(page.doc) else "PUNCT"
    return (
        not token.is_lower
        or token.dep_ == "compound"
        or follows in {"NOUN", "PROPN", "VERB", "AUX"}
        or (follows != "PUNCT" and lemma not in verbs("speech"))
    )


def _leads_to_marks(page: Page, number: int) -> bool:
    """Whether a comma or a colon and then marks follow at once."""
    doc = page.doc
    return number + 2 < len(doc) and page.written[number + 1] in {",", ":"} and page.inside[number + 2] != -1


def _after_marks(page: Page, number: int) -> Token | None:
    """The noun that ends the phrase between closing marks and a token; None where no marks or another verb stand there."""
    doc = page.doc
    last = number - 1
    while last >= 0 and (page.pos[last] == "ADV" or page.written[last] == ","):
        last -= 1
    if last < 0 or not _may_say(doc[last]):
        return None
    for place in range(last, max(last - TAIL, -1), -1):
        if page.inside[place] != -1:
            return _named(page, place + 1, last)
        if page.tag[place] in FINITE or page.written[place] in {".", ":", ";", "?", "!"}:
            return None
    return None


def _may_say(token: Token) -> bool:
    """Whether a phrase that speaks may end with a token; after an article or an adjective a verb's form is a noun."""
    if token.pos_ == "DET":
        return token.lower_ in SOME
    return token.pos_ in {"NOUN", "PROPN", "PRON"} and token.tag_ not in {"PRP$", "WP", "WDT"}


def _named(page: Page, first: int, last: int) -> Token:
    """Head of the phrase between two tokens: what is before its apposition, or before "on" in "her post on X"."""
    for number in range(first, last + 1):
        token = page.doc[number]
        if number > first and (token.text == "," or (token.pos_ == "ADP" and page.pos[number - 1] == "NOUN")):
            return page.doc[number - 1]
    return page.doc[last]
