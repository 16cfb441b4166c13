"""A pass writes what differs from what this process wrote last, and everything where that is not known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.written import LARGE, STORIES, Written

rows = st.dictionaries(st.integers(0, LARGE + 5).map(str), st.integers(0, 2), min_size=LARGE - 1)


@given(st.lists(st.tuples(st.sampled_from("ab"), rows), max_size=8))
def test_what_is_written_is_what_stands(told: list[tuple[str, dict[str, int]]]) -> None:
    written, stored = Written(), {"a": {}, "b": {}}
    for story, found in told:
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
