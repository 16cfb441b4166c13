"""What people merged, split off, moved or renamed holds in every later pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

import stories
from records import Decision
from tests.norvik import CLAIM, item, link, story_by_item


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


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ("Ada Moss", []),
        ("Otto Brandt", [("reaction", "Otto Brandt", None)]),
        ("法尔克", [("own", "Ines Falk", "chief executive")]),
        ("Ines Marie Falk", [("own", "Ines Marie Falk", "chief executive")]),
    ],
)
def test_another_speaker_does_not_hold_the_office_of_the_one_corrected(
    speaker: str, told: list[tuple[str, str, str | None]]
) -> None:
    words = "Nobody was hurt by these vans at all"
    text = item("text", 5, "诺维克面包车停车场内起火：后续", f"“{words},” said Ines Falk.", lang="zh",
                quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief executive",
                                "organisation": "Norvik Motors"}})  # fmt: skip
    (quote,) = text.reading.quotes
    decision = replace(decide("correct", f"text:q:{quote.start}-{quote.end}", speaker), field="speaker")
    found = link(CLAIM, text, decisions=[decision]).responses
    assert [(answer.party, answer.responder, answer.role) for answer in found] == told
