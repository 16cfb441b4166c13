"""Regular expressions with a cheap substring test, for texts that cannot match. Knows no words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Rare:
    """An expression that few texts match; it is tried only if the text contains one of the substrings a match needs."""

    def __init__(self, needs: Iterable[str], expression: str, flags: int = 0) -> None:
        """Set up the expression; `needs` are lower case if it ignores case, and empty if it must always be tried."""
        self.needs = tuple(needs)
        self._expression = re.compile(expression, flags)
        self.is_blind = bool(self._expression.flags & re.IGNORECASE)
        self._last = "", False

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in a range."""
        stop = len(text) if end is None else end
        return self._expression.search(text, start, stop) if self.is_likely(text, start, stop) else None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match that starts exactly at a position."""
        return self._expression.match(text, start) if self.is_likely(text, 0, len(text)) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield every match in a range, in order."""
        stop = len(text) if end is None else end
        return self._expression.finditer(text, start, stop) if self.is_likely(text, start, stop) else iter(())

    def is_likely(self, text: str, start: int, end: int) -> bool:
        """Return whether a range contains a needed substring; False only if there is no match."""
        if not self.needs:
            return True
        last, is_anywhere = self._last
        if last is not text:  # rules ask for one range of a text after another
            is_anywhere = self._is_in(text)
            self._last = text, is_anywhere
        return is_anywhere and (end - start == len(text) or self._is_in(text[start:end]))

    def _is_in(self, text: str) -> bool:
        return any(map((text.lower() if self.is_blind else text).__contains__, self.needs))


class Group:
    """A group of expressions that most texts match none of; one quick test covers all."""

    def __init__(self, members: Iterable[Rare]) -> None:
        known = tuple(members)
        self._always = any(not member.needs for member in known)
        self._plain = _needs_of(member for member in known if not member.is_blind)
        self._blind = _needs_of(member for member in known if member.is_blind)

    def is_likely(self, text: str) -> bool:
        """Return whether any of them may match a text; False only if none does."""
        return (
            self._always
            or any(map(text.__contains__, self._plain))
            or (bool(self._blind) and any(map(text.lower().__contains__, self._blind)))
        )


def _needs_of(members: Iterable[Rare]) -> tuple[str, ...]:
    """Return the needed substrings, without those that contain another one."""
    needs = sorted({need for member in members for need in member.needs}, key=len)
    return tuple(
        need for number, need in enumerate(needs) if not any(short in need for short in needs[:number])
    )
