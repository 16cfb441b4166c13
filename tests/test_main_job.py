"""The main job on the sample newsroom: what was claimed, who answered and how fast, what is unanswered."""

import re
import sqlite3
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import newsroom
import pytest

import config.watchlist
import db
from benchmarks import newsroom as judgement
from review import clock, explain, questions, watched_names
from tests import archived
from tests.killed_jobs import dump

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TRUTH = tomllib.loads(judgement.TRUTH.read_text(encoding="utf-8"))
STORIES = {story["name"]: story for story in TRUTH["story"]}
RESPONSES = [
    pytest.param(story, response, id=f"{story['name']}-{response['responder']}")
    for story in TRUTH["story"]
    for response in story.get("response", ())
]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("main-job")
    done = newsroom.run(folder, "run")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture(scope="session")
def found(run: tuple[Path, str]) -> judgement.Found:
    return judgement.load(db.connect(run[0] / "newsroom" / "rejoinder.db"))


@pytest.fixture(scope="session")
def store(found: judgement.Found) -> sqlite3.Connection:
    found.store.conn.row_factory = sqlite3.Row
    return found.store.conn


@pytest.mark.parametrize("name", STORIES)
def test_items_about_one_event_are_one_story(found: judgement.Found, name: str) -> None:
    _, _, elsewhere, _ = judgement.grouping(found, STORIES[name], TRUTH)
    assert elsewhere == []


@pytest.mark.parametrize("name", STORIES)
def test_nothing_foreign_is_in_a_story(found: judgement.Found, name: str) -> None:
    _, _, _, intruders = judgement.grouping(found, STORIES[name], TRUTH)
    assert intruders == []


@pytest.mark.parametrize(("story", "response"), RESPONSES)
def test_an_answer_is_found_with_who_how_and_when(
    found: judgement.Found, story: dict[str, Any], response: dict[str, Any]
) -> None:
    home, *_ = judgement.grouping(found, story, TRUTH)
    assert judgement.answer_faults(found, home, response) == []


def test_the_latency_is_from_the_claim_to_the_post(store: sqlite3.Connection) -> None:
    (answer,) = (answer for answer in STORIES["loss per car"]["response"] if answer["responder"] == "lei-jun")
    low, high = answer["latency_minutes"]
    rows = store.execute(
        "select latency_min, latency_max from responses where responder_entity = 'lei-jun' and channel_kind = 'post'"
    ).fetchall()
    assert (low * 60, high * 60) in [tuple(row) for row in rows]


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if "first_public" in story])
def test_a_claim_broke_where_it_was_first_made_in_any_language(
    found: judgement.Found, store: sqlite3.Connection, name: str
) -> None:
    home, *_ = judgement.grouping(found, STORIES[name], TRUTH)
    (row,) = store.execute("select first_seen_not_after from stories where id = ?", [home])
    assert datetime.fromisoformat(row["first_seen_not_after"]) == STORIES[name]["first_public"]


def test_figures_corrections_copies_and_paid_topics_are_found(found: judgement.Found) -> None:
    assert [name for name, right in judgement.others(found, TRUTH) if not right] == []


def test_unanswered_claims_are_listed(found: judgement.Found, store: sqlite3.Connection) -> None:
    listed = {row["story"] for row in store.execute("select story from unanswered")}
    for name, story in STORIES.items():
        home, *_ = judgement.grouping(found, story, TRUTH)
        if story.get("unanswered"):
            assert home in listed, name
        elif story.get("response"):
            assert home not in listed, name


def test_every_fact_has_the_right_span(store: sqlite3.Connection) -> None:
    for table in ("mentions", "quotes", "figures"):
        rows = store.execute(
            f"""
            select {table}.*, coalesce(documents.text, topics.title) as whole
            from {table}
            left join documents on documents.id = document
            left join topics on topics.id = topic
            """
        ).fetchall()
        assert rows
        for row in rows:
            assert row["whole"][row["start"] : row["end"]] == row["text"], row["id"]
            assert row["rule"]


def test_every_claim_says_where_it_stands_why_and_since_when(store: sqlite3.Connection) -> None:
    told = store.execute("select * from stories where claim is not null and redirect_to is null").fetchall()
    assert len(told) > 5
    for story in told:
        explained = explain.explain(store, story["id"])
        assert (explained.what, explained.span) == ("claim", story["claim"])
        assert explained.start is not None
        assert explained.rule.startswith("claim/")
        assert explained.evidence
        assert clock.first_sighting(store, story["id"], UTC) is not None


def test_the_case_was_seen_first_in_an_article_and_its_answer_is_a_sum(store: sqlite3.Connection) -> None:
    (answer,) = store.execute(
        "select * from responses where text like '造车很苦%' and party = 'own'"
    ).fetchall()
    story = store.execute("select * from stories where id = ?", (answer["story"],)).fetchone()
    seen = clock.first_sighting(store, story["id"], ZoneInfo("Asia/Shanghai"))
    assert seen is not None
    assert (seen.where, seen.when) == ("观海财经", "21 Aug 22:05")
    assert [*clock.sums(story, answer, ZoneInfo("Asia/Shanghai"))] == [
        "21 Aug 23:36 − 21 Aug 22:05 = 1 h 31 min"
    ]


def test_the_brief_is_printed_and_saved_as_a_page(run: tuple[Path, str]) -> None:
    folder, out = run
    assert "Needs an answer" in out
    assert "Open the desk:" in out
    page = (folder / "newsroom" / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "Needs an answer" in page


def test_response_time_counts_answers_after_the_claim(store: sqlite3.Connection) -> None:
    """The president spoke on the call an hour before the claim of the loss per car was seen."""
    watchlist = config.watchlist.load(Path(__file__).parent.parent / "sample" / "watchlist.toml")
    watched_names.register(store, watched_names.Watching(watchlist))
    night = {"since": "2024-08-20T23:00:00+00:00", "until": "2024-08-21T23:00:00+00:00"}
    ours = [row for row in questions.ask(store, "speed", **night) if row["company"] == "xiaomi"]
    assert [(row["speaker"], row["latency_max"]) for row in ours] == [("Lei Jun", 91 * 60)]


def test_the_readme_shows_the_brief_as_it_is(run: tuple[Path, str]) -> None:
    """If this fails, the brief has changed: copy its new words to README.md, or find out why they changed."""
    (shown,) = re.findall(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    pieces = shown.split("…\n")
    assert len(pieces) == 3
    for piece in pieces:
        assert piece in run[1]


def test_a_second_run_changes_nothing(run: tuple[Path, str], store: sqlite3.Connection) -> None:
    before = dump(store)
    again = newsroom.run(run[0], "run")
    assert again.returncode == 0, again.stderr
    assert "Nothing new" in again.stdout
    assert dump(store) == before


@pytest.fixture(scope="session")
def imported(store: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("imported")
    for file in (ROOT / "sample").glob("*.toml"):
        settings = file.read_text(encoding="utf-8").replace("newsroom/", "")
        (folder / file.name).write_text(settings, encoding="utf-8")
    (folder / "archive.jsonl").write_text("\n".join(archived.lines(store)), encoding="utf-8")
    for step in (("import", "archive.jsonl"), ("read",), ("link",)):
        done = newsroom.run(folder, *step)
        assert done.returncode == 0, done.stderr
    found = db.connect(folder / "rejoinder.db").conn
    found.row_factory = sqlite3.Row
    return found


def test_an_archive_of_the_same_items_gives_the_same_stories(
    store: sqlite3.Connection, imported: sqlite3.Connection
) -> None:
    assert _stories(imported) == _stories(store)


def test_an_archive_gives_the_same_answers_and_no_closer_times(
    store: sqlite3.Connection, imported: sqlite3.Connection
) -> None:
    live, later = _answers(store), _answers(imported)
    assert later.keys() == live.keys()
    for answer, seen in live.items():
        known = later[answer]
        for least in ("responded_not_before", "latency_min"):
            assert known[least] is None or known[least] <= seen[least], answer
        for most in ("responded_not_after", "latency_max"):
            assert known[most] is None or known[most] >= seen[most], answer


def _stories(store: sqlite3.Connection) -> set[frozenset[str]]:
    told: dict[str, set[str]] = {}
    for item, story in store.execute(
        "select document, story from story_documents union select topic, story from story_topics"
    ):
        told.setdefault(story, set()).add(item)
    return {frozenset(items) for items in told.values()}


def _answers(store: sqlite3.Connection) -> dict[tuple[str, ...], sqlite3.Row]:
    found = store.execute("select responses.*, headline from responses join stories on stories.id = story")
    return {
        tuple(str(row[key]) for key in ("headline", "party", "responder", "stance", "text")): row
        for row in found
    }
