"""Measures the stability of stories: a stream linked in passes, each in a new process, against the same stream linked at once.

Reports documents that end up elsewhere, documents that ever changed their story, and flaps (returns to a story left
before), on a made-up stream of `growth`. `python -m benchmarks stability [--stream invented] [--documents 9000] [--hours 12]`
"""

from __future__ import annotations

from datetime import timedelta

import db.stories
import steps
from benchmarks import subjects
from benchmarks.made_up import STREAMS, WATCHLIST, empty, fill, made_up


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--stream", choices=STREAMS, default="invented")
    parser.add_argument("--documents", type=int, default=9000)
    parser.add_argument("--hours", type=float, default=12)
    options = parser.parse_args(argv)
    documents = list(made_up(options.documents, options.stream))
    at_once = empty(":memory:")
    fill(at_once, documents, linked=False)
    steps.link_store(at_once, WATCHLIST, (), documents[-1]["at"] + timedelta(hours=1))
    archive = db.stories.of_items(at_once)
    live, history, passes = _as_it_comes(documents, timedelta(hours=options.hours))
    elsewhere = sum(live[item] != story for item, story in archive.items())
    changed = sum(len(stood) > 1 for stood in history.values())
    flaps = sum(len(set(stood)) < len(stood) for stood in history.values())
    print(
        "| documents | stories | passes | elsewhere than at once | ever changed story | flaps |\n|---|---|---|---|---|---|"
    )
    print(
        f"| {len(archive):,} | {len(set(archive.values())):,} | {passes} | {elsewhere}"
        f" | {100 * changed / len(history):.2f} % | {flaps} |"
    )


def _as_it_comes(documents: list[dict], every: timedelta) -> tuple[dict[str, str], dict[str, list[str]], int]:
    """Return the final story of each document, the sequence of its stories, and the number of passes."""
    store, history, passes = empty(":memory:"), {}, 0
    while documents:
        until = documents[0]["at"] + every
        portion = [entry for entry in documents if entry["at"] < until]
        documents = documents[len(portion) :]
        fill(store, portion, linked=False)
        steps.link_store(store, WATCHLIST, (), until)
        passes += 1
        for item, story in db.stories.of_items(store).items():
            stood = history.setdefault(item, [story])
            if stood[-1] != story:
                stood.append(story)
    return db.stories.of_items(store), history, passes
