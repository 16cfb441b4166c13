"""Draws words for made-up texts, as often as the recorded lines of a language have them, and new words as often as they do.

A Pitman-Yor process begun by the counts of `made_up.toml` (Teh, "A hierarchical Bayesian language model based on
Pitman-Yor processes", ACL 2006): the words drawn so far grow as the recorded ones did. A new word is made of the
beginning of a rare recorded word and the end of another, and is a name if the first is.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate
from typing import Any

Word = tuple[str, str]
"""A word and its label as a name, or an empty one."""


class Vocabulary:
    """The words of a language as the stream draws them."""

    def __init__(self, counted: dict[str, Any], chance: random.Random) -> None:
        self._chance = chance
        self._discount: float = counted["discount"]
        entries = [(word, label, count) for count, label, row in counted["words"] for word in row.split(" ")]
        self._words: list[Word] = [(word, label) for word, label, _ in entries]
        weights = [count - self._discount for _, _, count in entries]
        self._weights = list(accumulate(weights))
        self._calm = list(accumulate(_calmed(weights, *counted.get("frequent", (0, 1, 1)))))
        self._unseen = 1 - sum(weights) / counted["tokens"]
        self._strength = self._unseen * counted["tokens"]
        least = min(count for *_, count in entries)
        self._rare = [(word, label) for word, label, count in entries if count == least]
        self._made: list[Word] = []
        """The words drawn so far that no recording has, with repetitions."""
        self._often: Counter[Word] = Counter()

    def draw(self, *, title: bool = False) -> Word:
        """Return the next word of a text, or of a title, which has fewer of the most frequent words."""
        if self._chance.random() < self._unseen:
            return self._unrecorded()
        weights = self._calm if title else self._weights
        return self._chance.choices(self._words, cum_weights=weights)[0]

    def name(self) -> Word:
        """Return a person's name."""
        while (word := self._new())[1] != "PERSON":
            continue
        return word

    def core(self) -> Word:
        """Return a word that a story can be about: a rare or new one of more than a character."""
        while (
            len((word := self._chance.choice([self._unrecorded(), self._chance.choice(self._rare)]))[0]) == 1
        ):
            continue
        return word

    def _unrecorded(self) -> Word:
        place = self._chance.random() * (self._strength + len(self._made))
        word = self._made[int(place)] if place < len(self._made) else None
        if word is None or self._chance.random() * self._often[word] < self._discount:
            word = self._new()
        self._made.append(word)
        self._often[word] += 1
        return word

    def _new(self) -> Word:
        (first, label), (second, _) = self._chance.choice(self._rare), self._chance.choice(self._rare)
        return first[: (len(first) + 1) // 2] + second[len(second) // 2 :].lower(), label


def _calmed(weights: list[float], frequent: int, usual: float, wanted: float) -> list[float]:
    """Return the weights with those of the `frequent` first lowered so that they have a `wanted` share, not the `usual` one."""
    lowered = wanted * (1 - usual) / ((1 - wanted) * usual) if frequent else 1.0
    return [weight * lowered if place < frequent else weight for place, weight in enumerate(weights)]
