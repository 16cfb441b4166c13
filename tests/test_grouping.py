"""Items about one event form one story, across copies, wordings and languages; items that only look similar do not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import stories
from records import (
    Company,
    Decision,
    Figure,
    Interval,
    Item,
    Mention,
    Person,
    Quote,
    Reading,
    Role,
    Watchlist,
)
from stories.grouping import placing, thresholds
from stories.grouping.everyday import Everyday
from stories.grouping.group_figures import GroupFigures
from stories.grouping.groups import Group
from stories.grouping.thresholds import Thresholds
from stories.items import bridges, datelines, features, incidental_names, term_counts
from stories.items.digests import is_round_up
from stories.items.roster import Roster
from stories.links import own_posts
from stories.links.threads import Threads
from stories.text.reporting import results_of
from tests.named import mentions_in

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
NOW = START + timedelta(days=30)

WATCHLIST = Watchlist(
    companies=(
        Company(id="norvik", name="Norvik Motors", aliases=("Norvik", "诺维克")),
        Company(id="abelia", name="Abelia Foods", aliases=("Abelia", "雅贝丽")),
        Company(id="tessera", name="Tessera", aliases=("泰瑟拉",)),
        Company(id="quillon", name="Quillon Bank", aliases=("奎隆银行",)),
    ),
    people=(
        Person(
            id="ines", name="Ines Falk", aliases=("法尔克",), roles=(Role(company="norvik", title="CEO"),)
        ),
    ),
)


def item(
    identity: str, hours: float, title: str, body: str = "", *, lang: str = "en", kind="article", **more
) -> Item:
    at = START + timedelta(hours=hours)
    text = f"{title}\n\n{body}" if body else title
    reading = Reading(lang=lang, mentions=mentions_in(text, WATCHLIST), figures=more.pop("figures", ()))
    return Item(
        id=identity,
        kind=kind,
        lang=lang,
        title=title,
        text=text,
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source=more.pop("source", "wire"),
        reading=reading,
        **more,
    )


def told(*items: Item, **more) -> dict[str, str]:
    linked = stories.link(items, watchlist=WATCHLIST, now=NOW, **more)
    return {entry.item: story.id for story in linked.stories for entry in story.links}


def links(*items: Item, **more):
    linked = stories.link(items, watchlist=WATCHLIST, now=NOW, **more)
    return {entry.item: entry for story in linked.stories for entry in story.links}


BODY = (
    "The carrier said on Monday that the new ferry will cross the strait four times a day from June, "
    "after the harbour board agreed to widen the northern pier and to move the fish market a street away."
)


def test_a_title_with_an_appended_outlet_name_is_a_copy() -> None:
    found = links(
        item("a", 0, "Harbour board agrees to widen the northern pier"),
        item("b", 5, "Harbour board agrees to widen the northern pier - Daily Strait"),
    )
    assert found["b"].kind == "copy"
    assert found["b"].copy_of == "a"


def test_the_same_body_under_another_title_is_a_copy() -> None:
    found = links(
        item("a", 0, "Four ferries a day from June", BODY), item("b", 5, "Strait gets a new crossing", BODY)
    )
    assert found["b"].copy_of == "a"


def test_an_article_that_quotes_a_whole_post_of_an_officer_is_no_copy() -> None:
    post = replace(item("a", 0, "", kind="post", entity="ines"), text=BODY)
    article = item("b", 2, "Norvik boss on the ferry", f"Ines Falk wrote on Monday night:\n\n“{BODY}”")
    assert links(post, article)["b"].kind != "copy"
    assert links(replace(post, entity=None), article)["b"].kind == "copy"


def test_a_short_daily_title_is_no_copy() -> None:
    assert links(item("a", 0, "Briefing"), item("b", 24, "Briefing"))["b"].kind != "copy"


def test_the_same_words_about_two_watched_companies_are_two_stories() -> None:
    found = told(
        item("a", 0, "Norvik recalls 3,000 units over a faulty seal"),
        item("b", 1, "Abelia recalls 3,000 units over a faulty seal"),
    )
    assert found["a"] != found["b"]


def test_a_shared_company_alone_makes_no_story() -> None:
    found = told(
        item("a", 0, "Norvik opens a design studio in Porto"),
        item("b", 1, "Norvik asked to explain fires in parked vans"),
    )
    assert found["a"] != found["b"]


@pytest.mark.parametrize(
    "title", ["诺维克道歉", "诺维克再次发声", "诺维克发布情况说明"], ids=["apology", "again", "statement"]
)
def test_a_title_that_says_nothing_else_joins_the_open_affair(title: str) -> None:
    found = told(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh", kind="topic"),
        item("b", 6, title, lang="zh", kind="topic"),
    )
    assert found["a"] == found["b"]


def test_without_an_affair_it_stays_alone() -> None:
    found = told(
        item("a", 0, "诺维克发布秋季新品", lang="zh", kind="topic"),
        item("b", 6, "诺维克再次发声", lang="zh", kind="topic"),
    )
    assert found["a"] != found["b"]


def test_another_accident_is_another_story() -> None:
    found = told(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh", kind="topic"),
        item("b", 30, "两辆诺维克隧道内相撞", lang="zh", kind="topic"),
    )
    assert found["a"] != found["b"]


def test_languages_match_by_company_and_concept() -> None:
    found = links(
        item("a", 0, "Norvik recalls vans after battery fires"),
        item("b", 3, "诺维克因电池起火召回面包车", lang="zh"),
        item("c", 4, "Norvik ruft Transporter nach Batterie-Bränden zurück", lang="de"),
    )
    assert found["b"].kind == "cross_language"
    assert found["b"].story == found["a"].story
    assert found["b"].evidence == "shares Norvik Motors, 电池, 起火, 召回 with a"


@pytest.mark.parametrize(
    ("lang", "first", "second", "shared"),
    [
        ("en", "Ferries widened in Quarterdeck harbour", "Why widening Quarterdeck ferries is slow", "Quarterdeck, ferries, widening"),
        ("zh", "一千只鸭子排队过马路", "一千只鸭子又过马路了", "千只鸭子, 过马路"),
        ("zh", "东江口货轮漏油", "凌晨货轮漏油", "货轮漏油"),
    ],
)  # fmt: skip
def test_evidence_is_worded_as_in_the_text(lang: str, first: str, second: str, shared: str) -> None:
    found = links(item("a", 0, first, lang=lang), item("b", 2, second, lang=lang))
    told = found["b"].evidence.removeprefix("shares ").removesuffix(" with a")
    assert sorted(told.split(", ")) == sorted(shared.split(", "))


def test_languages_match_by_transliterated_names() -> None:
    found = told(
        item("a", 0, "Marenova wins chess title after Tolvanen blunder"),
        item("b", 2, "Маренова выиграла шахматный титул у Толванена", lang="ru"),
    )
    assert found["a"] == found["b"]


def test_a_foreign_line_joins_by_the_ties_of_the_whole_story() -> None:
    sinks = item("a", 0, "Halvorsen ferry sinks off Bergmar, 214 passengers rescued")
    accused = item("b", 1, "Naufrage du ferry Halvorsen : le capitaine Tovik accusé", lang="fr")
    court = item("c", 2, "Fährunglück vor Bergmar: Tovik in Ulvheim vor Gericht", lang="de")
    assert len(set(told(sinks, court).values())) == 2
    assert len(set(told(accused, court).values())) == 2
    assert len(set(told(sinks, accused, court).values())) == 1


def test_agreeing_name_and_concept_lower_the_cross_lingual_threshold() -> None:
    accused = item("a", 0, "Naufrage du ferry Halvorsen : le capitaine Tovik accusé", lang="fr")
    court = item("b", 1, "Fährunglück vor Bergmar: Tovik vor Gericht", lang="de")
    fire = item("c", 1, "Großbrand vor Bergmar: Tovik vor Gericht", lang="de")
    assert len(set(told(accused, court).values())) == 1
    assert len(set(told(accused, fire).values())) == 2


def test_an_unlisted_chinese_place_is_transliterated() -> None:
    title = "清渝暴雨致隧道被淹41人遇难"
    place = Mention(start=0, end=2, text="清渝", label="GPE")
    chinese = item("a", 0, title, lang="zh")
    named = replace(chinese, reading=replace(chinese.reading, mentions=(place,)))
    english = item("b", 2, "Rain floods a Qingyu tunnel, 41 dead")
    assert "n:kng" in bridges.ties_of(features.features_of(named, Roster(WATCHLIST)))
    assert len(set(told(named, english).values())) == 1


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
    assert len(set(told(*map(_with_names, lines)).values())) == stories_told


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


def test_a_line_leaves_the_nearest_of_its_language_for_a_story_of_others_that_shares_far_more() -> None:
    others = [item(f"n{n}", -1 - n / 50, f"Arrivano zeppole{n} nel borgo{n}", lang="it") for n in range(120)]
    vote = item("vote", 0, "La Grecia dice No", lang="it")
    resigns = [
        item("en", 10, "Greek finance minister Ostrakis resigns"),
        item("de", 11, "Griechischer Finanzminister Ostrakis tritt zurück", lang="de"),
        item("it", 12, "Grecia, lascia il ministro Ostrakis", lang="it"),
    ]
    stands = told(*others, vote, *resigns)
    assert stands["en"] == stands["de"] == stands["it"] != stands["vote"]


def test_an_ambiguous_foreign_line_does_not_merge_two_stories() -> None:
    resigns = [item(f"r{hour}", hour, title, lang=lang) for hour, (lang, title) in enumerate(RESIGNS)]
    collapses = [item(f"c{hour}", hour, title, lang=lang) for hour, (lang, title) in enumerate(COLLAPSES)]
    both = "Dimite el alcalde Orrelvik tras el derrumbe del puente Sandvarra en la inundación"
    found = told(*resigns, *collapses, item("both", 9, both, lang="es"))
    assert len({found[entry.id] for entry in resigns}) == 1
    assert len({found[entry.id] for entry in collapses}) == 1
    assert found["r0"] != found["c0"]


def test_a_shared_company_alone_links_no_languages() -> None:
    found = told(
        item("a", 0, "Norvik opens a design studio in Porto"),
        item("b", 1, "诺维克司机自带午饭走红", lang="zh"),
    )
    assert found["a"] != found["b"]


def figure(text: str, amount: int, unit: str = "EUR") -> Figure:
    return Figure(start=0, end=1, text=text, unit=unit, rule="test", value=amount)


def test_shared_figures_link_languages() -> None:
    found = links(
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


def test_a_quoted_topic_joins_the_article_that_quotes_it() -> None:
    found = links(
        item("t", 0, "一千只鸭子过马路", lang="zh", kind="topic"),
        item("a", 3, "How “一千只鸭子过马路” stopped a town"),
    )
    assert found["a"].story == found["t"].story
    assert found["a"].kind == "quotes_topic"


@pytest.mark.parametrize(
    ("quoted", "hours", "one_story"),
    [
        ("一站长被举报", 3, True),
        ("一站长被举报", -3, True),
        ("站长之友", 3, False),
        ("雅贝丽站长被举报", 3, False),
    ],
)
def test_quoting_most_of_a_topic_links_to_it(quoted: str, hours: float, one_story: bool) -> None:
    body = f"{'门卫说夜里很安静。' * 40}就“{quoted}”一事，诺维克称已换了锁。"
    found = told(
        item("t", 3, "诺维克一站长被举报", lang="zh", kind="topic"),
        item("a", 3 + hours, "诺维克车间换新锁", body, lang="zh"),
    )
    assert (found["t"] == found["a"]) == one_story


@pytest.mark.parametrize(("kind", "one_story"), [("filing", True), ("release", True), ("article", False)])
def test_a_title_with_a_figure_of_the_companys_filing_is_linked_to_it(kind: str, one_story: bool) -> None:
    title = "Norvik discloses break-in that touched 740,000 drivers"
    counted = Figure(start=38, end=45, text="740,000", value=Decimal(740_000), unit="driver", rule="t")
    filed = f"On Monday the locks of a depot of Norvik were forced. {'It will be told in the accounts. ' * 5}"
    found = told(
        replace(
            item("f", 0, "Form 12, item 3", filed, kind=kind, figures=(replace(counted, start=70, end=77),)),
            entity=None if kind == "article" else "norvik",
        ),
        item("a", 1, title, "Nobody was hurt. " * 12, figures=(counted,)),
    )
    assert (found["f"] == found["a"]) == one_story


def test_order_of_input_does_not_matter() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik apologises for van fires"),
        item("c", 4, "诺维克为面包车起火道歉", lang="zh"),
        item("d", 9, "Abelia closes a cannery"),
    ]
    assert told(*items) == told(*reversed(items))


def test_passes_in_order_of_time_give_the_same_stories_as_one() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik apologises for van fires in the car park"),
        item("c", 4, "诺维克面包车停车场起火后道歉", lang="zh"),
        item("d", 9, "Abelia closes a cannery"),
    ]
    known = stories.link(items[:2], watchlist=WATCHLIST, now=NOW).stories
    later = stories.link(items, watchlist=WATCHLIST, stored=stories.Stored(stories=known), now=NOW).stories
    assert {entry.item: story.id for story in later for entry in story.links} == told(*items)


def test_the_oldest_story_survives_and_the_younger_redirects() -> None:
    topic = item("t", 2, "一千只鸭子过马路", lang="zh", kind="topic")
    first = item("a", 0, "A town stops for ducks")
    known = stories.link([first, topic], watchlist=WATCHLIST, now=NOW).stories
    assert len(known) == 2
    bridge = item("b", 5, "A town stops for ducks: the story of “一千只鸭子过马路”")
    later = stories.link(
        [first, topic, bridge], watchlist=WATCHLIST, stored=stories.Stored(stories=known), now=NOW
    ).stories
    old = next(story.id for story in known if story.links[0].item == "a")
    young = next(story.id for story in known if story.links[0].item == "t")
    assert {story.id: story.redirect_to for story in later}[young] == old


def test_odd_items_are_linked() -> None:
    found = told(
        item("empty", 0, "", "Only a body, and nobody gave it a title."),
        item("future", 24 * 400, "Tomorrow's paper came today"),
        item("a", 0, "Norvik vans catch fire in a car park"),
    )
    assert set(found) == {"empty", "future", "a"}


def test_a_round_up_merges_nothing() -> None:
    watchlist = WATCHLIST
    found = told(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
        item("b", 0, "雅贝丽罐头被曝异物", lang="zh"),
        item("c", 9, "早报：诺维克起火；雅贝丽异物", lang="zh"),
    )
    assert watchlist
    assert found["a"] != found["b"]


SECTIONS = {
    "en": (
        "Norvik recalled vans that caught fire in a car park.",
        "A glove was found in a can of fish, Abelia said.",
        "Tessera closed its works by the river.",
        "Quillon Bank raised its fees for cash.",
        "Ducks crossed the ring road.",
    ),
    "zh": (
        "【汽车】诺维克面包车起火。",
        "【食品】雅贝丽罐头有异物。",
        "泰瑟拉关闭河边工厂。",
        "奎隆银行提高现金手续费。",
    ),
}


@pytest.mark.parametrize("lang", SECTIONS)
def test_a_text_in_sections_about_different_companies_belongs_to_no_story(lang: str) -> None:
    titles = {"en": "Norvik vans catch fire in a car park", "zh": "诺维克面包车停车场内起火"}
    whole = item("b", 9, {"en": "Vans that catch fire, and more", "zh": "面包车停车场内起火等"}[lang],
                 "\n\n".join(SECTIONS[lang]), lang=lang)  # fmt: skip
    first = item("a", 0, titles[lang], lang=lang)
    found = told(first, whole, item("c", 12, f"{titles[lang]}.", lang=lang))
    assert found["a"] == found["c"] != found["b"]
    story = next(s for s in stories.link([first, whole], watchlist=WATCHLIST, now=NOW).stories
                 if s.id == found["b"])  # fmt: skip
    assert (story.subject, story.claim) == (None, None)


def test_a_text_that_returns_to_its_companies_is_one_story() -> None:
    body = "\n\n".join((*SECTIONS["en"], "Norvik said more.", "So did Abelia."))
    found = told(
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 9, "Norvik vans catch fire in car parks again", body),
    )
    assert found["a"] == found["b"]


def _quoted(entry: Item, **fields) -> Item:
    """Return the article with a quotation of its subject."""
    start = entry.text.index("Norvik")
    quote = Quote(start=start, end=start + 6, text="Norvik", kind="indirect", rule="test", confidence=0.9,
                  speaker="Norvik", speaker_entity="norvik", **fields)  # fmt: skip
    return replace(entry, reading=replace(entry.reading, quotes=(quote,)))


def test_an_article_with_the_companys_answer_joins_its_only_claim_but_results_do_not() -> None:
    first = _quoted(
        item("a", 0, "Norvik paid thousands of van leasers the wrong amount",
             "Norvik Motors has billed 9,000 van leasers too much since 2027, two people said. It did not comment."),
        stance="silent",
    )  # fmt: skip
    admits = _quoted(
        item("b", 5, "Norvik owns up to billing fault and sets 12 million aside",
             "A fault in its software made Norvik Motors overcharge leasers of vans; all get their money back by May."),
        stance="apologise",
    )  # fmt: skip
    results = item("c", 20, "Norvik full-year earnings beat forecasts on van leasing",
                   "Norvik Motors earned 90 million in the year, 5 million more than expected, and raised its payout to 40 cents; software did well.")  # fmt: skip
    found = told(first, admits, results)
    assert found["a"] == found["b"]
    assert found["c"] != found["a"]


@pytest.mark.parametrize(
    ("title", "together"), [("诺维克工厂爆炸致两人受伤", True), ("诺维克被指拖欠货款", False)]
)
def test_the_only_claims_in_two_languages_match_by_one_concept(title: str, together: bool) -> None:
    blast = item("a", 0, "Explosion at Norvik's Porto works hurts two",
                 "Two painters were hurt on Monday night when a store of solvent blew up, the fire brigade said.")  # fmt: skip
    found = told(blast, item("b", 6, title, lang="zh", kind="topic"))
    assert (found["a"] == found["b"]) is together


def test_the_stub_behind_a_paywall_joins_the_only_affair_of_its_company() -> None:
    first = item("a", 0, "Norvik Motors weighs sale of Porto works, sources say",
                 "Norvik is considering the sale of its works in Porto and has met possible buyers, people said.")  # fmt: skip
    stub = item("b", 4, "Norvik puts its crown jewel in the window",
                "Norvik has hired advisers to find a buyer for its largest works, according to people briefed on it.")  # fmt: skip
    other = item("c", 2, "Norvik opens a museum of vans in Gent", "Visitors can sit in the first van.")
    assert len(set(told(first, stub).values())) == 1
    found = told(first, other, stub)
    assert found["b"] != found["c"]


def test_a_full_name_counts_although_the_reading_missed_it() -> None:
    one = item("a", 0, "Norvik sells its Porto works", "Norvik Motors sells its works in Porto to a rival.")
    unread = replace(
        one,
        reading=replace(
            one.reading, mentions=tuple(replace(m, entity=None, label="PERSON") for m in one.reading.mentions)
        ),
    )
    (story,) = stories.link([unread], watchlist=WATCHLIST, now=NOW).stories
    assert story.subject == "norvik"


@pytest.mark.parametrize("text", ["", "🎉🎉", "分享图片"])
def test_a_post_without_words_stands_alone_and_is_no_answer(text: str) -> None:
    claim = item("a", 0, "诺维克面包车停车场内起火", lang="zh", kind="topic")
    picture = replace(item("p", 2, "", lang="zh", kind="post", entity="ines"), text=text)
    linked = stories.link([claim, picture], watchlist=WATCHLIST, now=NOW)
    assert len(linked.stories) == 2
    assert all(story.headline for story in linked.stories)
    assert not linked.responses


def decide(kind: str, subject: str, value: str | None) -> Decision:
    return Decision(id=1, kind=kind, subject=subject, value=value, by="mara")


def test_a_merge_by_a_person_holds_and_survives() -> None:
    items = [item("a", 0, "Norvik opens a design studio in Porto"), item("b", 9, "Abelia closes a cannery")]
    apart = told(*items)
    decision = decide("merge", apart["b"], apart["a"])
    linked = stories.link(items, watchlist=WATCHLIST, decisions=[decision], now=NOW)
    alive = [story for story in linked.stories if story.redirect_to is None]
    assert len(alive) == 1
    again = stories.link(
        items, watchlist=WATCHLIST, stored=stories.Stored(stories=alive), decisions=[decision], now=NOW
    )
    assert {entry.item for story in again.stories for entry in story.links if story.id == apart["a"]} == {
        "a",
        "b",
    }


@pytest.mark.parametrize("kind", ["reject_link", "split"])
@pytest.mark.parametrize("taken", ["a", "b"])
def test_an_item_removed_by_a_person_stays_out(taken: str, kind: str) -> None:
    """Even the item that the story began with."""
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik vans catch fire in a car park again"),
    ]
    together = told(*items)
    assert together["a"] == together["b"]
    decision = decide(kind, *((taken, together["a"]) if kind == "reject_link" else (together["a"], taken)))
    linked = stories.link(items, watchlist=WATCHLIST, decisions=[decision], now=NOW)
    apart = {entry.item: story.id for story in linked.stories for entry in story.links}
    assert [name for name, story in apart.items() if story == together["a"]] == sorted({"a", "b"} - {taken})
    again = stories.link(
        items,
        watchlist=WATCHLIST,
        stored=stories.Stored(stories=linked.stories),
        decisions=[decision],
        now=NOW,
    )
    assert {entry.item: story.id for story in again.stories for entry in story.links} == apart


def test_a_story_that_an_item_leaves_is_told_without_it() -> None:
    items = [
        item("a", 0, "Norvik vans catch fire in a car park"),
        item("b", 3, "Norvik vans catch fire in a car park again"),
        item("c", 9, "Abelia closes a cannery"),
    ]
    linked = stories.link(items, watchlist=WATCHLIST, now=NOW)
    before = {entry.item: story.id for story in linked.stories for entry in story.links}
    again = stories.link(
        items,
        watchlist=WATCHLIST,
        stored=stories.Stored(stories=linked.stories, fresh={"b"}),
        decisions=[decide("pin", "b", before["c"])],
        now=NOW,
    )
    found = {story.id: {entry.item for entry in story.links} for story in again.stories}
    assert found == {before["a"]: {"a"}, before["c"]: {"b", "c"}}


def test_a_persons_headline_persists() -> None:
    items = [item("a", 0, "Norvik opens a design studio in Porto")]
    story = told(*items)["a"]
    linked = stories.link(items, watchlist=WATCHLIST, decisions=[decide("rename", story, "Porto")], now=NOW)
    assert linked.stories[0].headline == "Porto"


@pytest.mark.parametrize(
    ("languages", "headline"),
    [(("en", "zh"), "Norvik vans catch fire in three car parks"), (("zh", "en"), "诺维克面包车停车场内起火")],
)
def test_the_headline_is_early_in_the_readers_language_no_question_and_no_answer(
    languages: tuple[str, ...], headline: str
) -> None:
    linked = stories.link(
        [
            item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
            item("b", 1, "Why do Norvik vans catch fire in car parks?"),
            item("c", 2, "Norvik vans catch fire in three car parks"),
            item("d", 3, "Norvik apologises for vans that catch fire in car parks"),
        ],
        watchlist=WATCHLIST,
        now=NOW,
        languages=languages,
    )
    headlines = {story.headline for story in linked.stories if len(story.links) > 2}
    assert headlines == {headline}


AFFAIR = (
    ("claim", 0, "Norvik customer data for sale, researcher says",
     ("A file with names, passport numbers and travel dates of 2.1 million Norvik customers is offered on a forum, a "
     "security researcher said. She had checked 40 of the records with customers, and all were genuine.")),
    ("confirmed", 5, "Norvik confirms data breach affecting 2.3 million customers",
     ("Norvik Motors confirmed on Monday that personal data of 2.3 million customers had been taken from a supplier's "
     "system in April, and said no payment card details were affected. It has told the regulator.")),
    ("inquiry", 22, "Regulator opens inquiry into Norvik data breach",
     ("The information regulator said on Tuesday it had opened an inquiry into the theft of customer data from Norvik. "
     "It can fine companies up to 4% of turnover.")),
    ("boss", 25, "Norvik boss: we should have told customers sooner",
     ("The chief executive of Norvik has admitted that the company should have told customers about a data theft three "
     "weeks earlier. It had waited for its supplier to finish an investigation of the breach.")),
)  # fmt: skip


def test_articles_of_an_affair_are_one_story_and_other_news_of_the_company_is_not() -> None:
    affair = [item(identity, hours, title, body) for identity, hours, title, body in AFFAIR]
    order = item("order", 26, "Norvik orders 20 presses for delivery from 2029",
                 "Norvik Motors said on Tuesday it had ordered 20 presses worth $24 million, with options for 15 more.")  # fmt: skip
    vote = item("vote", 30, "Norvik van builders vote for strike over pay",
                "Workers at Norvik voted by 87% to 13% to strike over pay, their union said, from May 29.")  # fmt: skip
    found = told(*affair, order, vote)
    assert len({found[entry.id] for entry in affair}) == 1
    assert len(set(found.values())) == 3


def test_a_researchers_allegation_may_be_the_headline() -> None:
    linked = stories.link(
        [
            item(
                "a",
                0,
                "Norvik's vans send floor plans to a server, researcher says",
                "Norvik vans map the house.",
            ),
            item("b", 4, "诺维克面包车上传户型图", lang="zh", kind="topic"),
            item(
                "c", 9, "No word yet from Norvik on floor plans its vans send", "Norvik vans map the house."
            ),
        ],
        watchlist=WATCHLIST,
        now=NOW,
    )
    told = max(linked.stories, key=lambda story: len(story.links))
    assert told.headline == told.claim == "Norvik's vans send floor plans to a server, researcher says"


LIGHTHOUSE = (
    "Keeper unhurt after night of fear",
    "Storm topples Brannock lighthouse",
    "Brannock lighthouse toppled by storm overnight",
    "Storm brings Brannock lighthouse down, keeper unhurt",
    "Keeper tells of fear as Brannock lighthouse fell in storm",
    "Brannock lighthouse keeper unhurt but in fear of next storm",
    "Unhurt keeper of Brannock lighthouse tells of night of fear",
)


def test_a_lone_item_joins_the_story_that_grew_later() -> None:
    items = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE)]
    assert len(set(told(*items[:3]).values())) == 2
    assert len(set(told(*items).values())) == 1


def test_a_lone_item_needs_less_similarity_to_a_grown_story() -> None:
    first = item("first", 0, "Man unhurt after night of fear on rock")
    grown = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE[1:], start=1)]
    assert len(set(told(first, *grown).values())) == 1
    late = replace(first, at=grown[-1].at + timedelta(hours=1))
    assert len(set(told(late, *grown).values())) == 2


BLIGHT = (
    "Orchard blight found on Skelby farms",
    "Skelby farms told to burn trees as blight spreads",
    "Farms at Skelby burn trees to stop the blight",
)


def test_a_lone_item_needs_less_similarity_to_a_story_of_two() -> None:
    first = item("first", 0, "Growers fear for their trees")
    grown = [item(f"n{number}", number / 2, title) for number, title in enumerate(BLIGHT, start=1)]
    assert len(set(told(first, *grown[:1]).values())) == 2
    assert len(set(told(first, *grown).values())) == 1
    late = replace(first, at=grown[-1].at + timedelta(minutes=30))
    assert len(set(told(late, *grown).values())) == 2


def test_a_lone_item_does_not_join_an_unrelated_grown_story() -> None:
    other = item("other", 0.5, "Harbour board lays plans for a wider northern pier")
    items = [item(f"n{number}", number, title) for number, title in enumerate(LIGHTHOUSE)]
    stands = told(other, *items)
    assert list(stands.values()).count(stands["other"]) == 1


def test_lines_within_hours_about_the_same_two_companies_are_one_affair() -> None:
    linked = stories.link(
        [
            item("claim", 0, "诺维克面包车起火", lang="zh", kind="topic"),
            item("line", 5, "泰瑟拉高管称法尔克最会做生意", lang="zh", kind="topic"),
            item("blast", 5, "泰瑟拉负责人炮轰诺维克面包车起火", lang="zh", kind="topic"),
        ],
        watchlist=WATCHLIST,
        now=NOW,
    )
    together = [{link.item for link in story.links} for story in linked.stories]
    assert {"claim", "line", "blast"} in together


@pytest.mark.parametrize("words", ["看到有人说我们的面包车会起火，明年见分晓。", "今天的湖边很美。"])
def test_a_lone_post_of_an_officer_joins_the_only_open_claim(words: str) -> None:
    linked = stories.link(
        [
            item("results", 0, "Norvik delivers 40,000 vans in the first half and opens a plant", "Vans were made. " * 9),
            item("claim", 1, "诺维克面包车停车场内起火，车主维权", "面包车在停车场内起火，消防部门到场。" * 9, lang="zh"),
            item("post", 9, "", words, lang="zh", kind="post", entity="ines"),
        ],
        watchlist=WATCHLIST,
        now=NOW,
    )  # fmt: skip
    assert {"claim", "post"} in [{link.item for link in story.links} for story in linked.stories]


def test_a_complaint_to_an_officer_does_not_continue_what_he_posts() -> None:
    post = replace(item("post", 0, "", lang="zh", kind="post", entity="ines"), text="今天的湖边很美。")
    complaint = item("line", 9, "网友向法尔克举报宋岩上班摸鱼", kind="topic", lang="zh")
    found = told(post, complaint)
    assert found["post"] != found["line"]


def test_a_line_between_two_matters_does_not_merge_them() -> None:
    game = ("要卖到百万份才能回本", "预售超4亿", "", "制作人发文", "全球解锁", "解压")
    lines = [f"墨山行者{told_of_it}" for told_of_it in game]
    lines += ["网友向诺维克举报宋岩上班摸鱼", "宋岩上班第一件事是下载墨山行者"]
    found = told(*(item(f"l{at}", at, line, kind="topic", lang="zh") for at, line in enumerate(lines)))
    assert len({found[f"l{at}"] for at in (0, 1, 2, 3, 4, 5, 7)}) == 1
    assert found["l6"] != found["l0"]


@pytest.mark.parametrize(("hours", "together"), [(6, True), (48, False)])
def test_a_claim_about_a_loss_is_linked_to_the_results(hours: float, *, together: bool) -> None:
    def told(identity: str, at: float, title: str, words: str, metric: str) -> Item:
        start = title.index(words)
        amount = Figure(
            start=start, end=start + len(words), text=words, rule="test", metric=metric, unit="CNY"
        )
        return item(identity, at, title, lang="zh", kind="topic", figures=(amount,))

    linked = stories.link(
        [
            told("results", 0, "诺维克第二季度营收88亿元", "88亿元", "revenue"),
            told("claim", hours, "诺维克卖一辆车亏6万多", "6万多", "profit_per_unit"),
        ],
        watchlist=WATCHLIST,
        now=NOW,
    )
    homes = [{link.item for link in story.links} for story in linked.stories]
    assert ({"results", "claim"} in homes) == together


def _lines(*titles: str, apart: float = 6) -> list[Item]:
    return [
        item(f"l{place}", place * apart, title, kind="topic", lang="zh") for place, title in enumerate(titles)
    ]


def test_a_claim_joins_the_only_talk_of_a_company_without_shared_words() -> None:
    affair = _lines("雅贝丽酱料两个版本配方不一样", "雅贝丽被质疑双标", "多地商超撤下雅贝丽")
    assert len(set(told(*affair).values())) == 1


def test_an_affair_is_found_beside_a_little_ordinary_business_but_not_much() -> None:
    affair = _lines(
        "雅贝丽门店用隔夜果片", "卧底拍到雅贝丽隔夜果片", "雅贝丽店员说隔夜果片没坏", "市监局突查雅贝丽"
    )
    launches = [
        item(f"b{n}", n, title, kind="topic", lang="zh")
        for n, title in enumerate(("雅贝丽望江新店开业", "雅贝丽拟投资咖啡产业园", "雅贝丽冠名马拉松"))
    ]
    assert told(*affair, launches[0])["l3"] == told(*affair)["l0"]
    busy = told(*affair, *launches)
    assert busy["l3"] != busy["l0"]


FILM = (
    "沉海迷航预售", "沉海迷航首映礼", "沉海迷航特效", "沉海迷航票房破五亿", "沉海迷航彩蛋", "沉海迷航导演回应争议镜头",
    "沉海迷航配乐", "沉海迷航结局", "沉海迷航海报", "沉海迷航取景地", "沉海迷航影评",
)  # fmt: skip


def test_a_line_about_a_company_does_not_join_a_work_that_one_line_names_it_with() -> None:
    film = _lines(*FILM, "法尔克上班时间看沉海迷航", apart=1)
    affair = [
        item("reported", 14, "员工举报法尔克上班看电影", kind="topic", lang="zh"),
        item("review", 20, "诺维克建议法尔克写检讨", kind="topic", lang="zh"),
    ]
    found = told(*film, *affair)
    assert found["l11"] == found["l0"]
    assert found["reported"] == found["review"] != found["l0"]


def test_a_work_that_one_line_names_a_company_with_is_not_bridged_to_others() -> None:
    film = _lines(*FILM, "法尔克上班时间看沉海迷航", apart=1)
    banned = item("banned", 14, "主播小鹿直播间被封", kind="topic", lang="zh")
    both = item("both", 18, "主播放映沉海迷航直播间被封", kind="topic", lang="zh")
    found = told(*film, banned, both)
    assert found["banned"] != found["l0"]


def test_a_line_joins_its_own_company_rather_than_a_better_fit_that_names_none() -> None:
    near, far = np.eye(2, dtype=np.float32)
    found = told(
        item("rival", 0, "星屿手机跌破发行价", kind="topic", lang="zh"),
        item("own", 1, "诺维克17改名", kind="topic", lang="zh"),
        item("price", 3, "诺维克17系列或将涨价", kind="topic", lang="zh"),
        vectors={"rival": near, "own": far, "price": near},
    )
    assert found["price"] == found["own"] != found["rival"]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("诺维克第二季度净利润51亿元", "如何评价诺维克 2031Q2 财报？", True),
        ("诺维克二季度研发费用与净利润", "诺维克发布半年报", True),
        ("诺维克2030年净利润大增", "诺维克年报里的门店账", True),
        ("诺维克第二季度净利润51亿元", "诺维克更正首季财报", False),
        ("诺维克第二季度净利润51亿元", "雅贝丽二季度营收下滑", False),
        ("诺维克第二季度净利润51亿元", "诺维克3月第3周交付2600辆", False),
    ],
)
def test_lines_about_results_of_one_company_and_period_are_one_story(
    first: str, second: str, *, together: bool
) -> None:
    found = told(*_lines(first, second, apart=3))
    assert (found["l0"] == found["l1"]) is together


@pytest.mark.parametrize(
    ("title", "lang", "periods"),
    [
        ("财报显示净利润超过上一季度", "zh", {""}),
        ("前三季度营收", "zh", {"9M", "Q3"}),
        ("下半年盈利可期", "zh", {"H2", "Q4"}),
        ("第一季度收官", "zh", set()),
        ("8月营收创新高", "zh", set()),
        ("Annual profit falls", "en", {"year", "Q4"}),
        ("Earnings season begins", "en", {""}),
        ("Recall widens in first half", "en", set()),
    ],
)
def test_a_title_tells_of_the_results_of_a_period(title: str, lang: str, periods: set[str]) -> None:
    assert results_of(title, lang) == periods


def test_reports_of_one_quarter_in_other_words_and_languages_are_one_story() -> None:
    found = told(
        item("a", 0, "Norvik posts surprise second-quarter profit as ferries fill"),
        item("b", 1, "What analysts made of Norvik earnings"),
        item("c", 2, "诺维克二季度扭亏", kind="topic", lang="zh"),
        item("d", 3, "Norvik to move its yard to Ostrel"),
    )
    assert found["a"] == found["b"] == found["c"] != found["d"]


def test_after_an_accident_a_differently_worded_complaint_is_separate() -> None:
    stories_told = told(*_lines("诺维克撞树起火致两人丧生", "诺维克展台变维权现场", apart=4))
    assert stories_told["l0"] != stories_told["l1"]


@pytest.mark.parametrize(("hours", "together"), [(2, True), (20, False)])
def test_accidents_in_similar_words_are_one_within_hours(hours: int, *, together: bool) -> None:
    told_of = told(*_lines("诺维克货车从总部高处坠落", "诺维克一货车冲出大楼2人身亡", apart=hours))
    assert (told_of["l0"] == told_of["l1"]) is together


@pytest.mark.parametrize(("hours", "together"), [(2, True), (20, False)])
def test_an_outage_within_hours_belongs_to_the_only_affair(hours: int, *, together: bool) -> None:
    told_of = told(*_lines("诺维克承认虚假交易22亿", "诺维克门店订单爆了", "诺维克app崩了", apart=hours))
    assert (told_of["l0"] == told_of["l2"]) is together


@pytest.mark.parametrize(("answered", "together"), [("林若溪", False), ("配方争议", True)])
def test_an_answer_to_a_person_is_not_about_an_affair_that_never_named_him(
    answered: str, *, together: bool
) -> None:
    affair = _lines("雅贝丽酱料两个版本配方不一样", "雅贝丽被质疑双标", "多地商超撤下雅贝丽")
    answer = _named(item("l3", 20, f"雅贝丽回应{answered}", kind="topic", lang="zh"), "林若溪", "PERSON")
    found = told(*affair, answer)
    assert (found["l3"] == found["l0"]) is together


def _named(entry: Item, name: str, label: str) -> Item:
    at = entry.text.find(name)
    if at < 0:
        return entry
    mention = Mention(start=at, end=at + len(name), text=name, label=label)
    return replace(entry, reading=replace(entry.reading, mentions=(*entry.reading.mentions, mention)))


CLAIM_OF_TWO = "网传诺维克拖欠雅贝丽货款"


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ("雅贝丽老板怒怼诺维克老总", True),
        ("诺维克粉丝围攻雅贝丽门店", True),
        ("雅贝丽工厂起火诺维克停供", False),
        ("早报：雅贝丽上市诺维克降价", False),
    ],
    ids=["quarrel", "fans", "incident", "digest"],
)
def test_a_lone_line_about_both_companies_of_a_claim_joins_it(line: str, one: bool) -> None:
    found = told(
        item("a", 0, line, lang="zh", kind="topic"),
        item("b", 3, CLAIM_OF_TWO, lang="zh", kind="topic"),
    )
    assert (found["a"] == found["b"]) is one


def test_the_evidence_of_an_affair_gives_the_counts_in_words() -> None:
    found = links(
        item("a", 0, "网传诺维克拖欠雅贝丽货款", lang="zh", kind="topic"),
        item("b", 3, "雅贝丽老板怒怼诺维克老总", lang="zh", kind="topic"),
    )
    assert found["b"].evidence == "the latest item about Abelia Foods belongs to this story"


def test_a_foreign_article_is_linked_to_the_only_post_it_quotes() -> None:
    post = item(
        "post", 0, "", "一辆车也不卖，查清楚之前。", lang="zh", kind="post", entity="ines", platform="weibo"
    )
    words = "Not one van until we know"
    text = item("text", 5, "Norvik halts van sales, chief executive says sorry", f"Falk wrote: “{words}”.")
    quote = Quote(start=60, end=85, text=words, kind="direct", rule="test", confidence=0.9, speaker="Ines Falk",
                  speaker_entity="ines", channel_kind="post")  # fmt: skip
    text = replace(text, reading=replace(text.reading, quotes=(quote,)))
    assert len(set(told(post, text).values())) == 1
    other = replace(post, id="other", at=post.at + timedelta(hours=1), text="今天去钓鱼了，收获不小。")
    found = told(post, other, text)
    assert found["text"] != found["post"]


def test_a_namesake_said_to_be_unrelated_is_not_the_company() -> None:
    text = item(
        "a", 0, "Harbour Services hires staff", "The firm, which is not related to Norvik, serves nine ports."
    )
    assert not incidental_names.main_mentions(text)
    assert incidental_names.main_mentions(
        item("b", 0, "Harbour Services hires staff", "The firm serves Norvik.")
    )


def test_a_line_without_a_company_joins_the_claim_that_shares_its_words() -> None:
    found = told(*_lines("雅贝丽果酱检出甲缩醛", "甲缩醛果酱到底能不能吃", "甲缩醛果酱的家长群炸了锅"))
    assert len(set(found.values())) == 1


def test_a_line_that_fits_a_named_and_an_unnamed_story_merges_them() -> None:
    found = told(*_lines("雅贝丽海岛月糕产地被指造假", "主播带货的凤临月糕竟是内陆货", "雅贝丽回应凤临月糕产地造假", "凤临月糕直播间下架"))  # fmt: skip
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    "title", ["Norvik recalls 3,000 vans over a faulty seal", "诺维克召回三千辆货车", ""]
)
def test_title_terms_do_not_depend_on_the_lead(title: str) -> None:
    told = item("a", 0, title, BODY, lang="en" if title.isascii() else "zh")
    roster = Roster(WATCHLIST)
    terms, of_the_title = term_counts.count_terms(told, roster)
    assert term_counts.of_title(told, roster) == of_the_title
    assert of_the_title
    assert (of_the_title < terms.keys()) == bool(title)


def test_of_two_companies_named_equally_often_the_first_is_the_subject() -> None:
    claim = item("l0", 0, "雅贝丽果酱被曝由泰瑟拉代工", kind="topic", lang="zh")
    answer = item("l1", 3, "泰瑟拉回应代工雅贝丽", kind="topic", lang="zh")
    (story,) = stories.link([claim, answer], watchlist=WATCHLIST, now=NOW).stories
    assert story.subject == "abelia"


def test_a_name_joined_to_the_next_word_of_a_topic_counts() -> None:
    topic = item("l0", 0, "雅贝丽果酱被曝由泰瑟拉代工", kind="topic", lang="zh")
    read = tuple(mention for mention in topic.reading.mentions if mention.entity == "tessera")
    topic = replace(topic, reading=replace(topic.reading, mentions=read))
    (story,) = stories.link([topic], watchlist=WATCHLIST, now=NOW).stories
    assert set(story.entities) == {"abelia", "tessera"}


TITLES = Path(__file__).parent.parent / "benchmarks" / "titles"


def titles_of(name: str) -> list[Item]:
    lines = [json.loads(line) for line in (TITLES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [
        replace(
            item(line["id"], 0, line["title"], lang=line["lang"]),
            at=at,
            seen=Interval(not_before=at, not_after=at),
        )
        for line in lines
        for at in [datetime.fromisoformat(line["published"])]
    ]


def test_an_article_holds_a_line_that_its_title_has_and_a_line_does_not() -> None:
    roster = Roster(WATCHLIST)
    title = "Night ferry to Ostermark stopped by fog, two hundred wait on the quay"
    line = features.features_of(item("a", 0, "Night ferry stopped by fog", kind="topic"), roster)
    for body, holds in ((BODY, True), ("", False)):
        member = features.features_of(item("b", 1, title, body), roster)
        group = Group(id="b", lang="en", first=START, last=START, members=[member])
        assert thresholds.held(line, group) is holds


@pytest.mark.parametrize("name", ["en_sixth", "incidents_first", "multi_first"])
def test_least_needed_is_a_lower_bound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = titles_of(name)
    asked = Counter[str]()
    needed = Thresholds.needed

    def counted(self: Thresholds, *given: Any) -> float:
        asked[round_] += 1
        return needed(self, *given)

    monkeypatch.setattr(Thresholds, "needed", counted)
    round_ = "few"
    few = links(*told)
    monkeypatch.setattr(placing, "least_needed", lambda _: 0.0)
    round_ = "all"
    assert links(*told) == few
    assert asked["few"] < asked["all"]


@pytest.mark.parametrize("name", ["incidents_first", "multi_first"])
def test_what_is_refused_at_once_would_be_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = titles_of(name)
    weighed = Counter[str]()
    agreement = thresholds.agreement

    def counted(*given: Any) -> float:
        weighed[round_] += 1
        return agreement(*given)

    monkeypatch.setattr(thresholds, "agreement", counted)
    monkeypatch.setattr(placing, "least_needed", lambda _: 0.0)
    round_ = "few"
    few = links(*told)
    monkeypatch.setattr(thresholds, "most_agreement", lambda _: 2.0)
    round_ = "all"
    assert links(*told) == few
    assert weighed["few"] < weighed["all"]


@pytest.mark.parametrize(
    ("body", "lang", "told_in_it"),
    [
        ("A yard closed on Monday, March 3.", "en", "A yard closed on  ,  ."),
        ("A yard closes on Friday.", "en", "A yard closes on Friday."),
        ("工厂3月3日关闭。", "zh", "工厂 关闭。"),
        ("工厂在3号线旁。", "zh", "工厂在3号线旁。"),
        ("工厂将于3月9日关闭。", "zh", "工厂将于3月9日关闭。"),
    ],
)
def test_the_day_of_a_report_is_no_evidence(body: str, lang: str, told_in_it: str) -> None:
    assert datelines.dateless(body, lang, START) == told_in_it


def test_a_companys_products_alone_link_no_languages() -> None:
    """A duty on vans and a fault of one maker's vans share only the maker and the vans."""
    stories_of = told(
        item("fault", 1, "诺维克面包车刹车失灵", lang="zh", kind="topic"),
        item(
            "duty",
            2,
            "Government to put duty on imports of heavy vans",
            "Norvik and Tessera will pay more for what they bring in, the ministry said; it gave no day, and no rate, and "
            "would not say how long it had thought about it.",
        ),
    )
    assert stories_of["duty"] != stories_of["fault"]


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("I was wrong about the bolts of these vans: loose, all of them.", {"bolts"}),
        ("Nobody was paid for the night, and the union is right.", {"pay"}),
        ("I am sorry. We shall do better.", set()),
    ],
)
def test_of_two_open_claims_a_post_answers_the_one_that_shares_its_words(
    words: str, answered: set[str]
) -> None:
    roster, threads = Roster(WATCHLIST), Threads()
    grouper = placing.Grouper(roster, Everyday())
    for identity, title in (
        ("bolts", "Norvik vans recalled over loose bolts"),
        ("pay", "Norvik never paid for the night, union says"),
        ("post", ""),
    ):
        told_of = features.features_of(
            item(identity, 1, title)
            if title
            else replace(item(identity, 1, ""), kind="post", entity="ines", text=words),
            roster,
        )
        grouper.recall(told_of, identity, copy=False)
        threads.begin(grouper.group_of[identity], identity)
    ties = own_posts.ties(told_of, grouper.group_of["post"], grouper.affairs, grouper.index, threads, roster)
    assert {identity for identity, _ in ties} == answered


def test_a_denial_joins_the_charge_in_another_language_not_the_latest_news() -> None:
    """Chinese items tell only of a duty and the company's reaction; the theft that it denies was told in English."""
    stories_of = told(
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


def test_a_rivals_title_is_no_headline() -> None:
    linked = stories.link(
        [
            item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
            item(
                "b",
                2,
                "Abelia: our kitchens never burn",
                "Abelia mocked Norvik, whose vans caught fire in a car park.",
            ),
        ],
        watchlist=WATCHLIST,
        now=NOW,
    )
    assert {story.headline for story in linked.stories if len(story.links) == 2} == {
        "诺维克面包车停车场内起火"
    }


def test_a_digest_of_three_companies_stands_alone() -> None:
    def sections(title: str) -> Item:
        return item("d", 0, title, "Norvik built 3.\n\nAbelia sold 4.\n\nTessera lost 5.")

    assert is_round_up(sections("Morning briefing: vans, jam and wires"), Roster(WATCHLIST))
    assert not is_round_up(sections("Three rivals compared"), Roster(WATCHLIST))


def together(*titles: str) -> bool:
    topics = [
        item(f"t{place}", 3 * place, title, lang="zh", kind="topic") for place, title in enumerate(titles)
    ]
    return len(stories.link(topics, watchlist=WATCHLIST, now=NOW).stories) == 1


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("诺维克回应门店拒收硬币", False),
        ("诺维克露营灯降到99元", False),
        ("诺维克回应面包车刹车传言", True),
        ("诺维克致歉", True),
    ],
)
def test_what_only_the_company_told_of_is_what_it_answered(title: str, one: bool) -> None:
    assert together("诺维克回应面包车刹车异响", title) is one


def test_a_matter_that_others_told_of_is_answered_in_other_words() -> None:
    assert together("诺维克被曝拖欠工资", "诺维克回应欠薪", "诺维克回应裁撤传言")


@pytest.mark.parametrize(
    ("hours", "title", "one"),
    [
        (7, "诺维克回应门店拒收硬币", True),
        (9, "诺维克回应门店拒收硬币", False),
        (9, "诺维克回应拖欠传言", True),
        (9, "诺维克回应", True),
    ],
)
def test_a_company_answers_something_else_once_a_small_affair_is_over(
    hours: int, title: str, one: bool
) -> None:
    claim = item("t0", 0, "诺维克被曝拖欠工资", lang="zh", kind="topic")
    answer = item("t1", hours, title, lang="zh", kind="topic")
    story = told(claim, answer)
    assert (story["t1"] == story["t0"]) is one


@pytest.mark.parametrize(
    ("title", "one"), [("多位主播发布诺维克事件处理办法", True), ("多位主播发布露营车排名 诺维克上榜", False)]
)
def test_an_affair_called_by_the_companys_name_is_its_open_one(title: str, one: bool) -> None:
    titles = ("诺维克中标港口项目", "诺维克获专利授权", "诺维克被曝用回收机油", "诺维克回应回收机油", title)
    topics = [
        item(f"t{place}", 3 * place, line, lang="zh", kind="topic") for place, line in enumerate(titles)
    ]
    story = told(*topics)
    assert (story["t4"] == story["t2"]) is one


@pytest.mark.parametrize(("kind", "told"), [("filing", True), ("release", True), ("article", False)])
def test_a_title_tells_a_figure_as_filed_also_when_the_filing_comes_after_it(kind: str, told: bool) -> None:
    def giving(kind: str, *, title: bool) -> SimpleNamespace:
        shown = frozenset({"m:48210"}) if title else frozenset[str]()
        return SimpleNamespace(
            item=SimpleNamespace(kind=kind, entity="norvik"),
            short=title,
            figures=frozenset({"m:48210"}),
            title_figures=shown,
            companies=frozenset({"norvik"}) if title else frozenset(),
        )

    given = GroupFigures()
    given.add(giving("article", title=True))
    assert given.told_as_filed(giving(kind, title=False), ["m:48210"]) is told


def test_chinese_articles_on_one_company_need_few_words_in_common() -> None:
    found = links(
        item(
            "a",
            0,
            "诺维克在河滩上铺了一层灯",
            "周六傍晚，车厂诺维克请一位画家在河滩上铺开灯带，灯带沿着水边绕了三圈，两小时后拆走。住在附近的人说，平日这里只有钓鱼的人，"
            "那天晚上停满了车，第二天草倒了一片，水边还有没收走的电线和纸杯。",
            lang="zh",
        ),
        item(
            "b",
            20,
            "诺维克的河滩灯带弄倒了草",
            "市里的办事员周日答复来信的人，画家布置灯带之前没有报备，已经请诺维克把剩下的电线清走，草什么时候能长回来，要请林业站的人去看。"
            "周一起河滩不再对外开放，钓鱼的人要绕到下游的小桥去，停车也改在桥头的空地上，那里还能再停十几辆。",
            lang="zh",
        ),
    )
    assert found["b"].story == found["a"].story
    assert found["b"].score < thresholds.JOIN_SHARED_LONG


@pytest.mark.parametrize(("title", "one_story"), [("诺维克散伙", True), ("诺维克第三季度业绩", False)])
def test_an_article_joins_the_line_that_its_lead_contains(title: str, one_story: bool) -> None:
    body = (
        "租车平台诺维克被传一夜之间散伙，第三季度业绩也不再公布。周六下午，总经理在信里写道，三个月的车租收不回来，两家投资人先后"
        "撤走，只好让大家先回家等消息。几名司机说，八月的工钱没有到账，押金也没有人提。车场当晚换了门锁。"
    )
    found = links(
        item("t", 0, title, lang="zh", kind="topic"),
        item("a", 2, "诺维克的信写到凌晨，车场换了门锁", body, lang="zh"),
    )
    assert (found["a"].story == found["t"].story) == one_story
