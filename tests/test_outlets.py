"""Outlet names behind a title are recognised and cut off."""

from datetime import UTC, datetime

import pytest

from records import Interval, Item, Mention, Reading, Watchlist
from stories.items import bridges, features, outlets, term_counts
from stories.items.roster import Roster

DAY = datetime(2031, 3, 3, tzinfo=UTC)


def item(title: str, lang: str = "en", *mentions: Mention) -> Item:
    return Item(
        id="a",
        kind="article",
        title=title,
        text=title,
        lang=lang,
        at=DAY,
        seen=Interval(not_before=DAY, not_after=DAY),
        source="wire",
        reading=Reading(lang=lang, mentions=mentions),
    )


@pytest.mark.parametrize(
    ("told", "behind", "lang"),
    [
        ("Norvik recalls 300 buses", " - The Daily Strait", "en"),
        ("Norvik recalls 300 buses", " | Strait", "en"),
        ("Norvik recalls 300 buses", " | World news | The Daily Strait", "en"),
        ("Norvik rappelle 300 autobus", " - Le Phare de la Rade", "fr"),
        ("Norvik ruft 300 Busse zurück", " | Hafenbote", "de"),
        ("诺维克召回三百辆客车", "_港湾网", "zh"),
        ("诺维克召回三百辆客车", "-港湾日报", "zh"),
        ("诺维克召回三百辆客车", "——港湾网", "zh"),
        ("诺维克召回三百辆客车", "｜港湾新闻", "zh"),
    ],
)
def test_an_appended_outlet_name_is_not_part_of_the_title(told: str, behind: str, lang: str) -> None:
    whole = item(told + behind, lang)
    assert outlets.end_of_title(whole) == len(told)
    roster = Roster(Watchlist())
    assert features.features_of(whole, roster).key == features.features_of(item(told, lang), roster).key
    assert term_counts.count_terms(whole, roster) == term_counts.count_terms(item(told, lang), roster)
    assert bridges.ties_of(features.features_of(whole, roster)) == bridges.ties_of(
        features.features_of(item(told, lang), roster)
    )


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Norvik recalls 300 buses - and sells as many", "en"),
        ("Norvik recalls 300 buses – Valmo follows", "en"),
        ("Norvik - Valmo", "en"),
        ("Harbour 2 - Valmo 1", "en"),
        ("Busse im Hafen brennen - Evakuierung", "de"),
        ("诺维克SU7-MAX召回三百辆", "zh"),
        ("三百辆客车被召回-诺维克", "zh"),
        ("诺维克召回三百辆客车——车门会自己打开", "zh"),
        ("Norvik", "en"),
        ("", "en"),
    ],
)
def test_other_words_after_a_separator_are_content(title: str, lang: str) -> None:
    assert outlets.end_of_title(item(title, lang)) == len(title)


def test_a_name_read_as_media_is_an_outlet_after_any_separator() -> None:
    title = "Norvik recalls 300 buses – strait.example"
    outlet = Mention(start=27, end=len(title), text="strait.example", label="MEDIA")
    assert outlets.end_of_title(item(title, "en", outlet)) == len("Norvik recalls 300 buses")


def test_titles_do_not_match_by_their_outlets_name() -> None:
    roster = Roster(Watchlist())
    one, _ = term_counts.count_terms(item("Ferry fares rise in June - The Daily Strait"), roster)
    other, _ = term_counts.count_terms(item("Norvik recalls 300 buses - The Daily Strait"), roster)
    assert not set(one) & set(other)
