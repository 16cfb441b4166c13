"""Loads the word lists and finds their words in a page, the longest at each position. Knows no meanings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


@cache
def load(name: str) -> dict[str, Any]:
    """Load one list of nlp/words, by its file name without extension."""
    return tomllib.loads(resources.files("nlp").joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))


class Hit(NamedTuple, Generic[T]):
    """A listed word at its position."""

    start: int
    end: int
    what: T


class Finder(Generic[T]):
    """Finds the words of a mapping in prepared text; the longest wins, without overlaps.

    Latin words need word boundaries; `glued` ones may follow a digit: 115USD.
    """

    def __init__(self, words: Mapping[str, T], *, glued: bool = False) -> None:
        self._what = {fold(word): what for word, what in words.items()}
        self._pattern = re.compile(pattern(self._what, glued=glued))
        self._begins = frozenset(word[0] for word in self._what)

    def find(self, words: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Yield every word in a range of `Page.words`, in order."""
        stretch = self._pattern.finditer(words, start, len(words) if end is None else end)
        for match in stretch:
            yield Hit(match.start(), match.end(), self._what[match.group()])

    def at(self, words: str, place: int) -> Hit[T] | None:
        """Return the word that begins at this position."""
        if words[place : place + 1] not in self._begins:
            return None
        match = self._pattern.match(words, place)
        return match and Hit(match.start(), match.end(), self._what[match.group()])


class Ending(Generic[T]):
    """Finds the word of a mapping that ends right before a position; the longest wins."""

    def __init__(self, words: Mapping[str, T], *, apart: bool) -> None:
        self._words = dict(words)
        self._lengths: dict[str, list[int]] = {}
        """Last two characters, or a one-character word → lengths of the words that end in them, longest first."""
        for word in sorted(words, key=len, reverse=True):
            longer = [ending for ending in self._lengths if ending[-1] == word]
            for ending in (word[-2:], *longer):
                lengths = self._lengths.setdefault(ending, [])
                if len(word) not in lengths:
                    lengths.append(len(word))
        self._apart = apart

    def before(self, text: str, place: int, low: int = 0) -> Hit[T] | None:
        """Return the word before a position, ignoring spaces in between; with `apart`, at a word boundary."""
        while place > low and text[place - 1] == " ":
            place -= 1
        if place <= low:
            return None
        lengths = self._lengths.get(text[place - 2 : place]) or self._lengths.get(text[place - 1]) or ()
        for length in lengths:
            start = place - length
            if start < low or (what := self._words.get(text[start:place])) is None:
                continue
            head = text[start - 1 : start]
            if not (self._apart and text[start].isalnum() and head.isascii() and head.isalnum()):
                return Hit(start, place, what)
        return None


def fold(word: str) -> str:
    """Return a listed word as it appears in `Page.words`."""
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", word.lower())


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for a few words; Latin ones need word boundaries."""
    listed = sorted(words, key=len, reverse=True)
    latin = [re.escape(word) for word in listed if word.isascii()]
    others = [re.escape(word) for word in listed if not word.isascii()]
    return "|".join([*others, *([rf"\b(?:{'|'.join(latin)})\b"] if latin else [])])


def pattern(words: Iterable[str], *, glued: bool = False) -> str:
    """Return a trie-like regular expression for many words, longest first.

    Backtracking is limited to one word's length, and one character rules out most positions.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    latin = {char: rest for char, rest in tree.items() if char.isascii() and char.isalnum()}
    others = {char: rest for char, rest in tree.items() if char not in latin}
    apart = "" if glued else r"(?<![a-z0-9])"
    parts = [rf"{apart}(?=[{''.join(map(re.escape, latin))}]){_branch(latin)}"] if latin else []
    parts += [rf"(?=[{''.join(map(re.escape, others))}]){_branch(others)}"] if others else []
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _branch(tree: dict[str, Any], before: str = "") -> str:
    """Return the expression of one trie node; a Latin word must not end inside another."""
    latin = before.isascii() and (before.isalpha() or before.isdigit())
    choices = [re.escape(char) + _branch(rest, char) for char, rest in tree.items() if char]
    if "" in tree:
        choices.append(r"(?![a-z0-9])" if latin else "")
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"
