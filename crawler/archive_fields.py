"""The keys of an archive's lines, the names that others give them, and values in whatever form. Makes no records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler import dates

KEYS = (
    "id", "kind", "title", "text", "lang", "published", "seen", "url", "source", "authors", "platform", "account",
    "entity", "repost_of", "heat",
)  # fmt: skip

OTHER_NAMES = {
    "id": ("uuid", "docid", "documentid", "articleid", "guid"),
    "title": ("headline",),
    "text": ("maintext", "fulltext", "articlebody", "articletext", "body", "content"),
    "published": (
        "publishedat", "datepublished", "publisheddate", "datepublish", "publishdate", "publicationdate", "pubdate",
        "publishtime", "date", "datetime", "timestamp",
    ),
    "lang": ("language",),
    "url": ("link",),
    "source": ("publisher", "outlet", "sourcename", "sourcedomain", "domain"),
    "authors": ("author", "byline"),
    "heat": ("hot",),
}  # fmt: skip
"""What public sets of news call a key, best first, without capitals and signs: "publish_date" is "publishdate"."""

LANGUAGES = {"english": "en", "eng": "en", "chinese": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "cn": "zh"}
"""Names and longer codes of the languages that are read."""

UNSET = datetime(1970, 1, 1, tzinfo=UTC)
"""What a program writes for a time that it does not have."""

EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
"""Before news as we know it: the zero of another calendar."""

_SIGNS = re.compile(r"[\W_]+")


def rename(row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a line under our own keys, and the key that each other name was read as.

    A name is passed over where the line has the key itself, or a better name for it.
    """
    by_plain = {_plain(name): name for name, value in row.items() if not _is_missing(value)}
    read_as: dict[str, str] = {}
    for key in KEYS:
        if _is_missing(row.get(key)):
            found = next(
                (by_plain[other] for other in (_plain(key), *OTHER_NAMES.get(key, ())) if other in by_plain),
                None,
            )
            if found is not None and found not in KEYS:
                read_as[found] = key
    return {
        read_as.get(name, name): value for name, value in row.items() if name not in read_as.values()
    }, read_as


def is_known(name: str) -> bool:
    """Return whether a name stands for a key, as in the header of a table."""
    return _plain(name) in _KNOWN


def has_words(row: dict[str, Any]) -> bool:
    """Return whether a line has anything to read."""
    return any(words(row, key) for key in ("title", "text", "repost_of"))


def words(row: Mapping[str, Any], key: str) -> str:
    """Return the text under a key, "" if there is none. Paragraphs in a list are joined; of an object, its name is taken.

    Raises:
        TypeError: it is anything else.
        ValueError: it has bytes that are not UTF-8.
    """
    value = row.get(key)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if _is_missing(value):
        return ""
    if not isinstance(value, str):
        raise TypeError(f'"{key}" is not text: {value!r}')
    check_characters(value)
    return value.strip()


def check_characters(value: str) -> None:
    """Refuse a text that the store could not hold.

    Raises:
        ValueError: it has lone surrogates, which stand for bytes that are not UTF-8.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(
            "it has bytes that are not UTF-8, or half characters; save the file as UTF-8"
        ) from None


def language(row: Mapping[str, Any]) -> str | None:
    """Return the code of the language that a line names, or None."""
    said = words(row, "lang")
    return LANGUAGES.get(said.casefold(), said) or None


def names(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the names in a list, or the one name.

    Raises:
        TypeError: it is anything else.
    """
    value = row.get(key)
    found = [] if _is_missing(value) else value if isinstance(value, list) else [value]
    return tuple(name for one in found if (name := words({key: one}, key)))


def moment(value: Any) -> datetime | None:
    """Return the date or time of a value in any common form, or None; without a zone it is UTC's.

    A line has no source to ask for its zone. A day of which the month could be the day (02/11/2026) is no date.
    """
    found = dates.read(as_written(value))
    return None if found is None or found == UNSET or found < EARLIEST else found


def as_written(value: Any) -> str:
    """Return the wording of a date, "" if there is none; a number is returned as its digits."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if _is_missing(value) else str(value).strip()


def _is_missing(value: Any) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124 - NaN, which tables write for an empty cell


def _plain(name: str) -> str:
    return _SIGNS.sub("", name.casefold())


_KNOWN = frozenset(
    {*map(_plain, KEYS), *(other for names_of_one in OTHER_NAMES.values() for other in names_of_one)}
)
