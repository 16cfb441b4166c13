"""What looks like a number, a currency or a subject and is none: traps that real pages set."""

import pytest

from nlp.context import Context
from nlp.figures import find
from records import Figure, Mention, Watchlist


def read(text: str) -> list[Figure]:
    return find(text, Context(lang="en", watchlist=Watchlist()))


@pytest.mark.parametrize(
    "text",
    [
        "Smart vehicles, RMB billion\n\nThree months ended June 30, 2024",
        "RMB million, unless said otherwise",
        "Sales were stopped after dozens of owners posted pictures.",
    ],
)
def test_a_scale_alone_is_no_number(text: str) -> None:
    assert not [figure for figure in read(text) if figure.unit == "CNY" or "dozens" in figure.text]


def test_a_version_read_out_loud_is_no_number() -> None:
    (figure,) = read("Release two point one point four cost $5 million.")
    assert figure.text == "$5 million"


def test_half_and_a_million_are_numbers() -> None:
    values = {str(figure.value) for figure in read("It sold half a million phones and a million watches.")}
    assert {float(value) for value in values} == {500_000, 1_000_000}


@pytest.mark.parametrize(
    "text",
    [
        "SINGAPORE, Aug 21 (Wire) - Corvina Line will charge an extra $320 for every box.",
        "Buyers include a Taiwanese maker of clusters. Taiwan is a market too. The plant could be worth $600 million.",
    ],
)
def test_a_place_that_is_named_does_not_change_the_dollar(text: str) -> None:
    (figure,) = read(text)
    assert figure.unit == "USD"


def test_cases_of_earphones_are_no_complaints() -> None:
    assert {figure.unit for figure in read("The company is recalling 41,000 cases.")} != {"complaint"}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has 300 stores.",
        "What Rmb1.24bn of losses say: gross margin was 11.8 per cent.",
        "SHANGHAI, Aug 22 (Wire) - Revenue rose 14% to 9.86 billion yuan.",
        "Some owners wrote. Owners bought 12,000 phones.",
    ],
)
def test_a_capital_alone_makes_no_subject(text: str) -> None:
    assert {figure.subject for figure in read(text)} == {None}


def test_an_amount_taken_for_a_firm_makes_no_subject() -> None:
    text = "Revenue was Rmb9.86bn and gross margin 11.8 per cent."
    firm = Mention(start=12, end=21, text="Rmb9.86bn", label="ORG")
    found = find(text, Context(lang="en", watchlist=Watchlist()), [firm])
    assert {figure.subject for figure in found} == {None}
