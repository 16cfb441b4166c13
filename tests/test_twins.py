"""Titles of one template with another place or product tell two events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import stories
from records import Interval, Item, Mention, Reading, Watchlist
from stories.items import twins

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
FILLER = (
    "Harbour board widens the northern pier",
    "Orchard growers fear an early frost",
    "Choir returns from its tour of the coast",
    "Minister opens the rebuilt reading room",
)


def item(hours: float, title: str, names: str = "", label: str = "GPE", lang: str = "en") -> Item:
    at = START + timedelta(hours=hours)
    found = tuple(
        Mention(start=title.index(name), end=title.index(name) + len(name), text=name, label=label)
        for name in names.split()
    )
    return Item(
        id=f"{hours:05.1f} {title}",
        kind="article",
        lang=lang,
        title=title,
        text=title,
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source="wire",
        reading=Reading(lang=lang, mentions=found, figures=()),
    )


def told(*items: Item) -> list[str]:
    linked = stories.link(items, watchlist=Watchlist(), now=START + timedelta(days=30))
    story = {entry.item: story.id for story in linked.stories for entry in story.links}
    return [story[entry.id] for entry in items]


@pytest.mark.parametrize(
    ("lang", "one", "other", "names", "label"),
    [
        ("en", "Fire at a warehouse in Leeds", "Fire at a warehouse in Hull", "Leeds Hull", "GPE"),
        ("en", "Harlan wins Ohio primary", "Harlan wins Iowa primary", "Ohio Iowa", "GPE"),
        ("en", "Strong quake shakes southern Peru", "Strong quake shakes western Turkey", "Peru Turkey", "GPE"),
        ("en", "Maker recalls Corva vans over brakes", "Maker recalls Ridge vans over brakes", "Corva Ridge", "PRODUCT"),
        ("zh", "杭州一小区起火致2人死亡", "长沙一小区起火致3人死亡", "杭州 长沙", "GPE"),
    ],
)  # fmt: skip
def test_another_place_or_product_in_the_same_words(
    lang: str, one: str, other: str, names: str, label: str
) -> None:
    first, second = names.split()
    stories_of = told(item(0, one, first, label, lang), item(2, other, second, label, lang))
    assert stories_of[0] != stories_of[1]


@pytest.mark.parametrize(
    ("one", "other", "first", "second", "label"),
    [
        ("Two stars marry in Florence", "Two stars marry in Italy", "Florence", "Italy", "GPE"),
        ("Quake in Karlsholm wakes the town", "Quake in Karlsholme wakes the town", "Karlsholm", "Karlsholme", "GPE"),
        ("Mayor answers the ferry claims", "Minister answers the ferry claims", "", "", "GPE"),
        ("Falk answers the ferry claims", "Orsini answers the ferry claims", "Falk", "Orsini", "PERSON"),
        ("Ferry strands hundreds in Porto", "Crews tow away the ferry that strands hundreds near Vigo", "Porto", "Vigo", "GPE"),
    ],
    ids=["country", "spelling", "office", "people", "other words"],
)  # fmt: skip
def test_what_is_no_twin(one: str, other: str, first: str, second: str, label: str) -> None:
    assert twins.apart(item(0, one, first, label), item(2, other, second, label)) is None


def test_a_later_wording_finds_its_own_twin() -> None:
    found = told(
        item(0, "Fire at a warehouse in Leeds", "Leeds"),
        item(1, "Fire at a warehouse in Hull", "Hull"),
        item(2, "Warehouse fire in Hull is out", "Hull"),
        item(3, "Warehouse fire in Leeds is out", "Leeds"),
    )
    assert found[0] == found[3] != found[1] == found[2]


def test_one_title_that_names_both_places_lifts_the_doubt() -> None:
    lines = [
        item(0, "Flooding forces hundreds from homes in Porto", "Porto"),
        item(1, "Flooding in Porto and Vigo forces hundreds from homes", "Porto Vigo"),
        item(2, "Flooding forces hundreds from homes in Vigo", "Vigo"),
    ]
    assert len(set(told(*lines))) == 1
    assert len(set(told(lines[0], lines[2]))) == 2


def test_grown_groups_of_two_places_do_not_unite() -> None:
    places = {"Leeds": 0.0, "Hull": 0.5}
    wordings = (
        "Fire at a warehouse in {}",
        "Fire at a warehouse in {} is out",
        "Crews fight fire at a warehouse in {}",
        "Fire at a warehouse in {}: windows to stay closed",
        "No injuries in fire at a warehouse in {}",
    )
    lines = [
        item(hours + later, wording.format(place), place)
        for hours, wording in enumerate(wordings)
        for place, later in places.items()
    ]
    found = dict(zip((line.title for line in lines), told(*lines), strict=True))
    assert len({story for title, story in found.items() if "Leeds" in title}) == 1
    assert not {story for title, story in found.items() if "Leeds" in title} & {
        story for title, story in found.items() if "Hull" in title
    }
