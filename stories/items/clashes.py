"""What of two sides needs no wording: whether they name the same somebody, idea, place and number, or different ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable

from stories.text.interning import once

NAME, IDEA, PLACE, NUMBER = KINDS = "n:", "c:", "c:@", "#:"

CLASHES = {PLACE: 0.10, NUMBER: 0.2}
"""How a kind of tie begins → how much more likeness is asked for where both sides have some and none in common. Two countries are
seldom one story, nor are two titles that differ by their numbers; groups gather numbers as a story goes on."""

AGREES = 0.06
"""How much less is asked for by every kind in which two sides agree, beyond the first."""

ONLY_NAME = 0.04
"""… and how much more where they have a name in common, and what each says of it is another idea."""


def marks(ties: Iterable[str]) -> frozenset[str]:
    """The ties by which two sides agree or clash, and the kinds that are among them."""
    found = {tie for tie in ties if tie.startswith((NAME, IDEA, NUMBER))}
    return once(frozenset(found.union(map(_kind, found))))


def _whole(_: str) -> float:
    return 1.0


def clash(
    one: Iterable[str],
    other: Container[str],
    kinds: Collection[str] = (PLACE, NUMBER),
    share: Callable[[str], float] = _whole,
) -> float:
    """How much more likeness two sides need for what both name differently. Looks through the first side only.

    `share` tells how much of the other side names anything of a kind: where few titles of many have a number, another
    number says little against them all.
    """
    mine: dict[str, bool] = {}
    for mark in one:
        kind = _kind(mark)
        if kind in kinds and mark != kind:
            mine[kind] = mine.get(kind, False) or mark in other
    return sum(CLASHES[kind] * share(kind) for kind, shared in mine.items() if not shared and kind in other)


def agreement(one: Collection[str], other: Container[str], own: Iterable[str]) -> float:
    """How much less likeness two sides need for what they name alike; negative where a name is all they have in common.

    `own` is what both name and hardly anybody else: a place or an idea that is everywhere ties nothing.
    """
    shared = {kind for mark in one if mark in other and (kind := _kind(mark)) != mark}
    if shared == {NAME} and IDEA in one and IDEA in other:
        return -ONLY_NAME
    return AGREES * max(0, len({kind for mark in own if (kind := _kind(mark)) != mark}) - 1)


def most_agreement(one: Collection[str]) -> float:
    """The most that `agreement` can come to for one side: where another names something alike of every kind."""
    return AGREES * max(0, sum(kind in one for kind in KINDS) - 1)


def _kind(mark: str) -> str:
    return PLACE if mark.startswith(PLACE) else mark[: len(NAME)]
