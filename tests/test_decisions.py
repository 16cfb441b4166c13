"""People's decisions hold one after another: about the same item, about stories that ended, taken back, with another reader."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

import db
import db.stories
import steps
from db import decisions, facts
from records import Decision, Reading, Watchlist
from review.desk import decision_forms
from tests import filled_store

START = datetime(2034, 5, 1, 6, tzinfo=UTC)
HEADS = {
    "fire": "Warehouse fire spreads along the river quay",
    "blaze": "River quay warehouse fire spreads further",
    "choir": "A choir tours seven mountain villages",
    "tour": "Choir tours mountain villages again",
    "ferry": "Night ferry loses its anchor chain",
}


class Desk:
    """A store with two stories of two items and one of one, and the decisions about them."""

    def __init__(self) -> None:
        self.store = db.connect(":memory:")
        self.decided: list[Decision] = []
        self.undone: list[Decision] = []
        self.reader = "1"
        self.clock = START + timedelta(hours=len(HEADS))
        for place, item in enumerate(HEADS):
            self.arrive(item, HEADS[item], START + timedelta(hours=place))
        self.link()
        self.first = self.told()
        assert len(set(self.first.values())) == 3

    def arrive(self, item: str, title: str, at: datetime) -> None:
        line = {"id": item, "title": title, "published": at.isoformat(), "lang": "en"}
        steps.import_store(self.store, [json.dumps(line)], name="desk", moment=self.clock)

    def link(self) -> None:
        for waiting in list(facts.waiting(self.store, self.reader)):
            facts.save(self.store, waiting, Reading(lang="en"), self.reader, self.clock)
        self.clock += timedelta(minutes=5)
        steps.link_store(self.store, Watchlist(), self.decided, self.clock, self.undone)

    def decide(self, kind: str, subject: str, value: str) -> Decision:
        """Decide and link; a second pass must change nothing, and no redirect may lead to another."""
        number = len(self.decided) + len(self.undone) + 1
        decision = Decision(id=number, kind=kind, subject=subject, value=value, by="mara", at=self.clock)
        self.decided.append(decision)
        self.settle()
        return decision

    def undo(self, decision: Decision) -> None:
        self.decided.remove(decision)
        self.undone.append(replace(decision, at=self.clock))
        self.settle()

    def read_again(self) -> None:
        self.reader += "1"
        self.settle()

    def settle(self) -> None:
        self.link()
        before = rows(self.store)
        self.link()
        assert rows(self.store) == before
        chained = """
            select stories.id
            from stories
            left join stories as heirs on heirs.id = stories.redirect_to and heirs.redirect_to is null
            where stories.redirect_to is not null and heirs.id is null
        """
        assert list(self.store.query(chained)) == []

    def told(self) -> dict[str, str]:
        return db.stories.of_items(self.store)

    def groups(self) -> set[frozenset[str]]:
        told = sorted(self.told().items(), key=lambda entry: entry[1])
        return {
            frozenset(item for item, _ in found)
            for _, found in itertools.groupby(told, key=lambda entry: entry[1])
        }

    def headline(self, item: str) -> str:
        return str(self.store.table("stories").get(self.told()[item])["headline"])


def rows(store: Database) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for table in ("stories", "story_documents")
        for row in store.execute(f"select * from {table} order by 1")
    ]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def together(*stories: str) -> set[frozenset[str]]:
    return {frozenset(items.split()) for items in stories}


def test_the_latest_decision_about_an_item_counts(desk: Desk) -> None:
    fire = desk.first["fire"]
    desk.decide("reject_link", "blaze", fire)
    desk.decide("pin", "blaze", fire)
    assert desk.groups() == together("fire blaze", "choir tour", "ferry")
    desk.decide("pin", "blaze", desk.first["ferry"])
    desk.read_again()
    assert desk.groups() == together("fire", "choir tour", "ferry blaze")


def test_a_split_after_a_merge_of_the_same_items_stays(desk: Desk) -> None:
    fire = desk.first["fire"]
    desk.decide("split", fire, "blaze")
    apart = desk.told()["blaze"]
    desk.decide("merge", apart, fire)
    assert desk.groups() == together("fire blaze", "choir tour", "ferry")
    desk.decide("split", fire, "blaze")
    assert desk.groups() == together("fire", "blaze", "choir tour", "ferry")
    assert desk.told()["blaze"] != apart
    desk.read_again()
    assert desk.groups() == together("fire", "blaze", "choir tour", "ferry")


def test_a_split_takes_only_what_it_names(desk: Desk) -> None:
    """What arrived like a pinned item stays when that item is moved on."""
    desk.decide("pin", "fire", desk.first["ferry"])
    desk.decide("pin", "blaze", desk.first["ferry"])
    desk.arrive("quay", "Warehouse fire on the river quay spreads", desk.clock)
    desk.settle()
    assert desk.groups() == together("fire blaze quay ferry", "choir tour")
    desk.decide("split", desk.first["ferry"], "blaze")
    desk.decide("split", desk.first["ferry"], "fire")
    assert desk.groups() == together("fire", "blaze", "quay ferry", "choir tour")


def test_an_ended_story_is_found_where_its_items_went(desk: Desk) -> None:
    fire, choir, ferry = (desk.first[item] for item in ("fire", "choir", "ferry"))
    desk.decide("rename", ferry, "Anchor lost")
    desk.decide("pin", "ferry", choir)
    assert desk.headline("ferry") == "Anchor lost"
    for item in ("choir", "tour", "ferry"):
        desk.decide("pin", item, fire)
    assert desk.store.table("stories").get(ferry)["redirect_to"] == fire
    assert desk.headline("fire") == "Anchor lost"
    desk.arrive("gale", "A gale takes roofs in the north", desk.clock)
    desk.settle()
    desk.decide("merge", desk.told()["gale"], ferry)
    assert desk.told()["gale"] == fire
    desk.decide("split", fire, "tour")
    desk.decide("accept_link", "tour", choir)
    assert desk.groups() == together("fire blaze choir tour ferry gale")


def test_taking_back_the_merge_of_a_split_off_item_undoes_it(desk: Desk) -> None:
    desk.decide("split", desk.first["fire"], "blaze")
    merge = desk.decide("merge", desk.told()["blaze"], desk.first["choir"])
    assert desk.groups() == together("fire", "choir tour blaze", "ferry")
    desk.read_again()
    assert desk.groups() == together("fire", "choir tour blaze", "ferry")
    desk.undo(merge)
    assert desk.groups() == together("fire", "blaze", "choir tour", "ferry")


def test_a_story_that_an_item_leaves_as_a_decision_is_taken_back_is_told_again(desk: Desk) -> None:
    split = desk.decide("split", desk.first["fire"], "fire")
    desk.decide("merge", desk.told()["fire"], desk.first["ferry"])
    assert desk.headline("ferry") == HEADS["fire"]
    desk.clock += timedelta(days=20)  # the merge is no recent decision any more
    desk.undo(split)
    assert desk.groups() == together("fire blaze", "choir tour", "ferry")
    assert desk.headline("ferry") == HEADS["ferry"]


def test_what_joined_a_split_off_item_stays_with_it_when_all_is_read_again(desk: Desk) -> None:
    desk.decide("split", desk.first["fire"], "blaze")
    desk.arrive("late", "Warehouse fire at the river quay spreads further still", desk.clock)
    desk.settle()
    assert desk.told()["late"] == desk.told()["blaze"] != desk.told()["fire"]
    before = desk.told()
    desk.read_again()
    assert desk.told() == before


def test_an_id_with_blanks_and_commas_can_be_split_off(desk: Desk) -> None:
    odd = "https://press.example/2034/05,01/a fire?page=" + "1" * 100
    desk.arrive(odd, "Warehouse fire on the river quay spreads", desk.clock)
    desk.settle()
    assert frozenset({"fire", "blaze", odd}) in desk.groups()
    split = desk.decide("split", desk.first["fire"], odd)
    assert frozenset({odd}) in desk.groups()
    desk.undo(split)
    assert frozenset({"fire", "blaze", odd}) in desk.groups()
    form = {"kind": "split", "subject": desk.first["fire"], "value": odd}
    assert decision_forms.decision_of(form, "mara").value == odd


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("stance", "denies", "one of deny, confirm"),
        ("said_on", "yesterday", "2024-08-22"),
        ("value", "about 5", "number"),
        ("value", "Infinity", "number"),
    ],
)
def test_a_correction_that_cannot_be_read_is_refused_in_words(field: str, value: str, told: str) -> None:
    form = {"kind": "correct", "subject": "d:q:0-4", "field": field, "value": value}
    with pytest.raises(ValueError, match=told):
        decision_forms.decision_of(form, "mara")


@pytest.mark.parametrize(
    ("letter", "field", "value"), [("q", "stance", "denies"), ("f", "value", "Infinity")]
)
def test_a_stored_correction_that_cannot_be_read_does_not_stop_linking(
    tmp_path: Path, letter: str, field: str, value: str
) -> None:
    files = filled_store.fill(tmp_path)
    store, people = db.connect(files.store), db.connect_desk(files.desk)
    filled_store.as_read(store)
    table = {"q": "quotes", "f": "figures"}[letter]
    (fact,) = store.query(f"select id from {table} where document = 'd-zh'")
    odd = Decision(id=0, kind="correct", subject=fact["id"], field=field, value=value, by="mara")
    decisions.save(people, odd, filled_store.UNTIL)
    filled_store.link(store, people)
    assert store["responses"].count
