"""Made-up streams of items for linking, and stores of them. Measures nothing.

`recorded` has the words and bursts of the recorded boards and pages, as topics of a board, as articles, or as both;
`invented`, of earlier measurements, has words that no language has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count as numbers
from pathlib import Path
from typing import Any

from sqlite_utils import Database

import db
from benchmarks import made_up_invented, made_up_recorded
from db.times import iso
from records import Company, Watchlist
from stories.grouping.groups import WINDOW

A_DAY = 1500
START = datetime(2030, 1, 1, tzinfo=UTC)
ENGLISH = [
    first + second
    for first in ("Al", "Bor", "Cal", "Dor", "Fen", "Gal", "Hal", "Kes")
    for second in ("mont", "vik", "tane", "rive", "dell")
]
CHINESE = [
    f"{sign}达集团"
    for sign in "安博辰东恩飞冠海恒华嘉健江金凯蓝联明宁鹏启锐瑞盛泰天维欣雅亿颖远云泽展智中卓宏利"
]
WATCHLIST = Watchlist(
    companies=tuple(
        Company(id=name, name=name.title(), aliases=aliases)
        for name, *aliases in zip(made_up_invented.COMPANIES, ENGLISH, CHINESE, strict=True)
    )
)

Stories = Iterator[tuple[datetime, list[dict[str, Any]]]]
"""Stories in order of a moment that no item of them or of a later one precedes."""


def _recorded(topics: float) -> Stories:
    return made_up_recorded.Stream(topics, {"en": ENGLISH, "zh": CHINESE}).stories(A_DAY, START)


STREAMS: dict[str, Callable[[], Stories]] = {
    "boards": partial(_recorded, 1.0),
    "mixed": partial(_recorded, 1 / 3),
    "articles": partial(_recorded, 0.0),
    "invented": partial(made_up_invented.stories, A_DAY, START),
}
"""Topics of a board; a third of the stories topics, the others articles; articles alone; invented words."""


def made_up(count: int, stream: str = "mixed") -> Iterator[dict[str, Any]]:
    """Yield so many items of a stream in order of time."""
    pending: list[tuple[datetime, int, dict[str, Any]]] = []
    orders, made = numbers(), 0
    for begin, story in STREAMS[stream]():
        while pending and pending[0][0] < begin:
            if made == count:
                return
            yield heappop(pending)[2] | {"id": f"{made:016x}"}
            made += 1
        for entry in story:
            heappush(pending, (entry["at"], next(orders), entry))


def empty(path: Path | str) -> Database:
    """Create a store with a wire and a board."""
    store = db.connect(path)
    store.table("sources").insert_all(
        [
            {"id": "wire", "name": "Wire", "spider": "feed", "url": "https://wire.example/"},
            {"id": "board", "name": "Board", "spider": "board", "url": "https://board.example/"},
        ]
    )
    return store


def fill(store: Database, batch: list[dict[str, Any]], *, linked: bool) -> None:
    """Store items as collected and read, optionally as linked, each a story of its own."""
    topics = [entry for entry in batch if _of(entry) == "topic"]
    with store.atomic():
        store.table("documents").insert_all(
            [_row(entry) for entry in batch if _of(entry) == "document"], batch_size=500
        )
        store.table("topics").insert_all(map(_topic, topics))
        _sight(store, topics)
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
        for table in ("mentions", "figures", "quotes"):
            store.table(table).insert_all(
                _fact(table, entry, fact) for entry in batch for fact in entry.get(table, ())
            )
        if linked:
            _link(store, batch)


def _of(entry: dict[str, Any]) -> str:
    return "topic" if entry.get("kind") == "topic" else "document"


def _topic(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "platform": "board",
        "key": entry["title"],
        "title": entry["title"],
        "lang": entry["lang"],
    }


LISTED = 50
"""Rows of a board."""


def _sight(store: Database, topics: list[dict[str, Any]]) -> None:
    """Store the sightings of topics, a poll an hour, with the polls that are missing."""
    if not topics:
        return
    hour = timedelta(hours=1)
    seen = [(entry, entry["at"] + hour * place) for entry in topics for place in range(entry["sightings"])]
    store.table("polls").insert_all(
        (
            {
                "id": _poll(at),
                "source": "board",
                "url": "https://board.example/",
                "at": iso(at),
                "status": "ok",
                "rows": LISTED,
            }
            for at in sorted({at for _, at in seen})
        ),
        ignore=True,
    )
    store.table("sightings").insert_all(
        {
            "topic": entry["id"],
            "poll": _poll(at),
            "list": "hot",
            "title": entry["title"],
            "list_index": int(entry["id"], 16),
            "heat": 1000,
            "kind": "organic",
            "captured_at": iso(at),
        }
        for entry, at in seen
    )


def _poll(at: datetime) -> int:
    return int((at - START) / timedelta(hours=1))


def _fact(table: str, entry: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    end = fact["start"] + len(fact["text"])
    return (
        fact
        | {
            "id": f"{entry['id']}:{table}:{fact['start']}-{end}",
            _of(entry): entry["id"],
            "end": end,
            "rule": "made up",
            "reader": "1",
        }
        | ({"confidence": 1.0} if table == "quotes" else {})
    )


def _link(store: Database, batch: list[dict[str, Any]]) -> None:
    store.table("stories").insert_all(
        {"id": f"s-{entry['id']}", "headline": entry["title"], "lang": entry["lang"]} for entry in batch
    )
    # Without stored weights, as in an older store: the first pass recomputes them.
    store.table("weighings").insert_all(
        {"item": entry["id"], "at": iso(entry["at"]), "until": iso(entry["at"] + WINDOW)} for entry in batch
    )
    for of, table in (("document", "story_documents"), ("topic", "story_topics")):
        store.table(table).insert_all(
            {
                of: entry["id"],
                "story": f"s-{entry['id']}",
                "kind": "seed",
                "score": 1.0,
                "evidence": "",
                "tight": entry["id"],
                "rule": "made up",
            }
            for entry in batch
            if _of(entry) == of
        )


def _row(entry: dict[str, Any]) -> dict[str, Any]:
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
