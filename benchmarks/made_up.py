"""Generates a stream of made-up documents for linking, and stores of them. Measures nothing.

Stories start at random times. Two fifths have one document; of the others the median has two, and a tenth more than
seven within a day. Words follow Zipf's law; a third are Chinese lines, as on the recorded boards; three in ten name a
watched company.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlite_utils import Database

import db
from db.times import iso
from records import Company, Watchlist
from stories.grouping.groups import WINDOW

A_DAY = 1500
START = datetime(2030, 1, 1, tzinfo=UTC)
COMPANIES = tuple(f"company{number}" for number in range(40))
WATCHLIST = Watchlist(companies=tuple(Company(id=name, name=name.title()) for name in COMPANIES))


def empty(path: Path | str) -> Database:
    """Create a store with one source."""
    store = db.connect(path)
    store.execute(
        "insert into sources (id, name, spider, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')"
    )
    return store


def made_up(count: int) -> Iterator[dict]:
    """Yield documents in order of time."""
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


def _spaced(chance: random.Random, core: list[str], words: list[str], weights: list[float]) -> str:
    return " ".join([*chance.sample(core, 4), *chance.choices(words, cum_weights=weights, k=4)])


def _dense(chance: random.Random, core: list[str], signs: list[str], weights: list[float]) -> str:
    return "".join([*core[:5], *chance.choices(signs, cum_weights=weights, k=5)])


def fill(store: Database, batch: list[dict], *, linked: bool) -> None:
    """Store documents as collected and read, optionally as linked, each a story of its own."""
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
            # Without stored weights, as in an older store: the first pass recomputes them.
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
