"""Cuts a stream into batches, by number or by weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in order, `size` at a time; no more than that is taken from the stream ahead."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def weighed(items: Iterable[Item], most: int, weight: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in order, as many at a time as weigh no more than `most` together; one that weighs more alone."""
    batch: list[Item] = []
    together = 0
    for item in items:
        if batch and together + weight(item) > most:
            yield batch
            batch, together = [], 0
        batch.append(item)
        together += weight(item)
    if batch:
        yield batch
