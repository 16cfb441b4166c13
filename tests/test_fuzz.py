"""Whatever stands in a feed, a page, a board's reply, a file of ours: its reader answers or says what is wrong.

`make test` tries a sample, `make soak` a million. How inputs are spoilt and what they are read by: fuzzing.py.
"""

from pathlib import Path
from random import Random

import pytest

from tests import fuzzing
from tests.spoiling import spoilt

SAMPLE = 2000
WIDE = 1_000_000
SORTS = fuzzing.every_sort(Path())


def test_a_thousand_inputs_are_shared_among_all_sorts() -> None:
    assert sum(sort.share for sort in SORTS.values()) == 1000
    assert all(sort.share for sort in SORTS.values())


def test_an_input_is_made_by_its_number_alone() -> None:
    bodies = SORTS["feeds"].bodies
    first, again, other = (spoilt(bodies, Random(seed)) for seed in ("feeds 7", "feeds 7", "feeds 8"))
    assert first == again != other


def test_a_reader_that_raises_and_one_that_hangs_are_found() -> None:
    """The sweep itself can fail."""

    def broken(body: bytes, _: object) -> object:
        raise ZeroDivisionError(len(body))

    def slow(_body: bytes, _: object) -> object:
        while True:
            pass

    for read, told in (
        (broken, "ZeroDivisionError"),
        (slow, "TooSlowError"),
        (lambda *_: 2**63, "AssertionError"),
    ):
        with fuzzing.alarmed():
            sort = fuzzing.Sort(bodies=(b"x",), read=read, share=1)
            failure = fuzzing.attempt("any", sort, 7, seconds=0.2)
        assert failure is not None
        assert told in str(failure)
        assert "tests.fuzzing any 7" in str(failure)


def test_nothing_that_is_spoilt_raises(tmp_path: Path) -> None:
    assert fuzzing.sweep(SAMPLE, tmp_path) == []


@pytest.mark.soak
def test_nothing_that_is_spoilt_raises_in_a_wide_sweep(tmp_path: Path) -> None:
    assert fuzzing.sweep(WIDE, tmp_path, progress=True) == []
