"""Measures what made-up streams imitate: words, lengths and bursts of recorded boards and pages. Keeps no line of them.

Chinese words and all bursts come from the boards in $REJOINDER_DATA, replayed, read and linked; English words from its
recorded pages. Lines are taken apart and their words counted; `made_up_words` reads the counts. The counts in use are
`benchmarks/made_up.toml`: `python -m benchmarks stream_statistics benchmarks/made_up.toml` writes them anew.
"""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlite_utils import Database

import db
import nlp
import steps
from benchmarks import subjects
from benchmarks.stories import WATCHED
from config import watchlist
from crawler.replay import replay
from nlp.chinese.lac import Lac
from records import Watchlist
from stories.items.term_counts import LEAD

SETS = ("aeb", "feval", "fundus", "naeb")
_ENGLISH = re.compile(r"\b(?:the|and|said)\b")
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
MOST_FREQUENT = 100
LONGEST_DELAY = 72
"""Hours after which a story's later topics are another recording."""
ENGLISH_LEAST, BODY = 10, 4000
"""Words by which a page is known as English, and the characters of it that are counted."""

Word = tuple[str, str]
"""A word and its label as a name, or an empty one."""


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("file", type=Path, nargs="?")
    options = parser.parse_args(argv)
    data = Path(os.environ.get("REJOINDER_DATA", "data"))
    if not (data / "boards").is_dir():
        print("no recorded boards: REJOINDER_DATA names a folder that has boards/ in it", file=sys.stderr)
        return
    written = "\n".join(
        [
            "# Counted by `python -m benchmarks stream_statistics`; read by made_up_words.py.",
            *_boards(data / "boards"),
            *_pages(data / "articles"),
        ]
    )
    if options.file:
        options.file.write_text(written + "\n", encoding="utf-8")
    else:
        print(written)


def _boards(folder: Path) -> Iterator[str]:
    watched = watchlist.load(WATCHED)
    store = read_boards(folder, watched)
    steps.link_store(store, watched, (), steps.now())
    topics = list(
        store.query(
            """
            select topics.id, topics.title, topics.platform, story, min(captured_at) as at, count(*) as sightings
            from topics
            join story_topics on story_topics.topic = topics.id
            join sightings on sightings.topic = topics.id
            group by topics.id
            order by at, topics.id
            """
        )
    )
    lac = Lac()
    lines = [_chinese(words) for words in lac.words([row["title"] for row in topics])]
    told: dict[str, list[int]] = {}
    for place, row in enumerate(topics):
        told.setdefault(row["story"], []).append(place)
    first, (cored, repeated, runs) = _told_first(told.values(), lines)
    yield "\n[zh]"
    lengths = Counter(map(len, lines))
    yield f"lengths = {[lengths[length] for length in range(max(lengths) + 1)]}"
    yield from _words([first[place] for place in range(len(lines))], 1)
    yield f"figures = {_share(store, 'figures', len(topics))}"
    yield f"quotes = {_share(store, 'quotes', len(topics))}"
    yield f"questions = {sum(row['title'].endswith(('?', '？')) for row in topics) / len(topics):.4f}"
    companies = Counter(
        row["entity"]
        for row in store.query("select distinct topic, entity from mentions where entity is not null")
    )
    yield f"companies = {sorted(companies.values(), reverse=True)}"
    yield f"named = {_share(store, 'mentions', len(topics), 'where entity is not null')}"
    yield "\n[bursts]"
    yield f"cored = {cored:.4f}"
    yield f"repeated = {repeated:.4f}"
    yield f"runs = {runs:.4f}"
    yield from _bursts(topics, told)


def read_boards(folder: Path, watched: Watchlist) -> Database:
    """Return a store with the recorded boards, read and not yet linked."""
    store = db.connect(":memory:")
    replay(folder, store)
    steps.read_store(store, nlp.Reader(watched), clock=steps.now)
    return store


def english_pages(folder: Path) -> list[dict[str, Any]]:
    """Return the recorded pages in English."""
    pages = (
        json.loads(line) for one in SETS for line in (folder / one / "gold.jsonl").open(encoding="utf-8")
    )
    return [page for page in pages if len(_ENGLISH.findall(body_of(page))) > ENGLISH_LEAST]


def body_of(page: dict[str, Any]) -> str:
    """Return the text of a recorded page."""
    body = page.get("body") or ""
    return body if isinstance(body, str) else " ".join(map(str, body))


def _share(store: Database, table: str, of: int, which: str = "") -> str:
    ((count,),) = store.execute(f"select count(distinct topic) from {table} {which}")
    return f"{count / of:.4f}"


def _chinese(words: Iterable[tuple[str, str]]) -> list[Word]:
    """Return the words of a line; what contains digits stands for a figure and is left to the shares of figures."""
    return [
        (word.strip(), LABELS.get(tag, ""))
        for word, tag in words
        if word.strip() and tag != "w" and not re.search(r"\d", word)
    ]


def _words(lines: list[list[Word]], least: int) -> Iterator[str]:
    """Yield the words of lines that occur at least so often, each with its most frequent label, and how many are new.

    `tokens` counts all words. `discount` is how much a count overstates a word: words not seen yet have that share of it
    (absolute discounting; Ney, Essen and Kneser, Computer Speech and Language 8, 1994).
    """
    counts = Counter(word for line in lines for word, _ in line)
    labels: dict[str, Counter[str]] = {}
    for line in lines:
        for word, label in line:
            labels.setdefault(word, Counter())[label] += 1
    yield f"tokens = {counts.total()}"
    yield f"discount = {sum(count == 1 for count in counts.values()) / len(counts):.4f}"
    by_count: dict[tuple[int, str], list[str]] = {}
    for word, count in counts.items():
        if count >= least:
            by_count.setdefault((count, labels[word].most_common(1)[0][0]), []).append(word)
    yield "words = ["
    for (count, label), words in sorted(by_count.items(), reverse=True):
        for row in textwrap.wrap(
            " ".join(sorted(words)), 100, break_long_words=False, break_on_hyphens=False
        ):
            yield f'  [{count}, "{label}", {json.dumps(row, ensure_ascii=False)}],'
    yield "]"


def _bursts(topics: list[dict[str, Any]], told: dict[str, list[int]]) -> Iterator[str]:
    """Yield sizes of stories, hours from their first topic (21 quantiles), and sightings of a topic."""
    sizes = Counter(map(len, told.values()))
    yield f"sizes = {[[size, sizes[size]] for size in sorted(sizes)]}"
    moments = [datetime.fromisoformat(row["at"]) for row in topics]
    delays = sorted(
        min((moments[place] - moments[places[0]]).total_seconds() / 3600, LONGEST_DELAY)
        for places in told.values()
        for place in places[1:]
    )
    yield f"delays = {[round(delays[part * (len(delays) - 1) // 20], 1) for part in range(21)]}"
    seen = Counter(row["sightings"] for row in topics)
    yield f"sightings = {[[number, seen[number]] for number in sorted(seen)]}"


def _told_first(
    told: Iterable[list[int]], lines: list[list[Word]]
) -> tuple[dict[int, list[Word]], list[float]]:
    """Return each line without the words that an earlier one of its story has, and how much of a later line is repeated.

    The first share is of the later lines that have the story's core, the word of two characters or more that most of its
    lines have. The second is of their other words; the third of the words after a repeated one, which follow it there too.
    """
    first: dict[int, list[Word]] = {}
    cored, repeated, runs = Counter[bool](), Counter[bool](), Counter[bool]()
    for places in told:
        often = Counter(word for place in places for word in {word for word, _ in lines[place]})
        core = max(often, key=lambda word: (len(word) > 1, often[word], len(word), word), default="")
        earlier: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for place in places:
            words = [word for word, _ in lines[place]]
            first[place] = [entry for entry in lines[place] if entry[0] not in earlier]
            if place != places[0]:
                cored[core in words] += 1
                repeated.update(word in earlier for word in words if word != core)
                runs.update(pair in pairs for pair in pairwise(words) if pair[0] in earlier)
            earlier.update(words)
            pairs.update(pairwise(words))
    return first, [counts[True] / counts.total() for counts in (cored, repeated, runs)]


def _pages(folder: Path) -> Iterator[str]:
    """Yield words of English pages, how often their titles use the most frequent, and how much of a lead is its title."""
    reader = nlp.Reader(watchlist.load(WATCHED))
    english = english_pages(folder)
    bodies = [_english(body_of(page)[:BODY], reader) for page in english]
    yield "\n[en]"
    yield from _words(bodies, 2)
    frequent = {
        word for word, _ in Counter(word for body in bodies for word, _ in body).most_common(MOST_FREQUENT)
    }
    titled = [page for page in english if page.get("title")]
    titles = [_WORD.findall(page["title"]) for page in titled]
    lengths = Counter(map(len, titles))
    yield f"lengths = {[lengths[length] for length in range(max(lengths) + 1)]}"
    in_titles = sum(word.lower() in frequent for title in titles for word in title) / sum(map(len, titles))
    in_bodies = sum(word in frequent for body in bodies for word, _ in body) / sum(map(len, bodies))
    yield f"frequent = [{MOST_FREQUENT}, {in_bodies:.4f}, {in_titles:.4f}]"
    leads = [[word.lower() for word in _WORD.findall(body_of(page)[:LEAD])] for page in titled]
    from_title = sum(
        word in {own.lower() for own in title} - frequent
        for title, lead in zip(titles, leads, strict=True)
        for word in lead
    )
    yield f"lead_words = {sum(map(len, leads)) / len(leads):.0f}"
    yield f"lead_from_title = {from_title / sum(map(len, leads)):.4f}"
    found = [reader.read(body_of(page)[:LEAD], lang="en") for page in english]
    for name in ("figures", "quotes"):
        yield f"{name} = {sum(bool(getattr(one, name)) for one in found) / len(found):.4f}"
    yield f"questions = {sum(page['title'].endswith('?') for page in titled) / len(titled):.4f}"


def _english(text: str, reader: nlp.Reader) -> list[Word]:
    """Return the words of a text, in lower case unless they are part of a name or always capitals."""
    reading = reader.read(text, lang="en")
    label_at: dict[int, str] = {}
    for mention in reading.mentions:
        for place in range(mention.start, mention.end):
            label_at[place] = mention.label
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word, label = match[0], label_at.get(match.start(), "")
        if re.search(r"\d", word) or not word.isascii():
            continue
        if not label and not word.isupper():
            word = word.lower()
        found.append((word, label if label in {"PERSON", "ORG", "GPE"} else ""))
    return found
