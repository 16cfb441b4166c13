"""The desk stays readable when a story has many topics and answers, and when another window than today's is chosen."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

import db
from review.desk import story
from tests.desk_client import Client, opened
from tests.filled_store import UNTIL, at


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return opened(tmp_path)


def test_a_story_shows_the_claim_and_the_hottest_topics_and_folds_the_others(client: Client) -> None:
    store = db.connect(client.files.store)
    for number in range(10):
        topic = f"t-more{number}"
        store["topics"].insert(
            {"id": topic, "platform": "weibo", "key": topic, "title": f"另一话题{number}", "lang": "zh"}
        )
        store["story_topics"].insert(
            {
                "topic": topic,
                "story": "s-loss",
                "kind": "same_event",
                "score": 0.2,
                "evidence": "e",
                "rule": "r",
            }
        )
        store["sightings"].insert(
            {"topic": topic, "poll": 1, "list": "hot", "title": topic, "position": 20, "list_index": number + 20,
             "heat": 900_000 + number, "kind": "organic", "captured_at": at("22:00")}
        )  # fmt: skip
    page = client.get("/story/s-loss").text
    shown, _, folded = page.partition("topics of less heat")
    shown = shown[shown.index('id="topics"') :]
    assert re.findall(r"/topic/(t-[a-z0-9]+)", shown) == ["t-loss", *(f"t-more{n}" for n in (9, 8, 7, 6, 5))]
    assert len(re.findall(r"/topic/t-", folded[: folded.index("</section>")])) == 12 - story.DRAWN
    assert "另一话题9" not in page[page.index("<svg") : page.index("</svg>")]
    assert page.count('class="position" points') == story.DRAWN, "the timeline draws what is listed"


def test_a_story_shows_figures_in_conflict_and_folds_what_agrees(client: Client) -> None:
    store = db.connect(client.files.store)
    one = next(store.query("select * from checks where verdict = 'conflicts'"))
    for number in range(10):
        verdict = "conflicts" if number < story.CHECKS else "agrees"
        store["checks"].insert({**one, "id": f"c-more{number}", "verdict": verdict, "difference": "0.1"})
    page = client.get(f"/story/{one['story']}").text
    figures = page[page.index('id="figures"') :]
    shown, _, folded = figures[: figures.index("</section>")].partition("<details>")
    assert shown.count("conflicts") == story.CHECKS + 1
    assert "more comparisons, none in conflict" in folded
    assert "conflicts" not in folded


def test_answers_of_one_speaker_share_a_lane_that_bears_a_name(client: Client) -> None:
    store = db.connect(client.files.store)
    first = next(store.query("select * from responses where id = 'r-lu'"))
    for number in range(3):
        store["responses"].insert(
            {**first, "id": f"r-more{number}", "responder": None, "responder_entity": None}
        )
    timeline = client.get("/story/s-loss").text.partition("<svg")[2].partition("</svg>")[0]
    assert timeline.count('class="answer"') == 5
    assert re.findall(r'class="label"[^>]*>([^<]+)<', timeline)[3:] == ["Lei Jun", "Lu Weibing", "Xiaomi"]


def test_a_post_that_only_passes_words_on_is_listed_by_them(client: Client) -> None:
    store = db.connect(client.files.store)
    store["documents"].update("d-post", {"title": None, "text": "", "repost_of": "@desk: 公告将于周三发布"})
    assert "@desk: 公告将于周三发布" in client.get("/story/s-loss").text


def test_links_of_the_front_page_keep_the_window_that_was_chosen(client: Client) -> None:
    until = UNTIL + timedelta(minutes=7)
    page = client.get("/", params={"since": "2024-08-20T01:00+08:00", "until": until.isoformat()}).text
    asked = {html.unescape(path) for path in re.findall(r'href="(/questions/[^"]+)"', page)}
    assert asked
    assert all("since=2024-08-19T17%3A00" in path and "until=2024-08-21T23%3A07" in path for path in asked)
    assert "/questions/spoke?" not in client.get("/").text


def test_a_date_of_another_year_is_shown_with_it(client: Client) -> None:
    client.desk.clock = lambda: UNTIL + timedelta(days=365)
    assert "first seen 21 Aug 2024 21:15–21:30" in client.get("/company/xiaomi").text


def test_comparisons_and_responses_beyond_the_page_are_counted(client: Client) -> None:
    """Sixty comparisons were read, and nothing said that there were more."""
    store = db.connect(client.files.store)
    one = next(store.query("select * from checks where story = 's-loss'"))
    answer = next(store.query("select * from responses where story = 's-loss'"))
    had = [
        store.execute(f"select count(*) from {table} where story = 's-loss'").fetchone()[0]
        for table in ("checks", "responses")
    ]
    for number in range(110):
        store["checks"].insert({**one, "id": f"c-{number}"})
        store["responses"].insert({**answer, "id": f"r-{number}"})
    page = client.get("/story/s-loss").text
    assert f"{had[0] + 110 - 60} comparisons more; see <a href" in page
    assert f"{had[1] + 110 - 100} responses more; see <a href" in page
