"""Speeds up trafilatura: each test is evaluated once for all elements with the same attributes.

Its XPath expressions match the class and id of every element against dozens of words, several times over, which took
half of the parsing time. The result depends only on the element's name and the attributes in the expression, which most
elements share with others. The library's expressions are unchanged and select the same elements.
"""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import Element, XPath
from trafilatura import xpaths

MOST = 4_000
"""Cached results per expression before the cache is cleared; a page has some hundreds of different elements."""

LONGEST = 300
"""Characters of an element's attributes up to which its result is cached."""

_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"")
_PIECE = re.compile(rf"{_WORDS.pattern}|[^'\"\[\]]+|[\[\]]")
_NAMES = re.compile(r"\s*self::\w+(?:\s+or\s+self::\w+)*\s*")
_ASKED = r"@[\w-]+|self::\w+|\b(?:or|and|not|contains|starts-with|translate|re:test)\b|[\s()=|,']"
_OWN = re.compile(rf"(?:{_ASKED})*")
"""A predicate, without its string literals, that tests only the element itself."""

_AROUND = re.compile(rf"(?:{_ASKED}|\.//\w+)*")
"""… and for its descendants."""


class CachedXPath:
    """Selects the same elements as `.//*` with these predicates."""

    def __init__(self, predicates: list[str]) -> None:
        own = [predicate for predicate in predicates if _OWN.fullmatch(_WORDS.sub("", predicate))]
        around = [predicate for predicate in predicates if predicate not in own]
        kinds = next((predicate for predicate in own if _NAMES.fullmatch(predicate)), "")
        self._kinds = re.findall(r"self::(\w+)", kinds) or [Element]
        self._attributes = frozenset(re.findall(r"@([\w-]+)", " ".join(own)))
        self._holds, self._holds_around = _expression("self::*", own), _expression("self::*", around)
        self._known: dict[tuple[Any, ...], bool] = {}
        self.path = _expression(".//*", predicates).path

    def __call__(self, tree: Any) -> list[Any]:
        """Return the matching descendants in document order."""
        return [
            element
            for element in tree.iterdescendants(*self._kinds)
            if self._answer(element) and self._holds_around(element)
        ]

    def _answer(self, element: Any) -> bool:
        """Return whether the predicates on the element itself hold."""
        attributes = self._attributes
        key = (element.tag, *(item for item in element.items() if item[0] in attributes))
        answer = self._known.get(key)
        if answer is None:
            answer = bool(self._holds(element))
            if len(self._known) >= MOST:
                self._known.clear()
            if sum(len(value) for _, value in key[1:]) <= LONGEST:
                self._known[key] = answer
        return answer


def cached(path: str) -> CachedXPath | None:
    """Return an equivalent of an XPath expression, or None if it is not of the form `.//*[…][…]`."""
    axis, *pieces = _PIECE.findall(path.strip())
    predicates: list[str] = []
    is_within = False
    for piece in pieces:
        if piece in {"[", "]"}:
            if is_within is (piece == "["):
                return None
            is_within = not is_within
            predicates += [""] if is_within else []
        elif is_within:
            predicates[-1] += piece
        elif piece.strip():
            return None
    is_known = all(_AROUND.fullmatch(_WORDS.sub("", predicate)) for predicate in predicates)
    return CachedXPath(predicates) if axis.strip() == ".//*" and predicates and is_known else None


def install() -> None:
    """Replace trafilatura's expressions with the cached ones; calling it again changes nothing."""
    for expressions in vars(xpaths).values():
        if isinstance(expressions, list):
            expressions[:] = [
                (isinstance(expression, XPath) and cached(expression.path)) or expression
                for expression in expressions
            ]


def _expression(axis: str, predicates: list[str]) -> XPath:
    return XPath(
        axis + "".join(f"[{predicate}]" for predicate in predicates), namespaces={"re": xpaths.REGEXP_NS}
    )
