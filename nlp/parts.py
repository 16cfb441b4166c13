"""Gives English words their parts of speech by the parser's own rules, each asked once. Knows no rule itself.

The model's attribute ruler tries each of its 179 patterns at every word, which is a tenth of the whole parse; many of
them only set morphology and lemmas, which nothing here reads, and nearly all of the rest look at one word alone.
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
"""What of a rule is kept."""
Key = tuple[int, int, int, int]
"""What rules can ask of a word, as numbers: tag, lower case where a rule names it, dependency, whether it is space."""


class Word(NamedTuple):
    """The same in words."""

    TAG: str
    LOWER: str
    DEP: str
    IS_SPACE: bool


class Rule(NamedTuple):
    """What words one after the other have to be, and what one of them is then."""

    words: Sequence[Mapping[str, Any]]
    which: int
    """The word of them that is meant."""
    sets: Mapping[str, str]


class Told(NamedTuple):
    """What the rules say of a word."""

    word: Word
    tag: int
    part: int
    number: int
    """Of the rule that spoke last."""
    opens: tuple[int, ...]
    """The rules of several words that can begin here."""


class PartReader:
    """Sets tags and parts of speech as the rules say, the last one that fits."""

    def __init__(self) -> None:
        self.rules: tuple[Rule, ...] = ()
        self._named: frozenset[int] = frozenset()
        self._told: dict[Key, Told] = {}

    def use(self, patterns: Iterable[Mapping[str, Any]], strings: StringStore) -> None:
        """Take over an attribute ruler's patterns; their tags become known to the vocabulary.

        Raises:
            ValueError: a pattern asks of a word what is not known here.
        """
        self.rules = tuple(_rules(patterns))
        asked = [word.get("LOWER", "") for rule in self.rules for word in rule.words]
        self._named = frozenset(get_string_id(word) for value in asked for word in _listed(value))
        for rule in self.rules:
            strings.add(rule.sets.get("TAG", ""))
        self._told.clear()

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with its parts of speech."""
        table: Any = doc.to_array([TAG, LOWER, DEP, IS_SPACE])
        keys: list[Key] = [
            (tag, word if word in self._named else 0, dep, space)
            for tag, word, dep, space in table.reshape(-1, 4).tolist()
        ]
        told = [self._told.get(key) or self._learn(key, doc.vocab.strings) for key in keys]
        for start, first in enumerate(told):
            for number in first.opens:
                self._apply(number, told, start)
        table = np.array([(one.tag, one.part) for one in told], dtype="uint64")
        return doc.from_array([TAG, POS], table.reshape(-1, 2))

    def _learn(self, key: Key, strings: StringStore) -> Told:
        """What the rules of one word say."""
        tag, lower, dep, space = key
        word = Word(strings[tag], strings[lower], strings[dep], bool(space))
        part, last = 0, -1
        for number, rule in enumerate(self.rules):
            if len(rule.words) == 1 and _fits(rule.words[0], word):
                tag, part, last = _set(rule, tag, part, number)
        opens = [
            number
            for number, rule in enumerate(self.rules)
            if len(rule.words) > 1 and _fits(rule.words[0], word)
        ]
        self._told[key] = told = Told(word, tag, part, last, tuple(opens))
        return told

    def _apply(self, number: int, told: list[Told], start: int) -> None:
        """Write what a rule of several words says, unless a later rule spoke."""
        rule = self.rules[number]
        stretch = told[start : start + len(rule.words)]
        at = start + rule.which
        if len(stretch) < len(rule.words) or told[at].number > number:
            return
        if all(_fits(asked, one.word) for asked, one in zip(rule.words, stretch, strict=True)):
            tag, part, last = _set(rule, told[at].tag, told[at].part, number)
            told[at] = told[at]._replace(tag=tag, part=part, number=last)


def _rules(patterns: Iterable[Mapping[str, Any]]) -> Iterator[Rule]:
    """The rules that set what is kept, in the order in which later ones prevail."""
    for pattern in patterns:
        sets = {name: pattern["attrs"][name] for name in _SET if name in pattern["attrs"]}
        for words in pattern["patterns"] if sets else ():
            for asked in words:
                _prove(asked)
            yield Rule(words, pattern["index"], sets)


def _prove(asked: Mapping[str, Any]) -> None:
    ways = {way for value in asked.values() if isinstance(value, dict) for way in value}
    if unknown := ({*asked} - {*Word._fields}) | (ways - {"IN", "NOT_IN"}):
        raise ValueError(f"a rule of parts of speech asks for {', '.join(sorted(unknown))}: {asked}")


def _set(rule: Rule, tag: int, part: int, number: int) -> tuple[int, int, int]:
    """Tag, part and number once a rule spoke."""
    if "TAG" in rule.sets:
        tag = get_string_id(rule.sets["TAG"])
    return tag, IDS[rule.sets["POS"]] if "POS" in rule.sets else part, number


def _listed(value: Any) -> list[str]:
    """The words that a rule names."""
    return [word for words in value.values() for word in words] if isinstance(value, dict) else [value]


def _fits(asked: Mapping[str, Any], word: Word) -> bool:
    """Whether a word is what a rule asks for."""
    for name, value in asked.items():
        has = getattr(word, name)
        if not isinstance(value, dict):
            value = {"IN": [value]}  # noqa: PLW2901
        if has not in value.get("IN", [has]) or has in value.get("NOT_IN", []):
            return False
    return True


@Language.factory(PARTS, assigns=["token.tag", "token.pos"], requires=["token.tag", "token.dep"])
def make_parts(nlp: Language, name: str) -> PartReader:  # noqa: ARG001 — spaCy calls by these names
    """A component without rules; whoever adds it sets them."""
    return PartReader()
