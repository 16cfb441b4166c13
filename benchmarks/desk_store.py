"""The large store that `desk` is timed on: a year of invented documents, stories, answers and boards."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

import db
from db.search import spaced
from db.times import iso
from records import Company, Person, Role, Watchlist

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
DAYS = 365
WORDS = [
    "market",
    "quarter",
    "profit",
    "loss",
    "chief",
    "said",
    "battery",
    "phone",
    "delivery",
    "plant",
    "shares",
    "analysts",
    "margin",
    "demand",
    "price",
    "results",
    "growth",
    "supplier",
    "recall",
    "order",
    "update",
    "factory",
    "guidance",
    "revenue",
]
CHINESE = "雷军小米汽车回应热搜销量交付工厂电池手机市场利润亏损公司表示增长价格用户门店"
COMPANIES = 20
FAILING = 8
OWN = 2
LARGE = 400
"""Documents of the large stories, one in every ten thousand documents."""


def watchlist() -> Watchlist:
    """Twenty companies, two of them ours, and a person each."""
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
    """A year of documents; a story in four of them is about a watched company, and 60 boards' looks a day."""
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
    rows, seen = [], []
    boards = [row["id"] for row in store.query("select id from polls where source = 'source-0' order by at")]
    times = [row["at"] for row in store.query("select at from polls where source = 'source-0' order by at")]
    for index in range(20_000):
        title = "".join(chance.choices(CHINESE, k=12))
        rows.append(
            {
                "id": f"t{index}",
                "platform": "weibo",
                "key": f"{title}{index}",
                "title": title,
                "lang": "zh",
                "search_text": spaced(title),
            }
        )
    store["topics"].insert_all(rows)
    for number, (poll, at) in enumerate(zip(boards, times, strict=True)):
        first = number * 2
        for place in range(50):
            topic = f"t{(first + place) % 20_000}"
            seen.append(
                {
                    "topic": topic,
                    "poll": poll,
                    "list": "hot",
                    "title": "x",
                    "position": place + 1,
                    "list_index": place,
                    "heat": 10_000 * (51 - place),
                    "kind": "organic",
                    "captured_at": at,
                }
            )
    store["sightings"].insert_all(seen)
    store["mentions"].insert_all(
        {
            "id": f"t{index}:m:0-2",
            "label": "ORG",
            "entity": f"c{index % COMPANIES}",
            "topic": f"t{index}",
            "start": 0,
            "end": 2,
            "text": "xx",
            "rule": "x",
            "reader": "x",
        }
        for index in range(0, 20_000, 5)
    )


def _documents(store: Database, chance: random.Random, numbers: range, total: int) -> None:
    documents, links, quotes, figures, mentions, stories, responses, checks, topics = ([] for _ in range(9))
    for number in numbers:
        identity = f"d{number:07}"
        at = iso(NOW - timedelta(days=DAYS) * (1 - number / total) - timedelta(minutes=1))
        story = f"s{_story(number)}"
        company = f"c{_story(number) % 200}"
        watched = int(company[1:]) < COMPANIES
        words = " ".join(chance.choices(WORDS, k=120)) + "".join(chance.choices(CHINESE, k=60))
        title = " ".join(chance.choices(WORDS, k=8))
        text = f"{title}\n\n{words}"
        documents.append({
            "id": identity, "source": f"source-{number % 60}", "kind": "article", "url": f"https://a.example/{number}",
            "title": title, "published": at, "first_seen": at, "last_seen": at, "lang": "en", "text": text,
            "text_sha256": identity, "search_text": spaced(text),
        })  # fmt: skip
        if _story(number) == number or number == 0:
            stories.append({
                "id": story, "headline": title, "lang": "en", "subject": company if watched else None,
                "entities": json.dumps([company]), "claim": title if number % 3 == 0 else None,
                "first_seen_not_before": at, "first_seen_not_after": at, "search_text": spaced(title),
            })  # fmt: skip
            if number % 7 == 0:
                responses.append({
                    "id": f"r{number}", "story": story, "party": "own", "text": words[:80], "company": company,
                    "responder": "Person", "responder_entity": company.replace("c", "p"), "stance": "explain",
                    "responded_not_before": at, "responded_not_after": at, "latency_min": 600, "latency_max": 1500,
                    "document": identity, "start": 2, "end": 40, "confidence": 0.9, "evidence": "x", "rule": "x",
                })  # fmt: skip
            if number % 40 == 0:
                topics.append(
                    {
                        "topic": f"t{number // 40 % 20000}",
                        "story": story,
                        "kind": "seed",
                        "score": 1.0,
                        "evidence": "x",
                        "rule": "x",
                    }
                )
        links.append(
            {
                "document": identity,
                "story": story,
                "kind": "same_event",
                "score": 0.7,
                "evidence": "x",
                "copy_of": None,
                "rule": "x",
            }
        )
        person = company.replace("c", "p") if watched else None
        for start in (10, 60):
            quotes.append(
                {
                    "id": f"{identity}:q:{start}-{start + 30}",
                    "kind": "direct",
                    "speaker": "Person",
                    "speaker_entity": person,
                    "confidence": 0.9,
                    "document": identity,
                    "start": start,
                    "end": start + 30,
                    "text": text[start : start + 30],
                    "rule": "x",
                    "reader": "x",
                }
            )
        for start in (100, 120, 140, 160):
            figures.append(
                {
                    "id": f"{identity}:f:{start}-{start + 8}",
                    "value": "1",
                    "unit": "CNY",
                    "metric": "revenue",
                    "document": identity,
                    "start": start,
                    "end": start + 8,
                    "text": text[start : start + 8],
                    "rule": "x",
                    "reader": "x",
                }
            )
        for start in (0, 200, 220):
            mentions.append(
                {
                    "id": f"{identity}:m:{start}-{start + 4}",
                    "label": "ORG",
                    "entity": company if watched else None,
                    "document": identity,
                    "start": start,
                    "end": start + 4,
                    "text": text[start : start + 4],
                    "rule": "x",
                    "reader": "x",
                }
            )
        if number % 25 == 0:
            checks.append(
                {
                    "id": f"k{number}",
                    "story": story,
                    "kind": "same_metric",
                    "verdict": "conflicts" if number % 50 else "agrees",
                    "left_figure": f"{identity}:f:100-108",
                    "right_figure": f"{identity}:f:120-128",
                    "difference": "3.1",
                    "why": "x",
                    "derivation": "x",
                    "rule": "x",
                }
            )
    for table, rows in (
        ("documents", documents),
        ("stories", stories),
        ("story_documents", links),
        ("quotes", quotes),
        ("figures", figures),
        ("mentions", mentions),
        ("responses", responses),
        ("checks", checks),
        ("story_topics", topics),
    ):
        store[table].insert_all(rows, ignore=True)


def _story(number: int) -> int:
    """Stories of four documents; one in every ten thousand documents has four hundred."""
    return number - number % 4 if number % 10_000 >= LARGE else number - number % 10_000
