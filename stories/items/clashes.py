"""How far the ties of two sides agree or contradict each other, as an adjustment of the similarity that is required of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable
from functools import lru_cache

from stories.text.interning import interned

NAME, IDEA, PLACE, NUMBER = KINDS = "n:", "c:", "c:@", "#:"

CLASHES = {PLACE: 0.10, NUMBER: 0.2}
"""Extra similarity required if both sides have ties of a kind and none in common, by prefix. Stories rarely span two
countries, and titles with different numbers rarely tell one story; groups collect numbers as a story goes on."""

AGREES = 0.06
"""Required similarity is lowered by this for every kind of tie in which two sides agree, beyond the first."""

ONLY_NAME = 0.04
"""... and raised by this if they share a name but no concept."""


def marks(ties: Iterable[str]) -> frozenset[str]:
    """Return the ties that can agree or clash, and the kinds among them."""
    found = {tie for tie in ties if tie.startswith((NAME, IDEA, NUMBER))}
    return interned(frozenset(found.union(map(_kind, found))))


def _whole(_: str) -> float:
    return 1.0


def clash(
    one: Iterable[str],
    other: Container[str],
    kinds: Collection[str] = (PLACE, NUMBER),
    share: Callable[[str], float] = _whole,
) -> float:
    """Return the extra similarity required for contradicting ties. Iterates over the first side only.

    `share` gives the share of the other side's titles that have a tie of a kind: where few of many titles have a
    number, a different number says little about them.
    """
    mine: dict[str, bool] = {}
    for mark in one:
        kind = _kind(mark)
        if kind in kinds and mark != kind:
            mine[kind] = mine.get(kind, False) or mark in other
    return sum(CLASHES[kind] * share(kind) for kind, shared in mine.items() if not shared and kind in other)


def agreement(one: Collection[str], other: Container[str], own: Iterable[str]) -> float:
    """Return by how much shared ties lower the required similarity; negative if a name is all that is shared.

    `own` are the shared ties that are rare elsewhere: a place or concept found everywhere is no evidence.
    """
    shared = {kind for mark in one if mark in other and (kind := _kind(mark)) != mark}
    if shared == {NAME} and IDEA in one and IDEA in other:
        return -ONLY_NAME
    return AGREES * max(0, len({kind for mark in own if (kind := _kind(mark)) != mark}) - 1)


@lru_cache(maxsize=10_000)
def most_agreement(one: frozenset[str]) -> float:
    """Return the upper bound of `agreement` for one side."""
    return AGREES * max(0, sum(kind in one for kind in KINDS) - 1)


def _kind(mark: str) -> str:
    return PLACE if mark.startswith(PLACE) else mark[: len(NAME)]
