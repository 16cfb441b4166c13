"""Which items of two languages tell one story: names by sound, ideas, figures; a company alone links none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import Figure, Item, Mention
from stories.items import bridges, features
from stories.items.roster import Roster
from tests.norvik import WATCHLIST, item, link_by_item, story_by_item, trending


def test_languages_match_by_company_and_concept() -> None:
    found = link_by_item(
        item("a", 0, "Norvik recalls vans after battery fires"),
        item("b", 3, "诺维克因电池起火召回面包车", lang="zh"),
        item("c", 4, "Norvik ruft Transporter nach Batterie-Bränden zurück", lang="de"),
    )
    assert found["b"].kind == "cross_language"
    assert found["b"].story == found["a"].story
    assert found["b"].evidence == "shares Norvik Motors, 电池, 起火, 召回 with a"


def test_languages_match_by_transliterated_names() -> None:
    found = story_by_item(
        item("a", 0, "Marenova wins chess title after Tolvanen blunder"),
        item("b", 2, "Маренова выиграла шахматный титул у Толванена", lang="ru"),
    )
    assert found["a"] == found["b"]


def test_a_foreign_line_joins_by_the_ties_of_the_whole_story() -> None:
    sinks = item("a", 0, "Halvorsen ferry sinks off Bergmar, 214 passengers rescued")
    accused = item("b", 1, "Naufrage du ferry Halvorsen : le capitaine Tovik accusé", lang="fr")
    court = item("c", 2, "Fährunglück vor Bergmar: Tovik in Ulvheim vor Gericht", lang="de")
    assert len(set(story_by_item(sinks, court).values())) == 2
    assert len(set(story_by_item(accused, court).values())) == 2
    assert len(set(story_by_item(sinks, accused, court).values())) == 1


def test_agreeing_name_and_concept_lower_the_cross_lingual_threshold() -> None:
    accused = item("a", 0, "Naufrage du ferry Halvorsen : le capitaine Tovik accusé", lang="fr")
    court = item("b", 1, "Fährunglück vor Bergmar: Tovik vor Gericht", lang="de")
    fire = item("c", 1, "Großbrand vor Bergmar: Tovik vor Gericht", lang="de")
    assert len(set(story_by_item(accused, court).values())) == 1
    assert len(set(story_by_item(accused, fire).values())) == 2


def test_an_unlisted_chinese_place_is_transliterated() -> None:
    title = "清渝暴雨致隧道被淹41人遇难"
    place = Mention(start=0, end=2, text="清渝", label="GPE")
    chinese = item("a", 0, title, lang="zh")
    named = replace(chinese, reading=replace(chinese.reading, mentions=(place,)))
    english = item("b", 2, "Rain floods a Qingyu tunnel, 41 dead")
    assert "n:kng" in bridges.ties_of(features.features_of(named, Roster(WATCHLIST)))
    assert len(set(story_by_item(named, english).values())) == 1


OFFICER = (
    "澜溪副总裁韦琬谈加班", "澜溪副总裁谈加班引发热议", "澜溪副总裁加班言论太刺耳", "网友热议澜溪副总裁加班言论",
    "韦琬深夜发文", "韦琬深夜发文全文", "韦琬发文全文只字不提",
)  # fmt: skip


def _with_names(entry: Item) -> Item:
    """Return the line as read if neither the firm nor its officer is listed."""
    places = ((entry.title.find(name), name, label) for name, label in (("澜溪", "ORG"), ("韦琬", "PERSON")))
    found = tuple(
        Mention(start=at, end=at + len(name), text=name, label=label) for at, name, label in places if at >= 0
    )
    return replace(entry, reading=replace(entry.reading, mentions=found))


@pytest.mark.parametrize(
    ("line", "stories_told"), [("澜溪副总裁韦琬深夜发文谈加班", 1), ("澜溪副总裁谈加班", 2)]
)
def test_a_line_with_firm_and_officer_links_the_stories_of_both(line: str, stories_told: int) -> None:
    lines = [item(f"o{hour}", hour, title, lang="zh") for hour, title in enumerate((*OFFICER, line))]
    assert len(set(story_by_item(*map(_with_names, lines)).values())) == stories_told


def test_a_line_leaves_the_nearest_of_its_language_for_a_story_of_others_that_shares_far_more() -> None:
    others = [item(f"n{n}", -1 - n / 50, f"Arrivano zeppole{n} nel borgo{n}", lang="it") for n in range(120)]
    vote = item("vote", 0, "La Grecia dice No", lang="it")
    resigns = [
        item("en", 10, "Greek finance minister Ostrakis resigns"),
        item("de", 11, "Griechischer Finanzminister Ostrakis tritt zurück", lang="de"),
        item("it", 12, "Grecia, lascia il ministro Ostrakis", lang="it"),
    ]
    stands = story_by_item(*others, vote, *resigns)
    assert stands["en"] == stands["de"] == stands["it"] != stands["vote"]


RESIGNS = (
    ("en", "Mayor Orrelvik resigns over car park"),
    ("de", "Bürgermeister Orrelvik tritt wegen Parkhaus zurück"),
    ("fr", "Le maire Orrelvik démissionne"),
    ("it", "Si dimette il sindaco Orrelvik"),
)


COLLAPSES = (
    ("en", "Bridge Sandvarra collapses in flood"),
    ("de", "Brücke Sandvarra bei Hochwasser eingestürzt"),
    ("fr", "Inondation : le pont Sandvarra s'effondre"),
    ("it", "Alluvione, crolla il ponte Sandvarra"),
)


def test_an_ambiguous_foreign_line_does_not_merge_two_stories() -> None:
    resigns = [item(f"r{hour}", hour, title, lang=lang) for hour, (lang, title) in enumerate(RESIGNS)]
    collapses = [item(f"c{hour}", hour, title, lang=lang) for hour, (lang, title) in enumerate(COLLAPSES)]
    both = "Dimite el alcalde Orrelvik tras el derrumbe del puente Sandvarra en la inundación"
    found = story_by_item(*resigns, *collapses, item("both", 9, both, lang="es"))
    assert len({found[entry.id] for entry in resigns}) == 1
    assert len({found[entry.id] for entry in collapses}) == 1
    assert found["r0"] != found["c0"]


def test_a_shared_company_alone_links_no_languages() -> None:
    found = story_by_item(
        item("a", 0, "Norvik opens a design studio in Porto"),
        item("b", 1, "诺维克司机自带午饭走红", lang="zh"),
    )
    assert found["a"] != found["b"]


def figure(text: str, amount: int, unit: str = "EUR") -> Figure:
    return Figure(start=0, end=1, text=text, unit=unit, rule="test", value=amount)


def test_shared_figures_link_languages() -> None:
    found = link_by_item(
        item(
            "a",
            0,
            "Norvik puts a number on it",
            figures=(figure("1.37bn", 1_370_000_000), figure("48,210", 48210)),
        ),
        item(
            "b",
            4,
            "诺维克终于开口",
            lang="zh",
            figures=(figure("13.7亿", 1_370_000_000), figure("48210", 48210)),
        ),
    )
    assert found["b"].kind == "shared_figures"


@pytest.mark.parametrize(
    ("title", "together"), [("诺维克工厂爆炸致两人受伤", True), ("诺维克被指拖欠货款", False)]
)
def test_the_only_claims_in_two_languages_match_by_one_concept(title: str, together: bool) -> None:
    blast = item("a", 0, "Explosion at Norvik's Porto works hurts two",
                 "Two painters were hurt on Monday night when a store of solvent blew up, the fire brigade said.")  # fmt: skip
    found = story_by_item(blast, trending("b", 6, title))
    assert (found["a"] == found["b"]) is together


def test_a_companys_products_alone_link_no_languages() -> None:
    """A duty on vans and a fault of one maker's vans share only the maker and the vans."""
    stories_of = story_by_item(
        trending("fault", 1, "诺维克面包车刹车失灵"),
        item(
            "duty",
            2,
            "Government to put duty on imports of heavy vans",
            "Norvik and Tessera will pay more for what they bring in, the ministry said; it gave no day, and no rate, and "
            "would not say how long it had thought about it.",
        ),
    )
    assert stories_of["duty"] != stories_of["fault"]


def test_a_denial_joins_the_charge_in_another_language_not_the_latest_news() -> None:
    """Chinese items tell only of a duty and the company's reaction; the theft that it denies was told in English."""
    stories_of = story_by_item(
        item("duty", 0, "政府将对进口重型面包车征税，诺维克、泰瑟拉受影响", lang="zh"),
        item("word", 1, "诺维克：征税将带来6亿元费用", lang="zh"),
        item(
            "theft",
            -3,
            "Tessera sues Norvik, accuses it of stealing designs",
            "Tessera says that Norvik stole designs of a gearbox.",
        ),
        item("denial", 4, "诺维克否认窃取泰瑟拉设计：指控毫无根据", lang="zh"),
    )
    assert stories_of["denial"] != stories_of["duty"] == stories_of["word"]
