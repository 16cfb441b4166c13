"""However the input is split into passes, the store is the same.

Documents without date or title, twice, edited, board lines, answers, two languages.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

import db
import db.sources
import db.stories
import steps.linking
from db import archives, facts
from records import (
    Account,
    Company,
    Decision,
    Document,
    Mention,
    Person,
    Quote,
    Reading,
    Role,
    Sighting,
    Source,
    Watchlist,
)

START = datetime(2033, 2, 7, 5, tzinfo=UTC)
NAMES = {"Solvane": "solvane", "Petra Linde": "petra", "索尔万": "solvane"}
WATCHLIST = Watchlist(
    companies=(Company(id="solvane", name="Solvane", aliases=("索尔万",)),),
    people=(
        Person(
            id="petra",
            name="Petra Linde",
            roles=(Role(company="solvane", title="chief executive"),),
            accounts=(Account(platform="weibo", id="11"),),
        ),
    ),
)
HEADS = {
    "en": (
        "Solvane ferries leak oil",
        "Solvane recalls ferries over oil leak",
        "Oil leak: Solvane ferries stopped in {}",
        "Solvane apologises for ferries that leak",
        "A choir sings in {} for the last time",
        "Rain floods the market hall of {}",
        "{} elects a baker for mayor",
    ),
    "zh": (
        "索尔万渡轮漏油",
        "索尔万召回漏油渡轮",
        "渡轮漏油 索尔万在{}停航",
        "索尔万回应渡轮漏油",
        "合唱团在{}最后一次演出",
        "暴雨淹没{}的集市",
    ),
}
PLACES = {"en": ("Marsk", "Tolby", "Eskerry", "Vint"), "zh": ("马斯克港", "托尔比", "埃斯凯里", "温特")}
SAID = (
    "We stopped every ferry and will pay for the damage done",
    "Nobody at our yards knew of the leak before Monday",
)

Telling = tuple[datetime, Document | Sighting]


def stream(seed: int) -> list[Telling]:
    """Return a week of items in order of arrival."""
    chance = random.Random(seed)
    told: list[Telling] = []
    for number in range(60):
        at = START + timedelta(minutes=150 * number + chance.randrange(90))
        lang = chance.choice(["en", "en", "zh"])
        head = chance.choice(HEADS[lang]).format(chance.choice(PLACES[lang]))
        if number % 9 == 4:
            line = Sighting(
                platform="board", list="hot", title=f"{head}{number % 4}", position=1, index=0, captured_at=at, lang=lang
            )  # fmt: skip
            told.append((at, line))
            continue
        body = f'"{chance.choice(SAID)}," said Petra Linde.' if chance.random() < 0.5 and lang == "en" else ""
        one = Document(
            id=f"d{number:02}", source="wire", kind="article", url=f"https://wire.example/{number}", lang=lang,
            title=head, text=f"{head}\n\n{body}" if body else head, published=at, seen=at,
        )  # fmt: skip
        match number % 10:
            case 1:
                one = replace(one, published=None)
            case 3:
                one = replace(one, title=None, text=body or head)
            case 7:
                one = replace(one, title="")
        told.append((at, one))
        if number % 10 == 5:
            told.append((at + timedelta(minutes=20), one))
        if number % 10 == 6:
            told.append((at + timedelta(minutes=30), replace(one, text=f"{one.text}.")))
    return sorted(told, key=lambda entry: entry[0])


def empty() -> Database:
    store = db.connect(":memory:")
    db.sources.save_all(store, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    return store


def take_in(store: Database, portion: list[Telling]) -> None:
    with store.atomic():
        for at, what in portion:
            if isinstance(what, Document):
                archives.save_document(store, what, at)
            else:
                archives.save_topic(store, what.title, what)
            for waiting in list(facts.waiting(store, "1")):
                facts.save(store, waiting, reading(waiting.text, waiting.lang or "en"), "1", at)


def reading(text: str, lang: str) -> Reading:
    mentions = [
        Mention(
            start=text.index(name), end=text.index(name) + len(name), text=name, label="ORG", entity=entity
        )
        for name, entity in NAMES.items()
        if name in text
    ]
    quotes = [
        Quote(
            start=text.index(words), end=text.index(words) + len(words), text=words, kind="direct", rule="test",
            confidence=0.9, speaker="Petra Linde", speaker_entity="petra",
        )
        for words in SAID
        if words in text
    ]  # fmt: skip
    return Reading(lang=lang, mentions=tuple(mentions), quotes=tuple(quotes))


def linked(told: list[Telling], cut: int, *, goes_on: bool = False) -> Database:
    store = empty()
    link_on(store, told, cut, goes_on=goes_on)
    return store


def link_on(
    store: Database,
    told: list[Telling],
    cut: int,
    decided: tuple[Decision, ...] = (),
    *,
    goes_on: bool = False,
) -> None:
    """Link further items in portions, with the state of the pass before if it `goes_on`."""
    memory = steps.Memory()
    for begin in range(0, len(told), cut):
        portion = told[begin : begin + cut]
        take_in(store, portion)
        steps.linking.link_store(
            store,
            WATCHLIST,
            decided,
            portion[-1][0] + timedelta(minutes=1),
            memory=memory if goes_on else None,
        )


def dumped(store: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return the results of linking, without stories merged on the way."""
    questions = {
        "stories": "select * from stories where redirect_to is null order by id",
        "story_documents": "select * from story_documents order by document",
        "story_topics": "select * from story_topics order by topic",
        "responses": "select * from responses order by id",
        "response_carriers": "select * from response_carriers order by 1, 2",
        "checks": "select * from checks order by id",
        "quotes": "select id, same_as from quotes order by id",
        "weighings": "select item, at, until, terms, ties, sketch from weighings order by item",
    }
    return {table: [tuple(row) for row in store.execute(sql)] for table, sql in questions.items()}


@pytest.mark.parametrize("seed", [2, 3])
def test_the_store_does_not_depend_on_the_passes(seed: int) -> None:
    told = stream(seed)
    whole = dumped(linked(told, len(told)))
    assert len(whole["stories"]) > 3
    assert whole["responses"]
    assert whole["story_topics"]
    for cut in (1, 7, 100):
        assert dumped(linked(told, cut)) == whole
    assert dumped(linked(told, 7, goes_on=True)) == whole


@pytest.mark.parametrize("seed", [2, 3])
def test_what_people_split_stays_apart_however_the_rest_arrives(seed: int) -> None:
    """A split is decided in mid-week; the largest story loses every other document."""
    told = stream(seed)
    before, after = told[: len(told) // 2], told[len(told) // 2 :]
    stores = [linked(before, 7) for _ in range(4)]
    placed = db.stories.of_items(stores[0])
    story = max(set(placed.values()), key=list(placed.values()).count)
    moved = sorted(item for item in placed if placed[item] == story and item.startswith("d"))[::2]
    assert len(moved) > 1
    split = Decision(id=1, kind="split", subject=story, value=",".join(moved), by="mara", at=after[0][0])
    for store, cut, goes_on in zip(stores, (1, 7, 7, 100), (False, False, True, False), strict=True):
        link_on(store, after, cut, (split,), goes_on=goes_on)
    found = db.stories.of_items(stores[0])
    (apart,) = {found[item] for item in moved}
    stayed = {item for item in placed if placed[item] == story and item not in moved}
    assert stayed
    assert apart not in {found[item] for item in stayed}
    assert [dumped(store) for store in stores[1:]] == [dumped(stores[0])] * 3


def test_repeating_all_items_changes_no_story() -> None:
    told = stream(1)
    store = linked(told, 7)
    before = db.stories.of_items(store)
    take_in(store, told)
    steps.linking.link_store(store, WATCHLIST, (), told[-1][0] + timedelta(hours=1))
    assert db.stories.of_items(store) == before
