"""Looks up the class of an English verb, in any inflected form, in words/verbs.toml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from records import Stance
from stories.english.inflection import FORMS, Form, forms_of
from stories.text import lexicon


class Sense(NamedTuple):
    """A verb in one of its meanings."""

    name: str
    """Class name in words/verbs.toml."""
    tells: str
    """What the class says of the subject: answers, speaks, acts, trades or befalls."""
    stance: Stance
    ongoing: Stance
    """Stance in the progressive: "is investigating"."""
    end: int
    """Number of following words that belong to the verb."""


@cache
def forms() -> dict[str, tuple[tuple[str, Form], ...]]:
    """Map every inflected form to its lemmas, each with the form it is."""
    found: dict[str, dict[tuple[str, Form], None]] = defaultdict(dict)
    irregular = lexicon.table("verbs")["irregular"]
    for lemma in (*_entries(), *leads(), *_stated()):
        for form, word in zip(FORMS, forms_of(lemma, irregular.get(lemma, ())), strict=True):
            found[word][lemma, form] = None
    return {word: tuple(read) for word, read in found.items()}


def is_form(word: str, form: Form) -> bool:
    """Return whether a word is this form of any listed verb."""
    return any(read == form for _, read in forms().get(word, ()))


@cache
def leads() -> frozenset[str]:
    """Return verbs and adjectives that take an infinitive: "agrees to", "is forced to"."""
    return frozenset(word for words in lexicon.table("clauses")["leads"].values() for word in words)


@cache
def lead_of(word: str) -> tuple[str, Form | None] | None:
    """Return the lemma and form of a word that takes an infinitive; None for any other word."""
    read = [(lemma, form) for lemma, form in forms().get(word, ()) if lemma in leads() and form != "base"]
    return read[0] if read else (word, None) if word in leads() else None


@cache
def _stated() -> frozenset[str]:
    return frozenset(
        verb.split()[0] for verbs in lexicon.table("clauses")["statements"].values() for verb in verbs
    )


def sense_of(lemma: str, following: Sequence[str]) -> Sense | None:
    """Return the sense of a lemma before these words: the longest matching entry wins, then the earlier class."""
    best: Sense | None = None
    for rest, sense in _entries().get(lemma, ()):
        end = _fits(rest, following)
        if end is not None and (best is None or end > best.end):
            best = sense._replace(end=end) if end else sense
    return best


def answers(word: str) -> bool:
    """Return whether a word is a verb that answers by itself: "denies"."""
    senses = (sense_of(lemma, ()) for lemma, _ in forms().get(word, ()))
    return any(sense is not None and sense.tells == "answers" for sense in senses)


def is_reply(cue: str) -> bool:
    """Return whether a verb phrase announces a reply without its content: "responds to", "breaks silence"."""
    words = cue.casefold().split()
    return any(
        (sense := sense_of(lemma, words[place + 1 :])) is not None and sense.name == "reply"
        for place, word in enumerate(words)
        for lemma, _ in forms().get(word, ())
    )


def fits(lemma: str, following: Sequence[str], entries: tuple[str, ...]) -> bool:
    """Return whether a lemma with the words after it matches one of the entries."""
    return any(
        _fits(tuple(rest), following) is not None
        for first, *rest in map(str.split, entries)
        if first == lemma
    )


def _fits(rest: tuple[str, ...], following: Sequence[str]) -> int | None:
    """Return how many words an entry consumes after its verb, or None. `*` matches up to five words."""
    if not rest:
        return 0
    if rest[0] != "*":
        if not following or _stem(following[0]) != _stem(rest[0]):
            return None
        end = _fits(rest[1:], following[1:])
        return None if end is None else end + 1
    for skipped in range(min(AMID, len(following)) + 1):
        if not _CLAUSE.isdisjoint(following[:skipped]):
            break
        if (end := _fits(rest[1:], following[skipped:])) is not None:
            return skipped + end
    return None


_CLAUSE = frozenset({"it", "he", "she", "they", "we", "i", "that", "and", "but"})
"""Words that begin another clause, which `*` never crosses."""

AMID = 5
"""Maximum words that `*` skips: "break her long silence"."""


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word  # noqa: PLR2004 — is, as, us


@cache
def _entries() -> dict[str, list[tuple[tuple[str, ...], Sense]]]:
    """Map each lemma to its entries: the words after it and the sense."""
    found: dict[str, list[tuple[tuple[str, ...], Sense]]] = defaultdict(list)
    for name, entry in _classes():
        stance: Stance = entry.get("stance", "explain")
        sense = Sense(name, entry["tells"], stance, entry.get("ongoing", stance), 0)
        for verb in entry["verbs"]:
            lemma, *rest = verb.split()
            found[lemma].append((tuple(rest), sense))
    return dict(found)


def _classes() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, entry) for name, entry in lexicon.table("verbs").items() if "tells" in entry)
