"""Every value that the vocabulary knows has words for a person."""

from typing import get_args

import records
from review import wording


def test_every_verdict_and_stance_has_words() -> None:
    assert set(wording.VERDICTS) == set(get_args(records.Verdict))
    assert set(wording.STANCES) == set(get_args(records.Stance))


def test_a_filed_amount_is_put_in_the_scale_in_which_it_is_said() -> None:
    assert wording.filed("-1,240,000,000 CNY") == "CNY -1.24 billion"
    assert wording.filed("88,889,123,456 CNY") == "CNY 88.889 billion"
    assert wording.filed("1,500,000 USD") == "USD 1.5 million"


def test_other_words_of_a_filing_stay_as_they_are() -> None:
    assert wording.filed("0.12 USD per share") == "0.12 USD per share"
    assert wording.filed("净亏损12.4亿元") == "净亏损12.4亿元"
    assert wording.filed("27,307 vehicles") == "27,307 vehicles"
