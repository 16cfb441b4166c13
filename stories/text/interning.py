"""Equal sets held once: what thousands of items of the window name is mostly the same few companies, or nobody."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=10_000)
def once(found: frozenset[str]) -> frozenset[str]:
    """The set that was seen first of all equal ones."""
    return found
