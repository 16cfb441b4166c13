"""Splits bylines into authors' names. Knows no page."""

from __future__ import annotations

import re
from typing import Any

from crawler.pages.lexicon import WORDS, any_of
from crawler.texts import plain

_WORDS = WORDS["bylines"]
_LEAD = re.compile(
    rf"^\W*(?:{any_of(_WORDS['begins'])})\s*[:：/|]?\s+(?=\S)|^\W*(?:{any_of(_WORDS['begins_before_a_mark'])})\s*[:：/|]\s*",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"^(?:本[报報])?(?:记者|記者)(?=[\u4e00-\u9fff]{2,4}$)|(?<=[\uac00-\ud7af])\s*기자$")
"""As in "記者陳啟邦" and "선수민 기자"."""

_JOINTS = re.compile(rf"\s*(?:{'|'.join(_WORDS['joint_patterns'])})\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_TAIL = re.compile(
    r"\s*(\(.*?\)|（.*?）|\[.*?\]|<.*?>|@\S+|\b\S+@\S+\b|\bin [A-Z]\w+$|\s[-–—|]\s.*$|\bfor (the )?[A-Z].*$|\bis an? .*$)\s*",
    re.DOTALL,
)
_TITLES = re.compile(rf"\b(?:{any_of(_WORDS['titles'])}|[12]\d{{3}})\b", re.IGNORECASE)
LONGEST = 60
"""Characters of a name; anything longer is a sentence."""


def names(value: Any) -> tuple[str, ...]:
    """Return the authors in a JSON-LD author (object, string or a list of them) or a byline, without duplicates."""
    found: list[str] = []
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, dict):
            name = item.get("name")
            found += names(name if isinstance(name, str | list) else None)
        elif isinstance(item, str):
            found += _split(plain(item) or "")
    unique: dict[str, str] = {}
    for name in found:
        unique.setdefault(name.casefold(), name)
    return tuple(unique.values())


def _split(byline: str) -> list[str]:
    if re.match(r"^\s*(https?:)?//|^www\.", byline):
        return []
    byline = _LEAD.sub("", _TAIL.sub(" ", _LEAD.sub("", byline))).strip()
    pieces = [piece for part in _JOINTS.split(byline) for piece in _commas(part)]
    return [name for piece in pieces if (name := _name(piece))]


def _commas(part: str) -> list[str]:
    """Split at commas; "Smith, John" looks like two names, so a single word stays with what follows it."""
    pieces = [piece for piece in _COMMA.split(part) if piece]
    return [piece for piece in pieces if not (len(pieces) > 1 and _TITLES.search(piece))] or pieces[:1]


def _name(piece: str) -> str | None:
    name = _REPORTER.sub("", _LEAD.sub("", piece)).strip(" \t.,:;-–—|/\"'“”")
    if (
        not name
        or len(name) > LONGEST
        or not re.search(r"[^\W\d_]", name)
        or name.casefold() in _WORDS["nobody"]
    ):
        return None
    return name
