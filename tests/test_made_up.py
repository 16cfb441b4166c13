"""The made-up streams: in order of time, the same each time, and their facts where the texts say."""

from itertools import pairwise

import pytest

from benchmarks.made_up import STREAMS, WATCHLIST, empty, fill, made_up
from stories.items.roster import Roster

NUMBER = 400


@pytest.mark.parametrize("stream", STREAMS)
def test_a_stream_is_in_order_and_always_the_same(stream: str) -> None:
    made = list(made_up(NUMBER, stream))
    assert made == list(made_up(NUMBER, stream))
    assert all(one["at"] <= later["at"] and one["id"] < later["id"] for one, later in pairwise(made))


@pytest.mark.parametrize("stream", STREAMS)
def test_facts_are_spans_of_the_texts(stream: str) -> None:
    store = empty(":memory:")
    fill(store, list(made_up(NUMBER, stream)), linked=False)
    texts = {row["id"]: row["text"] for row in store.query("select id, text from documents")}
    texts |= {row["id"]: row["title"] for row in store.query("select id, title from topics")}
    assert len(texts) == NUMBER
    for table in ("mentions", "figures", "quotes"):
        for row in store.query(f'select *, coalesce(document, topic) as item from "{table}"'):
            assert texts[row["item"]][row["start"] : row["end"]] == row["text"]


def test_articles_and_topics_name_watched_companies() -> None:
    known = Roster(WATCHLIST)
    made = list(made_up(NUMBER, "mixed"))
    named = {mention["text"] for entry in made for mention in entry["mentions"] if mention["entity"]}
    assert named
    assert all(
        known.name_of(mention["entity"])
        for entry in made
        for mention in entry["mentions"]
        if mention["entity"]
    )
    assert {entry.get("kind") for entry in made} == {None, "topic"}
