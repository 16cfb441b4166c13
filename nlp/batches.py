"""Cuts a stream into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in order, `size` at a time; no more than that is taken from the stream ahead."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
