"""Similarity of items and groups by embedding vectors, after subtraction of each language's mean.

The caller supplies the vectors; without them this module is not used.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Vector: TypeAlias = npt.NDArray[np.float32]
"""Embedding of an item, comparable across languages by its direction."""

PRIOR = 12
"""Pseudo-count with which a language's mean starts at zero."""

CLOSEST = 12
"""Number of nearest groups returned."""

EXACT = 4
"""Decimals compared; beyond them results depend on the machine's order of addition."""


class Meanings:
    """Directions of the active groups, and the mean vector of each language.

    Items of one stream or one language share a component that says nothing about the story, so the mean is subtracted
    before directions are compared.
    """

    def __init__(self) -> None:
        self._means: dict[str, tuple[npt.NDArray[np.float64], int]] = {}
        self._sums: dict[str, npt.NDArray[np.float64]] = {}
        self._slots: dict[str, int] = {}
        self._groups: list[str] = []
        self._langs: list[str] = []
        self._directions = np.zeros((0, 0), dtype=np.float32)

    def __bool__(self) -> bool:
        """Return whether any vector was added."""
        return bool(self._means)

    def direction(self, vector: Vector, lang: str) -> Vector:
        """Return a vector minus its language's mean, normalised to length one."""
        mean, count = self._means.get(lang, (np.zeros(len(vector)), 0))
        return _unit(vector - mean / (count + PRIOR))

    def add(self, vector: Vector, direction: Vector, group: str, lang: str) -> None:
        """Add an item to its group and to its language's mean."""
        mean, count = self._means.get(lang, (np.zeros(len(vector)), 0))
        self._means[lang] = (mean + vector, count + 1)
        total = self._sums.get(group, np.zeros(len(vector))) + direction
        self._sums[group] = total
        if group not in self._slots:
            self._slots[group] = len(self._groups)
            self._groups.append(group)
            self._langs.append(lang)
            if len(self._groups) > len(self._directions):
                self._directions = _grown(self._directions, len(vector))
        self._directions[self._slots[group]] = _unit(total)

    def of(self, group: str) -> Vector | None:
        """Return the direction of a group; None if none of its items has a vector."""
        slot = self._slots.get(group)
        return None if slot is None else self._directions[slot]

    def near(self, direction: Vector, lang: str, *, foreign: bool = False) -> dict[str, float]:
        """Return the nearest groups of the language (or of all others) with their cosine similarity."""
        if not self._groups:
            return {}
        cosines = self._directions[: len(self._groups)] @ direction
        own = np.fromiter((other == lang for other in self._langs), dtype=bool, count=len(self._langs))
        cosines[own if foreign else ~own] = -1.0
        best = np.argsort(-cosines, kind="stable")[:CLOSEST]
        return {self._groups[at]: round(float(cosines[at]), EXACT) for at in best if cosines[at] > 0}

    def cosine(self, direction: Vector, group: str) -> float | None:
        """Return the cosine of a direction with a group; None if the group has no vector."""
        other = self.of(group)
        return None if other is None else round(float(other @ direction), EXACT)

    def forget(self, group: str) -> None:
        """Drop an inactive group; the last row of the matrix takes its place."""
        slot = self._slots.pop(group, None)
        if slot is None:
            return
        del self._sums[group]
        last, lang = self._groups.pop(), self._langs.pop()
        if last != group:
            self._groups[slot], self._langs[slot], self._slots[last] = last, lang, slot
            self._directions[slot] = self._directions[len(self._groups)]


def _unit(vector: npt.NDArray[np.floating]) -> Vector:
    length = float(np.sqrt(vector @ vector))
    return (vector / length if length else vector).astype(np.float32)


def _grown(rows: Vector, width: int) -> Vector:
    larger = np.zeros((max(256, 2 * len(rows)), width), dtype=np.float32)
    if len(rows):
        larger[: len(rows)] = rows
    return larger
