"""An answer that a person rejected stays away, whoever carries it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import stories
from records import Decision
from tests.norvik import CLAIM, CLAIM_EN, item, link, trending


def test_an_answer_that_a_person_rejected_stays_away_whoever_carries_it() -> None:
    words = "we have checked every van, and none burns"
    told = item("told", 5, "Norvik vans: maker replies", f"“{words},” said Ines Falk.",
                quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    linked = link(CLAIM_EN, told)
    (answer,) = linked.responses
    # Another version of the reader cuts the words otherwise, and a fuller report carries them, too.
    place = f"told:{answer.start + 3}-{answer.end + 5}"
    rejected = Decision(id=1, kind="reject_answer", subject=answer.story, value=place, by="ana")
    later = replace(
        told, id="later", at=told.at + timedelta(hours=2), title="Norvik answers fire reports in full"
    )
    kept = link(CLAIM_EN, told, stored=stories.Stored(stories=linked.stories), decisions=[rejected])
    assert not kept.responses
    assert kept.stories[0].claim
    again = link(CLAIM_EN, told, later, decisions=[rejected])
    assert not again.responses
    assert link(CLAIM_EN, told, stored=stories.Stored(stories=kept.stories)).responses  # taken back


@pytest.mark.parametrize("value", ["told:0-4", "other:0-400", "told", "", None])
def test_what_rejects_other_words_or_nothing_leaves_an_answer(value: str | None) -> None:
    words = "we have checked every van, and none burns"
    told = item("told", 5, "Norvik vans: maker replies", f"“{words},” said Ines Falk.",
                quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    decision = Decision(id=1, kind="reject_answer", subject="s", value=value, by="ana")
    assert link(CLAIM_EN, told, decisions=[decision]).responses


def test_a_title_that_only_says_that_somebody_answers_can_be_rejected() -> None:
    told = trending("told", 5, "诺维克回应停车场内面包车起火")
    decision = Decision(id=1, kind="reject_answer", subject="s", value="told:0-14", by="ana")
    assert link(CLAIM, told).responses
    assert not link(CLAIM, told, decisions=[decision]).responses
