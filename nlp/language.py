"""Tells English from Chinese by script, and recognises texts in neither."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "zh")
NOT_READ = "in neither English nor Chinese: names are found, quotes and figures are not"

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA_OR_HANGUL = re.compile(r"[\u3041-\u30ff\uac00-\ud7af]")
_LETTER = re.compile(r"[A-Za-z]+")
_NEARLY_EQUAL = 2
_LOOK_AT = 4000  # code points; enough to decide


def detect(text: str, declared: str | None = None) -> str:
    """Return "en" or "zh".

    A Chinese character carries about as much as an English word, so the two are counted against each other. The declared
    language ("zh-CN", "en_US") decides where the script does not: in a text without letters, or a short mixed one.
    """
    sample = text[:_LOOK_AT]
    han = len(_HAN.findall(sample))
    words = len(_LETTER.findall(sample))
    said = _language(declared)
    if han == words:
        return said or "en"
    if said and abs(han - words) <= _NEARLY_EQUAL and min(han, words):
        return said
    return "zh" if han > words and len(_KANA_OR_HANGUL.findall(sample)) <= han else "en"


def is_read(text: str, declared: str | None = None) -> bool:
    """Return whether a text is in English or Chinese, so that it can be read in full.

    It is not if it is in another script, or has more function words of another language than of English. A text with too
    few of any counts as being in its declared language.
    """
    sample = text[:_LOOK_AT]
    letters = sum(map(str.isalpha, sample))
    han, kana = len(_HAN.findall(sample)), len(_KANA_OR_HANGUL.findall(sample))
    if not letters:
        return True
    if kana > letters * (0 if _code(declared) in {"ja", "ko"} else KANA_SHARE):
        return False
    if (han + sum(map(len, _LATIN.findall(sample)))) * 2 < letters:
        return False  # another script
    if han * 2 > letters:
        return True
    counts = Counter(code for word in _LATIN.findall(sample.lower()) for code in _small_words().get(word, ()))
    english = counts.pop("en", 0)
    most = max(counts.values(), default=0)
    if english + most < TOO_FEW:
        return english > 0 or _code(declared) in {"", *LANGUAGES}
    return most <= english


TOO_FEW = 4
"""Function words below which a text is too short to tell its language."""

KANA_SHARE = 0.3
"""Share of kana or Hangul letters that no Chinese text reaches, even when it quotes a name."""

_LATIN = re.compile(r"[^\W\d_\u0370-\uffff]+")


@cache
def _small_words() -> dict[str, list[str]]:
    """Return the languages of each function word."""
    source = files("nlp").joinpath("words", "languages.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for code, words in tomllib.loads(source).items():
        for word in set(words):
            found.setdefault(word, []).append(code)
    return found


def _language(declared: str | None) -> str | None:
    code = _code(declared)
    return code if code in LANGUAGES else None


def _code(declared: str | None) -> str:
    return (declared or "").replace("_", "-").partition("-")[0].lower()
