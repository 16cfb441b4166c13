"""Every value that the vocabulary knows has words for a person."""

from typing import get_args

import records
from review import wording


def test_every_verdict_and_stance_has_words() -> None:
    assert set(wording.VERDICTS) == set(get_args(records.Verdict))
    assert set(wording.STANCES) == set(get_args(records.Stance))
