"""Parses saved pages for `rejoinder extract`; fetches and stores nothing."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crawler.pages import as_json, read_page


class NotUnpacked(ValueError):
    """Raised when a gzipped file cannot be decompressed."""


def extract(html: bytes, url: str, *, identity: str | None = None) -> dict[str, Any]:
    """Return the article of a saved page: `id title title_meta authors published modified language canonical_url free body`."""
    return as_json(read_page(_unpacked(html), url), identity)


def extract_lines(lines: Iterable[bytes | str]) -> Iterator[dict[str, Any]]:
    """Yield the article of each page named by a line `{"id","path","url"}`, in order.

    An invalid line gives `{"id", "error"}` in its place and does not affect the others.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _of_line(line, number)


def _of_line(line: bytes | str, number: int) -> dict[str, Any]:
    identity: Any = None
    try:
        row = json.loads(line)
        identity = row["id"]
        return extract(Path(row["path"]).read_bytes(), str(row.get("url") or ""), identity=identity)
    except (ValueError, RecursionError, KeyError, TypeError, OSError) as error:
        what = f"line {number}: {type(error).__name__}: {error}"
        return {"id": identity, "error": f'{what}; a line is {{"id": "…", "path": "…", "url": "…"}}'}


def _unpacked(html: bytes) -> bytes:
    """Decompress a page, since saved pages are often kept as .html.gz."""
    if not html.startswith(b"\x1f\x8b"):
        return html
    try:
        return gzip.decompress(html)
    except (OSError, EOFError, zlib.error) as error:
        raise NotUnpacked(
            f"starts like gzip but cannot be decompressed: {error}; save the page again"
        ) from error
