"""The stance of an English statement towards a charge, by subject, verb class and negation.

Admitting a fault is an apology in the first person and a confirmation in the third. Denying that a duty was done
confirms; any other denial denies, as does saying that all is as it should be; an announced remedy is a promise.
`stances` handles fixed phrases.
"""

from __future__ import annotations

import re
from functools import cache

from records import Stance
from stories.english.clauses import Clause, clause_of
from stories.english.verb_classes import fits
from stories.text import lexicon
from stories.text.phrases import compiled, plain


def stance_of_statement(words: str) -> Stance | None:
    """Return the stance of a statement, or None if its grammar shows none."""
    found = {stance for part in _PART.split(words) if (stance := _stance_of_part(part))}
    return next((stance for stance in _WEIGHT if stance in found), None)


_PART = re.compile(
    r"[.;!?][”\"’]? |,? (?:and|but) that |,? (?:and|but) (?=(?:\w+ ){1,4}(?:is|are|was|were|has|have|had|will)\b)"
)
_WEIGHT: tuple[Stance, ...] = ("apologise", "deny", "decline", "promise", "confirm", "holding", "explain")
"""Stances by precedence where clauses differ."""


def _stance_of_part(words: str) -> Stance | None:
    text = _plainly(words)
    text = f"it {text}" if _SUBJECTLESS.match(text) else text
    clause = clause_of(text)
    if clause is None or clause.verb.mood == "asked" or _SHOULD.match(text, clause.start):
        return None
    return _stance(clause, text, clause.before.casefold().split())


_SUBJECTLESS = re.compile(
    r"(?:has|had|is|was|will|would|does|did|can|cannot|could|won['’]t|doesn['’]t|didn['’]t|hasn['’]t|isn['’]t|wasn['’]t) "
)
"""A headline may leave the speaker out: "Maker says has no plans to ..."."""


def _stance(clause: Clause, text: str, subject: list[str]) -> Stance | None:
    own = (
        subject[0] in _oneself("selves")
        or (subject[0] == "the" and subject[-1] in _oneself("selves"))
        or subject[-1] in _oneself("bodies")
    )
    if subject[0].removesuffix("’s").removesuffix("'s") in _NONE or subject[:2] == ["not", "one"]:
        idle = (clause.verb.sense.tells == "trades" and not clause.verb.passive) or clause.verb.lemma in _HURT
        return None if idle or is_judged("idle", clause.after) else "deny"
    if subject[0] == "what":
        return "apologise" if is_judged("apologise", clause.after) else None
    if clause.verb.lemma == "be":
        return _being(clause, text)
    if clause.verb.sense.name == "states" and not clause.negated and clause.verb.sense.stance != "explain":
        return clause.verb.sense.stance
    if clause.negated or clause.verb.mood in {"undone", "refused"}:
        return _negated(clause, text, own=own)
    return _plain(clause, text, own=own, first=subject[0] in _oneself("firsts"))


_HURT = frozenset({"hurt", "injure", "harm", "kill", "die"})
_NONE = frozenset({"no", "none", "nobody", "nothing", "neither"})
_SHOULD = re.compile(
    r"(?:should|could|would|ought)(?:n['’]t)?(?: not| never)?(?: to)?(?:['’]ve| have)\b", re.IGNORECASE
)
""""Should have" is handled by fixed phrases, in words/responses.toml."""


def _being(clause: Clause, text: str) -> Stance | None:
    """Return the stance of a clause with "be": "is on me", "is not good enough", "is baseless"."""
    if is_judged("apologise", clause.after) and (not clause.negated or "enough" in text or "our " in text):
        return "apologise"
    if clause.negated:
        return None if is_judged("idle", clause.after) else "deny"
    if not is_judged("deny", clause.after):
        return "confirm" if is_judged("confirm", clause.after) else None
    return "explain" if _is_entrusted(clause.before) else "deny"


def _is_entrusted(words: str) -> bool:
    """Return whether words end with what customers leave with a firm: "your money"."""
    last = words.casefold().split()[-1:]
    return not set(lexicon.table("clauses")["entrusted"]["nouns"]).isdisjoint(last)


def is_judged(stance: str, words: str) -> bool:
    """Return whether the words contain a predicate that takes the stance: "unacceptable", "baseless"."""
    return compiled(_judging(stance), "en").search(plain(words, "en")) is not None


@cache
def _judging(stance: str) -> tuple[str, ...]:
    return tuple(lexicon.table("clauses")["judged"][stance])


def _negated(clause: Clause, text: str, *, own: bool) -> Stance | None:
    verb = clause.verb
    if verb.lemma in _SAYS and (_HABIT.match(text, clause.start) or (own and verb.mood == "due")):
        return "decline"
    if verb.mood == "due":
        return _not_intended(clause, text, own=own)
    if verb.lemma in _GETS and is_judged("idle", clause.object):
        return "explain"
    if not verb.negated and verb.mood == "done":  # negated by its object
        return "confirm" if _TO.match(clause.after) else "deny"
    return _left_undone(clause, own=own)


def _not_intended(clause: Clause, text: str, *, own: bool) -> Stance | None:
    """Return the stance of saying that something will not be done, or was never meant."""
    if _NEVER_DID.match(text, clause.start):
        return "deny"
    if _is(clause, "never"):
        return "promise"
    return "deny" if own and not clause.verb.passive and not CANNOT.match(text, clause.start) else None


def _left_undone(clause: Clause, *, own: bool) -> Stance | None:
    """Return the stance of saying that something was not done: not having done a duty confirms."""
    verb = clause.verb
    if verb.mood == "undone" or _is(clause, "duties"):
        return "confirm" if own or verb.passive else None
    return "explain" if verb.passive and _is(clause, "handling") else "deny"


CANNOT = re.compile(r"can(?:not|['’]t)\b|could(?:n['’]t| not)\b", re.IGNORECASE)
""""We cannot sleep" refuses nothing."""
_NEVER_DID = re.compile(r"never (?:\w+ed|sought|meant|chose|swore) to\b", re.IGNORECASE)
"""Like "never agreed to", as opposed to "will never"."""
_GETS = frozenset({"have", "see", "receive", "get", "hear"})
_TO = re.compile(r" (?:nothing|no effort) to\b", re.IGNORECASE)
_SAYS = frozenset(
    {"comment", "discuss", "speculate", "elaborate", "talk", "respond", "reply", "disclose", "speak"}
)
"""Verbs that only speak on a matter: negated, they decline to comment."""

_HABIT = re.compile(r"(?:do(?:es)?(?:n['’]t| not)|never) ", re.IGNORECASE)


def _plain(clause: Clause, text: str, *, own: bool, first: bool) -> Stance | None:
    verb = clause.verb
    if own and (verb.ceases or not verb.passive) and (stance := _of_oneself(clause, text, first=first)):
        return stance
    if verb.passive and _is_mended(clause, text):
        return "promise"
    if verb.mood == "due" and not clause.perfect:
        return None
    if not verb.passive and _is(clause, "merits"):
        return "deny"
    befell = verb.mood in {"done", "due"} and (verb.passive or not own)
    harmed = _is(clause, "harm") or (verb.passive and _is(clause, "harm_suffered"))
    if befell and harmed and not _OUT.match(clause.after):
        return "confirm"
    return "promise" if clause.perfect and verb.passive and verb.sense.name in _MENDS else None


def _is_mended(clause: Clause, text: str) -> bool:
    """Return whether something is said to be put right, or that it will be: "the fault is fixed", "fares will be refunded"."""
    will = clause.verb.mood == "due" and _WILL.match(text, clause.start) is not None
    return (will and clause.verb.sense.name in _MENDS) or _is(clause, "mended")


_MENDS = frozenset({"remedy", "discipline"})
_WILL = re.compile(r"(?:will|shall|would) ", re.IGNORECASE)
_OUT = re.compile(r" (?:out|off|down|into|place|seriously|too|very|apart|up)\b")
"""After a verb of harm these make it harmless: "taken out of context"."""


def _of_oneself(clause: Clause, text: str, *, first: bool) -> Stance | None:
    """Return the stance of a clause with the speaker as its subject."""
    verb = clause.verb
    if verb.ceases:
        return "promise"
    if verb.mood == "due":
        return None if verb.sense.tells == "befalls" or _MAYBE.match(text, clause.start) else "promise"
    if verb.mood == "done" and _is(clause, "slips"):
        return "confirm"
    if _is(clause, "faults"):
        return "apologise" if first else "confirm"
    if verb.sense.name == "inquire" and verb.mood == "ongoing":
        return "holding"
    return "promise" if verb.sense.name in _MENDS else None


_MAYBE = re.compile(r"(?:may|might|could|can)\b", re.IGNORECASE)


def _is(clause: Clause, section: str) -> bool:
    """Return whether the verb with its complements is listed in a section of words/clauses.toml."""
    following = _WORD.findall(clause.after.casefold())
    return fits(clause.verb.lemma, following, tuple(lexicon.table("clauses")["statements"][section]))


_WORD = re.compile(r"[\w'’-]+")


def _plainly(words: str) -> str:
    """Strip quotation marks and expand contractions."""
    text = _FIRST.sub("", _QUOTED.sub(" ", words).strip(" ‘'’:,."))
    for pattern, full in _CONTRACTED:
        text = pattern.sub(full, text)
    return text


_QUOTED = re.compile(r"[“”\"]|(?<!\w)['‘](?=\w)|(?<=\w)['’](?!\w)")
_FIRST = re.compile(r"(?:that|yes|and|but|so|because|well),? ")


_CONTRACTED = tuple(
    (re.compile(rf"\b({who})['’]{short}\b", re.IGNORECASE), rf"\1 {full}")
    for who, short, full in (
        ("we|they|you", "re", "are"), ("we|they|you|i", "ve", "have"), ("i", "m", "am"),
        ("we|they|you|i|he|she|it|that", "ll", "will"), ("he|she|it|that|there|this|what", "s", "is"),
    )
)  # fmt: skip


def _oneself(name: str) -> list[str]:
    words: list[str] = lexicon.table("clauses")["oneself"][name]
    return words
