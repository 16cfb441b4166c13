"""Builds the store that `desk` is timed on: a year of made-up documents, stories, answers and boards."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

import db
from db.search import spaced
from db.times import iso
from records import Company, Person, Role, Watchlist

Row = dict[str, Any]

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
DAYS = 365
WORDS = [
    "market", "quarter", "profit", "loss", "chief", "said", "battery", "phone", "delivery", "plant",
    "shares", "analysts", "margin", "demand", "price", "results", "growth", "supplier", "recall",
    "order", "update", "factory", "guidance", "revenue",
]  # fmt: skip
CHINESE = "雷军小米汽车回应热搜销量交付工厂电池手机市场利润亏损公司表示增长价格用户门店"
COMPANIES = 20
FAILING = 8
OWN = 2
TOPICS = 20_000
LARGE = 400
"""Documents of a large story; one in ten thousand documents starts one."""


def watchlist() -> Watchlist:
    """Return twenty companies, two of them own, with one person each."""
    return Watchlist(
        companies=tuple(
            Company(id=f"c{index}", name=f"Company {index}", watch="own" if index < OWN else "peer")
            for index in range(COMPANIES)
        ),
        people=tuple(
            Person(id=f"p{index}", name=f"Person {index}", roles=(Role(company=f"c{index}", title="CEO"),))
            for index in range(COMPANIES)
        ),
    )


def build(path: Path, documents: int) -> None:
    """Fill a store with a year of documents; a quarter of the stories are about a watched company, and boards are polled 60 times a day."""
    chance = random.Random(1)
    store = db.connect(path)
    with store.atomic():
        store["sources"].insert_all(
            {
                "id": f"source-{index}",
                "name": f"Source {index}",
                "spider": "feed",
                "url": "https://a.example/",
                "tier": 1 + index % 3,
            }
            for index in range(60)
        )
        store["polls"].insert_all(_polls())
        _topics(store, chance)
        for start in range(0, documents, 5000):
            _documents(store, chance, range(start, min(start + 5000, documents)), documents)
    store.execute("analyze")
    store.close()


def _polls() -> Iterator[dict[str, object]]:
    for day in range(DAYS):
        for hour in range(24):
            at = NOW - timedelta(days=DAYS - day - 1, hours=hour, minutes=5)
            yield {"source": "source-0", "url": "board", "at": iso(at), "status": "ok", "rows": 50}
            for index in range(1, 60, 7):
                status = "wall" if index == FAILING and day > DAYS - 3 else "ok"
                yield {
                    "source": f"source-{index}",
                    "url": "feed",
                    "at": iso(at),
                    "status": status,
                    "rows": 20,
                }


def _topics(store: Database, chance: random.Random) -> None:
    """Add topics of a board that shifts by two at every poll; a fifth are about a watched company."""
    titles = ["".join(chance.choices(CHINESE, k=12)) for _ in range(TOPICS)]
    store["topics"].insert_all(
        {
            "id": f"t{index}", "platform": "weibo", "key": f"{title}{index}", "title": title, "lang": "zh",
            "search_text": spaced(title),
        }
        for index, title in enumerate(titles)
    )  # fmt: skip
    looks = list(store.query("select id, at from polls where source = 'source-0' order by at"))
    store["sightings"].insert_all(
        {
            "topic": f"t{(2 * number + place) % TOPICS}", "poll": look["id"], "list": "hot", "title": "x",
            "position": place + 1, "list_index": place, "heat": 10_000 * (51 - place), "kind": "organic",
            "captured_at": look["at"],
        }
        for number, look in enumerate(looks)
        for place in range(50)
    )  # fmt: skip
    store["mentions"].insert_all(
        {
            "id": f"t{index}:m:0-2", "label": "ORG", "entity": f"c{index % COMPANIES}", "topic": f"t{index}",
            "start": 0, "end": 2, "text": "xx", "rule": "x", "reader": "x",
        }
        for index in range(0, TOPICS, 5)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An invented document."""

    number: int
    at: str
    title: str
    words: str

    @property
    def id(self) -> str:
        return f"d{self.number:07}"

    @property
    def story(self) -> str:
        return f"s{_story(self.number)}"

    @property
    def begins_story(self) -> bool:
        return _story(self.number) == self.number or self.number == 0

    @property
    def company(self) -> str:
        return f"c{_story(self.number) % 200}"

    @property
    def watched(self) -> str | None:
        return self.company if int(self.company[1:]) < COMPANIES else None

    @property
    def person(self) -> str:
        return self.company.replace("c", "p")

    @property
    def text(self) -> str:
        return f"{self.title}\n\n{self.words}"

    def fact(self, letter: str, start: int, length: int) -> Row:
        """Return the columns that every fact has."""
        return {
            "id": f"{self.id}:{letter}:{start}-{start + length}", "document": self.id, "start": start,
            "end": start + length, "text": self.text[start : start + length], "rule": "x", "reader": "x",
        }  # fmt: skip


def _documents(store: Database, chance: random.Random, numbers: range, total: int) -> None:
    made = [_make(chance, number, total) for number in numbers]
    for table, rows_of in ROWS.items():
        store[table].insert_all((row for one in made for row in rows_of(one)), ignore=True)


def _make(chance: random.Random, number: int, total: int) -> _Made:
    words = " ".join(chance.choices(WORDS, k=120)) + "".join(chance.choices(CHINESE, k=60))
    title = " ".join(chance.choices(WORDS, k=8))
    at = iso(NOW - timedelta(days=DAYS) * (1 - number / total) - timedelta(minutes=1))
    return _Made(number=number, at=at, title=title, words=words)


def _document(one: _Made) -> Iterator[Row]:
    yield {
        "id": one.id, "source": f"source-{one.number % 60}", "kind": "article",
        "url": f"https://a.example/{one.number}", "title": one.title, "published": one.at, "first_seen": one.at,
        "last_seen": one.at, "lang": "en", "text": one.text, "text_sha256": one.id, "search_text": spaced(one.text),
    }  # fmt: skip


def _stories(one: _Made) -> Iterator[Row]:
    if one.begins_story:
        yield {
            "id": one.story, "headline": one.title, "lang": "en", "subject": one.watched,
            "entities": json.dumps([one.company]), "claim": one.title if one.number % 3 == 0 else None,
            "first_seen_not_before": one.at, "first_seen_not_after": one.at, "search_text": spaced(one.title),
        }  # fmt: skip


def _links(one: _Made) -> Iterator[Row]:
    yield {
        "document": one.id, "story": one.story, "kind": "same_event", "score": 0.7, "evidence": "x", "copy_of": None,
        "rule": "x",
    }  # fmt: skip


def _quotes(one: _Made) -> Iterator[Row]:
    for start in (10, 60):
        yield one.fact("q", start, 30) | {
            "kind": "direct", "speaker": "Person", "speaker_entity": one.person if one.watched else None,
            "confidence": 0.9,
        }  # fmt: skip


def _figures(one: _Made) -> Iterator[Row]:
    for start in (100, 120, 140, 160):
        yield one.fact("f", start, 8) | {"value": "1", "unit": "CNY", "metric": "revenue"}


def _mentions(one: _Made) -> Iterator[Row]:
    for start in (0, 200, 220):
        yield one.fact("m", start, 4) | {"label": "ORG", "entity": one.watched}


def _responses(one: _Made) -> Iterator[Row]:
    if one.begins_story and one.number % 7 == 0:
        yield {
            "id": f"r{one.number}", "story": one.story, "party": "own", "text": one.words[:80],
            "company": one.company, "responder": "Person", "responder_entity": one.person, "stance": "explain",
            "responded_not_before": one.at, "responded_not_after": one.at, "latency_min": 600, "latency_max": 1500,
            "document": one.id, "start": 2, "end": 40, "confidence": 0.9, "evidence": "x", "rule": "x",
        }  # fmt: skip


def _checks(one: _Made) -> Iterator[Row]:
    if one.number % 25 == 0:
        yield {
            "id": f"k{one.number}", "story": one.story, "kind": "same_metric",
            "verdict": "conflicts" if one.number % 50 else "agrees", "left_figure": f"{one.id}:f:100-108",
            "right_figure": f"{one.id}:f:120-128", "difference": "3.1", "why": "x", "derivation": "x", "rule": "x",
        }  # fmt: skip


def _story_topics(one: _Made) -> Iterator[Row]:
    if one.begins_story and one.number % 40 == 0:
        yield {
            "topic": f"t{one.number // 40 % 20000}", "story": one.story, "kind": "seed", "score": 1.0,
            "evidence": "x", "rule": "x",
        }  # fmt: skip


ROWS: dict[str, Callable[[_Made], Iterator[Row]]] = {
    "documents": _document,
    "stories": _stories,
    "story_documents": _links,
    "quotes": _quotes,
    "figures": _figures,
    "mentions": _mentions,
    "responses": _responses,
    "checks": _checks,
    "story_topics": _story_topics,
}
"""Rows that an invented document adds to each table, in order of reference."""


def _story(number: int) -> int:
    """Return the story of a document: stories have four documents, except the large ones."""
    return number - number % 4 if number % 10_000 >= LARGE else number - number % 10_000
