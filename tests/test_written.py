"""A pass writes what differs from what this process wrote last, and everything where that is not known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.written import LARGE, STORIES, Written

ALL = {str(number): 0 for number in range(LARGE + 1)}
edits = st.dictionaries(st.sampled_from(["0", "1", "2", "new"]), st.sampled_from([None, 1, 2]), max_size=4)
"""Key to another value, or to None where the row is gone."""


def edited(edit: dict[str, int | None]) -> dict[str, int]:
    return {key: value for key, value in (ALL | edit).items() if value is not None}


@given(st.lists(st.tuples(st.sampled_from("ab"), edits), max_size=5))
def test_what_is_written_is_what_stands(told: list[tuple[str, dict[str, int | None]]]) -> None:
    written, stored = Written(), {"a": {}, "b": {}}
    for story, edit in told:
        found = edited(edit)
        difference = written.differing("links", story, {key: (key, value) for key, value in found.items()})
        if difference.gone is None:
            stored[story].clear()
        for key in difference.gone or ():
            del stored[story][key]
        stored[story].update(difference.changed)
        assert stored[story] == found


def test_only_what_differs_is_written() -> None:
    written = Written()
    before = {str(number): number for number in range(LARGE)}
    assert written.differing("links", "s", before).changed == list(before.values())
    now = before | {"0": 7, "new": 8}
    del now["1"]
    difference = written.differing("links", "s", now)
    assert (difference.changed, difference.gone) == ([7, 8], ["1"])
    written.discard("links", "s", "2")
    assert written.differing("links", "s", dict(now)).changed == [2]


def test_after_forgetting_everything_is_written() -> None:
    written = Written()
    before = {str(number): number for number in range(LARGE)}
    written.differing("links", "s", before)
    written.forget()
    assert written.differing("links", "s", before).gone is None


def test_no_more_stories_are_remembered_than_fit() -> None:
    written = Written()
    rows = {str(number): number for number in range(LARGE)}
    for number in range(STORIES + 1):
        written.differing("links", str(number), rows)
    assert written.differing("links", "0", rows).gone is None
    assert written.differing("links", str(STORIES), rows).gone == []
