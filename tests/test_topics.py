"""A topic is identified by its wording, whatever its decoration; a poll stored twice counts once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import db as store
from db import polls, sources, topics
from db.search import spaced
from records import Poll, Sighting, Source

AT = datetime(2024, 11, 18, 3, 25, tzinfo=UTC)


@pytest.fixture
def db():
    database = store.connect(":memory:")
    sources.save_all(
        database, [Source(id="weibo", name="Weibo", spider="board", url="https://weibo.example/")]
    )
    yield database
    database.close()


def seen(title, index, **more):
    return Sighting(
        platform="weibo", list="hot", title=title, position=index + 1, index=index, captured_at=AT, **more
    )


def test_decoration_does_not_change_a_topic():
    dresses = [
        "小米卖一辆车亏6万多",
        "#小米卖一辆车亏６万多#",
        "【小米卖一辆车 亏6万多】",
        " 小米卖一辆车亏6万多",
        "\ufeff小米卖一辆车\u200b亏6万多\ufe0f",
        "小米賣一輛車虧6萬多",
        "🔥小米卖一辆车亏6万多💥❗",
    ]
    assert len({topics.id_of("weibo", dress) for dress in dresses}) == 1
    assert topics.key_of("OpenAI Dev Day") == topics.key_of("openai devday")
    assert topics.id_of("weibo", "小米") != topics.id_of("zhihu", "小米")


def test_a_title_of_symbols_has_a_key():
    assert topics.key_of("#") == "#"
    assert topics.key_of("🔥") != topics.key_of("💥")
    assert topics.key_of("🇨🇳加油") != topics.key_of("🇯🇵加油")


def test_a_poll_stored_twice_is_stored_once(db):
    poll = Poll(source="weibo", url="https://weibo.example/", at=AT, status="ok", rows=2)
    for _ in range(2):
        topics.save_sightings(
            db, polls.save(db, poll), [seen("甲公司回应", 0, heat=5), seen("乙公司道歉", 1)]
        )
    before = list(db.query("select * from sightings order by id"))
    assert [row["title"] for row in before] == ["甲公司回应", "乙公司道歉"]
    topics.save_sightings(db, polls.save(db, poll), [seen("甲公司回应", 0, heat=5)])
    assert list(db.query("select * from sightings")) == before[:1]


def test_a_topic_is_found_by_two_characters(db):
    poll = Poll(source="weibo", url="https://weibo.example/", at=AT, status="ok", rows=1)
    topics.save_sightings(db, polls.save(db, poll), [seen("雷军回应SU7亏损", 0)])
    found = db.query(
        "select topics.title from topics_fts join topics on topics.rowid = topics_fts.rowid where topics_fts match :q",
        {"q": f'"{spaced("雷军")}"'},
    )
    assert [row["title"] for row in found] == ["雷军回应SU7亏损"]


def test_spaced_splits_characters_and_keeps_words():
    assert spaced("小米SU7 卖了２万辆，ok?") == "小 米 SU7 卖 了 2 万 辆 ,ok?"
    assert spaced("ガンダム 갤럭시") == "ガ ン ダ ム 갤 럭 시"
