"""How money is written: codes, signs and names before and after a number, and which country's "$" or "¥" is meant."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from nlp.figures.text.words import Ending, Finder, load

AMBIGUOUS = {"$", "¥"}
"""Signs shared by several currencies."""
_MINOR_EN = {"cent", "cents", "c", "¢"}
HUNDREDTH = Decimal("0.01")

# Cues for the country of a bare sign; the currency with most mentions wins. Taiwan's dollar is always NT$.
_DOLLARS = {
    "HKD": ("hong kong", "香港", "港股", "恒指"),
    "AUD": ("australia", "sydney", "melbourne", "澳大利亚", "asx"), "CAD": ("canada", "canadian", "toronto", "加拿大", "tsx"),
    "SGD": ("singapore", "新加坡"), "NZD": ("new zealand", "auckland", "新西兰"),
}  # fmt: skip
_AT_HOME = 3
"""Mentions of a place from which a text is set there; fewer (a dateline, a port) do not change the currency."""
_AMERICA = (
    "us$", "u.s.", "wall street", "los angeles", "california", "美元", "nasdaq", "new york", "united states",
)  # fmt: skip
_YEN = ("japan", "tokyo", "japanese", "nikkei", "osaka", "yen", "日本", "东京", "日元")
_YUAN = (
    "china", "chinese", "beijing", "shanghai", "shenzhen", "yuan", "renminbi", "中国", "人民币", "上海", "北京",
)  # fmt: skip


class Prefix(NamedTuple):
    """A currency before a number."""

    start: int
    code: str
    """ISO code, or an ambiguous sign."""
    factor: Decimal = Decimal(1)
    """Factor in "MEUR 5", "kEUR 20", "€m 5"."""
    is_doubtful: bool = False
    """Whether it is ambiguous as text: a single letter, R or P, or a code that is also a word, COP or TOP."""


_WORDS = {
    "ALL", "AMD", "BAM", "BOB", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "NAD", "PAB", "PEN", "RON", "SOS", "TOP", "TRY",
}  # fmt: skip
"""Codes that may also be capitalised words or names: COP30, TOP 10, AMD 7000."""
_FACTORS = {
    "M": Decimal(10**6),
    "m": Decimal(10**6),
    "k": Decimal(1000),
    "K": Decimal(1000),
    "T": Decimal(1000),
}


def before(plain: str, place: int, low: int = 0) -> Prefix | None:
    """Return the currency that ends where a number begins."""
    hit = _prefixes().before(plain, place, low)
    if hit is None:
        return None
    written = plain[hit.start : hit.end]
    is_letter = len(written) == 1 and written.isalpha()
    if is_letter and (hit.end < place or plain[hit.start - 1 : hit.start] in {".", "-", "'"}):
        return None  # R, P, W and Y are currencies only when attached to the number
    code, factor = hit.what
    return Prefix(hit.start, code, factor, is_letter or written in _WORDS)


@cache
def _prefixes() -> Ending[tuple[str, Decimal]]:
    one = Decimal(1)
    table = {
        word: (code, one) for code, entry in load("currencies").items() for word in entry.get("prefix", ())
    }
    table |= {sign: (sign, one) for sign in ("$", "¥")}
    table |= {
        f"{letter}{code}": (code, factor)
        for code in ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF")
        for letter, factor in _FACTORS.items()
    }
    table |= {
        f"{written}{scale}": (code, factor)
        for code, written in (("EUR", "€"), ("GBP", "£"), ("$", "$"), ("EUR", "EUR "), ("EUR", "EUR"))
        for scale, factor in (("m", _FACTORS["m"]), ("M", _FACTORS["m"]), ("bn", _FACTORS["m"] * 1000))
    }
    return Ending(table, apart=True)


@cache
def names(lang: str) -> Finder[tuple[str, bool]]:
    """Names after a number → ISO code, and whether it is the hundredth part."""
    words: dict[str, tuple[str, bool]] = {}
    for code, entry in load("currencies").items():
        words |= dict.fromkeys(entry.get(f"names_{lang}", ()), (code, False))
        words |= dict.fromkeys(entry.get(f"minor_{lang}", ()), (code, True))
    if lang == "en":
        words |= dict.fromkeys(("dollar", "dollars", "$"), ("$", False))
        words |= dict.fromkeys(_MINOR_EN, ("$", True))
        words |= {name: (codes[0], False) for name, codes in shared().items()}
        words |= {f"m{code.lower()}": (f"M{code}", False) for code in load("currencies")}
    else:
        words |= {"$": ("$", False), "¥": ("¥", False), "刀": ("$", False)}
    return Finder(words, glued=True)


@lru_cache(maxsize=16)
def resolve(sign: str, words: str, lang: str) -> tuple[str, str]:
    """Return the ISO code of a shared sign, with a note of the assumption."""
    if sign == "¥":
        is_yen = (
            _count(_YEN, words) > _count(_YUAN, words)
            if lang == "en"
            else _count(_YEN, words) > 0 == _count(_YUAN, words)
        )
        return ("JPY" if is_yen else "CNY"), "currency of a bare ¥"
    times, code = max((_count(places, words), code) for code, places in _DOLLARS.items())
    is_abroad = times >= _AT_HOME and not _count(_AMERICA, words)
    return (code if is_abroad else "USD"), "currency of a bare $"


@lru_cache(maxsize=16)
def of_yuan(text: str, words: str) -> tuple[str, str | None]:
    """Return the ISO code of a bare 元: in traditional characters Taiwan's where its terms are used, with a note of the assumption."""
    if not any(character in text for character in _TRADITIONAL):
        return "CNY", None
    is_of_taiwan = _count(_TAIWAN, words) > _count(_ELSEWHERE, words)
    return ("TWD" if is_of_taiwan else "CNY"), 'currency of "元"'


_TRADITIONAL = ("億", "萬", "營", "幣")
_TAIWAN = (
    "台币", "台股", "法说会", "每股盈余", "每股纯益", "税后纯益", "营益率", "季增", "季减", "月增", "月减", "兆元", "上柜",
)  # fmt: skip
"""Terms of Taiwan's market, folded."""
_ELSEWHERE = ("人民币", "港元", "港币", "港股", "a股")


def _count(needles: tuple[str, ...], words: str) -> int:
    return sum(map(words.count, needles))


@cache
def shared() -> dict[str, tuple[str, ...]]:
    """Return the shared names with their ISO codes, the commonest first.

    A figure with one of them notes that its currency was assumed.
    """
    return {
        name: tuple(each["codes"]) for each in load("shared_moneys")["shared"] for name in each["names_en"]
    }


@lru_cache(maxsize=64)
def of_shared(name: str, words: str) -> str:
    """Return the ISO code of a shared name in small letters: of the country mentioned most, else the commonest."""
    codes = shared()[name]
    counted = [
        (len(_places()[code].findall(words)), -rank) for rank, code in enumerate(codes) if code in _places()
    ]
    times, rank = max(counted)
    return codes[-rank] if times else codes[0]


@cache
def _places() -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, places))})")
        for code, places in load("shared_moneys")["places"].items()
    }
