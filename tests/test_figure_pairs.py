"""Pairs of statements on one event: their figures agree, round, differ in period or basis, or conflict."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db
import nlp
import steps
from records import Company, Watchlist

TEXTS = Path(__file__).parent / "texts" / "affairs"
PAIRS = [
    pair
    for name in (
        "figures.toml",
        "figures_second.toml",
        "figures_third.toml",
        "figures_fourth.toml",
        "figures_fifth.toml",
    )
    for pair in tomllib.loads((TEXTS / name).read_text(encoding="utf-8"))["pair"]
]
WATCHED = Watchlist(companies=(Company(id="orbello", name="Orbello", aliases=("欧贝科技",)),))
TITLES = {
    "en": ("Orbello heater fires and losses: what is known", "Orbello heater fires and losses: what is known so far", "Orbello heater fires and losses: what is known now"),
    "zh": ("欧贝科技取暖器起火与亏损风波", "欧贝科技取暖器起火与亏损风波最新情况", "欧贝科技取暖器起火与亏损风波后续"),
}  # fmt: skip
START = datetime(2025, 11, 3, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> nlp.Reader:
    return nlp.Reader(WATCHED)


def verdicts(reader: nlp.Reader, langs: str, *statements: str, filed: bool = False) -> list[str]:
    """Return the checks' verdicts on statements, in one language or one each: "en zh"."""
    store = db.connect(":memory:")
    each = langs.split() if " " in langs else [langs] * len(statements)
    lines = (
        json.dumps(
            {
                "id": f"s{place}",
                "title": TITLES[lang][place],
                "text": f"{TITLES[lang][place]}\n\n{statement}",
                "lang": lang,
                "published": (START + timedelta(hours=place)).isoformat(),
                "source": f"outlet{place}",
                "kind": "filing" if filed and place == 0 else "article",
            }
        )
        for place, (lang, statement) in enumerate(zip(each, statements, strict=True))
    )
    steps.import_store(store, lines, name="pairs", moment=steps.now())
    steps.read_store(store, reader, clock=steps.now)
    steps.link_store(store, WATCHED, (), START + timedelta(days=2))
    return [row["verdict"] for row in store.query("select verdict from checks")]


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair['lang']}-{pair['verdict']}" for pair in PAIRS])
def test_pairs_of_statements(reader: nlp.Reader, pair: dict[str, str]) -> None:
    expected = [] if pair["verdict"] == "none" else pair["verdict"].split()
    told = [pair[which] for which in ("one", "other", "third") if which in pair]
    found = verdicts(reader, pair["lang"], *told, filed="filing" in pair)
    assert sorted(found) == sorted(expected)


def test_a_growing_toll_is_no_conflict(reader: nlp.Reader) -> None:
    first = "Nine people were killed in the fire at Orbello's plant on Monday, officials said."
    later = "The fire at Orbello's plant has now killed 12 people, the fire service said."
    assert verdicts(reader, "en", first, later) == []


def test_an_earlier_accidents_toll_is_not_compared(reader: nlp.Reader) -> None:
    first = "Nine people were killed in the fire at Orbello's plant on Monday, officials said."
    later = "A fire at another plant of Orbello killed three people in 2019."
    assert verdicts(reader, "en", first, later) == []


def test_a_larger_count_than_the_companys_is_a_dispute(reader: nlp.Reader) -> None:
    first = "欧贝科技称，有60名员工出现腹泻。"
    later = "多名家属称，至少有310名员工出现腹泻。"
    assert verdicts(reader, "zh", first, later) == ["conflicts"]
