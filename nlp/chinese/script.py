"""Folds traditional Chinese characters to simplified ones, one for one. Leaves vocabulary alone."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

HAN = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character, of either script."""


def fold(text: str) -> str:
    """Return the text in simplified characters, with the same length, so that offsets hold for both.

    Phrases are folded in context (乾隆 stays, 乾燥 becomes 干燥) unless that would change the length; then each
    character is folded by itself.
    """
    folded: str = _converter().convert(text)
    if len(folded) == len(text):
        return folded
    return "".join(_fold_character(character) for character in text)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _fold_character(character: str) -> str:
    folded: str = _converter().convert(character)
    return folded if len(folded) == 1 else character
