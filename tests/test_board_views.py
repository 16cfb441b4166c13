"""The views over boards: the last good board stays behind a wall; a topic's time on the boards is an interval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import db as store
from db import archives, item_rows, polls, sources, topics
from records import Interval, Poll, Sighting, Source

START = datetime(2024, 11, 18, 0, 0, tzinfo=UTC)


@pytest.fixture
def db():
    database = store.connect(":memory:")
    sources.save_all(
        database, [Source(id="hot", name="Hot", spider="board", url="https://x.example/", platform="weibo")]
    )
    yield database
    database.close()


def poll(db, hours, *titles, status="ok", heat=100, **more):
    """One look at the board; a title that begins with + is on the rising list, one with $ is an advert."""
    at = START + timedelta(hours=hours)
    seen = [
        Sighting(
            platform="weibo",
            list="rising" if title.startswith("+") else "hot",
            title=title.lstrip("+$"),
            position=None if title[0] in "+$" else index + 1,
            index=index,
            captured_at=at,
            kind="ad" if title.startswith("$") else "organic",
            heat=heat,
            **more,
        )
        for index, title in enumerate(titles)
    ]
    row = polls.save(db, Poll(source="hot", url="https://x.example/", at=at, status=status, rows=len(seen)))
    topics.save_sightings(db, row, seen)


def hour(hours):
    return (START + timedelta(hours=hours)).isoformat()


def spells(db, title):
    return list(
        db.query("select * from topic_spells where title = :title order by first_seen", {"title": title})
    )


def test_a_topic_from_the_rising_list_to_its_end(db):
    poll(db, 0, "其他")
    poll(db, 1, "其他", "+退订金被拒", heat=50)
    poll(db, 2, "退订金被拒", "其他", heat=900, label="沸")
    poll(db, 3, "其他", "退订金被拒", heat=300)
    poll(db, 4, "其他")
    (spell,) = spells(db, "退订金被拒")
    assert (spell["first_seen_not_before"], spell["first_seen"]) == (hour(0), hour(1))
    assert (spell["hot_first_seen_not_before"], spell["hot_first_seen"]) == (hour(1), hour(2))
    assert (spell["peak_at"], spell["peak_heat"], spell["best_position"]) == (hour(2), 900, 1)
    assert (spell["last_seen"], spell["gone_at"], spell["polls"]) == (hour(3), hour(4), 3)
    assert (set(spell["lists"].split(",")), spell["labels"]) == ({"rising", "hot"}, "沸")


def test_only_a_good_poll_without_it_says_that_a_topic_is_gone(db):
    poll(db, 0, "甲")
    poll(db, 1, status="wall")
    poll(db, 2, status="empty")
    poll(db, 3, status="stale")
    assert spells(db, "甲")[0]["gone_at"] is None
    poll(db, 4, "乙")
    assert spells(db, "甲")[0]["gone_at"] == hour(4)
    (other,) = spells(db, "乙")
    assert other["first_seen_not_before"] == hour(0), "walls between are no look at the board"


def test_half_a_board_does_not_say_that_a_topic_is_gone(db):
    poll(db, 0, *"甲乙丙丁戊己庚辛")
    poll(db, 1, *"甲乙丙")
    assert spells(db, "辛")[0]["gone_at"] is None
    poll(db, 2, *"甲乙丙丁戊己庚")
    assert spells(db, "辛")[0]["gone_at"] == hour(2)


def test_a_topic_that_the_next_good_poll_has_was_not_seen_to_go(db):
    poll(db, 0, "甲", "乙")
    poll(db, 30, "甲")
    first, _ = spells(db, "甲")
    assert first["gone_at"] is None, "nobody looked for thirty hours"
    assert spells(db, "乙")[0]["gone_at"] == hour(30)


def test_after_more_than_a_day_away_it_is_another_spell(db):
    poll(db, 0, "甲")
    poll(db, 20, "乙")
    poll(db, 23, "甲")
    poll(db, 48, "甲", heat=7)
    assert [(row["first_seen"], row["last_seen"]) for row in spells(db, "甲")] == [
        (hour(0), hour(23)),
        (hour(48), hour(48)),
    ]


def test_after_a_day_without_polls_it_is_unknown_when_a_topic_returned(db):
    """The poll before the gap had it, so it did not appear after that."""
    poll(db, 0, "乙")
    for hours in (1, 31):
        poll(db, hours, "甲", "乙")
    told = [
        (spell["first_seen_not_before"], spell["hot_first_seen_not_before"]) for spell in spells(db, "甲")
    ]
    assert told == [(hour(0), hour(0)), (None, None)]


def test_a_topic_that_was_an_advert_first_appeared_after_the_last_look_without_it_as_a_topic(db):
    for hours, title in enumerate(("其他", "$甲", "其他", "甲")):
        poll(db, hours, title)
    (item,) = item_rows.of_topics(db, [topics.id_of("weibo", "甲")], {})
    assert item.seen == Interval(not_before=START + timedelta(hours=2), not_after=START + timedelta(hours=3))


def test_an_advert_is_no_spell(db):
    poll(db, 0, "$新口味上市", "甲")
    assert spells(db, "新口味上市") == []
    assert [row["kind"] for row in db.query("select kind from board_now order by position is null")] == [
        "organic",
        "ad",
    ]


def test_the_last_good_board_stays_behind_a_wall(db):
    poll(db, 0, "甲", "乙")
    poll(db, 1, "乙", "甲")
    poll(db, 2, status="wall")
    rows = list(db.query("select * from board_now"))
    assert [(row["position"], row["title"]) for row in rows] == [(1, "乙"), (2, "甲")]
    assert {(row["seen_at"], row["first_seen_at"]) for row in rows} == {(hour(1), hour(0))}
    assert {(row["last_poll_at"], row["last_poll_status"]) for row in rows} == {(hour(2), "wall")}


def test_what_moves_is_told_beside_the_look_before(db):
    others = [f"第{number}位" for number in range(1, 21)]
    poll(db, 0, *others, "退订金被拒")
    poll(db, 1, "退订金被拒", *others, heat=250, label="沸")
    poll(db, 1.5, status="wall")
    poll(db, 2, "退订金被拒", *others, heat=250, label="爆")
    told = db.execute(
        "select at, signal, what, before_at from board_bursts where title = '退订金被拒' order by at, signal"
    ).fetchall()
    assert told == [
        (hour(1), "climb", "place 21 → 1", hour(0)),
        (hour(1), "label", "none → 沸", hour(0)),
        (hour(1), "surge", "heat 100 → 250", hour(0)),
        (hour(1), "top_ten", "place 21 → 1", hour(0)),
        (hour(2), "label", "沸 → 爆", hour(1)),
    ]


def test_a_board_seen_for_the_first_time_does_not_burst(db):
    poll(db, 0, "甲", "乙", label="爆")
    assert list(db.query("select * from board_bursts")) == []


def test_one_topic_costs_a_look_up_and_no_scan(db):
    """The desk opens these views on stores of millions of sightings."""
    for view in ("topic_spells", "board_bursts"):
        plan = [row[3] for row in db.execute(f"explain query plan select * from {view} where topic = 't-1'")]
        assert not [
            step
            for step in plan
            if step.startswith("SCAN") and "CONSTANT" not in step and "signals" not in step
        ]


def test_half_a_board_does_not_say_that_a_topic_was_not_there_yet(db):
    poll(db, 0, "其他", "甲", "乙", "丙")
    poll(db, 1, "其他")
    poll(db, 2, "其他", "甲", "退订金被拒", "丙")
    (spell,) = spells(db, "退订金被拒")
    (item,) = item_rows.of_topics(db, [topics.id_of("weibo", "退订金被拒")], {})
    assert spell["first_seen_not_before"] == spell["hot_first_seen_not_before"] == hour(0)
    assert item.seen == Interval(not_before=START, not_after=START + timedelta(hours=2))


def test_a_single_topic_of_an_archive_says_nothing_of_the_others(db):
    for number in range(3):
        at = START + timedelta(hours=number)
        archives.save_topic(
            db,
            str(number),
            Sighting(
                platform="weibo", list="hot", title=f"话题{number}", position=None, index=0, captured_at=at
            ),
        )
    (spell,) = spells(db, "话题1")
    (item,) = item_rows.of_topics(db, [topics.id_of("weibo", "话题1")], {})
    assert (spell["first_seen_not_before"], spell["gone_at"], item.seen.not_before) == (None, None, None)
