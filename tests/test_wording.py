"""Every value that the vocabulary knows has words for a person."""

from typing import get_args

import pytest

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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2031-Q2", "Q2 2031"),
        ("FY2031-Q3", "Q3 FY2031"),
        ("2031-9M", "2031-9M"),
        ("2031", "2031"),
        ("2031-06-01/2031-08-31", "1 Jun – 31 Aug 2031"),
        ("2030-12-29/2031-03-29", "29 Dec 2030 – 29 Mar 2031"),
        ("2031-05-01/2031-05-31", "May 2031"),
        ("2031-05-04/2031-05-04", "4 May 2031"),
        ("2029-01-01/2031-12-31", "2029–2031"),
        ("since when", "since when"),
        (None, None),
    ],
)
def test_a_period_is_put_as_it_is_said(written: str | None, said: str | None) -> None:
    assert wording.period(written) == said


@pytest.mark.parametrize(
    ("derivation", "said"),
    [
        ("1840 job against 1500 job", "1,840 jobs against 1,500 jobs"),
        ("4310000000 USD against 4310000000 USD", "4.31 billion USD against 4.31 billion USD"),
        ("9.5 percent against 9 percent", "9.5 percent against 9 percent"),
        ("(4310000000 - 4450000000) / 4450000000 = -3.15 %", "(4.31 billion - 4.45 billion) / 4.45 billion = -3.15 %"),
        ("1 plant against 2 plant", "1 plant against 2 plants"),
    ],
)  # fmt: skip
def test_a_stored_sum_is_put_as_it_is_said(derivation: str, said: str) -> None:
    assert wording.sum_of(derivation) == said
