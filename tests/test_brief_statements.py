"""What the brief and the pages say of a story is true of the record: who answered, who did not, what is widest, what is quiet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

import db
from cli import main
from db import decisions
from records import Decision
from review import brief, export
from review.brief import masthead
from tests.filled_store import UNTIL, Files, at, fill
from tests.test_brief import composed, section


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


def changed(files: Files, *statements: str) -> Database:
    store = db.connect(files.store)
    with store.atomic():
        for sql in statements:
            store.execute(sql)
    return store


def ignored(files: Files, story: str) -> None:
    desk = db.connect_desk(files.desk)
    decisions.save(desk, Decision(id=0, kind="status", subject=story, value="ignore", by="ana"), UNTIL)
    desk.close()


def test_an_old_claim_that_nobody_answered_is_not_said_to_be_declined(files: Files) -> None:
    changed(
        files, "update stories set first_seen_not_after = '2024-08-01T00:00:00+00:00' where id = 's-heat'"
    )
    (entry,) = [
        each for each in section(composed(files), "Top stories").entries if each.path == "/story/s-heat"
    ]
    assert "no answer" in entry.details
    assert "declines to comment" not in entry.details


def test_the_answers_are_those_of_the_stories_shown_when_one_above_is_ignored(files: Files) -> None:
    ignored(files, "s-heat")
    (entry,) = [
        each for each in section(composed(files), "Top stories").entries if each.path == "/story/s-swap"
    ]
    assert entry.quote == "We let drivers down, and we will pay for their night"


def test_of_an_ignored_story_the_speaker_is_still_heard(files: Files) -> None:
    before = section(composed(files), "Who spoke")
    ignored(files, "s-loss")
    told = section(composed(files), "Who spoke")
    assert len(told.entries) + told.more > len(before.entries) + before.more


def test_the_widest_story_is_the_one_that_most_outlets_carry(files: Files) -> None:
    changed(
        files,
        "delete from story_documents where story = 's-loss' and document <> 'd-wire'",
        "update stories set claim = null where id = 's-heat'",
        "update story_documents set story = 's-heat' where document in ('d-apology', 'd-declined')",
    )
    assert "the widest story about us is “Owners say" in composed(files).night
    ignored(files, "s-heat")
    assert "the widest story about us is “Xiaomi loses" in composed(files).night


def test_silence_is_not_counted_as_an_answer(files: Files) -> None:
    store = changed(
        files,
        f"""
        insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
        values ('r-none', 's-heat', 'own', 'did not reply', 'silent', 'xiaomi', 'd-overheat', '{at("21:20")}', 0.9, 'x', 'x')
        """,
    )
    (row,) = store.query("select answers from morning where story = 's-heat'")
    assert row["answers"] == 0


def test_a_night_without_us_tells_the_open_claims_about_peers(files: Files) -> None:
    changed(
        files,
        "update stories set subject = 'nio' where id = 's-heat'",
        "update stories set subject = null where id = 's-loss'",
        "delete from sightings",
    )
    told = composed(files)
    assert told.quiet
    assert "nothing about us, 1 open claim about peers;" in told.night


def test_one_failure_among_good_polls_is_not_a_night_without_collection(files: Files) -> None:
    changed(
        files,
        "delete from sightings",
        "delete from polls where source <> 'qiche'",
        "delete from story_documents",
        "delete from story_topics",
    )
    assert "Nothing was collected" not in composed(files).night
    changed(files, "update polls set status = 'wall'")
    assert "Nothing was collected" in composed(files).night


@pytest.mark.parametrize(
    "headline", ["Sponsored athletes take Xiaomi to court", "Promoted managers leave Xiaomi"]
)
def test_a_headline_that_begins_with_a_word_of_adverts_is_told(files: Files, headline: str) -> None:
    store = db.connect(files.store)
    store.execute("update stories set headline = ? where id = 's-loss'", [headline])
    store.conn.commit()
    assert any(headline in entry.lead for entry in section(composed(files), "Top stories").entries)
    assert headline in brief.as_text(composed(files))


def test_a_companys_own_account_and_its_filings_are_no_outlets(files: Files) -> None:
    store = db.connect(files.store)
    (row,) = store.query("select outlets, documents from morning where story = 's-loss'")
    assert (row["outlets"], row["documents"]) == (3, 5)
    exported = [line for line in export.lines(files.store, form="csv") if line.startswith("s-loss,")]
    assert all(",5,3," in line for line in exported)


def test_a_window_over_the_turn_of_a_year_gives_both_years(files: Files) -> None:
    told = composed(files, since=UNTIL - timedelta(days=300))
    assert masthead.masthead(told).startswith("27 Oct 2023 07:00 – 22 Aug 2024 07:00 (")


@pytest.mark.parametrize("command", [["brief"], ["alerts", "test"]])
def test_a_window_that_begins_after_its_end_is_refused(tmp_path: Path, command: list[str]) -> None:
    settings = tmp_path / "rejoinder.toml"
    (tmp_path / "watchlist.toml").write_text("", encoding="utf-8")
    settings.write_text('contact = "a@b.example"\n', encoding="utf-8")
    told = CliRunner().invoke(
        main, ["--config", str(settings), *command, "--since", "2199-01-01T00:00+00:00"]
    )
    assert told.exit_code == 2
    assert "before it begins" in told.output
