"""Marks foreign-script text with its language, so that screen readers pronounce it and browsers choose a font."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from review.control_characters import visible

LEAST = 0.3
"""Minimum share of letters in a script for the text to be in its language."""

_KANA, _HANGUL, _HAN = (
    re.compile(r"[\u3040-\u30ff]"),
    re.compile(r"[\uac00-\ud7af]"),
    re.compile(r"[\u3400-\u9fff]"),
)
_LETTER = re.compile(r"[^\W\d_]")


def script_language(text: str) -> str | None:
    """Return the language that a text's script implies: zh, ja or ko, else None."""
    if text.isascii():
        return None
    letters = len(_LETTER.findall(text)) * LEAST
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if len(_HANGUL.findall(text)) > letters:
        return "ko"
    if kana + han <= letters:
        return None
    return "ja" if kana else "zh"


def told(value: object) -> Markup:
    """Return a text as HTML, isolated in direction and marked with its language if foreign."""
    shown = value if isinstance(value, Markup) else escape(visible("" if value is None else str(value)))
    lang = script_language(shown.striptags())
    return (
        Markup('<bdi lang="{}">{}</bdi>').format(lang, shown)
        if lang
        else Markup("<bdi>{}</bdi>").format(shown)
    )
