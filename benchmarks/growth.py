"""Measures linking as the store grows: documents per second including storage, at 10,000 to 500,000 documents.

The documents are made up (`made_up` says which streams there are), 1,500 a day. The store is filled with documents
marked as linked, except the last sixteen days, which are really linked. Each size is measured in its own process on a
copy of the store: its first pass loads the window, those of the next four days are counted. The processes take turns,
a day each, so that other load affects all alike; so does a plain TF-IDF single pass over titles, for comparison
between machines. 21,000 documents fill the window; below that nothing is dropped from it yet. `python -m benchmarks growth [--stream mixed]
[--sizes 10000 30000 100000 500000] [--rounds 3] [--stores FOLDER]`
"""

from __future__ import annotations

import pickle
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from sqlite_utils import Database

import db
import db.stories
import steps
import stories
from benchmarks import subjects
from benchmarks.made_up import A_DAY, STREAMS, WATCHLIST, empty, fill, made_up
from benchmarks.stories import single_pass
from db import items

LINKED = 16 * A_DAY
"""Documents really linked before the measurement: more than the window holds."""

DAYS = 4
CHUNK = 10_000
PARTS = ("load", "link", "save")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Measurements of one process; CPU seconds unless stated."""

    first: float
    """The pass that loads the window and links a day."""
    days: tuple[float, ...]
    parts: dict[str, float]
    """Seconds spent on loading, linking and saving."""
    peak: float
    """Peak memory in MB."""


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--stream", choices=STREAMS, default="mixed")
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 30_000, 100_000, 500_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stores", type=Path, help="keep the stores here, and use those that are there")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        home = options.stores or Path(folder)
        stores = [home / f"{options.stream}_{size}.db" for size in options.sizes]
        for store, size in zip(stores, options.sizes, strict=True):
            if not store.with_suffix(".rest").exists():
                with get_context("spawn").Pool(1) as pool:
                    pool.apply(_prepare, (store, size, options.stream))
        rounds, plain = [], []
        for _ in range(options.rounds):
            rounds.append(_in_turns(stores))
            plain.append(_plain(stores[0]))
    print(
        "| documents stored | linked a second | (of all rounds) | of the rate of the first | load, link, save: ms a document"
        " | times the TF-IDF single pass | first pass, s | peak memory, MB |\n|---|---|---|---|---|---|---|---|"
    )
    for place, size in enumerate(options.sizes):
        print(_row(size, [turn[place] for turn in rounds], [turn[0] for turn in rounds], median(plain)))


def _row(size: int, found: list[Measured], smallest: list[Measured], plain: float) -> str:
    rates = [DAYS * A_DAY / sum(one.days) for one in found]
    against = [
        theirs / ours
        for one, first in zip(found, smallest, strict=True)
        for ours, theirs in zip(one.days, first.days, strict=True)
    ]
    parts = (1000 * median(one.parts[part] for one in found) / (DAYS * A_DAY) for part in PARTS)
    return (
        f"| {size:,} | {median(rates):,.0f} | {min(rates):,.0f}-{max(rates):,.0f} | {100 * median(against):.0f} %"
        f" | {', '.join(f'{part:.2f}' for part in parts)} | {median(rates) / plain:.1f}"
        f" | {median(one.first for one in found):.1f} | {median(one.peak for one in found):.0f} |"
    )


def _prepare(path: Path, size: int, stream: str) -> None:
    """Create a store of a given size, and a file with the documents that follow."""
    store = empty(path)
    documents = made_up(size + (1 + DAYS) * A_DAY, stream)
    before = max(0, size - LINKED)
    for begin in range(0, before, CHUNK):
        fill(store, list(islice(documents, min(CHUNK, before - begin))), linked=True)
    recent = list(islice(documents, size - before))
    fill(store, recent, linked=False)
    steps.link_store(store, WATCHLIST, (), recent[-1]["at"])
    store.execute("pragma wal_checkpoint(truncate)")
    store.close()
    path.with_suffix(".rest").write_bytes(pickle.dumps(list(documents)))


def _in_turns(stores: list[Path]) -> list[Measured]:
    """Measure each store in its own process, one at a time."""
    context, ours = get_context("spawn"), []
    processes = []
    for store in stores:
        here, there = context.Pipe()
        process = context.Process(target=_measure, args=(store, there))
        process.start()
        here.recv()
        ours.append(here)
        processes.append(process)
    for _ in range(DAYS):
        for here in ours:
            here.send("go on")
            here.recv()
    measured = [here.recv() for here in ours]
    for process in processes:
        process.join()
    return measured


def _measure(path: Path, there: Connection) -> None:
    """Link the following documents in a copy of the store, one day per request."""
    documents = pickle.loads(path.with_suffix(".rest").read_bytes())
    with tempfile.TemporaryDirectory(dir=path.parent) as home:
        store, memory, spent = (
            db.connect(shutil.copy(path, home)),
            steps.Memory(),
            dict.fromkeys(PARTS, 0.0),
        )
        for module, part in zip((items, stories, db.stories), PARTS, strict=True):
            setattr(module, part, _clocked(getattr(module, part), part, spent))
        first = _passed(store, documents[:A_DAY], memory)
        spent.update(dict.fromkeys(PARTS, 0.0))
        there.send("ready")
        days = []
        for begin in range(A_DAY, len(documents), A_DAY):
            there.recv()
            days.append(_passed(store, documents[begin : begin + A_DAY], memory))
            there.send("done")
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    there.send(Measured(first=first, days=tuple(days), parts=spent, peak=peak))


def _plain(path: Path) -> float:
    """Return titles per second of the plain single pass."""
    titles = [
        {
            "id": entry["id"],
            "title": entry["title"],
            "lang": entry["lang"],
            "published": entry["at"].isoformat(),
        }
        for entry in pickle.loads(path.with_suffix(".rest").read_bytes())
    ]
    began = time.process_time()
    single_pass(titles)
    return len(titles) / (time.process_time() - began)


def _passed(store: Database, batch: list[dict], memory: steps.Memory) -> float:
    """Return the CPU seconds of a pass over a batch."""
    fill(store, batch, linked=False)
    began = time.process_time()
    steps.link_store(store, WATCHLIST, (), batch[-1]["at"] + timedelta(seconds=1), memory=memory)
    return time.process_time() - began


def _clocked(work: Callable[..., Result], part: str, spent: dict[str, float]) -> Callable[..., Result]:
    """Wrap a part of a pass to record its CPU seconds."""

    def clocked(*given: Any, **named: Any) -> Result:
        began = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[part] += time.process_time() - began

    return clocked
