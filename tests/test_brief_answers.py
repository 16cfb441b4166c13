"""Which answer the morning brief shows: the quoted one, the latest where it was reversed, that of the window."""

from __future__ import annotations

import sqlite3
from datetime import UTC, timedelta
from pathlib import Path

import pytest

import db
from db.times import iso
from review import brief, wording
from review.brief import lookups, reversals
from tests.composed import composed, section
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, at, fill


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return fill(tmp_path_factory.mktemp("brief"))


def test_an_answer_after_the_window_does_not_count(files: Files) -> None:
    early = composed(files, until=UNTIL - timedelta(hours=9))
    claims = early.sections[0].entries
    assert any("Xiaomi loses" in entry.lead for entry in claims)


def test_a_refusal_to_comment_is_shown_with_the_claim(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute(
        """
        insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
        values ('r-none', 's-heat', 'own', 'declined to comment', 'decline', 'xiaomi', 'd-overheat', :at, 0.9, 'x', 'x')
        """,
        {"at": at("21:20")},
    )
    store.conn.commit()
    store.close()
    told = composed(files)
    claims, top = section(told, "Needs an answer"), section(told, "Top stories")
    assert "/story/s-heat" not in {entry.path for entry in claims.entries}
    (told,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert "declines to comment" in told.details


def test_of_simultaneous_answers_the_quoted_one_is_shown(tmp_path: Path) -> None:
    store = db.connect(fill(tmp_path).store)
    for identity, kind, place in (("r-0", "direct", 0), ("r-9", "indirect", 2)):
        store.execute(
            """
            insert into quotes (id, document, start, "end", text, kind, rule, confidence, reader)
            values (:id, 'd-overheat', :start, :start + 1, 'x', :kind, 'x', 0.9, 'x')
            """,
            {"id": f"q-{identity}", "kind": kind, "start": place},
        )
    for order in (("r-0", 0), ("r-9", 2)), (("r-0", 2), ("r-9", 0)):
        for identity, place in order:
            store.execute(
                """
                insert or replace into responses
                  (id, story, party, text, stance, company, document, start, "end", responded_not_after, confidence, evidence, rule)
                values (:id, 's-heat', 'own', 'x', 'explain', 'xiaomi', 'd-overheat', :start, :start + 1, :at, 0.9, 'x', 'x')
                """,
                {"id": identity, "start": place, "at": at("21:20")},
            )
        store.conn.row_factory = sqlite3.Row
        (shown,) = lookups.answers(store.conn, "9999", ["s-heat"]).values()
        assert shown["kind"] == "direct"
    store.close()


@pytest.mark.parametrize(("who", "shown"), [("lei-jun", True), ("xiaomi", False)])
def test_an_officers_quoted_apology_is_shown_before_the_first_answer(
    tmp_path: Path, who: str, *, shown: bool
) -> None:
    store = db.connect(fill(tmp_path).store)
    store.execute(
        """
        insert into quotes (id, document, start, "end", text, kind, rule, confidence, reader)
        values ('q-sorry', 'd-overheat', 0, 1, 'x', 'direct', 'x', 0.9, 'x')
        """
    )
    store.execute(
        """
        insert into responses
          (id, story, party, text, stance, responder_entity, company, document, start, "end", responded_not_after, confidence, evidence, rule)
        values ('r-sorry', 's-heat', 'own', 'x', 'apologise', :who, 'xiaomi', 'd-overheat', 0, 1, :at, 0.9, 'x', 'x')
        """,
        {"who": who, "at": at("21:40")},
    )
    store.conn.row_factory = sqlite3.Row
    found = lookups.apologies(store.conn, "9999", ["s-heat"])
    assert ([row["id"] for row in found.values()] == ["r-sorry"]) is shown
    store.close()


@pytest.mark.parametrize(("later", "told"), [("silent", " apologises"), ("deny", " denies")])
def test_a_peers_substantive_answer_is_preferred(tmp_path: Path, later: str, told: str) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute(
        """
        insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
        values ('r-later', 's-swap', 'own', 'x', :stance, 'nio', 'd-apology', :at, 0.9, 'x', 'x')
        """,
        {"stance": later, "at": at("23:20")},
    )
    store.conn.commit()
    store.close()
    peers = section(composed(files), "Peers")
    (entry,) = [entry for entry in peers.entries if entry.path == "/story/s-swap"]
    assert entry.details[0].endswith(told)


def test_a_peers_answer_has_its_stance(files: Files) -> None:
    peers = section(composed(files), "Peers")
    assert peers.entries[0].details[0].endswith(" apologises")


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "by"),
    [
        (
            "Gu Wen",
            "finance chief",
            "Xiaomi",
            "Gu Wen, finance chief, Xiaomi in Delta Daily, by 21 Aug 21:10",
        ),
        ("Gu Wen", "副总裁", "小米", "Gu Wen, vice president, Xiaomi in Delta Daily, by 21 Aug 21:10"),
        ("a Xiaomi spokesman", "spokesman", "Xiaomi", "a Xiaomi spokesman in Delta Daily, by 21 Aug 21:10"),
        ("Gu Wen", "former finance chief", "Xiaomi", None),
        ("Gu Wen", "driver", "Xiaomi", None),
        ("Gu Wen", "chief executive", "Quillon", None),
    ],
)
def test_an_officer_who_is_not_listed_is_among_those_who_spoke(
    files: Files, tmp_path: Path, speaker: str, role: str, organisation: str, by: str | None
) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    words = "Owners say Xiaomi phones run hot"
    with sqlite3.connect(store) as conn:
        conn.execute(
            """
            insert into quotes (id, kind, speaker, role, organisation, confidence, document, "start", "end", text, rule, reader)
            values ('q-new', 'direct', ?, ?, ?, 0.9, 'd-overheat', 0, 32, ?, 'marks_cue', '1')
            """,
            [speaker, role, organisation, words],
        )
    told = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    spoke = section(told, "Who spoke").entries
    assert [f"{entry.lead}, {entry.by}" for entry in spoke if entry.quote == words] == ([by] if by else [])


@pytest.mark.parametrize(
    ("stances", "latest", "told"),
    [
        (("deny", "confirm"), 60, "changed: denies 21 Aug 22:05, confirms 21 Aug 22:35"),
        (("deny", "confirm"), None, "changed: denies 21 Aug 22:05, confirms 21 Aug 22:35"),
        (
            ("deny", "explain", "confirm", "apologise"),
            60,
            "changed: denies 21 Aug 22:05, apologises 21 Aug 23:35",
        ),
        (("explain", "promise"), 60, None),
        (("confirm", "apologise"), 60, None),
    ],
)
def test_a_reversed_answer_is_shown_with_the_latest_one(
    tmp_path: Path, stances: tuple[str, ...], latest: int | None, told: str | None
) -> None:
    """... also where a claim was on the board at the first look, so that nobody knows how long after it the answer came."""
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    for minutes, stance in zip((5, 35, 65, 95), stances, strict=False):
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_before,
              responded_not_after, latency_min, latency_max, confidence, evidence, rule)
            values (:id, 's-heat', 'own', :id, :stance, 'xiaomi', 'd-overheat', :at, :at, 0, :latest, 0.9, 'x', 'x')
            """,
            {
                "id": f"it {stance}",
                "stance": stance,
                "latest": latest,
                "at": at(f"{22 + minutes // 60}:{minutes % 60:02}"),
            },
        )
    store.conn.commit()
    store.close()
    top = section(composed(files), "Top stories")
    (entry,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert [detail for detail in entry.details if detail.startswith("changed")] == ([told] if told else [])
    assert entry.quote == (f"it {stances[-1]}" if told else f"it {stances[0]}")


@pytest.mark.parametrize(("hours", "told"), [(-30, True), (1, False)])
def test_what_a_company_did_since_an_earlier_brief_is_shown(tmp_path: Path, hours: int, told: bool) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    for identity, moment, stance in (
        ("first", SINCE + timedelta(hours=hours), "explain"),
        ("refund", SINCE + timedelta(hours=2), "promise"),
        ("sorry", SINCE + timedelta(hours=3), "explain"),
    ):
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_before,
              responded_not_after, latency_min, latency_max, confidence, evidence, rule)
            values (:id, 's-heat', 'own', :id, :stance, 'xiaomi', 'd-post', :at, :at, 0, 60, 0.9, 'x', 'x')
            """,
            {"id": identity, "stance": stance, "at": iso(moment)},
        )
    store.conn.commit()
    store.close()
    top = section(composed(files), "Top stories")
    (entry,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert entry.quote == ("refund" if told else "first")
    assert any(detail.startswith("first answer: explains") for detail in entry.details) is told


def test_of_simultaneous_statements_the_companys_own_words_are_shown() -> None:
    def row(stance: str, kind: str, begin: str, end: str) -> dict[str, object]:
        return {"stance": stance, "kind": kind, "carriers": 1, "not_before": begin, "not_after": end}

    denied, sorry = row("deny", "direct", "01:00", "01:00"), row("apologise", "direct", "09:10", "09:10")
    told = row("confirm", "indirect", "08:30", "10:00")
    assert reversals._turn([denied, sorry, told]) == (denied, sorry)
    again = row("deny", "direct", "12:00", "12:00")
    assert reversals._turn([denied, sorry, told, again]) == (sorry, again)


@pytest.mark.parametrize(("kind", "end"), [("mixed", "10:00"), ("indirect", "01:00")])
def test_a_few_quoted_words_and_those_of_the_same_hour_take_nothing_back(kind: str, end: str) -> None:
    row = {"carriers": 1, "not_before": "00:30"}
    denied = {**row, "stance": "deny", "kind": "direct", "not_after": "01:00"}
    assert reversals._turn([denied, {**row, "stance": "confirm", "kind": kind, "not_after": end}]) is None


def test_a_speaker_has_one_entry_and_what_is_left_out_is_counted(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    before = section(composed(files), "Who spoke")
    with sqlite3.connect(store) as conn:
        conn.executemany(
            """
            insert into quotes (id, kind, speaker, role, organisation, confidence, document, "start", "end", text, rule, reader)
            values (?, 'direct', 'Gu Wen', 'finance chief', 'Xiaomi', 0.9, 'd-overheat', ?, ? + 5, 'x', 'marks_cue', '1')
            """,
            [(f"q-{place}", place, place) for place in (0, 6, 12)],
        )
    told = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    spoke = section(told, "Who spoke")
    assert sum("Gu Wen" in entry.lead for entry in spoke.entries) == 1
    assert len(spoke.entries) + spoke.more == len(before.entries) + before.more + 3


def test_of_a_wide_interval_the_end_is_given() -> None:
    assert wording.by("2031-05-03T05:00:00+00:00", "2031-05-03T06:30:00+00:00", UTC) == "3 May 05:00–06:30"
    assert wording.by("2031-05-03T05:00:00+00:00", "2031-05-03T07:00:00+00:00", UTC) == "by 3 May 07:00"
    assert wording.by(None, "2031-05-03T07:00:00+00:00", UTC) == "by 3 May 07:00"


@pytest.mark.parametrize(("answer", "told"), [(None, True), ("deny", False), ("silent", True)])
def test_no_comment_is_told_of_own_companies_that_did_not_answer_after_all(
    tmp_path: Path, answer: str | None, *, told: bool
) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    store.execute("update stories set claim = null where id = 's-heat'")
    store.execute(
        """
        insert into quotes (id, document, start, "end", text, kind, stance, rule, confidence, reader)
        values ('q-none', 'd-overheat', 0, 1, 'x', 'indirect', 'silent', 'x', 0.9, 'x')
        """
    )
    if answer:
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
            values ('r-later', 's-heat', 'own', 'x', :stance, 'xiaomi', 'd-overheat', :at, 0.9, 'x', 'x')
            """,
            {"stance": answer, "at": at("23:20")},
        )
    store.conn.commit()
    store.close()
    note = section(composed(files), "Who spoke").note or ""
    assert ("no comment came from: Xiaomi" in note) is told
