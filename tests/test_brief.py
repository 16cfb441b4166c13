"""The morning brief: what stands in which section; honest about what is quiet, missing or unknown."""

from __future__ import annotations

import sqlite3
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import db
from review import brief
from review.brief.foot import RELINKED
from review.brief.window import Evenings
from review.watched_names import Watching
from tests.composed import composed, section
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, at, fill


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return fill(tmp_path_factory.mktemp("brief"))


TITLES = [
    "Needs an answer",
    "Top stories",
    "Who spoke",
    "Numbers",
    "Hot search",
    "Peers",
    "Nothing to report",
]


def test_it_has_its_sections_in_order(files: Files) -> None:
    sections = composed(files).sections
    assert [section.title for section in sections] == TITLES
    assert sections[-1].note == "No calendar entries. Nothing is carried over."


def test_stories_are_counted_beyond_those_that_a_question_returns(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    document = next(store.query("select * from documents where id = 'd-wire'"))
    for number in range(230):
        identity = f"d-many{number}"
        store["documents"].insert({**document, "id": identity, "url": f"https://harbour.example/{number}"})
        store["stories"].insert({"id": f"s-many{number}", "headline": f"Story {number}", "lang": "en"})
        store["story_documents"].insert(
            {"document": identity, "story": f"s-many{number}", "kind": "seed", "score": 1.0, "evidence": "e",
             "rule": "r"}
        )  # fmt: skip
    told = composed(files)
    assert told.counts.stories == 230 + 4
    assert "234 stories" in brief.as_text(told)


def test_the_summary_sentence_gives_open_claims_and_response_times(files: Files) -> None:
    told = composed(files)
    assert told.night.startswith(
        "1 claim about us without an answer; the widest story about us is “Xiaomi loses"
    )
    assert "45 min – 1 h 12 min" in told.night
    assert told.counts.items == 8
    assert told.counts.unique == 7
    assert told.counts.failed == 1


def test_names_and_amounts_of_a_chinese_line_are_told_in_english(tmp_path: Path) -> None:
    files = fill(tmp_path)
    with sqlite3.connect(files.store) as store:
        store.execute(
            """
            insert into figures (id, value, unit, per, qualifier, metric, confidence, assumed, topic, "start", "end", text, rule, reader)
            values ('f-loss', '-60000', 'CNY', 'vehicle', '>', 'profit_per_unit', 0.9, 0, 't-loss', 7, 10, '6万多', 'x', '1')
            """
        )
    told = composed(files)
    loss = section(told, "Top stories").entries[0]
    assert "mentions more than CNY 60,000 per vehicle" in loss.details
    hot = section(told, "Hot search").sheet
    assert hot is not None
    assert hot.rows[0][0] == "小米卖一辆车亏6万多 (Weibo); mentions Xiaomi, more than CNY 60,000 per vehicle"


def test_latency_is_an_interval(files: Files) -> None:
    text = brief.as_text(composed(files))
    assert "within 15 min of the claim" in " ".join(text.split())
    assert "45 min – 1 h 12 min" in text


def test_a_quiet_night_says_so(files: Files) -> None:
    told = composed(
        files, since=UNTIL - timedelta(hours=12, minutes=50), until=UNTIL - timedelta(hours=12, minutes=40)
    )
    assert told.quiet
    (only,) = told.sections
    assert "No two figures to compare. Nothing about us or our peers on the boards we watch." in (
        only.note or ""
    )
    assert told.night.startswith("No significant coverage in this window")


def test_a_night_without_collection_is_not_called_quiet(tmp_path: Path) -> None:
    db.connect(tmp_path / "a.db").close()
    db.connect_desk(tmp_path / "b.db").close()
    told = composed(Files(tmp_path / "a.db", tmp_path / "b.db"))
    assert "Nothing was collected" in told.night


def test_the_foot_says_what_was_not_collected(files: Files) -> None:
    foot = " ".join(composed(files).foot)
    assert "汽车早班车 (1 of 3, last collected 21 Aug 21:00): asks for a sign-in" in foot
    assert "Open issues: 1 page could not be fetched." in foot


def test_omitted_entries_are_counted(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    with store.atomic():
        for index in range(30):
            store["stories"].insert(
                {
                    "id": f"s-{index}",
                    "headline": f"Claim {index}",
                    "lang": "en",
                    "subject": "xiaomi",
                    "claim": "x",
                    "first_seen_not_before": at("20:00"),
                    "first_seen_not_after": at("20:30"),
                }
            )
    store.close()
    told = composed(files)
    assert len(told.sections[0].entries) == 5
    assert told.sections[0].left_out == "26 more at the desk"
    assert "26 more at the desk: /questions/unanswered" in brief.as_text(told)


def test_an_open_claim_appears_once(files: Files) -> None:
    told = composed(files)
    claims, top = section(told, "Needs an answer"), section(told, "Top stories")
    assert not {entry.path for entry in claims.entries} & {entry.path for entry in top.entries}


@pytest.mark.parametrize(
    ("until", "zone", "since"),
    [
        ("2024-08-22T23:00:00+00:00", "Asia/Shanghai", "2024-08-22T10:00:00+00:00"),
        ("2024-08-23T20:00:00+08:00", "Asia/Shanghai", "2024-08-22T10:00:00+00:00"),
        # Summer time began that night: the evening was still an hour behind.
        ("2031-03-30T06:00:00+00:00", "Europe/London", "2031-03-29T18:00:00+00:00"),
        ("2031-03-31T06:00:00+00:00", "Europe/London", "2031-03-30T17:00:00+00:00"),
    ],
)
def test_the_window_begins_the_evening_before_in_the_teams_zone(until: str, zone: str, since: str) -> None:
    found = Evenings(time(18)).before(datetime.fromisoformat(until), ZoneInfo(zone))
    assert found == datetime.fromisoformat(since)


@pytest.mark.parametrize(
    ("until", "since"),
    [
        ("2024-08-23T07:00+08:00", "2024-08-22T18:00+08:00"),  # a Friday
        ("2024-08-24T10:00+08:00", "2024-08-23T18:00+08:00"),  # a day without a brief
        ("2024-08-26T07:00+08:00", "2024-08-23T18:00+08:00"),
        ("2024-08-27T07:00+08:00", "2024-08-26T18:00+08:00"),
    ],
)
def test_after_days_without_a_brief_it_begins_on_the_evening_of_the_last_that_had_one(
    until: str, since: str
) -> None:
    found = Evenings(time(18), range(5)).before(datetime.fromisoformat(until), ZONE)
    assert found == datetime.fromisoformat(since)


def test_linking_anew_is_told_in_a_sentence(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    with sqlite3.connect(store) as conn:
        conn.execute("update issues set kind = 'relinked'")
    foot = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST).foot
    assert "relinked" not in " ".join(foot)
    assert RELINKED in foot


def test_why_a_source_was_not_collected_is_a_whole_sentence(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    why = "127.0.0.1 is in a private network; set allow_private = true for the source if this is intended"
    with sqlite3.connect(store) as conn:
        conn.execute("update polls set why = ? where status not in ('ok', 'empty')", [why])
    foot = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST).foot
    assert foot[0].startswith("Not collected: ")
    assert foot[0].endswith(f": {why}.")


@pytest.mark.parametrize(
    "label", ["Sponsored: ", "【推广】", "[Advertisement] ", "SPONSORED CONTENT | ", "Paid post by Norvik: "]
)
def test_paid_content_is_no_top_story(label: str, tmp_path: Path) -> None:
    paid = fill(tmp_path)
    with sqlite3.connect(paid.store) as store:
        store.execute("update stories set headline = ? || headline", [label])
    top = section(composed(paid), "Top stories")
    assert not top.entries


def test_due_dates_are_listed_under_today(files: Files, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    desk.write_bytes(files.desk.read_bytes())
    day = UNTIL.astimezone(ZONE).date()
    with sqlite3.connect(desk) as conn:
        conn.executemany(
            'insert into calendar (day, time, what, company, "by", at) values (?, ?, ?, ?, ?, ?)',
            [
                (day.isoformat(), "16:00", "Half-year results", "xiaomi", "mei", UNTIL.isoformat()),
                (day.isoformat(), None, "Hearing", None, "mei", UNTIL.isoformat()),
            ],
        )
    told = brief.compose(files.store, desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    today = section(told, "Today")
    assert [(entry.lead, entry.details) for entry in today.entries] == [
        (f"{day:%A} {day.day} {day:%b}, 16:00: Half-year results", ("Xiaomi",)),
        (f"{day:%A} {day.day} {day:%b}: Hearing", ()),
    ]
    assert today.note is None


def test_a_headline_that_names_nobody_gets_its_company_in_front() -> None:
    listed = Watching(WATCHLIST)
    assert listed.introduced("xiaomi", "Two cars burnt") == "Xiaomi: Two cars burnt"
    assert listed.introduced("xiaomi", "雷军谈造车") == "雷军谈造车"
    assert listed.introduced(None, "Two cars burnt") == "Two cars burnt"


def test_amounts_that_other_outlets_compare_too_stand_once(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    before = section(composed(files), "Numbers")
    with sqlite3.connect(store) as conn:
        conn.execute(
            """
            insert into checks (id, story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule)
            select 'c-again', story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule
            from checks
            where verdict = 'conflicts'
            limit 1
            """
        )
    told = section(
        brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST), "Numbers"
    )
    assert told.sheet == before.sheet
    assert told.more == before.more + 1
