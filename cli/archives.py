"""Opens archives as lines of JSON, whatever their form: JSON Lines, a JSON list or a table; packed with gzip or not."""

from __future__ import annotations

import csv
import gzip
import io
import json
import logging
import reprlib
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import IO, Any

import click

from crawler import archive_fields, dates

log = logging.getLogger(__name__)

a_file = click.File("rb")

PACKED = b"\x1f\x8b"
UNREADABLE = {
    b"PK\x03\x04": "a ZIP or Excel file; unpack it, or save the sheet as CSV",
    b"PAR1": "a Parquet file; export it as JSON Lines or CSV",
    b"\x28\xb5\x2f\xfd": "packed with zstd; unpack it first",
    b"BZh": "packed with bzip2; unpack it first",
    b"\xfd7zXZ": "packed with xz; unpack it first",
}
"""How forms begin that are not read, and what to do with them."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")

DELIMITERS = ",\t;|"

LONGEST_CELL = 2**31 - 1
"""Characters of a cell: the text of an article is longer than the default of the csv module."""


def text_of(file: IO[bytes]) -> str:
    """Return the text of a file; undecodable bytes are escaped, and then replaced by whoever reads it."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape")
    words = text.read()
    text.detach()
    return words


def lines_of(file: IO[bytes], name: str) -> Iterator[str]:
    """Return the lines of an archive as JSON, one object each; blank where a line holds none.

    Undecodable bytes are escaped, so that they cost only their own line, which is then reported. A packed file that ends
    early raises OSError where it does.

    Raises:
        click.ClickException: the file has another form.
    """
    whole: Any = file if hasattr(file, "peek") else io.BufferedReader(file)
    head = whole.peek(8)[:8]
    for mark, told in UNREADABLE.items():
        if head.startswith(mark):
            raise click.ClickException(f"{name} is {told}")
    plain = gzip.GzipFile(fileobj=whole) if head.startswith(PACKED) else whole
    encoding = "utf-16" if head[:2] in UTF_16 and b"\0" in head else "utf-8-sig"
    text = _unpacked(io.TextIOWrapper(plain, encoding=encoding, errors="surrogateescape"))
    first = next((line for line in text if line.strip()), "")
    lines = chain([first], text)
    delimiter = max(DELIMITERS, key=first.count)
    if _is_whole(first):
        return map(json.dumps, _rows(_parsed("".join(lines), name)))
    cells = [] if first.startswith("{") else first.strip().split(delimiter)
    if any(archive_fields.is_known(cell.strip('"')) for cell in cells):
        return _of_table(lines, delimiter)
    return lines


def _unpacked(text: io.TextIOWrapper) -> Iterator[str]:
    try:
        yield from text
    except (EOFError, zlib.error) as error:
        raise OSError(str(error)) from error
    finally:
        text.detach()  # whoever opened the file closes it


def _is_whole(first: str) -> bool:
    """Return whether a file with this first line is one JSON value: a list of objects, or an object that holds one."""
    if first.startswith("["):
        return "{" in first or "]" not in first
    if first.strip() == "{" or not first.startswith("{"):
        return first.strip() == "{"
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and _rows(value) != [value] and not archive_fields.has_words(value)


def _parsed(words: str, name: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        raise click.ClickException(
            f"{name} begins like one JSON value over several lines, and is none: {error}"
        ) from error


def _rows(value: Any) -> list[Any]:
    """Return the objects of a list, or of the one list in an object."""
    if isinstance(value, list):
        return value
    lists = [held for held in value.values() if isinstance(held, list) and held and isinstance(held[0], dict)]
    return lists[0] if len(lists) == 1 else [value]


def _of_table(lines: Iterator[str], delimiter: str) -> Iterator[str]:
    csv.field_size_limit(LONGEST_CELL)
    yield ""  # the header, so that the numbers of lines are those of the file
    for row in csv.DictReader(lines, delimiter=delimiter):
        yield json.dumps({key: value for key, value in row.items() if key and value})


def as_texts(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines under the keys of `analyze`, with ISO dates; a date that cannot be read is logged and left out.

    Raises:
        click.ClickException: the file cannot be read to its end.
    """
    try:
        for line in lines:
            yield _as_text(line)
    except OSError as error:
        raise click.ClickException(f"the rest of the file cannot be read: {error}") from error


def _as_text(line: str) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(row, dict):
        return line
    row, _ = archive_fields.rename(row)
    raw = archive_fields.as_written(row.get("published"))
    found = archive_fields.moment(raw)
    if raw and found is None:
        log.warning("%s: its date %s is not read", row.get("id"), reprlib.repr(raw))
    zoned = found if found is None or dates.has_zone(raw) else found.replace(tzinfo=None)
    with suppress(TypeError, ValueError):  # whoever reads it says what is wrong with it
        row |= {
            key: archive_fields.words(row, key)
            for key in ("title", "text")
            if not isinstance(row.get(key), str | None)
        }
        row["lang"] = archive_fields.language(row)
    return json.dumps(row | {"id": row.get("id") or row.get("url"), "published": zoned and zoned.isoformat()})
