"""Likeness of meaning by vectors: of items and groups, freed of what their stream has in common.

Whoever links hands the vectors in; how they are made is not known here, and without them nothing of this is used.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Vector: TypeAlias = npt.NDArray[np.float32]
"""What an item means, as a vector whose direction counts; comparable across languages."""

PRIOR = 12
"""Items that the stream's common part is thought to be missing from before the first is seen."""

CLOSEST = 12
"""Groups that are looked at closely."""

EXACT = 4
"""Decimals that are compared: what lies beyond is the order in which a machine adds."""


class Meanings:
    """The directions of the active groups, and the mean of every language's items.

    A stream about one subject, and a language, give all their items something in common that tells nothing: the mean
    is taken away before directions are compared.
    """

    def __init__(self) -> None:
        self._means: dict[str, tuple[npt.NDArray[np.float64], int]] = {}
        self._sums: dict[str, npt.NDArray[np.float64]] = {}
        self._slots: dict[str, int] = {}
        self._groups: list[str] = []
        self._langs: list[str] = []
        self._directions = np.zeros((0, 0), dtype=np.float32)

    def __bool__(self) -> bool:
        """Whether anything is known of what items mean."""
        return bool(self._means)

    def direction(self, vector: Vector, lang: str) -> Vector:
        """An item's direction: its vector without the mean of its language, of length one."""
        mean, count = self._means.get(lang, (np.zeros(len(vector)), 0))
        return _unit(vector - mean / (count + PRIOR))

    def add(self, vector: Vector, direction: Vector, group: str, lang: str) -> None:
        """Let an item count in its group and in its language."""
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
        """The direction of a group; None where none of its items has one."""
        slot = self._slots.get(group)
        return None if slot is None else self._directions[slot]

    def near(self, direction: Vector, lang: str, *, foreign: bool = False) -> dict[str, float]:
        """The closest groups of the language (or of the others) and the cosine with each."""
        if not self._groups:
            return {}
        cosines = self._directions[: len(self._groups)] @ direction
        own = np.fromiter((other == lang for other in self._langs), dtype=bool, count=len(self._langs))
        cosines[own if foreign else ~own] = -1.0
        best = np.argsort(-cosines, kind="stable")[:CLOSEST]
        return {self._groups[at]: round(float(cosines[at]), EXACT) for at in best if cosines[at] > 0}

    def cosine(self, direction: Vector, group: str) -> float | None:
        """How near a direction is to a group's; None where the group has none."""
        other = self.of(group)
        return None if other is None else round(float(other @ direction), EXACT)

    def forget(self, group: str) -> None:
        """Drop a group that is no longer active: the last one takes its place."""
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
