"""Language-independent ties: numbers by value, names by sound, concepts by word lists; and contradictions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from records import Interval, Item, Mention, Reading, Watchlist
from stories.conclusions import headlines
from stories.grouping.groups import Group
from stories.items import bridges, clashes, features, spelling
from stories.items.roster import Roster
from stories.links.cross_lingual import Neighbour
from stories.text import concepts, numerals
from stories.text.tokens import fold


@pytest.mark.parametrize(
    ("text", "lang", "key"),
    [
        ("Norvik recalls 3.2 million vans", "en", "3.2e+06"),
        ("Norvik ruft 3,2 Millionen Transporter zurück", "de", "3.2e+06"),
        ("Norvik rappelle 3,2 millions de fourgons", "fr", "3.2e+06"),
        ("Norvik llama a revisión 3,2 millones de furgonetas", "es", "3.2e+06"),
        ("诺维克召回320万辆面包车", "zh", "3.2e+06"),
        ("ノルビク、320万台をリコール", "ja", "3.2e+06"),
        ("Норвик отзывает 3,2 млн фургонов", "ru", "3.2e+06"),
        ("Norvik gana 1.700 millones de euros", "es", "1.7e+09"),
        ("Norvik invierte 40 mil millones", "es", "4e+10"),
        ("Norvik verdient 1,7 Milliarden Euro", "de", "1.7e+09"),
        ("Norvik wins €1.7bn order", "en", "1.7e+09"),
        ("Norvik sichert sich eine Billion Won und 2 Billionen Yen", "de", "2e+12"),
        ("Norviks 43-Milliarden-Plan", "de", "4.3e+10"),
        ("Rates rise to 4 per cent", "en", "%4"),
        ("Les taux montent à 4 %", "fr", "%4"),
        ("Quake of 7.3", "en", "7.3"),
    ],
)
def test_numbers_are_equal_by_value_in_any_language(text: str, lang: str, key: str) -> None:
    assert key in numerals.numbers(text, lang)


@pytest.mark.parametrize("text", ["Norvik in 2031", "three of 5 vans", "Norvik X90 van"])
def test_years_small_counts_and_model_numbers_are_ignored(text: str) -> None:
    assert numerals.numbers(text, "en") == []


@pytest.mark.parametrize(
    ("one", "other"), [("Nordqvist", "Нордквист"), ("Toyota", "Тойота"), ("Kowalski", "Ковальский")]
)
def test_a_name_has_one_phonetic_key_in_two_scripts(one: str, other: str) -> None:
    mine, theirs = spelling.sounds(fold(one)), spelling.sounds(fold(other))
    assert mine is not None
    assert mine == theirs


def test_katakana_is_romanised() -> None:
    assert spelling.kana("トヨタとファルケ、モディ") == ["toyota", "faruke", "modi"]


@pytest.mark.parametrize(
    ("text", "lang", "idea"),
    [
        ("Norvik axes 300 jobs", "en", "layoffs"),
        ("Ferry sinks off coast", "en", "ferry"),
        ("Fähre gesunken", "de", "sink"),
        ("渡轮沉没", "zh", "sink"),
        ("Паром затонул", "ru", "sink"),
        ("フェリー沈没", "ja", "ferry"),
        ("Chile’s ferry", "en", "@chile"),
        ("l'UE accuse", "fr", "@europe"),
        ("Traghetto, dall'Italia", "it", "@italy"),
        ("Unglück in Chile", "de", "@chile"),
        ("智利发生事故", "zh", "@chile"),
    ],
)
def test_a_concept_has_many_wordings(text: str, lang: str, idea: str) -> None:
    assert idea in concepts.concepts_in(text, lang)


@pytest.mark.parametrize(
    ("word", "ideas_named"),
    [
        ("Bahnstreik", {"train", "strike"}),
        ("Ölpreis", {"oil"}),
        ("Malaria-Impfstoff", {"malaria", "vaccine"}),
        ("Waldbränden", {"fire"}),
        ("Fabrikbrand", {"factory", "fire"}),
        ("Großbrand", {"fire"}),
        ("Verkehrstote", {"kill"}),
        ("Entscheidung", set()),
        ("genießen", set()),
    ],
)
def test_a_german_compound_has_the_concepts_of_its_parts(word: str, ideas_named: set[str]) -> None:
    assert ideas_named <= set(concepts.concepts_of(fold(word), "de"))
    assert bool(ideas_named) == bool(concepts.concepts_of(fold(word), "de"))


@pytest.mark.parametrize(
    ("word", "lang", "idea"),
    [
        ("important", "en", "trade"),
        ("green", "en", "@greece"),
        ("investigation", "en", "invest"),
        ("Indianapolis", "en", "@india"),
        ("vendredi", "fr", "sell_off"),
        ("Vincenzo", "it", "win"),
        ("autoridad", "es", "book"),
        ("suicídio", "pt", "@switzerland"),
        ("einige", "de", "deal"),
        ("Гонконге", "ru", "race"),
        ("Китай", "ru", "animal"),
        ("Volkswagen", "sl", "animal"),
        ("silver", "en", "gold"),
        ("شبكة", "ar", "recall"),
    ],
)
def test_a_word_with_only_the_same_prefix_is_another_concept(word: str, lang: str, idea: str) -> None:
    assert idea not in concepts.concepts_of(fold(word), lang)


def test_different_places_or_numbers_contradict_one_story() -> None:
    chile, iran = (
        clashes.marks(ties) for ties in (["c:quake", "c:@chile", "#:8.2"], ["c:quake", "c:@iran", "#:6.1"])
    )
    assert clashes.clash(chile, iran) == pytest.approx(sum(clashes.CLASHES.values()))
    assert clashes.clash(chile, clashes.marks(["c:quake"])) == 0
    assert clashes.clash(chile, clashes.marks(["c:@iran", "c:@chile", "#:8.2"])) == 0
    assert clashes.clash(chile, iran, (clashes.PLACE,)) == clashes.CLASHES[clashes.PLACE]


def test_a_different_number_counts_less_if_few_members_have_numbers() -> None:
    one, other = clashes.marks(["#:10.2"]), clashes.marks(["#:96"])
    alone = clashes.clash(one, other)
    assert clashes.clash(one, other, share=lambda kind: 0.25 if kind == clashes.NUMBER else 1.0) == alone / 4


def test_agreement_needs_two_kinds_of_ties() -> None:
    crash, strike = clashes.marks(["n:norvk", "c:crash"]), clashes.marks(["n:norvk", "c:strike"])
    assert clashes.agreement(crash, strike, {"n:norvk"}) < 0
    assert clashes.agreement(crash, clashes.marks(["n:norvk"]), {"n:norvk"}) == 0
    both = clashes.marks(["n:norvk", "c:crash", "c:halt"])
    assert clashes.agreement(crash, both, {"n:norvk", "c:crash"}) > 0
    assert clashes.agreement(crash, both, {"n:norvk"}) == 0


@pytest.mark.parametrize(
    ("title", "lang", "asking"),
    [
        ("Is Norvik down?", "en", True),
        ("Why Tessera wants Norvik", "en", True),
        ("如何看待诺维克漏油", "zh", True),
        ("WHO declares outbreak over", "en", False),
        ("Norvik explains how its tanks leaked", "en", False),
        ("诺维克油罐漏油", "zh", False),
    ],
)
def test_questions_and_explainers_are_recognised(title: str, lang: str, asking: bool) -> None:
    assert headlines.asks(title, lang) is asking


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norvik filters are safe.", "Norvik filters are safe."),
        (f"{'We hear you. ' * 5}Refunds begin tomorrow for all", f"{'We hear you. ' * 5}Refunds begin…"),
        (f"{'诺维克回应滤芯召回' * 8}，详情见Norvik官网", f"{'诺维克回应滤芯召回' * 8}，详情见…"),
    ],
)
def test_a_post_without_title_is_cut_between_words(text: str, told: str) -> None:
    at = datetime(2031, 5, 3, tzinfo=UTC)
    seen = Interval(not_before=at, not_after=at)
    item = Item(id="p", kind="post", lang="en", title="", text=text, at=at, seen=seen, source="norvik")
    assert headlines.wording(item, Roster(Watchlist())) == told


@pytest.mark.parametrize(
    ("shared", "telling"),
    [
        (["c:fire", "w:motora"], False),
        (["c:fire", "c:@chile"], True),
        (["c:fire", "n:blndt"], True),
        (["#:214"], True),
    ],
)
def test_groups_that_share_only_concepts_are_not_compared_as_stories(
    shared: list[str], *, telling: bool
) -> None:
    group = Group(
        id="a", lang="en", first=datetime(2026, 3, 1, tzinfo=UTC), last=datetime(2026, 3, 1, tzinfo=UTC)
    )
    assert Neighbour(score=0.3, group=group, shared=shared, unlike=0.0, alike=False).telling is telling


def _ties(title: str, lang: str, *mentions: Mention) -> dict[str, float]:
    at = datetime(2031, 3, 3, 8, tzinfo=UTC)
    reading = Reading(lang=lang, mentions=mentions)
    item = Item(
        id="a", kind="article", lang=lang, title=title, text=title, at=at,
        seen=Interval(not_before=at, not_after=at), source="wire", reading=reading,
    )  # fmt: skip
    return bridges.ties_of(features.features_of(item, Roster(Watchlist())))


def test_a_model_number_weighs_more_than_a_name_and_a_cognate_less() -> None:
    ties = _ties("Norvik recalls the XR7 generator", "en")
    assert ties["k:xr7"] == bridges.CODE
    assert [tie for tie in ties if tie.startswith("k:")] == ["k:xr7"]
    assert bridges.WORD < bridges.CODE


def test_a_word_in_lower_case_is_no_name_in_any_script_with_case() -> None:
    assert bridges.ties_of_word("референдум", "ru") == bridges.ties_of_word("referendum", "en")
    assert bridges.ties_of_word("получила", "ru").keys() <= {"w:poluch"}
    assert bridges.ties_of_word("Норвикова", "ru") == {"n:nlvkv": bridges.NAME}
    assert any(tie.startswith("n:") for tie in bridges.ties_of_word("نورفيك", "ar"))


def test_the_capital_of_a_common_word_tells_nothing_in_title_case() -> None:
    told = _ties("Norvik Leader Quits After Strong Result", "en")
    assert told["n:ldl"] == told["n:lslt"] == bridges.WORD
    assert told["n:nlvk"] == bridges.NAME
    assert "n:strongresult" not in told
    assert _ties("Norvik Leader quits after strong result", "en")["n:ldl"] == bridges.NAME


def test_a_long_chinese_name_is_compared_by_sound_only() -> None:
    title = "兹维列夫斯基击败林丹青"
    people = [
        Mention(start=title.index(name), end=title.index(name) + len(name), text=name, label="PERSON")
        for name in ("兹维列夫斯基", "林丹青")
    ]
    ties = _ties(title, "zh", *people)
    assert "n:lindanqing" in ties
    assert "n:ziweiliefusiji" not in ties
    assert f"n:{spelling.sounds('ziweiliefusiji')}" in ties


def test_transliteration_merges_f_and_v() -> None:
    assert spelling.sounds("ziweiliefu") == spelling.sounds("zverev")


def test_only_a_share_with_a_decimal_is_exact_enough_to_be_a_figure() -> None:
    tied = {share: _ties(f"Taxe portée à {share} %", "fr") for share in ("4,25", "10")}
    assert any(tie.startswith("f:") for tie in tied["4,25"])
    assert not any(tie.startswith("f:") for tie in tied["10"])
    assert "#:%10" in tied["10"]
