"""Finds the date of an article whose page does not give it as data: htmldate, with month names of the page's language.

What htmldate 1.11 cannot read itself it hands to dateparser in two hundred languages at once: a second and a half of CPU
in every process to load them, and a day may come of a language in which nobody wrote.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from typing import Any

from dateparser import DateDataParser
from dateparser.data.languages_info import language_order
from htmldate import extractors, find_date

_LANGUAGE: ContextVar[str | None] = ContextVar("language", default=None)

_NAMED_OTHERWISE = {"no": "nb", "iw": "he", "in": "id"}
"""Codes of pages that dateparser knows by another one."""


def find(tree: Any, url: str, lang: str | None) -> str | None:
    """The day as YYYY-MM-DD, or None.

    Args:
        tree: the page.
        url: its address, which may name the day.
        lang: what the page is written in; None: unknown, every language counts.
    """
    before = _LANGUAGE.set(lang)
    extractors.try_date_expr.cache_clear()  # it knows words of an earlier page in another language
    try:
        found: str | None = find_date(tree, original_date=True, url=url)
    finally:
        _LANGUAGE.reset(before)
    # Of a bare year, a copyright notice's mostly, it makes the first of January.
    return None if found is None or found.endswith("-01-01") else found


def _parser() -> DateDataParser:
    return _parser_of(_LANGUAGE.get())


@cache
def _parser_of(lang: str | None) -> DateDataParser:
    """As htmldate makes it, for one language, and for English, which templates are left in."""
    known = _NAMED_OTHERWISE.get(lang or "", lang)
    return DateDataParser(
        languages=list(dict.fromkeys([known, "en"])) if known in language_order else None,
        settings={
            "NORMALIZE": True,
            "PARSERS": ["custom-formats", "absolute-time"],
            "PREFER_DATES_FROM": "past",
            "PREFER_LOCALE_DATE_ORDER": True,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "STRICT_PARSING": True,
        },
    )


# htmldate has no argument for it.
extractors.get_external_parser = _parser  # type: ignore[assignment]
