"""What people merged, split off, moved or renamed holds in every later pass."""

from __future__ import annotations

import pytest

import stories
from records import Decision
from tests.norvik import item, link, story_by_item


def decide(kind: str, subject: str, value: str | None) -> Decision:
    return Decision(id=1, kind=kind, subject=subject, value=value, by="mara")


def test_a_merge_by_a_person_holds_and_survives() -> None:
    items = [item("a", 0, "Norvik opens a design studio in Porto"), item("b", 9, "Abelia closes a cannery")]
    apart = story_by_item(*items)
    decision = decide("merge", apart["b"], apart["a"])
    linked = link(*items, decisions=[decision])
    alive = [story for story in linked.stories if story.redirect_to is None]
    assert len(alive) == 1
    again = link(*items, stored=stories.Stored(stories=alive), decisions=[decision])
    assert {entry.item for story in again.stories for entry in story.links if story.id == apart["a"]} == {
        "a",
        "b",
    }


@pytest.mark.parametrize("kind", ["reject_link", "split"])
@pytest.mark.parametrize("taken", ["a", "b"])
def test_an_item_removed_by_a_person_stays_out(taken: str, kind: str) -> None:
    """Even the item that the story began with."""
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik vans catch fire in a car park again"),
    ]
    together = story_by_item(*items)
    assert together["a"] == together["b"]
    decision = decide(kind, *((taken, together["a"]) if kind == "reject_link" else (together["a"], taken)))
    linked = link(*items, decisions=[decision])
    apart = {entry.item: story.id for story in linked.stories for entry in story.links}
    assert [name for name, story in apart.items() if story == together["a"]] == sorted({"a", "b"} - {taken})
    again = link(*items, stored=stories.Stored(stories=linked.stories), decisions=[decision])
    assert {entry.item: story.id for story in again.stories for entry in story.links} == apart


def test_a_story_that_an_item_leaves_is_told_without_it() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik vans catch fire in a car park again"),
        item("c", 9, "Abelia closes a cannery"),
    ]
    linked = link(*items)
    before = {entry.item: story.id for story in linked.stories for entry in story.links}
    again = link(
        *items,
        stored=stories.Stored(stories=linked.stories, fresh={"b"}),
        decisions=[decide("pin", "b", before["c"])],
    )
    found = {story.id: {entry.item for entry in story.links} for story in again.stories}
    assert found == {before["a"]: {"a"}, before["c"]: {"b", "c"}}


def test_a_persons_headline_persists() -> None:
    items = [item("a", 0, "Norvik opens a design studio in Porto")]
    story = story_by_item(*items)["a"]
    linked = link(*items, decisions=[decide("rename", story, "Porto")])
    assert linked.stories[0].headline == "Porto"
