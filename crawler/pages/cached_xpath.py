"""Speeds trafilatura up: what it asks of an element is asked once of all elements that are set alike.

Its XPath expressions match the class and the id of every element of a page against dozens of words, several times over:
half of what reading a page took. The answer hangs on the element's name and on the attributes that the expression names,
which most elements share with others. The expressions stay the library's own, and select what they did.
"""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import Element, XPath
from trafilatura import xpaths

MOST = 4_000
"""Answers that an expression remembers before it begins anew; a page has some hundreds of different elements."""

LONGEST = 300
"""Characters of the attributes of an element whose answer is remembered."""

_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"")
_PIECE = re.compile(rf"{_WORDS.pattern}|[^'\"\[\]]+|[\[\]]")
_NAMES = re.compile(r"\s*self::\w+(?:\s+or\s+self::\w+)*\s*")
_ASKED = r"@[\w-]+|self::\w+|\b(?:or|and|not|contains|starts-with|translate|re:test)\b|[\s()=|,']"
_OWN = re.compile(rf"(?:{_ASKED})*")
"""A predicate, without its words, that asks for nothing but the element itself."""

_AROUND = re.compile(rf"(?:{_ASKED}|\.//\w+)*")
"""… and for what is in it."""


class CachedXPath:
    """Selects what `.//*` with these predicates does."""

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
        """The elements below this one, in their order."""
        return [
            element
            for element in tree.iterdescendants(*self._kinds)
            if self._answer(element) and self._holds_around(element)
        ]

    def _answer(self, element: Any) -> bool:
        """Whether the predicates that ask for nothing but the element itself hold."""
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
    """What selects the same elements as an XPath expression; None where it is of another sort than `.//*[…][…]`."""
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
    """Put the quicker ones in the place of trafilatura's, in every list of them; once more changes nothing."""
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
