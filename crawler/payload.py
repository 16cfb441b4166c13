"""Takes values of the expected type out of a reply's JSON, or nothing. Knows no platform.

Replies change without notice. Whatever stands in the place of a text, a number or a list, nothing here raises
but `NotJson`; a reader that finds nothing where its board should be says so itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

LARGEST = 2**63 - 1
"""What an integer of the store can hold; larger numbers are no counts."""

MOST_ROWS = 2_000
"""Rows of a list that are looked at. The longest board has 250; a list without end must not cost a crawl its time."""

LARGEST_REPLY = 3_000_000
"""Bytes of JSON that are read of a board or a timeline; the longest recorded has 200,000."""

MOST_CONTAINERS = 150_000
"""Lists and objects in a reply; one takes twenty times its bytes. What a large company has filed in figures has half as many."""

_SPACES = re.compile(r"\s+")
_UNKEPT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class NotJson(ValueError):
    """Raised when a body is not JSON."""


def decode(body: bytes, largest: int = LARGEST_REPLY) -> Any:
    """The value that a JSON body holds.

    Args:
        body: the reply.
        largest: bytes that are read at most.

    Raises:
        NotJson: The body is not JSON, is nested beyond reason, or is larger than what is read.
    """
    check_size(body, largest)
    try:
        return json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise NotJson(f"not JSON: {type(error).__name__}") from error


def check_size(body: bytes, largest: int) -> None:
    """Refuse what is larger than a reply may be.

    Raises:
        NotJson: The body has more bytes, or more lists and objects, than are read.
    """
    if len(body) > largest or body.count(b"[") + body.count(b"{") > MOST_CONTAINERS:
        raise NotJson(f"more than is read of a reply: {len(body)} bytes")


def between(body: bytes, begin: bytes, end: bytes) -> bytes | None:
    """What stands between two marks of a body, from the first of the one to the next of the other, or None."""
    start = body.find(begin)
    stop = body.find(end, start + len(begin)) if start >= 0 else -1
    return body[start + len(begin) : stop] if stop >= 0 else None


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and list places, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def has_list(value: Any, *path: str | int) -> bool:
    """Whether a list stands at the path, empty or not."""
    return isinstance(at(value, *path), list)


def rows(value: Any, *path: str | int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of the list at the path, each with its 0-based place; entries of other types are passed over.

    No more than `MOST_ROWS` are looked at.
    """
    found = at(value, *path)
    for index, row in enumerate(found[:MOST_ROWS] if isinstance(found, list) else ()):
        if isinstance(row, dict):
            yield index, row


def text(value: Any, *path: str | int) -> str | None:
    """The text at the path in one line, or None where there is none; a whole number is given as its digits."""
    found = at(value, *path)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found) if abs(found) <= LARGEST else None
    return line(found) if isinstance(found, str) else None


def line(words: str) -> str | None:
    """Words in one line, without what no store can hold (half surrogates, control characters); None when empty."""
    return _UNKEPT.sub("", _SPACES.sub(" ", words)).strip() or None


def words(value: Any, *path: str | int) -> str | None:
    """The text at the path with its line breaks, or None where there is none."""
    found = at(value, *path)
    if not isinstance(found, str):
        return None
    kept = "\n".join(line(part) or "" for part in found.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip() or None


def whole(value: Any, *path: str | int) -> int | None:
    """The whole number at the path, written as a number or as digits, or None."""
    found = at(value, *path)
    if isinstance(found, str) and re.fullmatch(r"\s*-?[0-9]{1,19}\s*", found):
        found = int(found)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if abs(found) <= LARGEST else None


def is_set(value: Any, *path: str | int) -> bool:
    """Whether a switch is on, however it is written: true, 1, "1"."""
    return at(value, *path) in (True, 1, "1", "true")


def address(value: Any, *path: str | int) -> str | None:
    """The web address at the path, or None; an address that names no scheme is taken as https."""
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
    """The moment at the path, given in seconds or milliseconds since 1970, or None."""
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
    """The moment at the path, given in ISO 8601 or as "2024-08-22 09:25:00", or None; without zone, in this zone."""
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
