"""Finds watched companies in a text by their aliases. Knows no figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from records import Company


class Aliases:
    """The names of watched companies and their brands; Latin ones match whole words only."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._ids = {
            alias: company.id
            for company in companies
            for alias in (company.name, *company.aliases, *company.brands)
            if alias
        }
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for alias in sorted(self._ids, key=len, reverse=True):
            self._by_initial[alias[0]].append(alias)
        # A single expression of all aliases would try each one at every character.
        self._initial = re.compile(f"[{''.join(map(re.escape, self._by_initial))}]") if self._ids else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and company id of each name, left to right; the longest at each position."""
        place = 0
        while self._initial and (initial := self._initial.search(text, place)):
            place = initial.start()
            alias = next((one for one in self._by_initial[initial[0]] if _stands(text, place, one)), None)
            if alias is not None:
                yield place, place + len(alias), self._ids[alias]
            place += len(alias or initial[0])


@lru_cache(maxsize=8)
def aliases_of(companies: tuple[Company, ...]) -> Aliases:
    """Return the sorted aliases of a watch list's companies, cached."""
    return Aliases(companies)


def _stands(text: str, start: int, alias: str) -> bool:
    """Return whether an alias matches at a position; a Latin one as a whole word."""
    if not text.startswith(alias, start):
        return False
    end = start + len(alias)
    return not alias.isascii() or not (
        _is_letter(text[max(start - 1, 0) : start]) or _is_letter(text[end : end + 1])
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
