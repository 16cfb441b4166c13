"""Posts, filings and releases that answer, and what an article reports without quoting it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records import Interval
from stories.items.roster import Roster
from stories.responses import gathering
from tests.norvik import CLAIM, START, WATCHLIST, answers, item, link


@pytest.mark.parametrize("kind", ["filing", "release"])
def test_a_filing_answers_with_the_sentence_about_the_claim(kind: str) -> None:
    claim = item("claim-en", 0, "Norvik to delay van plant in Porto, sources say")
    sentence = "The Company now expects production at its Porto plant in 2033."
    body = f"Sales were 40 million euros. {sentence} The board has met."
    filed = item("filed", 8, "Norvik 6-K: report of foreign issuer", body, kind=kind, entity="norvik")
    tie = item("tie", 9, "Norvik confirms delay of van plant in Porto", f"“{sentence}” Norvik filed.")
    linked = link(claim, filed, tie)
    (answer,) = [
        candidate
        for candidate in gathering.of_item(filed, linked.stories[0], Roster(WATCHLIST))
        if candidate.rule == "responses/release"
    ]
    assert (answer.text, answer.channel_kind, answer.voice.entity) == (
        sentence,
        "filing" if kind == "filing" else "statement",
        "norvik",
    )
    silent = item(
        "other", 8, "Norvik 6-K: report", "Sales were 40 million euros.", kind=kind, entity="norvik"
    )
    assert not list(gathering.of_item(silent, linked.stories[0], Roster(WATCHLIST)))


@pytest.mark.parametrize(
    ("title", "answered"), [("关于媒体报道的说明公告", True), ("关于利润分配方案的公告", False)]
)
def test_a_notice_whose_title_says_that_it_answers_needs_no_word_of_the_claim(
    title: str, *, answered: bool
) -> None:
    claim = item("claim", 0, "诺维克面包车起火", lang="zh", kind="topic")
    sentence = "公司已封存两批电池。"
    filed = item(
        "filed", 8, title, f"{sentence}公司将于五月召开股东会。", lang="zh", kind="filing", entity="norvik"
    )
    linked = link(claim)
    found = gathering.of_item(filed, linked.stories[0], Roster(WATCHLIST))
    assert [(one.voice.party, one.text) for one in found] == ([("own", sentence)] if answered else [])


def test_a_release_that_answers_point_by_point_denies() -> None:
    facts = "All vans were counted.", "Each fire was looked into by others."
    body = f"Claim: 57 vans were left out. Fact: {facts[0]}\n\nClaim: Fires were hidden. Fact: {facts[1]}"
    release = item(
        "release",
        9,
        "Norvik vans catch fire: Norvik responds to a short seller",
        body,
        kind="release",
        entity="norvik",
    )
    (told,) = answers(release)
    assert (told.text in facts, told.stance, told.responder_entity) == (True, "deny", "norvik")


def test_words_in_a_companys_release_are_dated_by_it() -> None:
    words = "Owners deserve better than this"
    release = item("release", 9, "Norvik vans catch fire: a statement", f"“{words},” said Ines Falk.", kind="release", entity="norvik",
                   quotes={words: {"speaker": "Ines Falk", "speaker_entity": "ines"}})  # fmt: skip
    (told,) = [answer for answer in answers(release) if answer.responder_entity == "ines"]
    assert (told.responded.not_before, told.channel_kind) == (release.at, "statement")


@pytest.mark.parametrize(
    ("seen", "latency_range"),
    [
        (Interval(not_before=None, not_after=START + timedelta(hours=9)), (None, 10 * 3600)),
        (Interval(not_before=START, not_after=START + timedelta(hours=9)), (0, 10 * 3600)),
    ],
    ids=["undated", "only its day is known"],
)
@pytest.mark.parametrize("kind", ["post", "release"])
def test_what_is_published_at_an_unknown_hour_is_no_answer_to_the_minute(
    kind, seen, latency_range: tuple[int | None, int]
) -> None:
    words = "烧毁面包车的车主应当得到更好的对待"
    body = words if kind == "post" else f"法尔克表示：“{words}。”"
    told = item("told", 9, "" if kind == "post" else "诺维克面包车停车场内起火：声明", body, lang="zh", kind=kind, seen=seen,
                entity="ines" if kind == "post" else "norvik",
                quotes={words: {"speaker": "法尔克", "speaker_entity": "ines"}} if kind == "release" else {})  # fmt: skip
    quoting = item("quoting", 8, "诺维克面包车停车场内起火，车主不满", f"法尔克写道：“{words}。”", lang="zh",
                   quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "channel_kind": "post"}})  # fmt: skip
    (answer,) = [one for one in answers(told) if one.responder_entity == "ines"]
    assert answer.responded == seen
    assert (answer.latency_min, answer.latency_max) == latency_range
    (both,) = [one for one in answers(told, quoting) if one.responder_entity == "ines"]
    assert both.responded.not_after == quoting.at
    assert set(both.carriers) == {"told", "quoting"}


def test_a_release_belongs_to_the_story_whose_texts_quote_it() -> None:
    said = "we now believe that some drawings have been copied and are telling those concerned"
    told = item("told", 5, "Norvik vans catch fire", f"“{said},” a spokeswoman said.",
                quotes={said: {"speaker": "a spokeswoman", "role": "spokeswoman", "organisation": "Norvik"}})  # fmt: skip
    own = item("own", 4, "Statement", f"As a result, {said}.", kind="release", entity="norvik")
    linked = link(CLAIM, own, told)
    assert {entry.item for entry in linked.stories[0].links} >= {"own", "told"}


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("en", "Norvik has apologised to drivers and paid for a week of cabs. Police came.", "Norvik has apologised to drivers and paid for a week of cabs"),
        ("en", "Ines Falk, its chief executive, later apologized. Police came.", "Ines Falk, its chief executive, later apologized"),
        ("zh", "当晚，诺维克已就此事向车主致歉并承诺退款。警方到场。", "诺维克已就此事向车主致歉并承诺退款"),
        ("en", "The chief executive of Norvik has apologised. Police came.", "The chief executive of Norvik has apologised"),
        ("en", "A supplier of Norvik has apologised. Police came.", None),
        ("en", "Norvik refused to apologise. Police came.", None),
        ("en", "Tessera apologised to Norvik. Police came.", None),
        ("zh", "车主要求诺维克公开道歉信。警方到场。", None),
        ("zh", "诺维克运营总监梁志今早见记者，就起火向车主致歉。警方到场。", "诺维克运营总监梁志今早见记者，就起火向车主致歉"),
        ("zh", "诺维克被多家媒体要求尽快向车主致歉。警方到场。", None),
    ],
)  # fmt: skip
def test_a_reported_apology_is_an_answer(lang: str, body: str, words: str | None) -> None:
    claim = item("claim-en", 0, "Norvik vans catch fire in car parks") if lang == "en" else CLAIM
    title = "Norvik vans: more fires in car parks" if lang == "en" else "诺维克面包车停车场内又起火"
    linked = link(claim, item("told", 5, title, body, lang=lang))
    own = [
        (answer.text, answer.stance, answer.document) for answer in linked.responses if answer.party == "own"
    ]
    assert own == ([(words, "apologise", "told")] if words else [])


def test_a_reported_apology_is_kept_beside_quotations() -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", "诺维克表示“车辆已用了两年”。诺维克公开致歉。", lang="zh", quotes={
        "车辆已用了两年": {"speaker": "诺维克", "speaker_entity": "norvik", "organisation": "诺维克"},
    })  # fmt: skip
    story = link(CLAIM, told).stories[0]
    found = gathering.of_item(told, story, Roster(WATCHLIST))
    assert [(one.voice.entity, one.stance, one.rule) for one in found] == [
        ("norvik", "explain", "responses/quote/test"),
        ("norvik", "apologise", "responses/reported"),
    ]


def test_an_answer_told_in_the_reporters_words_counts_once_and_not_what_the_title_says() -> None:
    told = item(
        "told",
        3,
        "Norvik vans catch fire in Porto car park",
        "Norvik rejected a recall of its vans on Monday.\n\nTwo cars burned. In a letter, Norvik has denied the claims."
        " Norvik also disputed the count. Last year Norvik had admitted another fault.\n\nTessera denied any part in it.",
    )
    (story,) = link(told).stories
    assert story.claim == told.title
    found = [one for one in gathering.of_item(told, story, Roster(WATCHLIST)) if one.voice.party == "own"]
    assert [(one.text, one.stance) for one in found] == [("Norvik has denied the claims", "deny")]
