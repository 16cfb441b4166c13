"""Finds the verbs that report speech in an English parse. Leaves to `whose` whose they are, to `said` whether they report at all."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.quotes.cue import NEEDS, Cue, speaks
from nlp.quotes.inflection import verb_forms
from nlp.quotes.lexicon import words
from nlp.quotes.loose_cues import beside_marks, warning
from nlp.quotes.page import Page
from nlp.quotes.said import nothing_said
from nlp.quotes.same_speaker import same_speaker
from nlp.quotes.subjects import subject_of
from nlp.quotes.whose import whose

MAILED = frozenset({"mail", "mails", "mailed", "mailing"})
"""A letter is mailed, and nothing said."""


def find_cues(page: Page) -> Iterator[Cue]:
    """Every cue of a page, in order."""
    forms = verb_forms()
    before: Cue | None = None
    for number, word in enumerate(page.lower):
        if word not in forms or page.inside[number] != -1 or (before and before.verb.i == number):
            continue
        token, pos = page.doc[number], page.pos[number]
        cue = _read(page, token) if pos in {"VERB", "AUX"} or word == "read" else warning(page, token)
        cue = cue or beside_marks(page, token)
        if cue is not None:
            if before is not None and same_speaker(page, before, cue):
                cue.subject = before.subject
            before = cue
            yield cue


def _read(page: Page, verb: Token) -> Cue | None:
    lemma = verb_forms()[verb.lower_]
    following = page.lower[verb.i + 1] if verb.i + 1 < len(page.doc) else ""
    if lemma == "read" and following in {":", ","}:
        return _reading(page, verb)
    children = page.children[verb.i]
    passive = any(page.dep[child] in {"nsubjpass", "auxpass"} for child in children)
    if nothing_said(page, verb, passive=passive) or verb.lower_ in MAILED:
        return None
    subject = whose(page, verb)
    first = last = verb.i
    quoted = None if passive else _quoting(verb)
    if quoted is not None:
        verb, subject, lemma = *quoted, "say"
        last = verb.i
    elif passive:
        saying = _quoted_as(verb)
        if saying is None:
            return None
        first = min((child for child in children if page.dep[child] == "auxpass"), default=first)
        last = saying.i
        verb, lemma = saying, "say"
    elif following == NEEDS.get(lemma) or (last + 1 in children and page.dep[last + 1] == "prt"):
        last += 1
    elif lemma in NEEDS:
        return None
    if subject is not None and page.inside[subject.i] != -1:
        subject = None
    if subject is not None and not speaks(subject):
        return None
    verbs = words("en")["verbs"]
    return Cue(
        verb=verb,
        subject=subject,
        lemma=lemma,
        first=first,
        last=last,
        clause=lemma in verbs["speech"]
        or lemma in verbs["aside"]
        or (following == "that" and page.dep[verb.i + 1] == "mark" and lemma not in verbs["thought"]),
        that_only=lemma in verbs["that_only"] or lemma not in verbs["speech"],
    )


def _reading(page: Page, verb: Token) -> Cue:
    """Reads "the statement read: …", which the parse seldom takes for a verb with a subject."""
    subject = subject_of(verb)
    for number in range(verb.i - 1, max(page.begin[verb.i], verb.i - 8) - 1, -1):
        if subject is not None:
            break
        if page.pos[number] in {"NOUN", "PROPN"} and page.dep[number] in {"nsubj", "ROOT"}:
            subject = page.doc[number]
    return Cue(
        verb=verb, subject=subject, lemma="read", first=verb.i, last=verb.i, clause=True, that_only=True
    )


def _quoting(verb: Token) -> tuple[Token, Token] | None:
    """What somebody says whom another quotes, and who: "quoted the guard as saying that"."""
    whom = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if whom is None:
        return None
    saying = _quoted_as(verb) or _quoted_as(verb, whom)
    return None if saying is None else (saying, whom)


def _quoted_as(verb: Token, holder: Token | None = None) -> Token | None:
    """The "saying" behind a verb of quoting; the parse may hang its "as" on whoever is quoted."""
    if verb_forms().get(verb.lower_, verb.lower_) not in {"quote", "cite", "report", "heard", "recorded"}:
        return None
    for child in (holder or verb).children:
        if child.lower_ == "as":
            for inner in child.children:
                if inner.lower_ in {"saying", "telling", "stating", "writing"}:
                    return inner
    return None
