"""Knows how names of Chinese organisations are made, and what only looks like one. Knows no text around it."""

from __future__ import annotations

import re
from functools import cache

from nlp.chinese import dictionary
from nlp.names import lexicon, pinyin
from nlp.names.chinese import evidence

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&+ -]*")
MODEL_CODE = re.compile(r"[A-Za-z]*\d")
"""How the code of a product's model begins: SU7."""

# After a place these are a line of business, not a company: 墨西哥汽车.
_TRADES = (
    "汽车", "机器人", "半导体", "游戏", "新能源", "食品", "医药", "咖啡", "芯片", "软件", "房地产", "地产",
)  # fmt: skip


_ADDRESSED = ("先生", "女士", "小姐")


def is_firm(name: str) -> bool:
    """Whether a name in simplified characters can be an organisation's."""
    if name in lexicon.words("firms", "zh") or name in lexicon.words("bodies", "regulators", "zh", "names"):
        return True
    if any(name in lexicon.words("peoples", kind) for kind in ("tibetan", "mongolian")):
        return False
    return _is_well_made(name) and not (
        _is_generic(name) or _is_office(name) or _is_trade(name) or _is_addressed(name)
    )


def _is_addressed(name: str) -> bool:
    """Whether it is somebody addressed: 冯女士, 李总."""
    surname = pinyin.surname_of(name)
    called = lexicon.words("zh", "titles", "addresses")
    return name.endswith(_ADDRESSED) or (surname != "" and name.removeprefix(surname) in called)


def _is_well_made(name: str) -> bool:
    if name.isascii():
        return _LATIN.fullmatch(name) is not None and len(name) > 1 and not MODEL_CODE.fullmatch(name)
    return len(name) > 1 and not evidence.has_break(name) and not MODEL_CODE.search(name[1:])


def _is_generic(name: str) -> bool:
    generic = lexicon.words("zh", "organisations", "generic")
    return name in generic or name in lexicon.words("places", "zh") or name.endswith(_others())


def _is_office(name: str) -> bool:
    titles, modifiers = lexicon.words("zh", "titles", "words"), lexicon.words("zh", "titles", "modifiers")
    return (
        name in titles
        or office().fullmatch(name) is not None
        or any(name[:length] in modifiers and name[length:] in titles for length in (1, 2, 3))
    )


@cache
def office() -> re.Pattern[str]:
    """Return the pattern of company departments, which are no part of a name: 证券部, 董事会办公室."""
    functions, offices = (
        "|".join(sorted(lexicon.words("zh", "organisations", words), key=len, reverse=True))
        for words in ("functions", "offices")
    )
    return re.compile(f"(?:{functions})(?:{offices})$")


def _is_trade(name: str) -> bool:
    """Whether it is a line of business: 汽车工业, 墨西哥汽车, 信托."""
    endings = lexicon.words("zh", "organisations", "endings")
    if name in endings or (name[:2] in endings and name[2:] in endings):
        return True
    if len(name) > len("蔚来汽") and dictionary.is_common(name):
        return True
    places = lexicon.words("places", "zh")
    return any(name.endswith(trade) and name.removesuffix(trade) in places for trade in _TRADES)


@cache
def _others() -> tuple[str, ...]:
    return tuple(lexicon.words("zh", "organisations", "others"))
