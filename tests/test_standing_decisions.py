"""What a page shows of people's decisions: each about its own subject, the latest of its kind."""

from __future__ import annotations

import pytest

from review.desk.standing_decisions import Decided


def decision(subject: str, kind: str, value: str, field: str | None = None) -> dict[str, str | None]:
    return {"subject": subject, "kind": kind, "value": value, "field": field}


DECIDED = Decided(
    rows=(
        decision("s-1", "status", "answered"),
        decision("s-1", "status", "ignored"),
        decision("s-2", "status", "answered"),
        decision("s-1", "note", "ask legal"),
        decision("s-1", "tag", "recall"),
        decision("s-1", "tag", "vans"),
        decision("s-1", "tag", "recall"),
        decision("s-2", "tag", "other"),
        decision("s-2", "reject_answer", "d-1:0-9"),
        decision("r-1", "correct", "deny", "stance"),
        decision("r-1", "correct", "promise", "stance"),
        decision("r-2", "correct", "Ines Falk", "speaker"),
    )
)


@pytest.mark.parametrize(
    ("subject", "kind", "field", "value"),
    [
        ("s-1", "status", None, "ignored"),
        ("s-2", "status", None, "answered"),
        ("s-3", "status", None, None),
        ("s-2", "note", None, None),
        ("r-1", "correct", "stance", "promise"),
        ("r-1", "correct", "speaker", None),
    ],
)
def test_the_latest_decision_is_of_its_subject_kind_and_field(
    subject: str, kind: str, field: str | None, value: str | None
) -> None:
    assert DECIDED.latest(subject, kind, field) == value


def test_a_subject_has_its_own_tags_once() -> None:
    assert DECIDED.tags("s-1") == ("recall", "vans")


@pytest.mark.parametrize(
    ("story", "place", "rejected"),
    [("s-2", "d-1:0-9", True), ("s-2", "d-1:0-8", False), ("s-1", "d-1:0-9", False)],
)
def test_an_answer_is_rejected_in_its_story(story: str, place: str, rejected: bool) -> None:
    assert DECIDED.rejects(story, place) is rejected


def test_a_fact_is_corrected_in_the_columns_that_it_has() -> None:
    row = {"id": "r-1", "stance": "explain"}
    assert DECIDED.corrected("r-1", row) == {"id": "r-1", "stance": "promise", "corrected": ("stance",)}
    assert DECIDED.corrected("r-2", row) == row | {"corrected": ()}
