"""Everyday names of firms and people that a watch list has by their official names: "Tesla, Inc.", 比亚迪股份有限公司.

Only what the spelling of one name tells. Nicknames and brands ("Ford Motor", 宁德时代 of 宁德时代新能源科技) are left to aliases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

_CHINESE_FORM = re.compile(
    r"(?<![分子总母])(?:(?:集团|控股|股份)*(?:有限(?:责任)?)?公司|(?:集团|控股|股份)+)$"
)
_CHINESE_COMPANY = re.compile(r"(?<![分子总母])(?:股份)?(?:有限(?:责任)?)?公司$")
_INITIALS = re.compile(r"^([^\W\d]{2,}) (?:[A-Z]\.? ?)+ ([^\W\d]{2,}(?:-\w+)*)$")
_SHORTEST = 2


def of_company(name: str) -> tuple[str, ...]:
    """Return the name without its legal form, and also without "Group" or 集团, longest first; empty if it has neither."""
    if _CHINESE_FORM.search(name):
        return _telling(name, (form.sub("", name) for form in (_CHINESE_COMPANY, _CHINESE_FORM)))
    words = name.split()
    company = _without(words, _words("latin"))
    shorter = [company]
    while len(shorter[-1]) > 1 and _bare(shorter[-1][-1]) in _words("bodies"):
        shorter.append(_without(shorter[-1][:-1], frozenset()))
    if len(company) == len(words) and len(shorter) == 1:
        return ()
    return _telling(name, (" ".join(kept).removeprefix("The ") for kept in shorter))


def of_person(name: str) -> tuple[str, ...]:
    """Return the name without titles, generations and middle initials: "Tim Cook" for "Mr. Tim D. Cook"; empty if it has none."""
    for address in _words("addresses_zh"):
        if name.endswith(address) and len(name) > len(address) + 1:
            return (name.removesuffix(address),)
    words = name.split()
    while len(words) > _SHORTEST and _bare(words[0]) in _words("addresses"):
        words = words[1:]
    untitled = " ".join(_without(words, _words("generations")) if len(words) > _SHORTEST else words)
    return _telling(name, (untitled, _INITIALS.sub(r"\1 \2", untitled)))


def _without(words: Sequence[str], endings: frozenset[str]) -> list[str]:
    """Return the words without these at their end; at least one is kept."""
    kept = list(words)
    while len(kept) > 1 and _bare(kept[-1]) in endings:
        kept.pop()
        if len(kept) > 1 and kept[-1] in {"&", "and"}:
            kept.pop()
    kept[-1] = kept[-1].rstrip(",")
    return kept


def _telling(name: str, shorter: Iterable[str]) -> tuple[str, ...]:
    general = _words("general")
    least = 3 if name.isascii() else _SHORTEST  # "SF" of "SF Holding" is also a town
    kept = (short for short in shorter if len(short) >= least and short.lower() not in general)
    return tuple(dict.fromkeys(short for short in kept if short != name))


def _bare(word: str) -> str:
    """Normalise a legal form as listed: "S.p.A.," is "spa"."""
    return word.replace(".", "").replace("/", "").strip(",()").lower()


@cache
def _words(kind: str) -> frozenset[str]:
    text = Path(__file__).with_name("legal_forms.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind].split())
