"""Cuts a stream into batches, by count or by total weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in order, `size` at a time, reading no further ahead in the stream."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def weighed(items: Iterable[Item], most: int, weight: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield the items in order, in batches of total weight up to `most`; a heavier item comes alone."""
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
