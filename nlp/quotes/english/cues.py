"""Finds the verbs that report speech in an English parse. Leaves their speakers to `cue_sources`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.quotes.english.cue import NEEDS, Cue, speaks
from nlp.quotes.english.cue_sources import same_speaker, whose
from nlp.quotes.english.mistagged_cues import beside_marks, warning
from nlp.quotes.english.page import Page
from nlp.quotes.english.stretches import FORMS
from nlp.quotes.english.subjects import BRINGING, speaker_of
from nlp.quotes.lexicon import verb_forms, verbs

MAILED = frozenset({"mail", "mails", "mailed", "mailing"})
"""A letter is mailed, and nothing said."""


UNNAMED = (
    "asked not to", "asks not to", "asked for anonymity", "asked to remain", "asked to be",
    "speaking on condition", "speaking anonymously",
)  # fmt: skip
"""How it is told that somebody wants no name; the words are told of by another verb: "a person, who asked not to be named, said"."""


def find_cues(page: Page) -> Iterator[Cue]:
    """Every cue of a page, in order."""
    forms = verb_forms()
    before: Cue | None = None
    for number, word in enumerate(page.lower):
        if word not in forms or page.inside[number] != -1 or (before and before.verb.i == number):
            continue
        unnamed = _wants_no_name(page, number)
        token, pos = page.doc[number], page.pos[number]
        verbal = pos in {"VERB", "AUX"} or word == "read"
        cue = None if unnamed else _read(page, token) if verbal else warning(page, token)
        cue = cue or beside_marks(page, token)
        if cue is not None:
            if before is not None and same_speaker(page, before, cue):
                cue.subject = before.subject
            before = cue
            yield cue


def _read(page: Page, verb: Token) -> Cue | None:
    lemma = verb_forms()[verb.lower_]
    following = page.lower[verb.i + 1] if verb.i + 1 < len(page.doc) else ""
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
    return Cue(
        verb=verb,
        subject=subject,
        lemma=lemma,
        first=first,
        last=last,
        clause=lemma in verbs("speech")
        or lemma in verbs("aside")
        or (following == "that" and page.dep[verb.i + 1] == "mark" and lemma not in verbs("thought")),
        that_only=lemma in verbs("that_only") or lemma not in verbs("speech"),
    )


def _wants_no_name(page: Page, number: int) -> bool:
    """Return whether a verb only tells that somebody wants no name."""
    return page.lower[number] in {"asked", "asks", "speaking"} and " ".join(
        page.lower[number : number + 3]
    ).startswith(UNNAMED)


def _quoting(verb: Token) -> tuple[Token, Token] | None:
    """Return the verb of a quoted third party, and that party: "quoted the guard as saying that"."""
    whom = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if whom is None:
        return None
    saying = _quoted_as(verb) or _quoted_as(verb, whom)
    return None if saying is None else (saying, whom)


def _quoted_as(verb: Token, holder: Token | None = None) -> Token | None:
    """Return the "saying" after a verb of quoting, whose "as" the parse may attach to the person quoted."""
    if verb_forms().get(verb.lower_, verb.lower_) not in {"quote", "cite", "report", "heard", "recorded"}:
        return None
    saying = (
        inner
        for child in (holder or verb).children
        if child.lower_ == "as"
        for inner in child.children
        if inner.lower_ in {"saying", "telling", "stating", "writing"}
    )
    return next(saying, None)


UNSAID = frozenset({"if", "unless", "whether", "lest"})
"""Before a verb they tell of what may be said: "If the mayor says the budget is balanced"."""


LATE = frozenset({"only", "later", "simply", "just", "often", "always", "eventually", "then", "sometimes"})
"""Beside one of these "would say that …" tells what was said."""


def nothing_said(page: Page, verb: Token, *, passive: bool) -> bool:
    """Return whether a verb's form rules out a report: negated, only possible, or passive."""
    if verb.dep_ == "amod" or (verb.tag_ not in FORMS and not _still_reports(page, verb)):
        return True
    children = page.children[verb.i]
    if any(page.dep[child] == "mark" and page.lower[child] in UNSAID for child in children if child < verb.i):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"from", "without"}:  # "kept them from saying that …"
        return True
    asked = verb.lower_ == "asked" and (
        verb.i == 0 or page.lower[verb.i - 1] in {",", "when", "if"} or verb.is_sent_start
    )
    around = [child for child in children if page.inside[child] == -1]
    denied = any(page.dep[child] == "neg" for child in around)
    possible = any(
        page.tag[child] == "MD" and page.dep[child] == "aux" and page.lower[child] not in {"will", "'ll"}
        for child in around
    )
    if possible and not denied and _would_later(page, verb):
        return False
    return asked or denied or possible or (not passive and _is_hidden_passive(page, verb))


def _is_hidden_passive(page: Page, verb: Token) -> bool:
    """Whether a participle is passive without showing it: "told that …", "was met and told …"."""
    return (
        verb.tag_ == "VBN"
        and not _has_auxiliary_have(page, verb)
        and not any(page.dep[child] == "nsubj" for child in page.children[verb.i])
    )


def _has_auxiliary_have(page: Page, verb: Token) -> bool:
    """Whether a participle has its "have", itself or through coordination; without one it is passive: "asked whether …"."""
    for _ in range(3):
        if any(
            page.dep[child] == "aux"
            and page.lower[child] in {"has", "have", "had", "'ve", "’ve", "'s", "’s", "'d", "’d", "having"}
            for child in page.children[verb.i]
        ):
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _would_later(page: Page, verb: Token) -> bool:
    """Return whether "would" is a future in the past, not a condition: "would later say", "would say only"."""
    around = {page.lower[number] for number in (verb.i - 1, min(verb.i + 1, len(page.doc) - 1))}
    return bool(around & LATE) and any(
        page.lower[child] in {"would", "'d", "’d"} for child in page.children[verb.i]
    )


def _still_reports(page: Page, verb: Token) -> bool:
    """Infinitives and bare forms that still report: "did say", "went on to say", "will tell"."""
    if verb.tag_ != "VB":
        return False
    if _would_later(page, verb):
        return True
    if verb.lower_ == "read" and (
        any(page.dep[child] == "nsubj" for child in page.children[verb.i])
        or (verb.i and page.inside[verb.i - 1] != -1)
    ):
        return True  # the tagger takes its past tense for an infinitive
    helpers = {page.lower[child] for child in page.children[verb.i] if page.dep[child] == "aux"}
    if helpers & {"did", "do", "does"}:
        return True
    return (
        "to" in helpers
        and verb.dep_ in {"xcomp", "advcl"}
        and verb.head.tag_ in FORMS | {"VBG"}
        and (
            verb.head.lower_ in verbs("leading")
            or (verb.head.lower_ in BRINGING and speaker_of(verb) is not None)
        )
        and not any(page.dep[child] == "neg" for child in page.children[verb.head.i])
    )
