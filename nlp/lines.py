"""`rejoinder analyze`: texts as JSON in, results as JSON out, in order, without a store. A bad line costs only itself."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any
from zoneinfo import ZoneInfo

from nlp.language import detect
from nlp.reader import Reader, Text
from nlp.reading import as_json
from nlp.sanitising import replace_surrogates
from records import Watchlist

log = logging.getLogger(__name__)

CHUNK = 32
"""Lines handed to a process at a time."""

ZONES = {"zh": "Asia/Shanghai"}
"""Zone of a publication date without one, by language; otherwise UTC."""


_reader: Reader
"""The reader of a worker process, set once when it starts."""


def analyze_one(row: dict[str, Any], *, watchlist: Watchlist) -> dict[str, Any]:
    """Return the command's output for one text: `{"id", "text"[, "title", "lang", "published"]}`."""
    return _read([row], Reader(watchlist))[0]


def analyze(
    lines: Iterable[str], *, watchlist: Watchlist, processes: int = 1, lang: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield a result per line, in order, streaming. An unreadable line gives `{"id", "error"}`."""
    chunks = _chunks(lines, lang)
    if processes == 1:
        reader = Reader(watchlist)
        for chunk in chunks:
            yield from _read(chunk, reader)
        return
    # forkserver, because the models' threads do not survive a plain fork.
    with get_context("forkserver").Pool(processes, _start, (watchlist,)) as pool:
        for results in pool.imap(_read_in_worker, chunks):
            yield from results


def _chunks(lines: Iterable[str], lang: str | None) -> Iterator[list[Any]]:
    rows = (_row(number, line, lang) for number, line in enumerate(lines, start=1) if line.strip())
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _row(number: int, line: str, lang: str | None) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"line {number} is not JSON: {error}"}
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        identity = row.get("id") if isinstance(row, dict) else None
        return {"id": identity, "error": f'line {number} is not an object with "text"'}
    return row | {"lang": row.get("lang") or lang}


def _start(watchlist: Watchlist) -> None:
    global _reader  # noqa: PLW0603 (a pool's initializer sets it once per process)
    _reader = Reader(watchlist)


def _read_in_worker(chunk: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return _read(chunk, _reader)


def _read(chunk: list[dict[str, Any]], reader: Reader) -> list[dict[str, Any]]:
    texts: list[Text] = []
    errors: dict[int, str] = {}
    for number, row in enumerate(chunk):
        try:
            texts.append(_text(row))
        except ValueError as error:
            errors[number] = str(error)
    readings = iter(reader.read_all(texts))
    results = []
    for number, row in enumerate(chunk):
        if number in errors:
            log.warning("%s: %s", row.get("id"), errors[number])
            results.append({"id": row.get("id"), "error": errors[number]})
        else:
            results.append(as_json(next(readings), row.get("id")))
    return results


def _text(row: dict[str, Any]) -> Text:
    if "error" in row:
        raise ValueError(row["error"])
    for key in ("lang", "title", "published"):
        if not isinstance(row.get(key), str | None):
            raise ValueError(f'"{key}" is not text: {row[key]!r}')  # noqa: TRY004 (all input errors are of one kind)
    zone = ZONES.get(detect(row["text"], row.get("lang")), "UTC")
    return Text(
        text=replace_surrogates(row["text"]),
        lang=row.get("lang"),
        title=replace_surrogates(row.get("title") or "") or None,
        published=_moment(row.get("published"), zone),
        zone=zone,
    )


def _moment(value: Any, zone: str) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f'"published" is {value!r}; write 2024-08-22 or 2024-08-22T07:00:00+08:00') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
