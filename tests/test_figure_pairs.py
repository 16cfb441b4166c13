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
        "figures_sixth.toml",
        "figures_seventh.toml",
        "figures_eighth.toml",
        "figures_ninth.toml",
        "figures_tenth.toml",
        "figures_eleventh.toml",
        "figures_twelfth.toml",
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


def test_job_cuts_at_two_places_are_no_conflict(reader: nlp.Reader) -> None:
    first = "Orbello is cutting 1,200 jobs in Germany."
    assert verdicts(reader, "en", first, "Orbello will cut 900 jobs in France.") == []
    assert verdicts(reader, "en", first, "Orbello will cut 900 jobs in Germany.") == ["conflicts"]


@pytest.mark.parametrize(("earlier", "expected"), [("8,000", "conflicts"), ("9,640", "rounds")])
def test_a_round_number_is_rounded_by_a_tenth_at_most(
    reader: nlp.Reader, earlier: str, expected: str
) -> None:
    first = f"Orbello had {earlier} employees."
    assert verdicts(reader, "en", first, "Orbello has 10,000 employees.") == [expected]


@pytest.mark.parametrize(
    ("count", "expected"), [("18,400", []), ("12,300", ["rounds"]), ("7,200", ["conflicts"])]
)
def test_more_than_a_number_leaves_larger_ones_open(
    reader: nlp.Reader, count: str, expected: list[str]
) -> None:
    first = "Orbello sold more than 10,000 scooters in October."
    assert verdicts(reader, "en", first, f"Orbello sold {count} scooters in October.") == expected


def test_fines_of_two_city_companies_are_not_compared(reader: nlp.Reader) -> None:
    first = "欧贝科技北京公司因虚假宣传被罚款40万元。"
    assert verdicts(reader, "zh", first, "欧贝科技广州公司因虚假宣传被罚款35万元。") == []
    assert verdicts(reader, "zh", first, "欧贝科技北京公司被罚款35万元。") == ["conflicts"]


@pytest.mark.parametrize(
    ("lang", "first", "later"),
    [
        ("en", "Orbello shares closed at $14.06 on 3 November 2025.", "Orbello shares closed at $14.22 on 3 November 2025."),
        ("zh", "欧贝科技裁员1200人，工会称实为2000人。", "欧贝科技董事会周一开会讨论取暖器起火一事。"),
        ("zh", "欧贝科技控股公司被罚款40万元。", "欧贝科技被罚款35万元。"),
    ],
)  # fmt: skip
def test_figures_of_one_thing_conflict(reader: nlp.Reader, lang: str, first: str, later: str) -> None:
    assert verdicts(reader, lang, first, later) == ["conflicts"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Orbello's U.S. sales were $744 million in the third quarter.", "Orbello's third-quarter sales were $887.6 million."),
        ("Orbello has cut 1,500 jobs since 2022, the union said.", "Orbello will cut 900 jobs at its plants."),
    ],
)  # fmt: skip
def test_a_market_and_several_years_are_not_compared(reader: nlp.Reader, first: str, later: str) -> None:
    assert verdicts(reader, "en", first, later) == []


def test_a_bare_yuan_takes_the_money_that_another_report_names(reader: nlp.Reader) -> None:
    first = "歐貝科技公布，第3季營收新台幣98.92億元。"
    assert verdicts(reader, "zh", first, "歐貝科技第3季營收98.9億元，毛利率59.5%。") == ["rounds"]


def test_the_pay_of_private_persons_is_not_compared(reader: nlp.Reader) -> None:
    first = "一位网友说，自己月薪10000元，也买了欧贝科技的取暖器。"
    later = "有网友留言：月薪8000元，冬天只好用欧贝科技的取暖器。"
    assert verdicts(reader, "zh", first, later) == []


FILLER = "Orbello's board met on Monday to discuss the heater fires."


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "Orbello recalled 52,000 heaters, including 31,000 in France and the remaining 21,000 in Spain.",
            ["adds_up"],
        ),
        ("Orbello sold 900 heaters in May, 300 in June and the remaining 200 in July.", []),
        (
            "Orbello's third-quarter revenue was $2.4 billion, including $1.5 billion from heaters and $0.3 billion from fans.",
            [],
        ),
        ("欧贝科技前三季度营收386亿元，其中上半年258亿元，第三季度128亿元。", ["adds_up"]),
        ("欧贝科技在华东召回取暖器3.1万台、在华南召回1.8万台，合计5.2万台。", ["does_not_add_up"]),
    ],
)
def test_only_complete_parts_are_added_up(reader: nlp.Reader, statement: str, expected: list[str]) -> None:
    lang = "en" if statement.isascii() else "zh"
    filler = FILLER if lang == "en" else "欧贝科技董事会周一开会讨论取暖器起火一事。"
    assert verdicts(reader, lang, statement, filler) == expected


def test_a_raised_outlook_does_not_conflict_with_the_earlier_one(reader: nlp.Reader) -> None:
    first = "Orbello expects revenue of $5.2 billion to $5.4 billion in 2026."
    later = "Orbello raised its 2026 revenue forecast to $5.5 billion to $5.6 billion from $5.2 billion to $5.4 billion."
    assert verdicts(reader, "en", first, later) == []
