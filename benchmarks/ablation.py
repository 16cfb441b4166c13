"""Measures the effect of each group of response words: answer sets are linked again without it.

`python -m benchmarks ablation [--lang zh] [FILE ...]`; without files, the last four sets of Chinese answers. A group
whose removal changes no answer in any set is dispensable, unless it is plain knowledge of the language.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import db
from benchmarks import stories, subjects
from config import watchlist
from records import Watchlist
from stories.text import lexicon

TABLES = ("responses", "deeds", "claims")

LAST = [
    Path(__file__).with_name("titles") / f"answers_{name}.jsonl"
    for name in ("thirtyninth", "fortieth", "fortyfirst", "fortysecond")
]


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--lang", default="zh")
    options = parser.parse_args(argv)
    sets = [_read(file) for file in options.files or LAST]
    whole = _without(sets, None)
    print("| words | entries | right types | found | wrongly found |\n|---|---|---|---|---|")
    for table in TABLES:
        for section, words in lexicon.table(table).items():
            if isinstance(words, dict) and words.get(options.lang):
                counts = _without(sets, (table, section, options.lang))
                moved = " | ".join(f"{counts[what] - whole[what]:+d}" for what in ("typed", "right", "wrong"))
                print(f"| {table} {section} | {len(words[options.lang])} | {moved} |")
                sys.stdout.flush()


class _Set(NamedTuple):
    """A set that is read and not yet linked."""

    store: db.Database
    gold: stories.Gold
    items: dict[str, str]
    watched: Watchlist


def _read(file: Path) -> _Set:
    own = file.with_suffix(".toml")
    watched = watchlist.load(own if own.exists() else stories.WATCHED)
    gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    store, items = stories.read(gold, watched)
    return _Set(store, gold, items, watched)


def _without(sets: list[_Set], group: tuple[str, str, str] | None) -> Counter[str]:
    """Return the counts of answers without a group, computed in a fresh process because compiled word lists are cached."""
    forked = multiprocessing.get_context("fork")
    counts: multiprocessing.Queue[Counter[str]] = forked.Queue()
    process = forked.Process(target=_count, args=(sets, group, counts))
    process.start()
    found = counts.get()
    process.join()
    return found


def _count(
    sets: list[_Set], group: tuple[str, str, str] | None, counts: multiprocessing.Queue[Counter[str]]
) -> None:
    if group is not None:
        table, section, lang = group
        lexicon.table(table)[section][lang].clear()
    total: Counter[str] = Counter()
    for one in sets:
        stories.link(one.store, one.gold, one.watched, None)
        total += stories.counted(one.store, one.gold, one.items)
    counts.put(total)
