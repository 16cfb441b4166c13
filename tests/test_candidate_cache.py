"""A large story gets the same responses whether recomputed in each pass or continued from the cache."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

import db
import steps
from benchmarks import hot_story
from db import archives
from records import Document
from stories import linking_pass
from stories.conclusions.claims import REMARK
from stories.items.roster import Roster
from stories.responses import gathering
from stories.responses.candidate_cache import CandidateCache
from tests import norvik

TABLES = ("stories", "story_documents", "story_topics", "responses", "response_carriers", "checks", "quotes")


def told_in_passes(*, goes_on: bool) -> dict[str, list[tuple[object, ...]]]:
    """Return the results for an affair in four passes, with some articles late and some edited.

    Topics come in time: what a board showed earlier is only learnt by an import, after which no window is kept.
    """
    store, memory, chance = db.connect(":memory:"), steps.Memory(), random.Random(3)
    affair = hot_story.affair(110, 12)
    late = set(chance.sample([place for place in range(90) if isinstance(affair[place].what, Document)], 12))
    order = sorted(range(len(affair)), key=lambda place: place + (30 if place in late else 0))
    for begin in range(0, len(order), 31):
        portion = [affair[place] for place in order[begin : begin + 31]]
        moment = max(telling.at for telling in portion) + timedelta(minutes=1)
        with store.atomic():
            for telling in portion:
                hot_story._take_in(store, telling)
            again = affair[order[max(0, begin - 5)]].what
            if isinstance(again, Document):
                archives.save_document(store, again, moment)
        steps.link_store(
            store,
            hot_story.WATCHLIST,
            (),
            moment,
            memory=memory if goes_on else None,
            since=moment - timedelta(hours=1) if goes_on else None,
        )
    return {table: sorted(store.execute(f"select * from {table}"), key=repr) for table in TABLES}


def test_cached_passes_give_the_same_responses_as_recomputing(monkeypatch: pytest.MonkeyPatch) -> None:
    read = gathering.of_item
    asked: list[str] = []

    def noted(item, *given, **named):  # type: ignore[no-untyped-def]
        asked.append(item.id)
        return read(item, *given, **named)

    monkeypatch.setattr(gathering, "of_item", noted)
    expected = told_in_passes(goes_on=False)
    from_the_beginning = len(asked)
    assert len(expected["response_carriers"]) > len(expected["responses"]) > 30
    monkeypatch.setattr(linking_pass, "MANY", 1)
    assert told_in_passes(goes_on=True) == expected
    assert len(asked) - from_the_beginning < 0.7 * from_the_beginning


def test_words_that_turn_out_to_be_the_claim_answer_no_more() -> None:
    words = "Those vans burn because their owners smoke"
    told = norvik.item("told", 5, "诺维克面包车停车场内起火：后续", f"“{words},” said Ines Falk.", lang="zh",
                       quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    (story,) = norvik.link(norvik.CLAIM, told).stories
    cache, roster = CandidateCache(), Roster(norvik.WATCHLIST)
    assert [*cache.candidates([told], story, roster, asked=False)]
    remark = replace(story, claim_rule=REMARK, claim_item="told")
    assert not [*cache.candidates([told], remark, roster, asked=False)]
