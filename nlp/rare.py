"""A cheap test before an expression, for texts that hold nothing it could match. Knows no words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Rare:
    """An expression for what few texts hold: it is tried only where a piece of text stands that each match needs."""

    def __init__(self, needs: Iterable[str], expression: str, flags: int = 0) -> None:
        """The needs are in small letters where the expression is blind to case; without any it is always tried."""
        self.needs = tuple(needs)
        self._expression = re.compile(expression, flags)
        self.is_blind = bool(self._expression.flags & re.IGNORECASE)
        self._last = "", False

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in a stretch."""
        stop = len(text) if end is None else end
        return self._expression.search(text, start, stop) if self.is_likely(text, start, stop) else None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The match that begins right at a place."""
        return self._expression.match(text, start) if self.is_likely(text, 0, len(text)) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in a stretch, in order."""
        stop = len(text) if end is None else end
        return self._expression.finditer(text, start, stop) if self.is_likely(text, start, stop) else iter(())

    def is_likely(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch holds one of the pieces of text; false only where there is no match."""
        if not self.needs:
            return True
        last, is_anywhere = self._last
        if last is not text:  # a rule asks for one stretch of a text after the other
            is_anywhere = self._is_in(text)
            self._last = text, is_anywhere
        return is_anywhere and (end - start == len(text) or self._is_in(text[start:end]))

    def _is_in(self, text: str) -> bool:
        return any(map((text.lower() if self.is_blind else text).__contains__, self.needs))


class Group:
    """Expressions of one kind, which most texts hold none of: one quick look tells for all."""

    def __init__(self, members: Iterable[Rare]) -> None:
        known = tuple(members)
        self._always = any(not member.needs for member in known)
        self._plain = _needs_of(member for member in known if not member.is_blind)
        self._blind = _needs_of(member for member in known if member.is_blind)

    def is_likely(self, text: str) -> bool:
        """Whether a text may hold one of them; false only where none matches."""
        return (
            self._always
            or any(map(text.__contains__, self._plain))
            or (bool(self._blind) and any(map(text.lower().__contains__, self._blind)))
        )


def _needs_of(members: Iterable[Rare]) -> tuple[str, ...]:
    """What they need, without what holds another need."""
    needs = sorted({need for member in members for need in member.needs}, key=len)
    return tuple(
        need for number, need in enumerate(needs) if not any(short in need for short in needs[:number])
    )
