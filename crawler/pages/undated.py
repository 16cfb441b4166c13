"""Finds the date of an article whose page has no date metadata, with htmldate and the page's language.

htmldate 1.11 passes dates it cannot parse to dateparser in two hundred languages at once: that takes 1.5 s of CPU per
process to load, and may match a date in a language the page is not written in.
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
"""Language codes that dateparser knows under another name."""


def find(tree: Any, url: str, lang: str | None) -> str | None:
    """Return the day as YYYY-MM-DD, or None.

    Args:
        tree: the page.
        url: its address, which may contain the day.
        lang: the page's language; None: unknown, all languages are tried.
    """
    before = _LANGUAGE.set(lang)
    extractors.try_date_expr.cache_clear()  # it caches matches from earlier pages in other languages
    try:
        found: str | None = find_date(tree, original_date=True, url=url)
    finally:
        _LANGUAGE.reset(before)
    # From a bare year, usually in a copyright notice, htmldate makes the first of January.
    return None if found is None or found.endswith("-01-01") else found


def _parser() -> DateDataParser:
    return _parser_of(_LANGUAGE.get())


@cache
def _parser_of(lang: str | None) -> DateDataParser:
    """Return htmldate's parser for one language plus English, in which templates are often left."""
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


# htmldate has no parameter for it.
extractors.get_external_parser = _parser  # type: ignore[assignment]
