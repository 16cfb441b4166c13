"""Which words and numbers count as one term."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Interval, Item, Mention, Reading, Watchlist
from stories.items import term_counts
from stories.items.roster import Roster
from stories.text import term_extraction

DAY = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Norvik lays plans for layoffs", "Norvik redundancies", "en"),
        ("a $1.2bn penalty", "1.2 billion of fines", "en"),
        ("Rückruf von 40.000 Wagen", "40 000 Rückrufe", "de"),
        ("la grève", "des grévistes en grève", "fr"),
    ],
)
def test_synonyms_are_one_term(one: str, other: str, lang: str) -> None:
    assert set(term_extraction.terms(one, lang)) & set(term_extraction.terms(other, lang))


def test_ambiguous_words_and_places_stay_words() -> None:
    assert "london" in term_extraction.terms("London bridge", "en")


def test_a_multi_word_concept_replaces_its_words() -> None:
    assert (
        term_extraction.terms("un feu-vert", "fr")
        == term_extraction.terms("un feu vert", "fr")
        == ["~approve"]
    )


@pytest.mark.parametrize("refuses", ["won't", "won’t", "doesn't", "can’t"])
def test_a_contraction_leaves_no_word_behind(refuses: str) -> None:
    assert term_extraction.terms(f"Norvik {refuses} budge", "en") == term_extraction.terms(
        "Norvik budge", "en"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GM", "General Motors'"),
        ("J&J", "Johnson & Johnson"),
        ("BofA's", "Bank of America"),
        ("the FDA", "Food and Drug Administration"),
    ],
)
def test_an_entity_with_several_names_is_one_term(one: str, other: str) -> None:
    assert term_extraction.terms(one, "en") == term_extraction.terms(other, "en") != []


def test_a_firm_whose_name_is_letters_and_a_sign_is_a_term() -> None:
    assert term_extraction.terms("AT&T outage", "en") == ["at&t", "~outage"]


@pytest.mark.parametrize("slug", ["UPDATE 2-", "WRAPUP 1-", "REFILE-UPDATE 3-", "EXCLUSIVE-"])
def test_an_agency_slug_is_not_part_of_the_headline(slug: str) -> None:
    assert term_extraction.terms(f"{slug}Norvik recalls 300 buses", "en") == term_extraction.terms(
        "Norvik recalls 300 buses", "en"
    )


def test_a_word_with_a_hyphen_is_no_slug() -> None:
    assert term_extraction.terms("Follow-up care", "en")[0] == "follow"


def test_a_term_is_shown_as_words() -> None:
    assert [
        term_extraction.shown(term) for term in ("~sell_off", "~=general_motors", "#1.2e+09", "norvik")
    ] == [
        "sell off",
        "general motors",
        "1.2e+09",
        "norvik",
    ]


def counted(title: str, *names: str) -> dict[str, float]:
    mentions = tuple(
        Mention(start=title.index(name), end=title.index(name) + len(name), text=name, label="ORG")
        for name in names
    )
    item = Item(
        id="a",
        kind="article",
        title=title,
        text=title,
        lang="en",
        at=DAY,
        seen=Interval(not_before=None, not_after=DAY),
        source="test",
        reading=Reading(lang="en", mentions=mentions),
    )
    return term_counts.count_terms(item, Roster(Watchlist()))[0]


def test_names_outweigh_words_and_words_outweigh_headline_boilerplate() -> None:
    counts = counted("Norvik shocked kettle", "Norvik")
    assert counts["norvik"] > counts["kettl"] > counts["shock"]


def test_two_words_of_one_name_count_less_than_two_names() -> None:
    assert (
        counted("Norvik Holm kettle", "Norvik Holm")["holm"]
        < counted("Norvik, Holm kettle", "Norvik", "Holm")["holm"]
    )


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "zh", "ja", "ru", "ar"]))
def test_no_term_is_empty(text: str, lang: str) -> None:
    assert all(term_extraction.terms(text, lang))


def test_a_companys_speaker_is_no_content_term() -> None:
    assert term_extraction.terms("诺维克负责人谈电池", "zh") == term_extraction.terms("诺维克谈电池", "zh")[
        :2
    ] + term_extraction.terms("谈电池", "zh")
