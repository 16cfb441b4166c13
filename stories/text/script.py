"""Converts traditional to simplified Chinese, keeping lengths so that offsets hold."""

from __future__ import annotations

from functools import cache, lru_cache

from opencc import OpenCC


def simplified(text: str) -> str:
    """Return the text in simplified characters, at the same length."""
    return text if text.isascii() else _simplified(text)


def folded(text: str) -> str:
    """Return a long text in simplified characters, at whatever length; it is not kept."""
    found: str = _converter().convert(text)
    return found


@lru_cache(maxsize=50_000)
def _simplified(text: str) -> str:
    found = folded(text)
    return found if len(found) == len(text) else "".join(map(_character, text))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _character(character: str) -> str:
    found = folded(character)
    return found if len(found) == 1 else character
