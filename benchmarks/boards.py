"""Measures parsing of recorded boards: are all replies read or classified, does the known case agree, how fast is it.

`python -m benchmarks boards [--polls N]`. The replies are in $REJOINDER_DATA/boards and $REJOINDER_DATA/payloads. A
reply is classified if its status says why it holds no board; files that are no platform replies (schemas, filings)
are listed. With --polls, a store with that many polls of a board of fifty topics is made up, and the board views are
timed on it.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import db
import db.polls
import db.sources
import db.topics
from benchmarks import subjects
from crawler import boards
from crawler.replay import replay
from records import Poll, Sighting, Source

AT = datetime(2024, 8, 22, tzinfo=UTC)
LISTS = {"realtimehot": "hot", "rising": "rising", "hot-lists/total": "hot"}
CLOSE = 3
"""Tolerance in seconds for a Zhihu reply: rows carry their own time, the timeline that of the reply."""


def main(argv: list[str]) -> int:
    """Print the results for the recorded replies, the known case and the timing."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument(
        "--polls", type=int, default=0, help="make up a store of so many polls, and open the views on it"
    )
    polls = parser.parse_args(argv).polls
    data = Path(os.environ.get("REJOINDER_DATA", "data"))
    if not (data / "boards").is_dir():
        print("no recorded boards: REJOINDER_DATA names a folder that has boards/ in it", file=sys.stderr)
        return 1
    _recorded(data / "boards")
    _payloads(data / "payloads")
    _speed(data / "boards" / "weibo")
    if polls:
        _views(polls)
    return 0


def _recorded(folder: Path) -> None:
    """Store every recorded board and compare the known case sighting by sighting."""
    store = db.connect(":memory:")
    start = time.perf_counter()
    result = replay(folder, store)
    seconds = time.perf_counter() - start
    replies = sum(number for status, number in result.polls.items() if status != "undated")
    print(
        f"{replies} replies replayed in {seconds:.1f} s: {dict(result.polls)}, {result.sightings} sightings"
    )
    again = replay(folder, store)
    print(f"replayed once more: {again.sightings} sightings, {store.table('sightings').count} in the store")
    told = json.loads((folder / "xiaomi_case_timeline.json").read_text(encoding="utf-8"))
    print(f"timeline: {dict(Counter(_agrees(store, row) for row in told))} of {len(told)}")


def _agrees(store: Any, told: dict[str, Any]) -> str:
    """Return whether a sighting of the timeline is stored with the same position, heat and kind."""
    at = int(datetime.fromisoformat(told["captured_at"]).timestamp())
    rows = store.execute(
        """
        select list_index, position, heat_raw, kind = 'ad'
        from sightings
        join topics on topics.id = sightings.topic
        where topics.platform = ?
          and list = ?
          and sightings.title = ?
          and abs(unixepoch(captured_at) - ?) <= ?
        """,
        [told["platform"], LISTS[told["board"]], told["title"], at, CLOSE],
    ).fetchall()
    if not rows:
        recorded = store.execute(
            "select 1 from polls join sources on sources.id = polls.source"
            " where platform = ? and abs(unixepoch(at) - ?) <= ?",
            [told["platform"], at, CLOSE],
        ).fetchone()
        return "missing" if recorded else "reply not among the recorded ones"
    place = told["realpos"] if "realpos" in told else told["list_index"] + 1
    wanted = (told["list_index"], place, str(told["heat_raw"]), told.get("ad", False))
    return "agree" if wanted in rows else "differ"


def _payloads(folder: Path) -> None:
    """Print how every recorded reply of other platforms is recognised."""
    counts: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        body = path.read_bytes()
        named = next((name for name in boards.PLATFORMS if path.parent.name.startswith(name)), None)
        platform = named or boards.recognise(body)
        if platform is None:
            counts["of no board's platform"] += 1
            continue
        reply = boards.parse(platform, body, captured_at=AT)
        counts[f"{platform}: {reply.status}"] += 1
        if reply.status == "error":
            print(f"  {path.relative_to(folder)}: {reply.why}")
    print(f"payloads: {dict(counts)}")


def _speed(folder: Path) -> None:
    bodies = [gzip.decompress(path.read_bytes()) for path in sorted(folder.rglob("*.gz"))]
    start = time.process_time()
    rows = sum(len(boards.parse("weibo", body, captured_at=AT).sightings) for body in bodies)
    seconds = time.process_time() - start
    size = sum(map(len, bodies)) / 1e6
    print(
        f"reading alone: {len(bodies) / seconds:.0f} replies ({size / seconds:.1f} MB, {rows / seconds:.0f} rows) a CPU second"
    )


def _views(polls: int) -> None:
    """Time the board views on a store with quarter-hourly polls of one board, on which four topics change each time."""
    chance = random.Random(1)
    store = db.connect(":memory:")
    db.sources.save_all(
        store,
        [Source(id="made-up", name="Made up", spider="board", url="https://x.example/", platform="weibo")],
    )
    titles = [f"topic {number}" for number in range(50)]
    start = time.perf_counter()
    for number in range(polls):
        for place in chance.sample(range(50), 4):
            titles[place] = f"topic {number} at {place}"
        at = AT + timedelta(minutes=15 * number)
        seen = [
            Sighting(
                platform="weibo", list="hot", title=title, position=place + 1, index=place, captured_at=at,
                heat=chance.randrange(10**6),
            )
            for place, title in enumerate(titles)
        ]  # fmt: skip
        poll = Poll(source="made-up", url="https://x.example/", at=at, status="ok", rows=50)
        db.topics.save_sightings(store, db.polls.save(store, poll), seen)
    print(
        f"{store.table('sightings').count} sightings made up and stored in {time.perf_counter() - start:.1f} s"
    )
    topic = db.topics.id_of("weibo", titles[0])
    for query in (
        f"select * from topic_spells where topic = '{topic}'",
        "select * from topic_spells order by first_seen desc limit 100",
        "select * from topic_spells",
        f"select * from board_bursts where topic = '{topic}'",
        "select * from board_bursts order by at desc limit 50",
        "select * from board_now",
    ):
        start = time.perf_counter()
        rows = len(store.execute(query).fetchall())
        print(f"  {(time.perf_counter() - start) * 1000:7.1f} ms, {rows} rows: {query}")
