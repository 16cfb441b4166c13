"""Compares made-up streams with the recorded boards and pages that they imitate: terms, candidates, and stories found.

As many items of each are read and linked by words. `python -m benchmarks resemblance`
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from statistics import mean

import db.stories
import steps
from benchmarks import subjects
from benchmarks.made_up import START, STREAMS, WATCHLIST, empty, fill, made_up
from benchmarks.stories import WATCHED, read
from benchmarks.stream_statistics import body_of, english_pages, read_boards
from config import watchlist
from db import items
from records import Watchlist
from stories.grouping.index import LONG
from stories.items.roster import Roster
from stories.items.term_counts import LEAD, count_terms

LARGE = 10
"""Items of a large story."""

HEAD = (
    "| items | number | terms of an item | different terms | met once, of the terms | met once, of an item's terms"
    f" | in more than {LONG} items | earlier items that share a rarer term | items alone | in stories of {LARGE} or more"
    " | linked a second |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def main(argv: list[str]) -> None:
    subjects.parser(__name__, __doc__).parse_args(argv)
    data = Path(os.environ.get("REJOINDER_DATA", "data"))
    if not (data / "boards").is_dir():
        print("no recorded boards: REJOINDER_DATA names a folder that has boards/ in it", file=sys.stderr)
        return
    watched = watchlist.load(WATCHED)
    boards, pages = read_boards(data / "boards", watched), _pages(data / "articles", watched)
    print(HEAD)
    number = _row("recorded boards", boards, watched)
    _row("made up: boards", _store("boards", number), WATCHLIST)
    _row("invented, Chinese", _store("invented", number, "zh"), WATCHLIST)
    number = _row("recorded pages", pages, watched)
    for stream in ("articles", "invented"):
        _row(f"made up: {stream}, English", _store(stream, number, "en"), WATCHLIST)
    for stream in STREAMS:
        _row(f"made up: {stream}", _store(stream, 5000), WATCHLIST)


def _store(stream: str, number: int, lang: str = "") -> db.Database:
    store = empty(":memory:")
    chosen = [entry for entry in made_up(4 * number, stream) if not lang or entry["lang"] == lang]
    fill(store, chosen[:number], linked=False)
    return store


def _pages(folder: Path, watched: Watchlist) -> db.Database:
    """Return a store with the titles and leads of the recorded English pages that have a title, one a minute."""
    gold = [
        {
            "id": f"{number}",
            "lang": "en",
            "published": (START + timedelta(minutes=number)).isoformat(),
            "title": page["title"],
            "text": f"{page['title']}\n\n{body_of(page)[:LEAD]}",
        }
        for number, page in enumerate(english_pages(folder))
        if page.get("title")
    ]
    return read(gold, watched)[0]


def _row(name: str, store: db.Database, watched: Watchlist) -> int:
    """Print what is known of a store, linking it. Returns the number of items."""
    roster = Roster(watched)
    now = steps.now() + timedelta(days=3650)
    terms = [list(count_terms(item, roster)[0]) for item in items.load(store, now=now).items]
    often: Counter[str] = Counter()
    shared = []
    for one in terms:
        shared.append(sum(often[term] for term in one if often[term] <= LONG))
        often.update(one)
    total = often.total()
    once = sum(number == 1 for number in often.values())
    frequent = sum(number for number in often.values() if number > LONG)
    began = time.process_time()
    steps.link_store(store, watched, (), now)
    seconds = time.process_time() - began
    sizes = Counter(db.stories.of_items(store).values())
    large = sum(size for size in sizes.values() if size >= LARGE)
    alone = sum(size == 1 for size in sizes.values())
    print(
        f"| {name} | {len(terms):,} | {total / len(terms):.1f} | {len(often):,} | {100 * once / len(often):.0f} %"
        f" | {100 * once / total:.0f} % | {100 * frequent / total:.0f} % | {mean(shared):.0f}"
        f" | {100 * alone / sizes.total():.0f} % | {100 * large / sizes.total():.0f} % | {len(terms) / seconds:.0f} |",
        flush=True,
    )
    return len(terms)
