"""What is shown in another script than the desk's own says which language it is: so a voice reads it out, and a font draws it."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from review.control_characters import visible

LEAST = 0.3
"""Share of the letters that must be of a script for the whole to be in its language."""

_KANA, _HANGUL, _HAN = (
    re.compile(r"[\u3040-\u30ff]"),
    re.compile(r"[\uac00-\ud7af]"),
    re.compile(r"[\u3400-\u9fff]"),
)
_LETTER = re.compile(r"[^\W\d_]")


def tongue(text: str) -> str | None:
    """The language that the script of a text tells: zh, ja or ko; None for any other."""
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
    """A text of the store as HTML: apart from the direction of what stands about it, and with its language where that is not ours."""
    shown = value if isinstance(value, Markup) else escape(visible("" if value is None else str(value)))
    lang = tongue(shown.striptags())
    return (
        Markup('<bdi lang="{}">{}</bdi>').format(lang, shown)
        if lang
        else Markup("<bdi>{}</bdi>").format(shown)
    )
