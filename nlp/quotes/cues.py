"""Finds the verbs that report speech in an English parse, and whose they are. Knows no quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.attrs import LOWER, POS
from spacy.strings import get_string_id
from spacy.symbols import AUX, VERB
from spacy.tokens import Token

from nlp.quotes.inflection import singular, verb_forms
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page
from nlp.quotes.subjects import speaker_of, subject_of

NEEDS = {"put": "it", "point": "out"}
"""Verbs that report only with a word behind them."""

READ = get_string_id("read")
FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SOME = frozenset({"some", "many", "most", "both", "all", "several", "others", "few"})
TAIL = 14
"""Tokens in the phrase of a speaker between marks and the cue."""

SILENT = frozenset({"declined", "declines", "refused", "refuses", "failed", "fails"})
LATE = frozenset({"only", "later", "simply", "just", "often", "always", "eventually", "then", "sometimes"})
"""Beside one of these "would say that …" tells what was said."""


@dataclass(slots=True)
class Cue:
    """A reporting verb outside the marks."""

    verb: Token
    subject: Token | None
    """Head of the noun phrase that speaks."""
    lemma: str
    first: int
    """First and last token of the cue as written ("was quoted as saying", "pointed out")."""
    last: int
    clause: bool
    """May report without marks."""
    that_only: bool
    loose: bool = False
    """Its form reports only right beside marks: "prompting him to say, “…”", "“…,” his brother posted online"."""


def find_cues(page: Page) -> Iterator[Cue]:
    """Every cue of a page, in order."""
    forms = _hashes()
    array = page.doc.to_array([LOWER, POS]).reshape(-1, 2).tolist()
    for number, (word, pos) in enumerate(array):
        if word not in forms or page.inside[number] != -1:
            continue
        token = page.doc[number]
        cue = _read(page, token) if pos in {VERB, AUX} or word == READ else _warning(page, token)
        cue = cue or _beside_marks(page, token)
        if cue is not None:
            yield cue


@cache
def _hashes() -> frozenset[int]:
    return frozenset(get_string_id(form) for form in verb_forms())


def _read(page: Page, verb: Token) -> Cue | None:
    lemma = verb_forms()[verb.lower_]
    following = page.doc[verb.i + 1].lower_ if verb.i + 1 < len(page.doc) else ""
    if lemma == "read" and following in {":", ","}:
        return _reading(page, verb)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if _nothing_said(page, verb, passive=passive):
        return None
    subject = speaker_of(verb)
    first = last = verb.i
    if passive:
        saying = _quoted_as(verb)
        if saying is None:
            return None
        first = min((child.i for child in verb.children if child.dep_ == "auxpass"), default=first)
        last = saying.i
        verb, lemma = saying, "say"
    elif following == NEEDS.get(lemma) or any(
        child.dep_ == "prt" and child.i == last + 1 for child in verb.children
    ):
        last += 1
    elif lemma in NEEDS:
        return None
    if subject is not None and page.inside[subject.i] != -1:
        subject = None
    if subject is not None and not _speaks(subject):
        return None
    verbs = words("en")["verbs"]
    return Cue(
        verb=verb,
        subject=subject,
        lemma=lemma,
        first=first,
        last=last,
        clause=lemma in verbs["speech"],
        that_only=lemma in verbs["that_only"],
    )


def _warning(page: Page, noun: Token) -> Cue | None:
    """Reads "with the union warning that …", where the parse takes the participle for a noun."""
    lemma = verb_forms()[noun.lower_]
    if not noun.lower_.endswith("ing") or noun.i + 1 >= len(page.doc) or noun.i == 0:
        return None
    before, after = page.doc[noun.i - 1], page.doc[noun.i + 1]
    if (
        after.lower_ != "that"
        or before.pos_ not in {"NOUN", "PROPN"}
        or lemma not in words("en")["verbs"]["speech"]
    ):
        return None
    if page.inside[before.i] != -1 or not _speaks(before):
        return None
    return Cue(verb=noun, subject=before, lemma=lemma, first=noun.i, last=noun.i, clause=True, that_only=True)


def _beside_marks(page: Page, token: Token) -> Cue | None:
    """A cue whose form or tag says that it reports nothing, where marks stand right beside it and say that it does."""
    lemma = verb_forms()[token.lower_]
    number = token.i
    if lemma in NEEDS or lemma not in words("en")["verbs"]["speech"] | words("en")["verbs"]["marks"]:
        return None
    if token.dep_ == "amod" or any(child.dep_ in {"neg", "auxpass"} for child in token.children):
        return None
    if token.head.lower_ in SILENT or (token.pos_ not in {"VERB", "AUX"} and not token.is_lower):
        return None
    if _leads_to_marks(page, number):
        subject = speaker_of(token) if token.pos_ == "VERB" else None
    elif (name := _after_marks(page, number)) is not None:
        subject = name
    else:
        return None
    if subject is None or page.inside[subject.i] != -1 or not _speaks(subject):
        return None
    return Cue(
        verb=token,
        subject=subject,
        lemma=lemma,
        first=number,
        last=number,
        clause=False,
        that_only=True,
        loose=True,
    )


def _leads_to_marks(page: Page, number: int) -> bool:
    """Whether a comma or a colon and then marks follow at once."""
    doc = page.doc
    return (
        number + 2 < len(doc)
        and doc[number + 1].text in {",", ":"}
        and page.inside[number + 1] == -1
        and page.inside[number + 2] != -1
    )


def _after_marks(page: Page, number: int) -> Token | None:
    """The noun that ends the phrase between closing marks and a token; None where no marks or another verb stand there."""
    doc = page.doc
    last = number - 1
    while last >= 0 and (doc[last].pos_ == "ADV" or doc[last].text == ","):
        last -= 1
    if last < 0 or not _may_say(doc[last]):
        return None
    for place in range(last, max(last - TAIL, -1), -1):
        if page.inside[place] != -1:
            return _named(page, place + 1, last)
        if doc[place].tag_ in FINITE or doc[place].text in {".", ":", ";", "?", "!"}:
            return None
    return None


def _may_say(token: Token) -> bool:
    """Whether a phrase that speaks may end with a token; behind an article or an adjective a verb's form is a noun."""
    if token.pos_ == "DET":
        return token.lower_ in SOME
    return token.pos_ in {"NOUN", "PROPN", "PRON"} and token.tag_ not in {"PRP$", "WP", "WDT"}


def _named(page: Page, first: int, last: int) -> Token:
    """Head of the phrase between two tokens: what is before its apposition."""
    for number in range(first, last + 1):
        if page.doc[number].text == "," and number > first:
            return page.doc[number - 1]
    return page.doc[last]


def _nothing_said(page: Page, verb: Token, *, passive: bool) -> bool:
    """Whether a verb's form says that it reports nothing: denied, only possible, or done to somebody."""
    if verb.dep_ == "amod" or (verb.tag_ not in FORMS and not _really_said(page, verb)):
        return True
    asked = verb.lower_ == "asked" and (verb.i == 0 or page.doc[verb.i - 1].text == "," or verb.is_sent_start)
    around = [child for child in verb.children if page.inside[child.i] == -1]
    denied = any(child.dep_ == "neg" for child in around)
    possible = any(
        child.tag_ == "MD" and child.dep_ == "aux" and child.lower_ not in {"will", "'ll"} for child in around
    )
    if possible and not denied and _would_later(page, verb):
        return False
    return asked or denied or possible or (not passive and _done_to(verb))


def _done_to(verb: Token) -> bool:
    """Whether a participle is passive without showing it: "told that …", "was met and told …"."""
    if verb.tag_ == "VBN" and not _perfect(verb):
        return not any(child.dep_ == "nsubj" for child in verb.children)
    joined = verb.dep_ == "conj" and verb.lower_ in {"told", "asked", "informed", "advised"}
    return joined and any(child.dep_ == "auxpass" for child in verb.head.children)


def _reading(page: Page, verb: Token) -> Cue:
    """Reads "the statement read: …", which the parse seldom takes for a verb with a subject."""
    subject = subject_of(verb)
    for number in range(verb.i - 1, max(page.begin[verb.i], verb.i - 8) - 1, -1):
        if subject is not None:
            break
        if page.doc[number].pos_ in {"NOUN", "PROPN"} and page.doc[number].dep_ in {"nsubj", "ROOT"}:
            subject = page.doc[number]
    return Cue(
        verb=verb, subject=subject, lemma="read", first=verb.i, last=verb.i, clause=True, that_only=True
    )


def _perfect(verb: Token) -> bool:
    """Whether a participle has its "have", itself or through coordination; without one it is passive: "asked whether …"."""
    for _ in range(3):
        if any(
            child.dep_ == "aux"
            and child.lower_ in {"has", "have", "had", "'ve", "’ve", "'s", "’s", "'d", "’d", "having"}
            for child in verb.children
        ):
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _would_later(page: Page, verb: Token) -> bool:
    """Whether "would" only sets back in time what somebody said: "would later say", "would say only"."""
    around = {page.doc[number].lower_ for number in (verb.i - 1, min(verb.i + 1, len(page.doc) - 1))}
    return bool(around & LATE) and any(child.lower_ in {"would", "'d", "’d"} for child in verb.children)


def _really_said(page: Page, verb: Token) -> bool:
    """Infinitives and bare forms that still report: "did say", "went on to say", "will tell"."""
    if verb.tag_ != "VB":
        return False
    if _would_later(page, verb):
        return True
    if verb.lower_ == "read" and any(child.dep_ == "nsubj" for child in verb.children):
        return True  # the tagger takes its past tense for an infinitive
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & {"did", "do", "does"}:
        return True
    return (
        "to" in helpers
        and verb.dep_ in {"xcomp", "advcl"}
        and verb.head.lower_
        in {"go", "goes", "went", "going", "continue", "continued", "continues", "proceeded", "used"}
    )


def _quoted_as(verb: Token) -> Token | None:
    if verb_forms().get(verb.lower_, verb.lower_) not in {"quote", "cite", "report", "heard", "recorded"}:
        return None
    for child in verb.children:
        if child.lower_ == "as":
            for inner in child.children:
                if inner.lower_ in {"saying", "telling", "stating", "writing"}:
                    return inner
    return None


def _speaks(subject: Token) -> bool:
    mute = words("en")["subjects"]["mute"]
    return subject.lower_ not in mute and singular(subject.lower_) not in mute
