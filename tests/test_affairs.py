"""Articles about invented affairs: the claim, its first sighting, who answered how and how fast, and silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import affairs
import pytest

from db import Database

MARKED = {affair["id"]: affair for affair in affairs.affairs()}
UNREAD = {
    "lumbero": "a promise that is quoted half-way, behind a channel",
    "qingyu": "the call is named in the sentence before, which is of the one who asked",
    "yunfan": "two languages meet by a name alone",
    "tessford": "the call is told first in an article without the name in its title, which stands apart",
    "verdane": "a denial told as plain facts",
    "bramfield": "the answer stands in an article without the name in its title, which stands apart",
    "varsley": "of a name with its office and company before the colon, the company is taken for who speaks",
}
UNITED = {
    "quillfin": "two articles that share no word but the name stay apart",
    "hengyue": "what the exchange asks shares no word of the title with what is claimed",
    "yunfan": "two languages meet by a name alone",
    "tessford": "a title about the share price names nobody",
    "bramfield": "a title about orders names nobody",
}


@pytest.fixture(scope="module")
def store() -> Database:
    return affairs.store_of(affairs.watchlist())


def _story(store: Database, affair: dict[str, Any]) -> dict[str, Any]:
    told = store.query(
        """
        select stories.*
        from stories
        join story_documents on story_documents.story = stories.id
        where story_documents.document = ?
        """,
        [f"{affair['id']}-0"],
    )
    return dict(next(iter(told)))


@pytest.mark.parametrize("identity", MARKED)
def test_the_earliest_report_is_the_claim(store: Database, identity: str) -> None:
    affair = MARKED[identity]
    story = _story(store, affair)
    first = affair["article"][affair["claim"]]
    seen = affairs.START + timedelta(hours=affair["first_hour"])
    assert (story["subject"], story["claim"]) == (identity, first["title"])
    assert story["first_seen_not_after"] == seen.isoformat()


@pytest.mark.parametrize("identity", [key for key in MARKED if key not in UNITED])
def test_all_articles_of_an_affair_are_one_story(store: Database, identity: str) -> None:
    story = _story(store, MARKED[identity])
    told = store.query(
        "select document from story_documents where story = ? order by document", [story["id"]]
    )
    assert [row["document"] for row in told] == [
        f"{identity}-{place}" for place in range(len(MARKED[identity]["article"]))
    ]


@pytest.mark.parametrize("identity", [key for key in MARKED if key not in UNREAD])
def test_answers_and_silence_are_found(store: Database, identity: str) -> None:
    found = list(
        store.query(
            """
            select responses.*, count(response_carriers.item) as carriers
            from responses
            join response_carriers on response_carriers.response = responses.id
            where responses.story = ? and responses.party = 'own'
            group by responses.id
            order by responses.responded_not_after, responses.id
            """,
            [_story(store, MARKED[identity])["id"]],
        )
    )
    expected = MARKED[identity].get("answer", [])
    assert len(found) == len(expected)
    for answer, marked in zip(found, expected, strict=True):
        assert marked["text"] in answer["text"]
        assert (answer["responder"], answer["stance"], answer["carriers"]) == (
            marked["who"],
            marked["stance"],
            marked["carriers"],
        )
        assert answer["latency_max"] <= marked["within"] * 3600
        assert marked.get("channel", "") in (answer["channel"] or "")
