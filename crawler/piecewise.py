"""Parses a large JSON text as a stream and keeps only the wanted parts.

Parsed as a whole, such a text takes seven times its bytes. The wanted parts are given as a tree: a dict of an object's
wanted keys, `EACH_KEY` for any key, `SCALAR` for a single value, `ROWS` for a list of which the first rows are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from crawler.payload import MOST_ROWS, NotJson, check_size

SCALAR: Final = "scalar"
ROWS: Final = "rows"
EACH_KEY: Final = "*"

_GAP = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def decode(body: bytes, wanted: Any, largest: int) -> Any:
    """Return the wanted parts of a JSON body; None where the value has another type.

    Args:
        body: the reply.
        wanted: the tree.
        largest: size limit in bytes.

    Raises:
        NotJson: The body is not JSON, is nested too deeply, or exceeds the size limit.
    """
    check_size(body, largest)
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        reader = _Reader(body.decode(json.detect_encoding(body), "surrogatepass"))
        found = reader.read(wanted)
        reader.end()
    except (ValueError, RecursionError) as error:
        raise NotJson(f"not JSON: {type(error).__name__}") from error
    return found


class _Reader:
    """A position in a text. Every method starts at the next value and moves past what it parsed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self, wanted: Any) -> Any:
        """Return the wanted parts of the next value."""
        mark = self._next()
        if wanted == SCALAR and mark not in {"[", "{"}:
            return self._value()
        if wanted == ROWS and mark == "[":
            return self._rows()
        if isinstance(wanted, dict) and mark == "{":
            return self._members(wanted)
        self._pass_over()
        return None

    def end(self) -> None:
        """Check that nothing follows the value."""
        if self._next():
            raise json.JSONDecodeError("Extra data", self._text, self._at)

    def _members(self, wanted: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for key in self._keys():
            inner = wanted.get(key, wanted.get(EACH_KEY))
            if inner is None:
                self._pass_over()
            else:
                found[key] = self.read(inner)
        return found

    def _rows(self) -> list[Any]:
        rows: list[Any] = []
        for _ in self._items():
            if len(rows) == MOST_ROWS:
                self._pass_over()
            else:
                rows.append(self._value() if self._is_flat() else self.read({EACH_KEY: SCALAR}))
        return rows

    def _pass_over(self) -> None:
        mark = self._next()
        if mark == "[":
            for _ in self._items():
                self._pass_over()
        elif mark == "{" and not self._is_flat():
            for _ in self._keys():
                self._pass_over()
        else:
            self._value()

    def _is_flat(self) -> bool:
        """Return whether the next value is an object without nested objects or lists, which is cheap to decode whole."""
        if self._next() != "{":
            return False
        end = self._text.find("}", self._at)
        return not any(self._text.find(mark, self._at + 1, end) >= 0 for mark in "[{")

    def _keys(self) -> Iterator[str]:
        """Yield each key of an object; the caller must consume its value before the next."""
        self._at += 1
        if self._next() != "}":
            while True:
                if self._next() != '"':
                    raise json.JSONDecodeError("Expecting property name", self._text, self._at)
                key = self._value()
                self._take(":")
                yield key
                if self._take(",}") == "}":
                    return
        self._at += 1

    def _items(self) -> Iterator[None]:
        """Yield once for each item of a list; the caller must consume it before the next."""
        self._at += 1
        if self._next() != "]":
            while True:
                yield
                if self._take(",]") == "]":
                    return
        self._at += 1

    def _value(self) -> Any:
        self._next()
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def _take(self, marks: str) -> str:
        """Consume the next character, which must be one of these."""
        mark = self._next()
        if not mark or mark not in marks:
            raise json.JSONDecodeError(f"Expecting one of {marks}", self._text, self._at)
        self._at += 1
        return mark

    def _next(self) -> str:
        """Return the next character that is not white space; empty at the end."""
        gap = _GAP.match(self._text, self._at)
        self._at = gap.end() if gap else self._at
        return self._text[self._at : self._at + 1]
