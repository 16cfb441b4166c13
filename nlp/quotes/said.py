"""Whether the form of an English verb reports that something was said: not denied, not only possible, not done to somebody."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.page import Page
from nlp.quotes.subjects import BRINGING, speaker_of

FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})

LEADING_ON = frozenset({
    "go", "goes", "went", "going", "continue", "continued", "continues", "proceeded", "used", "took", "takes", "taken", "taking",
    "likes", "liked", "loves", "loved", "wrote", "writes", "called", "calls", "phoned", "emailed", "texted", "messaged", "tweeted", "sought", "seeks",
    "rushed", "hastened", "hurried", "stood", "stepped",
})  # fmt: skip
"""Verbs by which somebody comes to say what an infinitive says: "took to Facebook to say", "sought to assure"."""

UNSAID = frozenset({"if", "unless", "whether", "lest"})
"""Before a verb they tell of what may be said: "If the mayor says the budget is balanced"."""

TURNING_DOWN = frozenset(
    {"disputes", "denies", "rejects", "dismisses", "refutes", "rebuts", "disputed", "denied", "rejected", "dismissed", "backs", "probes"}
)  # fmt: skip
"""Before "claim" these tell what is done with somebody's: "Maker disputes claim that vans burn", which a parse reads as the verb."""

LATE = frozenset({"only", "later", "simply", "just", "often", "always", "eventually", "then", "sometimes"})
"""Beside one of these "would say that …" tells what was said."""


def nothing_said(page: Page, verb: Token, *, passive: bool) -> bool:
    """Whether a verb's form says that it reports nothing: denied, only possible, or done to somebody."""
    if verb.dep_ == "amod" or (verb.tag_ not in FORMS and not _really_said(page, verb)):
        return True
    if verb.i and _behind_another(verb, verb.nbor(-1).lower_):
        return True
    if any(child.dep_ == "mark" and child.lower_ in UNSAID for child in verb.lefts):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"from", "without"}:  # "kept them from saying that …"
        return True
    asked = verb.lower_ == "asked" and (
        verb.i == 0 or page.lower[verb.i - 1] in {",", "when", "if"} or verb.is_sent_start
    )
    around = [child for child in verb.children if page.inside[child.i] == -1]
    denied = any(child.dep_ == "neg" for child in around)
    possible = any(
        child.tag_ == "MD"
        and child.dep_ == "aux"
        and child.lower_ not in {"will", "'ll"}
        and child.doc[child.i + 1 : child.i + 2].text
        != ","  # the parse of "… that he should, the paper reported"
        for child in around
    )
    if possible and not denied and _would_later(page, verb):
        return False
    return asked or denied or possible or (not passive and _done_to(verb))


def _behind_another(verb: Token, before: str) -> bool:
    """Whether the word before makes something else of a verb: "rest assured", "disputes claim"."""
    return before == "rest" or (verb.lower_ in {"claim", "claims"} and before in TURNING_DOWN)


def _done_to(verb: Token) -> bool:
    """Whether a participle is passive without showing it: "told that …", "was met and told …"."""
    if verb.tag_ == "VBN" and not _perfect(verb):
        return not any(child.dep_ == "nsubj" for child in verb.children)
    alone = not any(child.dep_ == "nsubj" for child in verb.lefts)
    joined = alone and verb.dep_ == "conj" and verb.lower_ in {"told", "asked", "informed", "advised"}
    return joined and any(child.dep_ == "auxpass" for child in verb.head.children)


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
    around = {page.lower[number] for number in (verb.i - 1, min(verb.i + 1, len(page.doc) - 1))}
    return bool(around & LATE) and any(child.lower_ in {"would", "'d", "’d"} for child in verb.children)


def _really_said(page: Page, verb: Token) -> bool:
    """Infinitives and bare forms that still report: "did say", "went on to say", "will tell"."""
    if verb.tag_ != "VB":
        return False
    if _would_later(page, verb):
        return True
    if verb.lower_ == "read" and (
        any(child.dep_ == "nsubj" for child in verb.children) or (verb.i and page.inside[verb.i - 1] != -1)
    ):
        return True  # the tagger takes its past tense for an infinitive
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & {"did", "do", "does"}:
        return True
    return (
        "to" in helpers
        and verb.dep_ in {"xcomp", "advcl"}
        and verb.head.tag_ in FORMS | {"VBG"}
        and (
            verb.head.lower_ in LEADING_ON or (verb.head.lower_ in BRINGING and speaker_of(verb) is not None)
        )
        and not any(child.dep_ == "neg" for child in verb.head.children)
    )
