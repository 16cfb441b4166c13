"""Items are read in batches before they are placed, which changes nothing but the time it takes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

import stories
from records import Item, Watchlist
from stories import reading_ahead
from stories.grouping.index import Index
from stories.items.roster import Roster
from tests.board_lines import topic

START = datetime(2032, 5, 3, 6, tzinfo=UTC)
TITLES = (
    "鹭川净水器漏电",
    "鹭川回应净水器漏电",
    "鹭川净水器召回三千台",
    "云梯大桥今早通车",
    "鹭川为净水器漏电道歉",
)


def line(number: int, title: str) -> Item:
    return topic(f"i{number}", START + timedelta(hours=number), title, Watchlist())


LINES = tuple(line(number, title) for number, title in enumerate(TITLES))


def linked(items: Sequence[Item]) -> stories.Linked:
    return stories.link(items, watchlist=Watchlist(), now=START + timedelta(days=1))


def test_a_name_applies_from_the_text_that_teaches_it() -> None:
    ahead = reading_ahead.ReadingAhead(Roster(Watchlist()))
    read = list(ahead.read(LINES, START + timedelta(days=1), {}, {}))
    assert [one.taught for one in read] == [(), ("鹭川",), (), (), ()]
    assert ["鹭川" in one.features.subjects for one in read] == [False, True, True, False, True]


def test_a_batch_finds_what_single_items_find(monkeypatch: pytest.MonkeyPatch) -> None:
    together = linked(LINES)
    monkeypatch.setattr(reading_ahead, "BATCH", 1)
    assert linked(LINES) == together
    assert len(together.stories) < len(LINES)


def test_restored_items_teach_names_for_as_long_as_new_ones() -> None:
    """The first of them was restored only because a person decided about its story."""
    now = START + timedelta(days=40)
    items = [
        topic("old", START, "鹭川回应净水器漏电", Watchlist()),
        topic("new", now - timedelta(days=1), "鹭川净水器再被投诉", Watchlist()),
    ]
    for stored in ({}, dict.fromkeys(("old", "new"))):
        read = list(reading_ahead.ReadingAhead(Roster(Watchlist())).read(items, now, {}, stored))
        assert [sorted(one.features.subjects) for one in read] == [["鹭川"], []]


def test_a_new_item_is_read_whole_before_any_is_placed() -> None:
    ahead = reading_ahead.ReadingAhead(Roster(Watchlist()))
    recall = next(ahead.read(LINES[2:], START, {}, {}))
    assert recall.features.ties
    assert "_words" in vars(recall.features)


def test_a_line_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    near = Index.near

    def counted(index: Index, *given, **named) -> dict[str, float]:
        asked.append(given)
        return near(index, *given, **named)

    monkeypatch.setattr(Index, "near", counted)
    linked([line(0, "鹭川净水器漏电"), line(1, "云梯大桥今早通车")])
    assert len(asked) == 2
