"""What of two sides needs no wording: whether they name the same somebody, idea, place and number, or different ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable

NAME, IDEA, PLACE, NUMBER = KINDS = "n:", "c:", "c:@", "#:"

CLASHES = {PLACE: 0.10, NUMBER: 0.2}
"""How a kind of tie begins → how much more likeness is asked for where both sides have some and none in common. Two countries are
seldom one story, nor are two titles that differ by their numbers; groups gather numbers as a story goes on."""

AGREES = 0.06
"""How much less is asked for by every kind in which two sides agree, beyond the first."""

ONLY_NAME = 0.04
"""… and how much more where they have a name in common, and what each says of it is another idea."""


def marks(ties: Iterable[str]) -> frozenset[str]:
    """The ties by which two sides agree or clash."""
    return frozenset(tie for tie in ties if tie.startswith((NAME, IDEA, NUMBER)))


def clash(one: Collection[str], other: Collection[str], kinds: Iterable[str] = (PLACE, NUMBER)) -> float:
    """How much more likeness two sides need for what both name differently."""
    more = 0.0
    for kind in kinds:
        mine, theirs = _of(kind, one), _of(kind, other)
        if mine and theirs and mine.isdisjoint(theirs):
            more += CLASHES[kind]
    return more


def agreement(one: Collection[str], other: Collection[str], own: Collection[str]) -> float:
    """How much less likeness two sides need for what they name alike; negative where a name is all they have in common.

    `own` is what both name and hardly anybody else: a place or an idea that is everywhere ties nothing.
    """
    shared = [kind for kind in KINDS if not _of(kind, one).isdisjoint(_of(kind, other))]
    if shared == [NAME] and _of(IDEA, one) and _of(IDEA, other):
        return -ONLY_NAME
    return AGREES * max(0, sum(bool(_of(kind, own)) for kind in KINDS) - 1)


def _of(kind: str, marked: Collection[str]) -> set[str]:
    return {tie for tie in marked if tie.startswith(kind) and (kind != IDEA or not tie.startswith(PLACE))}
