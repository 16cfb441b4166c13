"""An accuser's figure stands against the company's own; a raised bid does not stand against the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import Figure, FigureRef, Item, Quote
from stories.checks.retractions import is_raised_bid
from tests.reported import REVENUE, checks, figure, report


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("Nordby raised its proposal for Norvik to 705 pence, valuing it at 3.4 billion.", True),
        ("The board backs a raised bid that values Norvik at 3.4 billion.", True),
        ("Nordby's proposal values Norvik at 3.4 billion. It raised no money for it.", False),
        ("诺比将收购报价提高至每股7.05镑，对诺维克估值为3.4 billion。", True),
        ("诺比提高了收购报价，对诺维克估值为3.4 billion。", True),
    ],
)
def test_a_raised_bid_does_not_conflict_with_the_first(text: str, *, raised: bool) -> None:
    start = text.index("3.4 billion")
    bid = replace(figure("3400000000", start=start), metric="valuation", end=start + len("3.4 billion"))
    told = replace(report("a"), text=text, lang="en" if text[0].isascii() else "zh")
    assert is_raised_bid(FigureRef(item="a", figure=bid), told) == raised


def in_words(item: Item, *said: tuple[Figure, str, str | None]) -> Item:
    """Return the item with each figure inside a quotation of a speaker."""
    quotes = tuple(
        Quote(
            start=one.start,
            end=one.end,
            text=one.text,
            kind="indirect",
            rule="test",
            confidence=0.9,
            speaker=speaker,
            speaker_entity=entity,
        )
        for one, speaker, entity in said
    )
    return replace(
        item, reading=replace(item.reading, figures=tuple(one for one, _, _ in said), quotes=quotes)
    )


def test_an_accusers_figure_is_compared_with_the_companys() -> None:
    reported, claimed, audited = (
        figure(value, start=start, **REVENUE)
        for value, start in (("5200000000", 0), ("3100000000", 10), ("5180000000", 0))
    )
    found = checks(
        in_words(report("a"), (reported, "Grey Heron", None), (claimed, "Grey Heron", None)),
        in_words(report("b", hours=5), (audited, "Norvik", "norvik")),
    )
    assert sorted(
        (check.verdict, str(check.left.figure.value), str(check.right.figure.value)) for check in found
    ) == [
        ("conflicts", "5180000000", "3100000000"),
        ("rounds", "5200000000", "5180000000"),
    ]


def test_a_figure_of_the_companys_own_release_is_disputed_too() -> None:
    claimed, audited = (figure(value, **REVENUE) for value in ("3100000000", "5180000000"))
    released = replace(report("a", audited, kind="release"), entity="norvik")
    adjusted = figure("5100000000", start=20, adjusted=True, **REVENUE)
    accused = in_words(report("b", hours=5), (claimed, "Grey Heron", None))
    accused = replace(accused, reading=replace(accused.reading, figures=(adjusted, *accused.reading.figures)))
    assert any("somebody else" in check.why for check in checks(released, accused))


def test_a_part_of_a_figure_in_a_third_partys_words_is_no_dispute() -> None:
    part, whole = figure("900000000", start=0, **REVENUE), figure("5180000000", start=0, **REVENUE)
    assert not checks(
        in_words(report("a"), (part, "Grey Heron", None)),
        in_words(report("b", hours=5), (whole, "Norvik", "norvik")),
    )
