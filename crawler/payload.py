"""Extracts values of the expected type from a reply's JSON, or None. Knows no platform.

Replies change without notice. Whatever is found in place of a text, a number or a list, nothing here raises
but `NotJson`; a parser that finds nothing where its board should be reports that itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

LARGEST = 2**63 - 1
"""The largest integer the store can hold; larger numbers are not counts."""

MOST_ROWS = 2_000
"""Rows of a list that are parsed. The longest board has 250; an endless list must not use up a crawl's time."""

LARGEST_REPLY = 3_000_000
"""Bytes of JSON that are parsed of a board or a timeline; the longest recorded one has 200,000."""

MOST_CONTAINERS = 150_000
"""Lists and objects in a reply; each takes twenty times its bytes. A large company's filed figures have half as many."""

_SPACES = re.compile(r"\s+")
_UNKEPT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class NotJson(ValueError):
    """Raised when a body is not JSON."""


def decode(body: bytes, largest: int = LARGEST_REPLY) -> Any:
    """Parse a JSON body.

    Args:
        body: the reply.
        largest: size limit in bytes.

    Raises:
        NotJson: The body is not JSON, is nested too deeply, or exceeds the size limit.
    """
    check_size(body, largest)
    try:
        return json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise NotJson(f"not JSON: {type(error).__name__}") from error


def check_size(body: bytes, largest: int) -> None:
    """Refuse a body beyond the limits.

    Raises:
        NotJson: The body has too many bytes, or too many lists and objects.
    """
    if len(body) > largest:
        raise NotJson(f"too large: {len(body)} bytes, at most {largest} are read")
    containers = body.count(b"[") + body.count(b"{")
    if containers > MOST_CONTAINERS:
        raise NotJson(f"too large: {containers} lists and objects, at most {MOST_CONTAINERS} are read")


def between(body: bytes, begin: bytes, end: bytes) -> bytes | None:
    """Return what lies between two markers: the first occurrence of one and the next of the other; or None."""
    start = body.find(begin)
    stop = body.find(end, start + len(begin)) if start >= 0 else -1
    return body[start + len(begin) : stop] if stop >= 0 else None


def at(value: Any, *path: str | int) -> Any:
    """Return the value at a path of keys and list indexes, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def has_list(value: Any, *path: str | int) -> bool:
    """Return whether there is a list at the path, empty or not."""
    return isinstance(at(value, *path), list)


def rows(value: Any, *path: str | int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of the list at the path with their 0-based indexes; other types are skipped.

    At most `MOST_ROWS` entries are examined.
    """
    found = at(value, *path)
    for index, row in enumerate(found[:MOST_ROWS] if isinstance(found, list) else ()):
        if isinstance(row, dict):
            yield index, row


def text(value: Any, *path: str | int) -> str | None:
    """Return the text at the path on one line, or None; a whole number is returned as its digits."""
    found = at(value, *path)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found) if abs(found) <= LARGEST else None
    return line(found) if isinstance(found, str) else None


def line(words: str) -> str | None:
    """Return text on one line, without lone surrogates and control characters; None if empty."""
    return _UNKEPT.sub("", _SPACES.sub(" ", words)).strip() or None


def words(value: Any, *path: str | int) -> str | None:
    """Return the text at the path with its line breaks, or None."""
    found = at(value, *path)
    if not isinstance(found, str):
        return None
    kept = "\n".join(line(part) or "" for part in found.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip() or None


def whole(value: Any, *path: str | int) -> int | None:
    """Return the whole number at the path, given as a number or as digits, or None."""
    found = at(value, *path)
    if isinstance(found, str) and re.fullmatch(r"\s*-?[0-9]{1,19}\s*", found):
        found = int(found)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if abs(found) <= LARGEST else None


def is_set(value: Any, *path: str | int) -> bool:
    """Return whether a switch is on, in whatever form: true, 1, "1"."""
    return at(value, *path) in (True, 1, "1", "true")


def address(value: Any, *path: str | int) -> str | None:
    """Return the web address at the path, or None; without a scheme, https is assumed."""
    found = text(value, *path)
    if found is None:
        return None
    if found.startswith("//"):
        found = f"https:{found}"
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in {"http", "https"} and parts.netloc else None


def unix_time(value: Any, *path: str | int) -> datetime | None:
    """Parse a time in seconds or milliseconds since 1970, or return None."""
    found = at(value, *path)
    if isinstance(found, str) and re.fullmatch(r"[0-9]{1,16}(\.[0-9]+)?", found):
        found = float(found)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        seconds = found / 1000 if found > 1e11 else found  # noqa: PLR2004 - 1e11 s is the year 5138
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, ValueError, OSError):
        return None


def stamp(value: Any, *path: str | int, zone: tzinfo = UTC) -> datetime | None:
    """Parse a time in ISO 8601 or as "2024-08-22 09:25:00", or return None; `zone` applies if it names none."""
    found = text(value, *path)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found)
    except ValueError:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        return None
