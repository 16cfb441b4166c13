"""What looks like an answer and is none: remarks, demands, the claim's own source, results, old statements, silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import stories
from records import Figure, Person, Role
from stories.responses.non_answers import was_said_before
from tests.norvik import CLAIM_EN, NOW, START, WATCHLIST, answers, item, link, trending


def test_a_passing_remark_of_the_accused_is_no_answer() -> None:
    assert not answers(trending("b", 5, "诺维克面包车起火车主称很害怕"))[1:]


@pytest.mark.parametrize(
    "title",
    ["诺维克致歉信评论区翻车", "租车公司暂停使用诺维克面包车 起火后停运"],
    ids=["judged apology", "act of a customer"],
)
def test_what_others_think_or_do_is_no_answer(title: str) -> None:
    assert not answers(trending("b", 5, title))


@pytest.mark.parametrize(
    "title",
    ["诺维克被要求就面包车起火道歉", "诺维克副总裁称面包车起火那天很热", "诺维克门店称重不准 面包车起火后续"],
)
def test_demands_weights_and_passing_remarks_of_a_deputy_are_no_answers(title: str) -> None:
    assert not [a for a in answers(trending("b", 5, title)) if a.party == "own"]


@pytest.mark.parametrize(("words", "party"), [("会向上反映", None), ("涉事车辆已经封存", "own")])
def test_a_hotline_that_fobs_off_has_not_answered(words: str, party: str | None) -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", f"记者致电诺维克，客服人员称{words}。", lang="zh", quotes={
        words: {"speaker": "客服人员", "role": "客服人员", "organisation": "诺维克"},
    })  # fmt: skip
    assert [answer.party for answer in answers(told)] == ([party] if party else [])


@pytest.mark.parametrize(
    "source", ["people familiar with the matter", "a person close to the company", "the statement"]
)
def test_an_anonymous_source_is_no_answer(source: str) -> None:
    words = "the vans had failed two tests"
    told = item("told", 5, "Norvik vans: more fires in car parks", f"According to {source}, {words}.", quotes={
        words: {"speaker": source, "channel_kind": "statement"},
    })  # fmt: skip
    assert not link(CLAIM_EN, told).responses


def test_an_investors_question_is_no_reaction() -> None:
    asked = "did the vans pass their tests?"
    told = item("told", 5, "Norvik vans: investors ask on", f"An investor asked: {asked}", quotes={
        asked: {"speaker": "An investor", "channel_kind": "filing"},
    })  # fmt: skip
    assert not link(CLAIM_EN, told).responses


@pytest.mark.parametrize(("hours", "parties"), [(1, ["own"]), (9, ["own", "reaction"])])
def test_owners_words_before_the_company_speaks_are_the_claim(hours: float, parties: list[str]) -> None:
    seen = "the smoke came from under the seat"
    owner = item("owner", hours, "Norvik vans: smoke in car parks", f"An owner said {seen}.", quotes={
        seen: {"speaker": "An owner of a van", "channel_kind": "statement"},
    })  # fmt: skip
    words = "two vans were set on fire by strangers"
    told = item("told", 5, "Norvik says vans were set on fire", f"Norvik said {words}.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": "said"},
    })  # fmt: skip
    linked = link(CLAIM_EN, owner, told)
    assert [answer.party for answer in linked.responses] == parties


@pytest.mark.parametrize(
    ("speaker", "party"), [("a former Norvik engineer", None), ("the fire brigade", "reaction")]
)
def test_the_source_of_a_claim_does_not_answer_it_in_the_first_report(
    speaker: str, party: str | None
) -> None:
    words = "the vans had caught fire before"
    told = item("told", 0, "Norvik vans catch fire in car parks", f"{speaker} said {words}; police came.", quotes={
        words: {"speaker": speaker, "role": "police" if party else None},
    })  # fmt: skip
    linked = link(told)
    assert [answer.party for answer in linked.responses] == ([party] if party else [])


@pytest.mark.parametrize(
    ("cue", "stance", "party"),
    [("alleged", None, None), ("said", None, "reaction"), ("alleged", "correct", "reaction")],
)
def test_an_accuser_makes_the_claim_unless_it_is_withdrawn(
    cue: str, stance: str | None, party: str | None
) -> None:
    words = "the vans had caught fire before"
    told = item("told", 0, "Norvik vans catch fire in car parks", f"The road regulator {cue} {words}; police came.", quotes={
        words: {"speaker": "the road regulator", "cue": cue, "stance": stance},
    })  # fmt: skip
    linked = link(told)
    assert [answer.party for answer in linked.responses] == ([party] if party else [])


def test_the_accuser_in_a_long_post_without_a_title_does_not_answer_himself() -> None:
    words = "the brakes were never tested and everybody knew it"
    charge = "Norvik vans catch fire in car parks because nobody tested their brakes, alleges Bo Hill, who built them."
    post = item("post", 0, "", f"{charge} “{words},” he alleges.", kind="post",
                quotes={words: {"speaker": "Bo Hill", "role": "former engineer", "cue": "alleges"}})  # fmt: skip
    answer = item("answer", 5, "Norvik responds to vans that catch fire in car parks")
    linked = link(post, answer)
    assert linked.stories[0].claim_item == "post"
    assert [answer.party for answer in linked.responses] == ["own"]


@pytest.mark.parametrize(("cue", "told"), [("said", False), ("responded", True)])
def test_results_reported_during_a_claim_are_no_answer(cue: str, *, told: bool) -> None:
    words = "its net loss narrowed to 40 million euros as vans caught fire less often"
    report = item("told", 5, "Norvik vans: fewer fires in car parks", f"Norvik {cue} {words}.", quotes={
        words: {"speaker": "Norvik", "speaker_entity": "norvik", "cue": cue},
    })  # fmt: skip
    start = report.text.index("40 million")
    loss = Figure(
        start=start, end=start + 16, text="40 million euros", rule="test", metric="net_income", unit="EUR"
    )
    quotes = tuple(replace(quote, kind="indirect") for quote in report.reading.quotes)
    report = replace(report, reading=replace(report.reading, figures=(loss,), quotes=quotes))
    linked = link(CLAIM_EN, report)
    assert bool(linked.responses) == told


@pytest.mark.parametrize(
    ("body", "words", "answers_it"),
    [
        ("诺维克此前披露，去年交付7.6万辆。", "去年交付7.6万辆。", False),
        ("诺维克周四披露，去年交付7.6万辆。", "去年交付7.6万辆。", True),
        ("公司此前停产过两周，诺维克披露，去年交付7.6万辆。", "去年交付7.6万辆。", True),
        ("Its loss widened to 1.3 billion yuan, it reported last month.", "Its loss widened to 1.3 billion yuan", False),
        ("Its loss widened to 1.3 billion yuan, it reported.", "Its loss widened to 1.3 billion yuan", True),
    ],
)  # fmt: skip
def test_statements_before_the_affair_are_no_answers(body: str, words: str, answers_it: bool) -> None:
    lang, title, cue = (
        ("en", "Norvik vans catch fire in car parks", "reported")
        if body.isascii()
        else ("zh", "诺维克面包车停车场内起火", "披露")
    )
    at = len(title) + 2 + body.index(cue)
    said = {
        "speaker": "Norvik",
        "speaker_entity": "norvik",
        "cue": cue,
        "cue_start": at,
        "cue_end": at + len(cue),
    }
    found = answers(
        item("a", 5, title, body, lang=lang, quotes={words: said}), trending("b", 6, "诺维克面包车起火")
    )
    assert bool(found) is answers_it


def test_old_statements_and_those_of_former_staff_are_no_answers() -> None:
    gone = Person(
        id="gone",
        name="Rolf Gone",
        roles=(Role(company="norvik", title="chief executive", until=date(2031, 3, 1)),),
    )
    watchlist = replace(WATCHLIST, people=(*WATCHLIST.people, gone))
    claim = trending("claim", 0, "诺维克面包车停车场内起火")
    for entity, day in (
        ("ines", date(2031, 1, 20)),
        ("gone", date(2031, 2, 26)),
        ("ines", date(2031, 2, 26)),
    ):
        words = "It was an isolated event"
        text = item("a", 5, "Norvik vans catch fire: what we know", f"She said: “{words}”.",
                    quotes={words: {"speaker": "She", "speaker_entity": entity, "said_on": day}})  # fmt: skip
        told = stories.link([claim, text], watchlist=watchlist, now=NOW).responses
        assert bool([one for one in told if one.text == words]) == (entity == "ines" and day.month == 2)


@pytest.mark.parametrize(
    ("told", "before"),
    [
        ("The chief retracted the firm’s claim that no van burnt", True),
        ("Norvik took back its claim that no van burnt", True),
        ("Norvik’s earlier claim that no van burnt was untrue", True),
        ("Norvik’s claim that no van burnt came at noon", False),
    ],
)
def test_a_statement_that_is_taken_back_was_made_before(told: str, before: bool) -> None:
    cue = told.index("claim")
    words = {"rule": "claim", "cue": "claim", "cue_start": cue, "cue_end": cue + 5, "said_on": START.date()}
    article = item("told", 9, "", told, quotes={"no van burnt": {}})
    quote = replace(article.reading.quotes[0], kind="indirect", **words)
    assert was_said_before(quote, article) is before


def test_a_forecast_is_no_promise_and_a_future_day_no_date_of_speech() -> None:
    words = "随着规模扩大，亏损将会收窄。"
    (answer,) = answers(
        item("b", 2, "法尔克谈诺维克面包车停车场内起火", f"法尔克说：“{words}”", lang="zh",
             quotes={words: {"speaker": "法尔克", "speaker_entity": "ines", "said_on": date(2031, 3, 9)}}),
    )  # fmt: skip
    assert (answer.stance, answer.claimed_on) == ("explain", None)
    assert answer.text == words


def test_satire_joins_no_story() -> None:
    jest = item(
        "jest", 5, "Satire: Norvik Motors sells van fires as a feature", "“Warm seats,” a spokesman said."
    )
    claim = item("claim-en", 1, "Norvik Motors vans catch fire in a car park")
    linked = link(claim, jest)
    assert len(linked.stories) == 2
