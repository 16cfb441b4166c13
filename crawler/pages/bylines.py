"""Turns bylines into authors' names. Knows no page."""

from __future__ import annotations

import re
from typing import Any

from crawler.texts import plain

_LEAD = re.compile(
    r"^\W*((view all posts |more |story |words |text |reported |written |edited |posted |published |a )?by|von|par|por|di|da|af|av|door|écrit par|autor(in)?|"
    r"text|redazione di|作者|记者|記者|撰稿|采写|採訪|編輯|编辑|责任编辑|責任編輯|文|撰文|来源)\s*[:：/|]?\s+(?=\S)|^\W*(作者|记者|記者|撰稿|采写|採訪|编辑|責任編輯|责任编辑|撰文|文)\s*[:：/|]\s*",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"^(?:本[报報])?(?:记者|記者)(?=[\u4e00-\u9fff]{2,4}$)|(?<=[\uac00-\ud7af])\s*기자$")
"""As in "記者陳啟邦" and "선수민 기자"."""

_JOINTS = re.compile(
    r"\s*(?:;|；|、|／|=|\||\s/\s|•|·\s|\band\b(?!\s+company)|\bund\b|\bet\b|\s&\s|\sy\s|\se\s|\sog\s|\soch\s)\s*",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,，]\s*")
_TAIL = re.compile(
    r"\s*(\(.*?\)|（.*?）|\[.*?\]|<.*?>|@\S+|\b\S+@\S+\b|\bin [A-Z]\w+$|\s[-–—|]\s.*$|\bfor (the )?[A-Z].*$|\bis an? .*$)\s*",
    re.DOTALL,
)
_TITLES = re.compile(
    r"(?i)\b(reporter|correspondent|editor|writer|contributor|columnist|staff|producer|analyst|bureau|desk|journalist"
    r"|digital|senior|chief|associate|assistant|deputy|managing|updated|published|read more|newsroom|[12]\d{3})\b"
)
LONGEST = 60
"""Characters of a name; longer is a sentence."""


def names(value: Any) -> tuple[str, ...]:
    """Authors named by a JSON-LD author (object, string or a list of them) or by a byline; none twice."""
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
    """Pieces at commas; "Smith, John" is not told from two names, so a piece of one word stays with what it follows."""
    pieces = [piece for piece in _COMMA.split(part) if piece]
    return [piece for piece in pieces if not (len(pieces) > 1 and _TITLES.search(piece))] or pieces[:1]


def _name(piece: str) -> str | None:
    name = _REPORTER.sub("", _LEAD.sub("", piece)).strip(" \t.,:;-–—|/\"'“”")
    if (
        not name
        or len(name) > LONGEST
        or not re.search(r"[^\W\d_]", name)
        or name.casefold() in {"admin", "none", "null", "unknown", "editor", "by", "staff"}
    ):
        return None
    return name
