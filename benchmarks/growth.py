"""What linking costs as the store grows: documents a second, store included, at 10,000 and at up to 500,000 documents.

The documents are made up: stories begin at random, two fifths stay alone, the median of the rest has two documents and
every tenth more than seven within a day, words follow Zipf; a third are Chinese lines, as on the recorded boards. What
fills a store before it is measured is written as already linked, but for the last sixteen days, which are linked. Every
measurement then is a process of its own on a copy of the store: its first pass takes the window up, those of the next days
are counted. The sizes have their turns one after another, several times, and the median is told, so that what else the
machine does meets all alike; a plain TF-IDF single pass over the titles of the first size runs in each round, so that rates
of different machines can be compared. `python -m benchmarks growth [--sizes 10000 100000 500000] [--rounds 3]`
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from sqlite_utils import Database

import db
import db.stories
import steps
import stories
from benchmarks.stories import single_pass
from db import items
from db.times import iso
from records import Company, Watchlist
from stories.groups import WINDOW

A_DAY = 1500
LINKED = 16 * A_DAY
"""Documents before the measured ones that are really linked: more than the window holds."""

WARM_UP = A_DAY
MEASURED = 4 * A_DAY
CHUNK = 10_000
PASS = timedelta(days=1)
START = datetime(2030, 1, 1, tzinfo=UTC)
COMPANIES = tuple(f"company{number}" for number in range(40))
WATCHLIST = Watchlist(companies=tuple(Company(id=name, name=name.title()) for name in COMPANIES))

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a process took: CPU seconds, but for the memory."""

    first: float
    """The first pass, which takes the window up and links a day."""
    whole: float
    """The passes that are counted; of this, what was spent to load, to link and to save follows."""
    load: float
    link: float
    save: float
    peak: float
    """MB."""


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks growth", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 500_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as home:
        for size in options.sizes:
            _apart(_prepare, Path(home, f"{size}.db"), size)
        turns: list[tuple[int, Measured]] = []
        plain: list[float] = []
        for _ in range(options.rounds):
            turns += [(size, _apart(_measure, Path(home, f"{size}.db"))) for size in options.sizes]
            plain.append(_apart(_plain, Path(home, f"{options.sizes[0]}.db")))
    print(
        "| documents stored | linked a second | (of all rounds) | load, link, save: ms a document | TF-IDF single pass"
        " | times its rate | first pass, s | peak memory, MB |\n|---|---|---|---|---|---|---|---|"
    )
    for size in options.sizes:
        print(_row_of(size, [found for other, found in turns if other == size], median(plain)))


def _apart(work: Callable[..., Result], *given: object) -> Result:
    """Work done by a process of its own: memory that one size took is not counted for the next."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _row_of(size: int, rounds: list[Measured], plain: float) -> str:
    rates = [MEASURED / one.whole for one in rounds]
    parts = Measured(
        **{part.name: median(getattr(one, part.name) for one in rounds) for part in fields(Measured)}
    )
    return (
        f"| {size:,} | {median(rates):,.0f} | {min(rates):,.0f}-{max(rates):,.0f}"
        f" | {', '.join(f'{1000 * part / MEASURED:.2f}' for part in (parts.load, parts.link, parts.save))}"
        f" | {plain:,.0f} | {median(rates) / plain:.1f}"
        f" | {parts.first:.1f} | {parts.peak:.0f} |"
    )


def _prepare(path: Path, size: int) -> None:
    """A store of so many documents, and beside it those that come next."""
    store = db.connect(path)
    store.execute(
        "insert into sources (id, name, spider, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')"
    )
    documents = made_up(size + WARM_UP + MEASURED)
    before = max(0, size - LINKED)
    for begin in range(0, before, CHUNK):
        fill(store, list(islice(documents, min(CHUNK, before - begin))), linked=True)
    recent = list(islice(documents, size - before))
    fill(store, recent, linked=False)
    steps.link_store(store, WATCHLIST, (), recent[-1]["at"])
    store.execute("pragma wal_checkpoint(truncate)")
    store.close()
    path.with_suffix(".rest").write_bytes(pickle.dumps(list(documents)))


def _measure(path: Path) -> Measured:
    """Passes of a day over the documents that come next, in a copy of the store."""
    documents = pickle.loads(path.with_suffix(".rest").read_bytes())
    with tempfile.TemporaryDirectory(dir=path.parent) as home:
        store = db.connect(shutil.copy(path, home))
        memory, spent = stories.Memory(), dict.fromkeys(("load", "link", "save"), 0.0)
        for module, part in ((items, "load"), (stories, "link"), (db.stories, "save")):
            setattr(module, part, _clocked(getattr(module, part), part, spent))
        first = _passed(store, documents[:WARM_UP], memory)
        spent.update(dict.fromkeys(spent, 0.0))
        whole = sum(
            _passed(store, documents[begin : begin + A_DAY], memory)
            for begin in range(WARM_UP, len(documents), A_DAY)
        )
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(first=first, whole=whole, **spent, peak=peak)


def _plain(path: Path) -> float:
    """Titles a second that the plain single pass takes."""
    titles = [_title(entry) for entry in pickle.loads(path.with_suffix(".rest").read_bytes())]
    began = time.process_time()
    single_pass(titles)
    return len(titles) / (time.process_time() - began)


def _passed(store: Database, batch: list[dict], memory: stories.Memory) -> float:
    """CPU seconds that a pass over a batch takes."""
    fill(store, batch, linked=False)
    began = time.process_time()
    steps.link_store(store, WATCHLIST, (), batch[-1]["at"] + timedelta(seconds=1), memory=memory)
    return time.process_time() - began


def _clocked(work: Callable[..., Result], part: str, spent: dict[str, float]) -> Callable[..., Result]:
    """A part of a pass that notes its CPU seconds."""

    def clocked(*given: Any, **named: Any) -> Result:
        began = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[part] += time.process_time() - began

    return clocked


def made_up(count: int) -> Iterator[dict]:
    """Documents in the order of time."""
    chance = random.Random(7)
    words = [
        f"{chance.choice('bdfgklmnprstv')}{chance.choice('aeiou')}{number:x}n" for number in range(40_000)
    ]
    signs = [chr(0x4E00 + number) for number in range(3_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(40_000)))
    sign_weights = list(accumulate(1 / (rank + 5) for rank in range(3_000)))
    pending: list[dict] = []
    made = 0
    step = timedelta(days=1) / A_DAY * 2.4
    at = START
    while made < count:
        at += step * chance.expovariate(1)
        size = 1 if chance.random() < 0.4 else 2 + int(chance.paretovariate(1.3) - 1)  # noqa: PLR2004
        dense = chance.random() < 1 / 3
        company = chance.choice(COMPANIES) if chance.random() < 0.3 else None  # noqa: PLR2004
        core = (
            chance.choices(signs, cum_weights=sign_weights, k=6)
            if dense
            else chance.choices(words, cum_weights=weights, k=5)
        )
        for _ in range(min(size, 60)):
            seen = at + timedelta(hours=chance.expovariate(1 / 8))
            title = (
                _dense(chance, core, signs, sign_weights) if dense else _spaced(chance, core, words, weights)
            )
            title = f"{company.title()} {title}" if company else title
            body = "" if dense else " ".join(chance.choices(words, cum_weights=weights, k=60))
            pending.append(
                {
                    "at": seen,
                    "title": title,
                    "body": body,
                    "company": company,
                    "lang": "zh" if dense else "en",
                }
            )
        if len(pending) > 20_000:  # noqa: PLR2004
            pending.sort(key=lambda entry: entry["at"])
            ready, pending = pending[:10_000], pending[10_000:]
            yield from _numbered(ready, made, count)
            made += len(ready)
    if made < count:
        pending.sort(key=lambda entry: entry["at"])
        yield from _numbered(pending, made, count)


def _numbered(ready: list[dict], made: int, count: int) -> Iterator[dict]:
    for number, entry in enumerate(ready[: max(0, count - made)], made):
        yield entry | {"id": f"{number:016x}"}


def _title(entry: dict) -> dict:
    """A document as the plain single pass takes it."""
    return {
        "id": entry["id"],
        "title": entry["title"],
        "lang": entry["lang"],
        "published": entry["at"].isoformat(),
    }


def _spaced(chance: random.Random, core: list[str], words: list[str], weights: list[float]) -> str:
    return " ".join([*chance.sample(core, 4), *chance.choices(words, cum_weights=weights, k=4)])


def _dense(chance: random.Random, core: list[str], signs: list[str], weights: list[float]) -> str:
    return "".join([*core[:5], *chance.choices(signs, cum_weights=weights, k=5)])


def fill(store: Database, batch: list[dict], *, linked: bool) -> None:
    """Documents as collected and read; as linked, too, each a story of its own."""
    rows = [_row(entry) for entry in batch]
    with store.atomic():
        store.table("documents").insert_all(rows, batch_size=500)
        store.table("readings").insert_all(
            {
                "item": entry["id"],
                "text_sha256": "x",
                "reader": "1",
                "lang": entry["lang"],
                "read_at": iso(entry["at"]),
                "linked_as": "1 x" if linked else None,
            }
            for entry in batch
        )
        store.table("mentions").insert_all(
            {
                "id": f"{entry['id']}:m:0-{len(entry['company'])}",
                "label": "ORG",
                "entity": entry["company"],
                "document": entry["id"],
                "start": 0,
                "end": len(entry["company"]),
                "text": entry["company"].title(),
                "rule": "watch list",
                "reader": "1",
            }
            for entry in batch
            if entry["company"]
        )
        if linked:
            store.table("stories").insert_all(
                {"id": f"s-{entry['id']}", "headline": entry["title"], "lang": entry["lang"]}
                for entry in batch
            )
            # Without weights, as a store of an earlier version: the first pass weighs the window anew.
            store.table("weighings").insert_all(
                {"item": entry["id"], "at": iso(entry["at"]), "until": iso(entry["at"] + WINDOW)}
                for entry in batch
            )
            store.table("story_documents").insert_all(
                {
                    "document": entry["id"],
                    "story": f"s-{entry['id']}",
                    "kind": "seed",
                    "score": 1.0,
                    "evidence": "",
                    "tight": entry["id"],
                    "rule": "made up",
                }
                for entry in batch
            )


def _row(entry: dict) -> dict:
    text = f"{entry['title']}\n\n{entry['body']}" if entry["body"] else entry["title"]
    return {
        "id": entry["id"],
        "source": "wire",
        "kind": "article",
        "url": f"https://wire.example/{entry['id']}",
        "title": entry["title"],
        "text": text,
        "text_sha256": "x",
        "lang": entry["lang"],
        "published": iso(entry["at"]),
        "published_raw": iso(entry["at"]),
        "first_seen": iso(entry["at"]),
        "last_seen": iso(entry["at"]),
        "flags": json.dumps([]),
    }
