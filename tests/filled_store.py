"""A store filled by plain inserts: a claim with two answers, an open claim, a peer's apology, a refusal to comment.

For tests of the desk, which need no crawling or reading. All texts are our own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlite_utils import Database

import db
import steps
from db import decisions
from db.search import spaced
from records import Company, Person, Role, Watchlist

ZONE = ZoneInfo("Asia/Shanghai")
UNTIL = datetime(2024, 8, 22, 7, 0, tzinfo=ZONE)
SINCE = UNTIL - timedelta(hours=13)

WATCHLIST = Watchlist(
    companies=(
        Company(id="xiaomi", name="Xiaomi", aliases=("小米",), watch="own", ticker="1810.HK"),
        Company(id="nio", name="NIO", aliases=("蔚来",), watch="peer", ticker="9866.HK"),
        Company(id="byd", name="BYD", aliases=("比亚迪",), watch="peer"),
    ),
    people=(
        Person(
            id="lei-jun",
            name="Lei Jun",
            aliases=("雷军",),
            roles=(Role(company="xiaomi", title="founder and CEO"),),
        ),
        Person(
            id="lu-weibing",
            name="Lu Weibing",
            aliases=("卢伟冰",),
            roles=(Role(company="xiaomi", title="president"),),
        ),
        Person(id="li-bin", name="William Li", aliases=("李斌",), roles=(Role(company="nio", title="CEO"),)),
    ),
)

SOURCES = (
    ("harbour", "Harbour Wire", "feed", 1, None),
    ("delta", "Delta Daily", "feed", 2, None),
    ("qiche", "汽车早班车", "listing", 2, None),
    ("weibo-hot", "Weibo hot search", "board", 2, None),
    ("lei-weibo", "Lei Jun on Weibo", "account", 1, "lei-jun"),
    ("xiaomi-ir", "Xiaomi investor relations", "filings", 1, "xiaomi"),
)

WIRE = """Xiaomi loses over 60,000 yuan on each car, a reckoning says

A tally that spread on Tuesday holds that Xiaomi loses more than 60,000 yuan on every car it sells.
The company's electric vehicle unit had an adjusted net loss of 1.8 billion yuan in the second quarter, and it delivered 27,307 cars.
Lu Weibing, president of Xiaomi Group, said on the earnings call that a first car is dear and that "scale will narrow the loss".
Lei Jun wrote on his personal Weibo that building cars is hard and asked readers for patience."""

CHINESE = """小米卖一辆车亏六万多？雷军深夜作答

周二晚间，一笔账在网上流传：小米每卖一辆车要亏六万多元。
雷军在个人微博回应：“造车不易，成了才痛快！我们还在投入期，请大家多多体谅。”
有报道称，汽车业务当季经调整净亏损21亿元。"""

POST = "造车不易，成了才痛快！我们还在投入期，请大家多多体谅。"

FILING = """Results for the three months ended 30 June 2024

Smart EV and other new initiatives recorded an adjusted net loss of RMB1.8 billion. The segment delivered 27,307 vehicles."""

OVERHEAT = """Owners say Xiaomi phones run hot after update

Several owners told Delta Daily that their phones became too hot to hold after the weekend's update.
Xiaomi did not immediately reply to questions."""

APOLOGY = """NIO apologises for stalled battery swaps

NIO said it was sorry for swap stations that stood still for six hours.
"We let drivers down, and we will pay for their night," William Li said in a live stream."""

DECLINED = """BYD plans a plant in the north, people say

BYD is looking for land, three people with knowledge of the plan said.
BYD declined to comment."""


@dataclass(frozen=True)
class Files:
    """Paths of the two databases."""

    store: Path
    desk: Path


def at(clock: str, day: int = 21) -> str:
    """Return a Beijing time of that August as stored."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2024, 8, day, hour, minute, tzinfo=ZONE).astimezone(UTC).isoformat()


def fill(folder: Path) -> Files:
    """Return both databases, filled; built once per process and copied."""
    files = Files(folder / "rejoinder.db", folder / "desk.db")
    files.store.write_bytes(_filled()[0])
    files.desk.write_bytes(_filled()[1])
    return files


@cache
def _filled() -> tuple[bytes, bytes]:
    with TemporaryDirectory() as folder:
        files = _fill(Path(folder))
        return files.store.read_bytes(), files.desk.read_bytes()


def _fill(folder: Path) -> Files:
    files = Files(folder / "rejoinder.db", folder / "desk.db")
    store = db.connect(files.store)
    with store.atomic():
        _sources(store)
        _documents(store)
        _boards(store)
        _stories(store)
        _facts(store)
        _answers(store)
        _checks(store)
        _troubles(store)
    store.close()
    db.connect_desk(files.desk).close()
    return files


def _sources(store: Database) -> None:
    for identity, name, spider, tier, entity in SOURCES:
        store["sources"].insert(
            {
                "id": identity,
                "name": name,
                "spider": spider,
                "url": f"https://{identity}.example/feed",
                "platform": "weibo" if identity in ("weibo-hot", "lei-weibo") else None,
                "account": "1749127163" if identity == "lei-weibo" else None,
                "lang": "zh" if identity in ("qiche", "weibo-hot", "lei-weibo") else "en",
                "tier": tier,
                "entity": entity,
                "keep": "excerpt" if identity == "delta" else "full",
                "expect": 3 if identity == "harbour" else 0,
            }
        )


def _document(store: Database, identity: str, source: str, text: str, clock: str, **more: object) -> None:
    title = None if more.get("kind") == "post" else text.split("\n", 1)[0]
    store["documents"].insert(
        {
            "id": identity,
            "source": source,
            "kind": "article",
            "url": f"https://{source}.example/{identity}",
            "title": title,
            "published": at(clock),
            "first_seen": at(clock),
            "last_seen": at("23:50"),
            "lang": "en",
            "text": text,
            "text_sha256": identity,
            "search_text": spaced(text),
            **more,
        }
    )


def _documents(store: Database) -> None:
    _document(store, "d-wire", "harbour", WIRE, "22:40")
    _document(store, "d-wire-copy", "delta", WIRE, "23:05")
    _document(store, "d-zh", "qiche", CHINESE, "23:20", lang="zh")
    _document(
        store, "d-post", "lei-weibo", POST, "22:27",
        kind="post", lang="zh", platform="weibo", account="1749127163", entity="lei-jun",
    )  # fmt: skip
    _document(store, "d-filing", "xiaomi-ir", FILING, "18:30", kind="filing", entity="xiaomi")
    _document(store, "d-overheat", "delta", OVERHEAT, "21:10")
    _document(store, "d-apology", "harbour", APOLOGY, "20:05")
    _document(store, "d-declined", "harbour", DECLINED, "19:45")


def _boards(store: Database) -> None:
    topics = (
        ("t-loss", "小米卖一辆车亏6万多"),
        ("t-answer", "雷军回应卖一辆车亏6万多"),
        ("t-alone", "小米直播间抽奖引热议"),
        ("t-rain", "台风登陆"),
    )
    for identity, title in topics:
        store["topics"].insert(
            {
                "id": identity,
                "platform": "weibo",
                "key": title,
                "title": title,
                "lang": "zh",
                "search_text": spaced(title),
            }
        )
    looks = ("21:30", "21:45", "22:00", "22:15", "22:30", "22:45", "23:00", "23:30")
    loss = (
        (None, 120000),
        (18, 231004),
        (11, 402118),
        (9, 560020),
        (8, 690441),
        (7, 784317),
        (9, 700120),
        (14, 431277),
    )
    for poll, (clock, (position, heat)) in enumerate(zip(looks, loss, strict=True), start=1):
        store["polls"].insert(
            {
                "id": poll,
                "source": "weibo-hot",
                "url": "https://weibo-hot.example/feed",
                "at": at(clock),
                "status": "ok",
                "rows": 3,
            }
        )
        _sighting(
            store, "t-loss", poll, clock, position, heat, 0, topics[0][1], "hot" if position else "rising"
        )
        _sighting(store, "t-rain", poll, clock, 1, 2_000_000, 1, topics[3][1], "hot")
        if poll >= 6:
            _sighting(store, "t-answer", poll, clock, 30 - poll, 150_000 + poll, 2, topics[1][1], "hot")
        if poll == 4:
            _sighting(store, "t-alone", poll, clock, None, None, 3, topics[2][1], "hot", kind="ad")
        if poll >= 7:
            _sighting(store, "t-alone", poll, clock, 41, 88_000, 3, topics[2][1], "hot")


def _sighting(
    store: Database, topic: str, poll: int, clock: str, position: int | None, heat: int | None, index: int,
    title: str, board: str, kind: str = "organic",
) -> None:  # fmt: skip
    store["sightings"].insert(
        {
            "topic": topic,
            "poll": poll,
            "list": board,
            "title": title,
            "position": position,
            "list_index": index,
            "heat": heat,
            "label": "热" if heat and heat > 700_000 else None,
            "kind": kind,
            "captured_at": at(clock),
            "url": "https://s.weibo.example/weibo?q=%23" + topic,
        }
    )


def _stories(store: Database) -> None:
    rows = (
        ("s-loss", "Xiaomi loses over 60,000 yuan on each car, a reckoning says", "t-loss", "xiaomi",
         "小米卖一辆车亏6万多", "t-loss", "21:15", "21:30", ["xiaomi"]),
        ("s-heat", "Owners say Xiaomi phones run hot after update", None, "xiaomi",
         "phones became too hot to hold after the weekend's update", "d-overheat", "20:55", "21:10", ["xiaomi"]),
        ("s-swap", "NIO apologises for stalled battery swaps", None, "nio",
         "swap stations that stood still for six hours", "d-apology", "19:50", "20:05", ["nio"]),
        ("s-plant", "BYD plans a plant in the north, people say", None, "byd",
         "BYD is looking for land", "d-declined", "19:30", "19:45", ["byd"]),
    )  # fmt: skip
    for identity, headline, topic, subject, claim, first, earliest, latest, entities in rows:
        store["stories"].insert(
            {
                "id": identity,
                "headline": headline,
                "lang": "en",
                "topic": topic,
                "subject": subject,
                "entities": json.dumps(entities),
                "claim": claim,
                "first_item": first,
                "first_seen_not_before": at(earliest),
                "first_seen_not_after": at(latest),
                "search_text": spaced(f"{headline} {claim}"),
            }
        )
    store["stories"].insert({"id": "s-old", "headline": "gone", "lang": "en", "redirect_to": "s-loss"})
    links = (
        ("d-wire", "s-loss", "seed", 1.0, "the oldest item of the story", None),
        ("d-wire-copy", "s-loss", "copy", 0.98, "the text of Harbour Wire, word for word", "d-wire"),
        ("d-zh", "s-loss", "cross_language", 0.71, "the same company, the same loss per car", None),
        ("d-post", "s-loss", "responds_to", 0.8, "Lei Jun's account, 12 minutes after the topic rose", None),
        ("d-filing", "s-loss", "shared_figures", 0.6, "adjusted net loss of 1.8 billion yuan", None),
        ("d-overheat", "s-heat", "seed", 1.0, "the oldest item of the story", None),
        ("d-apology", "s-swap", "seed", 1.0, "the oldest item of the story", None),
        ("d-declined", "s-plant", "seed", 1.0, "the oldest item of the story", None),
    )
    for document, story, kind, score, evidence, copy_of in links:
        store["story_documents"].insert(
            {"document": document, "story": story, "kind": kind, "score": score, "evidence": evidence,
             "copy_of": copy_of, "rule": f"grouping.{kind}"}
        )  # fmt: skip
    for topic in ("t-loss", "t-answer"):
        store["story_topics"].insert(
            {"topic": topic, "story": "s-loss", "kind": "quotes_topic", "score": 0.9,
             "evidence": "the topic stands in an article's title", "rule": "grouping.quotes_topic"}
        )  # fmt: skip


def spot(text: str, part: str) -> tuple[int, int]:
    """Return the span of a part in a text."""
    start = text.index(part)
    return start, start + len(part)


def _fact(store: Database, table: str, item: str, text: str, part: str, **more: object) -> str:
    start, end = spot(text, part)
    letter = {"quotes": "q", "figures": "f", "mentions": "m"}[table]
    identity = f"{item}:{letter}:{start}-{end}"
    of = {"topic": item} if item.startswith("t-") else {"document": item}
    row = {
        "id": identity,
        "start": start,
        "end": end,
        "text": part,
        "rule": "by hand",
        "reader": "test-1",
        **of,
        **more,
    }
    store[table].insert(row)
    return identity


def _facts(store: Database) -> None:
    for item, text in (("d-wire", WIRE), ("d-wire-copy", WIRE)):
        _fact(store, "quotes", item, text, "scale will narrow the loss", kind="direct", speaker="Lu Weibing",
              speaker_entity="lu-weibing", role="president", organisation="Xiaomi Group", cue="said",
              channel="earnings call", channel_kind="call", stance="explain", confidence=0.95,
              same_as=None if item == "d-wire" else _id("d-wire", WIRE, "scale will narrow the loss"))  # fmt: skip
        _fact(store, "mentions", item, text, "Xiaomi", label="ORG", entity="xiaomi")
        _fact(store, "figures", item, text, "more than 60,000 yuan", value="-60000", unit="CNY", per="vehicle",
              qualifier=">", metric="profit_per_unit", subject="Xiaomi", subject_entity="xiaomi")  # fmt: skip
    _fact(store, "figures", "d-wire", WIRE, "1.8 billion yuan", value="-1800000000", unit="CNY", metric="net_income",
          metric_text="adjusted net loss", adjusted=1, subject="electric vehicle unit", subject_entity="xiaomi",
          period="2024-Q2")  # fmt: skip
    _fact(store, "figures", "d-wire", WIRE, "27,307 cars", value="27307", unit="vehicle", metric="deliveries",
          subject="Xiaomi", subject_entity="xiaomi", period="2024-Q2")  # fmt: skip
    _fact(store, "quotes", "d-wire", WIRE, "building cars is hard and asked readers for patience", kind="indirect",
          speaker="Lei Jun", speaker_entity="lei-jun", cue="wrote", channel="personal Weibo", channel_kind="post",
          stance="explain", confidence=0.8, same_as=_id("d-post", POST, POST))  # fmt: skip
    _fact(store, "quotes", "d-post", POST, POST, kind="direct", speaker="雷军", speaker_entity="lei-jun",
          channel="personal Weibo", channel_kind="post", stance="explain", confidence=0.99)  # fmt: skip
    _fact(store, "quotes", "d-zh", CHINESE, POST, kind="direct", speaker="雷军", speaker_entity="lei-jun", cue="回应",
          channel="个人微博", channel_kind="post", stance="explain", confidence=0.97,
          same_as=_id("d-post", POST, POST))  # fmt: skip
    _fact(store, "figures", "d-zh", CHINESE, "21亿元", value="-2100000000", unit="CNY", metric="net_income",
          metric_text="经调整净亏损", adjusted=1, subject="汽车业务", subject_entity="xiaomi", period="2024-Q2")  # fmt: skip
    _fact(store, "mentions", "d-zh", CHINESE, "雷军", label="PERSON", entity="lei-jun")
    _fact(store, "figures", "d-filing", FILING, "RMB1.8 billion", value="-1800000000", unit="CNY", metric="net_income",
          metric_text="adjusted net loss", adjusted=1, subject="Smart EV", subject_entity="xiaomi", period="2024-Q2")  # fmt: skip
    _fact(store, "mentions", "d-overheat", OVERHEAT, "Xiaomi", label="ORG", entity="xiaomi")
    _fact(store, "quotes", "d-overheat", OVERHEAT, "Xiaomi did not immediately reply to questions", kind="indirect",
          speaker="Xiaomi", speaker_entity="xiaomi", stance="silent", confidence=0.9)  # fmt: skip
    _fact(store, "mentions", "d-apology", APOLOGY, "NIO", label="ORG", entity="nio")
    _fact(store, "quotes", "d-apology", APOLOGY, "We let drivers down, and we will pay for their night", kind="direct",
          speaker="William Li", speaker_entity="li-bin", cue="said", channel="live stream", channel_kind="livestream",
          stance="apologise", confidence=0.96)  # fmt: skip
    _fact(store, "mentions", "d-declined", DECLINED, "BYD", label="ORG", entity="byd")
    _fact(store, "quotes", "d-declined", DECLINED, "BYD declined to comment", kind="indirect", speaker="BYD",
          speaker_entity="byd", cue="declined to comment", stance="decline", confidence=0.95)  # fmt: skip
    _fact(store, "mentions", "t-loss", "小米卖一辆车亏6万多", "小米", label="ORG", entity="xiaomi")
    _fact(store, "mentions", "t-alone", "小米直播间抽奖引热议", "小米", label="ORG", entity="xiaomi")


def _id(item: str, text: str, part: str, letter: str = "q") -> str:
    start, end = spot(text, part)
    return f"{item}:{letter}:{start}-{end}"


def _answers(store: Database) -> None:
    _answer(store, "r-lei", "s-loss", POST, "d-post", POST, responder="雷军", responder_entity="lei-jun", company="xiaomi",
            lang="zh", channel="personal Weibo", channel_kind="post", stance="explain", earliest="22:15", latest="22:27",
            latency=(2700, 4320), carriers=("d-post", "d-zh", "d-wire"))  # fmt: skip
    _answer(store, "r-lu", "s-loss", "scale will narrow the loss", "d-wire", WIRE, responder="Lu Weibing",
            responder_entity="lu-weibing", company="xiaomi", role="president", organisation="Xiaomi Group", lang="en",
            channel="earnings call", channel_kind="call", stance="explain", earliest="22:00", latest="22:40",
            latency=(1800, 5100), carriers=("d-wire", "d-wire-copy"))  # fmt: skip
    _answer(store, "r-li", "s-swap", "We let drivers down, and we will pay for their night", "d-apology", APOLOGY,
            responder="William Li", responder_entity="li-bin", company="nio", lang="en", channel="live stream",
            channel_kind="livestream", stance="apologise", earliest="19:50", latest="20:05", latency=(0, 900),
            carriers=("d-apology",))  # fmt: skip
    _answer(store, "r-byd", "s-plant", "BYD declined to comment", "d-declined", DECLINED, responder="BYD",
            responder_entity="byd", company="byd", lang="en", stance="decline", earliest="19:30", latest="19:45",
            latency=(0, 900), carriers=("d-declined",))  # fmt: skip


def _answer(
    store: Database, identity: str, story: str, words: str, document: str, text: str, *, earliest: str, latest: str,
    latency: tuple[int, int], carriers: tuple[str, ...], **more: object,
) -> None:  # fmt: skip
    start, end = spot(text, words)
    store["responses"].insert(
        {
            "id": identity,
            "story": story,
            "party": "own",
            "text": words,
            "document": document,
            "start": start,
            "end": end,
            "responded_not_before": at(earliest),
            "responded_not_after": at(latest),
            "latency_min": latency[0],
            "latency_max": latency[1],
            "confidence": 0.9,
            "evidence": "speaks for the company that the claim is about",
            "rule": "responses.speaker",
            **more,
        }
    )
    store["response_carriers"].insert_all({"response": identity, "item": item} for item in carriers)


def _checks(store: Database) -> None:
    store["checks"].insert(
        {
            "id": "c-conflict", "story": "s-loss", "kind": "same_metric", "verdict": "conflicts",
            "left_figure": _id("d-filing", FILING, "RMB1.8 billion", "f"),
            "right_figure": _id("d-zh", CHINESE, "21亿元", "f"), "difference": "16.7",
            "why": "the same metric, company and quarter", "derivation": "2100000000 - 1800000000 = 300000000",
            "rule": "checks.same_metric",
        }
    )  # fmt: skip
    store["checks"].insert(
        {
            "id": "c-per-car", "story": "s-loss", "kind": "per_unit", "verdict": "supports",
            "left_figure": _id("d-wire", WIRE, "more than 60,000 yuan", "f"),
            "right_figure": _id("d-wire", WIRE, "1.8 billion yuan", "f"), "difference": None,
            "why": "a loss, and the cars it was made on", "derivation": "1800000000 / 27307 = 65917",
            "rule": "checks.per_unit",
        }
    )  # fmt: skip


def _troubles(store: Database) -> None:
    for source, _name, spider, *_ in SOURCES:
        if spider == "board":
            continue
        for clock in ("18:15", "21:00", "23:45"):
            failed = source == "qiche" and clock == "23:45"
            store["polls"].insert(
                {
                    "source": source,
                    "url": f"https://{source}.example/feed",
                    "at": at(clock),
                    "status": "wall" if failed else "ok",
                    "rows": 0 if failed else 4,
                    "http_status": 200,
                    "why": "asks for a sign-in" if failed else None,
                }
            )
    store["issues"].insert(
        {
            "id": "i-1",
            "kind": "page_failed",
            "message": "no article found in the page",
            "source": "qiche",
            "where": "https://qiche.example/9",
            "first_at": at("23:21"),
            "last_at": at("23:21"),
        }
    )
    store["runs"].insert(
        {
            "step": "crawl",
            "started_at": at("23:40"),
            "ended_at": at("23:50"),
            "status": "partly",
            "counts": "{}",
        }
    )


def as_read(store: Database) -> None:
    """Reset the store to the state after reading and before linking."""
    with store.atomic():
        for table in (
            "response_carriers",
            "responses",
            "checks",
            "story_documents",
            "story_topics",
            "stories",
        ):
            store.execute(f"delete from {table}")
        for table in ("documents", "topics"):
            store.execute(
                f"""
                insert into readings (item, text_sha256, reader, lang, read_at)
                select id, id, 'test-1', coalesce(lang, 'en'), '2024-08-22T00:00:00+00:00'
                from {table}
                """
            )


def link(store: Database, desk: Database) -> None:
    """Link with people's decisions."""
    steps.link_store(store, WATCHLIST, decisions.standing(desk), UNTIL, decisions.undone(desk))
