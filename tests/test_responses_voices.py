"""Whose word it is: the speaker decides, not the wording. The company's own, or somebody else's reaction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import Mention
from stories.speech import speakers
from tests.norvik import CLAIM_EN, answers, item, link, trending


def test_another_companys_head_office_speaks_for_itself() -> None:
    found = answers(trending("b", 5, "便利店总部回应下架诺维克面包车"))
    assert [answer.party for answer in found] == ["reaction"]


@pytest.mark.parametrize(
    ("title", "party"),
    [
        ("诺维克官方回应面包车起火", "own"),
        ("诺维克客服称起火面包车可免费检测", "own"),
        ("诺维克召回起火面包车", "own"),
        ("诺维克法务部就起火面包车报警", "own"),
        ("诺维克员工回应面包车起火", "reaction"),
        ("泰瑟拉接受诺维克面包车起火道歉", "reaction"),
    ],
)
def test_a_company_answers_through_its_departments_and_acts(title: str, party: str) -> None:
    (found,) = answers(trending("answer", 5, title))
    assert found.party == party


def test_a_rivals_words_are_a_reaction() -> None:
    words = "We have never had a fire"
    (found,) = answers(
        item("a", 5, "Norvik vans catch fire in car parks", f"Brandt said: “{words}”.",
             quotes={words: {"speaker": "Otto Brandt", "speaker_entity": "otto"}}),
        trending("b", 6, "诺维克面包车起火"),
    )  # fmt: skip
    assert found.party == "reaction"
    assert found.company is None


@pytest.mark.parametrize(
    ("speaker", "organisation", "answered"),
    [
        ("a spokesman for Norvik", None, True),
        ("a spokesman for the Ednorvik museum", None, False),
        ("Ada Moss", "Norvik-Porto Vans", True),
        ("Ada Moss", "Norvikshire University", False),
        ("陆遥", "诺维克汽车公司", True),
    ],
)
def test_a_companys_name_within_another_word_is_not_its_name(
    speaker: str, organisation: str | None, answered: bool
) -> None:
    words = "These vans were never safe to drive"
    told = item("told", 5, "诺维克面包车停车场内起火：后续", f"“{words},” {speaker} said.", lang="zh",
                quotes={words: {"speaker": speaker, "role": "spokesman", "organisation": organisation}})  # fmt: skip
    assert [answer.party for answer in answers(told)] == ["own"] * answered


@pytest.mark.parametrize(
    ("speaker", "named"),
    [("Elsa Norvik Motors", "Elsa Norvik Motors"), ("Officials at Norvik Motors", "Norvik Motors")],
)
def test_who_bears_the_companys_name_is_shown_by_his_own(speaker: str, named: str) -> None:
    words = "These vans were never safe to drive"
    told = item("told", 5, "诺维克面包车停车场内起火：后续", f"“{words},” {speaker} said.", lang="zh",
                quotes={words: {"speaker": speaker, "role": "chairman", "organisation": "Norvik Motors"}})  # fmt: skip
    (answer,) = answers(told)
    assert (answer.party, answer.responder) == ("own", named)


def test_an_unlisted_officer_of_a_watched_rival_reacts() -> None:
    told = item("told", 3, "诺维克面包车停车场内起火", "“面包车不该冒烟。”泰瑟拉市场总监段皓写道。", lang="zh", quotes={
        "面包车不该冒烟。": {"speaker": "段皓", "role": "市场总监", "organisation": "泰瑟拉"},
    })  # fmt: skip
    assert [answer.party for answer in answers(told)] == ["reaction"]


def test_an_unnamed_spokesperson_speaks_for_the_company() -> None:
    words = "We are looking into it"
    (found,) = answers(
        item("a", 5, "诺维克面包车停车场内起火", f"“{words}”", lang="zh",
             quotes={words: {"speaker": "a spokesperson", "organisation": "Norvik", "role": "spokesperson"}})
    )  # fmt: skip
    assert found.party == "own"
    assert found.company == "norvik"


@pytest.mark.parametrize(
    ("role", "speaker"),
    [
        ("employee", "A Norvik employee"),
        ("manager", "A former Norvik manager"),
        (None, "Norvik dealers"),
        ("engineer", "a Norvik engineer"),
        ("员工", "一名自称诺维克员工的网友"),
    ],
)
def test_workers_and_dealers_do_not_speak_for_a_company(role: str | None, speaker: str) -> None:
    said = {"It was the cable.": {"role": role, "organisation": "Norvik", "speaker": speaker}}
    lang = "en" if speaker.isascii() else "zh"
    found = answers(
        item("report", 6, "诺维克面包车停车场内起火", "It was the cable.", lang=lang, quotes=said)
    )
    assert "own" not in [answer.party for answer in found]


@pytest.mark.parametrize(
    ("role", "body", "party"),
    [
        ("chief medical officer", "“The study is wrong,” chief medical officer Paul Renner said.", "own"),
        ("police chief", "“The study is wrong,” police chief Paul Renner said.", "reaction"),
        ("analyst", "“The study is wrong,” analyst Paul Renner said.", "reaction"),
        ("chief medical officer", "“The study is wrong,” Paul Renner said. Tessera Auto makes vans, too.", "reaction"),
        ("chief executive", "A guild asked for a recall. “The study is wrong,” its chief executive Paul Renner said.", "reaction"),
        ("vice president", "“The study is wrong,” said Paul Renner, vice president for vans.", "own"),
        ("vice president", "“The study is wrong,” vice president Paul Renner said.", "reaction"),
        ("president", "“The study is wrong,” said Paul Renner, the guild’s president.", "reaction"),
        ("head", "“The study is wrong,” said Paul Renner, the head of communications.", "own"),
        ("head", "“The study is wrong,” said Paul Renner, head of communications for customers.", "reaction"),
        ("chief executive", "“The study is wrong,” said Paul Renner, chief executive of Ofgas.", "reaction"),
        ("spokesman", "“The study is wrong,” said Paul Renner, a spokesman.", "own"),
        ("spokesman", "“The study is wrong,” said Paul Renner, a spokesman for the mayor.", "reaction"),
        ("spokesman", "A crowd came.\n\nIt rained.\n\n“The study is wrong,” said Paul Renner, a spokesman.", "reaction"),
    ],
)  # fmt: skip
def test_an_officer_speaks_for_the_company_named_last(role: str, body: str, party: str) -> None:
    title = "Norvik vans catch fire in car parks"
    at = len(title) + 2 + body.index("Paul")
    said = {
        "role": role,
        "speaker": "Paul Renner",
        "speaker_start": at,
        "speaker_end": at + 11,
        "responds_to": "a study",
    }
    found = answers(
        item("a", 5, title, body, quotes={"The study is wrong": said}), trending("b", 6, "诺维克面包车起火")
    )
    assert [answer.party for answer in found if answer.responder == "Paul Renner"] == [party]


def test_an_unnamed_officer_is_the_only_one_named_in_the_text() -> None:
    head, words = "some vans had burnt", "I should have known that vans burn"
    told = item(
        "wire", 5, "Norvik Motors speaks of van fire",
        f"{head}, its chief executive said on Monday.\n\n“{words},” Ines Falk said.",
        quotes={
            head: {"speaker": "its chief executive", "role": "chief executive", "organisation": "Norvik Motors"},
            words: {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief executive"},
        },
    )  # fmt: skip
    assert {answer.responder_entity for answer in answers(told)} == {"ines"}


def test_a_title_with_the_office_means_its_holder() -> None:
    post = item(
        "post", 20, "", "是我们错了，对不起大家。", lang="zh", kind="post", entity="ines", platform="weibo"
    )
    company = trending("company", 2, "诺维克就面包车起火道歉")
    title = trending("title", 21, "诺维克chief executive就面包车起火道歉")
    told = {
        carrier: answer.responder_entity
        for answer in answers(post, company, title)
        for carrier in answer.carriers
    }
    assert told == {"post": "ines", "company": "norvik", "title": "ines"}


def test_an_officer_who_says_other_words_is_not_the_speaker_of_the_companys() -> None:
    said, new, seats = "更换座椅", "it would change its seats", "There are vans with better seats than ours"
    company = {"speaker": "Norvik", "speaker_entity": "norvik"}
    letter = item(
        "letter", 5, "Norvik writes to owners of vans", f"“{new},” Norvik said.", quotes={new: company}
    )
    told = item("told", 6, "诺维克致信车主", f"诺维克称，将{said}。", lang="zh", quotes={said: company})
    both = item("both", 7, "Norvik to change seats", f"Norvik said {new}. “{seats},” Ines Falk, its chief executive, first said.",
                quotes={new: company, seats: {"speaker": "Ines Falk", "speaker_entity": "ines", "role": "chief executive"}})  # fmt: skip
    summed_up, quoted = both.reading.quotes
    both = replace(both, reading=replace(both.reading, quotes=(replace(summed_up, kind="indirect"), quoted)))
    (answer,) = [one for one in answers(letter, told, both) if "both" in one.carriers]
    assert (answer.text, answer.responder_entity, answer.role) == (new, "norvik", None)


LETTER = "We are sorry to tell you that a van of yours may burn"


@pytest.mark.parametrize(
    ("behind", "whose"),
    [
        ("the e-mail, signed by customer director Neil Farr, says.", ("own", "norvik")),
        ("a letter to drivers said.", ("own", "norvik")),
        ("a driver wrote.", None),
    ],
)
def test_an_apologetic_letter_belongs_to_the_only_company_of_a_text(
    behind: str, whose: tuple[str, str] | None
) -> None:
    told = item(
        "wire", 5, "Drivers of Norvik Motors are written to after van fire", f"“{LETTER},” {behind}",
        quotes={LETTER: {"stance": "apologise"}},
    )  # fmt: skip
    assert [(a.party, a.responder_entity) for a in answers(told)] == ([whose] if whose else [])


def test_the_boards_words_in_a_filing_are_the_companys_and_a_banks_release_is_a_reaction() -> None:
    ours, theirs = "No van has burned", "There is no basis for this"
    found = answers(
        item("ours", 2, "Norvik response to reports of burning vans", f"The Board confirms: {ours}.", kind="filing", entity="norvik",
             quotes={ours: {"speaker": "The Board"}}),
        item("theirs", 3, "Bank of Albion statement on Norvik vans on fire", f"Governor Ruth Ainsley said: {theirs}.", kind="release",
             quotes={theirs: {"speaker": "Ruth Ainsley", "role": "Governor"}}),
    )  # fmt: skip
    told = {answer.text: (answer.party, answer.responder_entity) for answer in found}
    assert told[ours] == ("own", "norvik")
    assert told[theirs] == ("reaction", None)


def test_an_authoritys_notice_is_not_the_companys_and_a_routine_notice_no_answer() -> None:
    title = "关于诺维克面包车停车场内起火情况的通报"
    notice = replace(item("notice", 5, title, lang="zh", kind="release"), source="住建局")
    (told,) = [answer for answer in answers(notice) if "notice" in answer.carriers]
    assert (told.party, told.responder) == ("reaction", "住建局")
    plain = item(
        "plain", 500, "诺维克关于2031年公司债券付息的公告", lang="zh", kind="filing", entity="norvik"
    )
    assert not link(plain).responses


def test_a_union_that_bears_the_companys_name_is_no_other_company() -> None:
    told = item("told", 5, "Norvik vans: more fires in car parks", "Norvik Workers' Union spoke. “We are sorry,” Chief Operating Officer Kit Rao said.", quotes={
        "We are sorry": {"speaker": "Kit Rao", "role": "Chief Operating Officer"},
    })  # fmt: skip
    start = told.text.index("Norvik Workers")
    union = Mention(start=start, end=start + 21, text="Norvik Workers' Union", label="ORG")
    told = replace(told, reading=replace(told.reading, mentions=(*told.reading.mentions, union)))
    linked = link(CLAIM_EN, told)
    assert [(answer.party, answer.responder) for answer in linked.responses] == [("own", "Kit Rao")]


@pytest.mark.parametrize(("channel", "reacts"), [("statement", True), (None, False)])
def test_an_unlisted_party_reacts_by_a_statement(channel: str | None, reacts: bool) -> None:
    words = "Our valves were tested twice"
    told = item("told", 5, "Norvik van fires: valve maker speaks", f"“{words},” Kelda Valves said.", quotes={
        words: {"speaker": "Kelda Valves", "channel_kind": channel},
    })  # fmt: skip
    linked = link(CLAIM_EN, told)
    assert [answer.party for answer in linked.responses] == (["reaction"] if reacts else [])


def test_whoever_is_in_charge_of_investors_or_customers_is_none_of_them() -> None:
    assert not speakers.lacks_authority("vice president of investor relations", "en")
    assert speakers.lacks_authority("investors in Norvik", "en")
    assert not speakers.is_third_party("head of customer relations", "en")


def test_a_body_that_is_named_after_an_officer_takes_no_word_from_the_company() -> None:
    told = item("told", 5, "Norvik vans catch fire in car parks", "“The study is wrong,” chief medical officer Paul Renner said. The Drivers’ Guild met.", quotes={
        "The study is wrong": {"speaker": "Paul Renner", "role": "chief medical officer"},
    })  # fmt: skip
    at = told.text.index("Paul")
    guild = told.text.index("Drivers’ Guild")
    quote = replace(told.reading.quotes[0], speaker_start=at, speaker_end=at + 11)
    named = Mention(start=guild, end=guild + 14, text="Drivers’ Guild", label="ORG")
    told = replace(
        told,
        reading=replace(told.reading, quotes=(quote,), mentions=(*told.reading.mentions, named)),
    )
    assert [answer.party for answer in link(CLAIM_EN, told).responses] == ["own"]


def test_who_is_listed_for_another_company_speaks_for_that_one_whatever_organisation_was_read() -> None:
    words = "We have never had a fire"
    told = item("told", 5, "Norvik vans: more fires in car parks", f"Brandt said: “{words}”.", quotes={
        words: {"speaker": "Otto Brandt", "speaker_entity": "otto", "organisation": "Norvik"},
    })  # fmt: skip
    assert [answer.party for answer in link(CLAIM_EN, told).responses] == ["reaction"]


@pytest.mark.parametrize(
    ("speaker", "entity"),
    [("该公司公关负责人", "norvik"), ("该部门工作人员", "norvik"), ("负责人于澄", None), ("总经理", None)],
)
def test_whoever_speaks_for_a_company_without_a_name_is_the_company(speaker: str, entity: str | None) -> None:
    words = "没有停产"
    told = item("told", 3, "诺维克被指停产", f"于澄也在。{speaker}称{words}。", lang="zh", quotes={
        words: {"speaker": speaker, "role": "负责人", "organisation": "诺维克", "stance": "deny"},
    })  # fmt: skip
    at = told.text.index("于澄")
    person = Mention(start=at, end=at + 2, text="于澄", label="PERSON")
    told = replace(told, reading=replace(told.reading, mentions=(*told.reading.mentions, person)))
    found = link(told).responses
    assert [(answer.party, answer.responder_entity) for answer in found] == [("own", entity)]
