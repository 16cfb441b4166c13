"""Assigns English parts of speech by the model's own rules, caching each decision. Has no rules of its own.

The model's attribute ruler tries each of its 179 patterns at every word, which takes a tenth of the parse; many patterns
only set morphology and lemmas, which nothing here reads, and nearly all of the rest look at a single word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

PARTS = "rejoinder_parts"
_SET = ("TAG", "POS")
"""The attributes of a rule that are used."""
Key = tuple[int, int, int, int]
"""The features a rule can test, as numbers: tag, lower-case form if a rule names it, dependency, whether it is space."""


class Word(NamedTuple):
    """The same features as strings."""

    TAG: str
    LOWER: str
    DEP: str
    IS_SPACE: bool


class Rule(NamedTuple):
    """Conditions on consecutive words, and what to set on one of them."""

    words: Sequence[Mapping[str, Any]]
    which: int
    """Index of the word that is changed."""
    sets: Mapping[str, str]


class Assigned(NamedTuple):
    """The result of the rules for a word."""

    word: Word
    tag: int
    part: int
    number: int
    """Number of the last rule that applied."""
    opens: tuple[int, ...]
    """Rules of several words that may start here."""


class PartReader:
    """Sets tags and parts of speech by the rules; the last match wins."""

    def __init__(self) -> None:
        self.rules: tuple[Rule, ...] = ()
        self._named: frozenset[int] = frozenset()
        self._cache: dict[Key, Assigned] = {}

    def use(self, patterns: Iterable[Mapping[str, Any]], strings: StringStore) -> None:
        """Take over an attribute ruler's patterns, adding their tags to the vocabulary.

        Raises:
            ValueError: a pattern tests a feature that is not supported here.
        """
        self.rules = tuple(_rules(patterns))
        asked = [word.get("LOWER", "") for rule in self.rules for word in rule.words]
        self._named = frozenset(get_string_id(word) for value in asked for word in _listed(value))
        for rule in self.rules:
            strings.add(rule.sets.get("TAG", ""))
        self._cache.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Set the parts of speech of the Doc."""
        table: Any = doc.to_array([TAG, LOWER, DEP, IS_SPACE])
        keys: list[Key] = [
            (tag, word if word in self._named else 0, dep, space)
            for tag, word, dep, space in table.reshape(-1, 4).tolist()
        ]
        assigned = [self._cache.get(key) or self._assign(key, doc.vocab.strings) for key in keys]
        for start, first in enumerate(assigned):
            for number in first.opens:
                self._apply(number, assigned, start)
        table = np.array([(one.tag, one.part) for one in assigned], dtype="uint64")
        return doc.from_array([TAG, POS], table.reshape(-1, 2))

    def _assign(self, key: Key, strings: StringStore) -> Assigned:
        """Apply the single-word rules and cache the result."""
        tag, lower, dep, space = key
        word = Word(strings[tag], strings[lower], strings[dep], bool(space))
        part, last = 0, -1
        for number, rule in enumerate(self.rules):
            if len(rule.words) == 1 and _matches(rule.words[0], word):
                tag, part, last = _set(rule, tag, part, number)
        opens = [
            number
            for number, rule in enumerate(self.rules)
            if len(rule.words) > 1 and _matches(rule.words[0], word)
        ]
        self._cache[key] = assigned = Assigned(word, tag, part, last, tuple(opens))
        return assigned

    def _apply(self, number: int, assigned: list[Assigned], start: int) -> None:
        """Apply a rule of several words, unless a later rule has already applied."""
        rule = self.rules[number]
        stretch = assigned[start : start + len(rule.words)]
        at = start + rule.which
        if len(stretch) < len(rule.words) or assigned[at].number > number:
            return
        if all(_matches(asked, one.word) for asked, one in zip(rule.words, stretch, strict=True)):
            tag, part, last = _set(rule, assigned[at].tag, assigned[at].part, number)
            assigned[at] = assigned[at]._replace(tag=tag, part=part, number=last)


def _rules(patterns: Iterable[Mapping[str, Any]]) -> Iterator[Rule]:
    """Yield the rules that set an attribute we use, in order; later ones win."""
    for pattern in patterns:
        sets = {name: pattern["attrs"][name] for name in _SET if name in pattern["attrs"]}
        for words in pattern["patterns"] if sets else ():
            for asked in words:
                _check_supported(asked)
            yield Rule(words, pattern["index"], sets)


def _check_supported(asked: Mapping[str, Any]) -> None:
    ways = {way for value in asked.values() if isinstance(value, dict) for way in value}
    if unknown := ({*asked} - {*Word._fields}) | (ways - {"IN", "NOT_IN"}):
        raise ValueError(
            f"unsupported condition in a part-of-speech rule: {', '.join(sorted(unknown))}: {asked}"
        )


def _set(rule: Rule, tag: int, part: int, number: int) -> tuple[int, int, int]:
    """Return tag, part of speech and rule number after applying a rule."""
    if "TAG" in rule.sets:
        tag = get_string_id(rule.sets["TAG"])
    return tag, IDS[rule.sets["POS"]] if "POS" in rule.sets else part, number


def _listed(value: Any) -> list[str]:
    """Return the words that a condition names."""
    return [word for words in value.values() for word in words] if isinstance(value, dict) else [value]


def _matches(asked: Mapping[str, Any], word: Word) -> bool:
    """Return whether a word meets the conditions."""
    for name, value in asked.items():
        has = getattr(word, name)
        if not isinstance(value, dict):
            value = {"IN": [value]}  # noqa: PLW2901
        if has not in value.get("IN", [has]) or has in value.get("NOT_IN", []):
            return False
    return True


@Language.factory(PARTS, assigns=["token.tag", "token.pos"], requires=["token.tag", "token.dep"])
def make_parts(nlp: Language, name: str) -> PartReader:  # noqa: ARG001 — spaCy calls by these names
    """Make the component without rules; `use` sets them."""
    return PartReader()
