"""Who speaks where a text gives a firm's office and no name: from the text, else from the watch list on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from readers import quotes, reader

from records import Company, Person, Role, Watchlist

WATCHED = Watchlist(
    companies=(Company(id="orvane", name="Orvane Motor", aliases=("Orvane", "澳远汽车", "澳远")),),
    people=(
        Person(
            id="mo-lan",
            name="Mo Lan",
            aliases=("莫岚",),
            roles=(Role(company="orvane", title="founder and CEO", since=date(2016, 1, 1), until=date(2023, 6, 30)),),
        ),
        Person(
            id="qi-shu",
            name="Qi Shu",
            aliases=("齐澍",),
            roles=(Role(company="orvane", title="chief executive", since=date(2023, 7, 1)),),
        ),
        Person(id="ann-roe", name="Ann Roe", roles=(Role(company="orvane", title="vice president"),)),
        Person(id="bo-wu", name="Bo Wu", roles=(Role(company="orvane", title="vice president"),)),
    ),
)  # fmt: skip


def speakers(
    text: str, published: str = "2024-08-22T09:00:00+08:00", watched: Watchlist = WATCHED
) -> list[Any]:
    return [
        (quote["speaker"], quote.get("speaker_entity"))
        for quote in quotes(text, published=published, watchlist=watched)
    ]


@pytest.mark.parametrize(
    ("text", "published", "speaker"),
    [
        ("Orvane CEO says the plant will reopen in March", "2024-08-22T09:00:00Z", ("Qi Shu", "qi-shu")),
        ("Orvane CEO says the plant will reopen in March", "2022-08-22T09:00:00Z", ("Mo Lan", "mo-lan")),
        ("Orvane Motor's chief executive said the plant would reopen.", "2024-08-22T09:00:00Z", ("Qi Shu", "qi-shu")),
        ("澳远汽车CEO：常州工厂三月复工", "2024-08-22T09:00:00Z", ("齐澍", "qi-shu")),
        ("澳远首席执行官回应停产：工厂三月复工", "2024-08-22T09:00:00Z", ("齐澍", "qi-shu")),
    ],
)  # fmt: skip
def test_who_held_the_office_on_the_day(text: str, published: str, speaker: tuple[str, str]) -> None:
    assert speakers(text, published) == [speaker]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orvane vice president says the plant will reopen in March", "Orvane vice president"),
        ("Former Orvane CEO says the plant will reopen in March", "Former Orvane CEO"),
        ("Bellmoor CEO says the plant will reopen in March", "Bellmoor CEO"),
    ],
)
def test_an_office_that_two_may_hold_or_that_is_another_names_nobody(text: str, name: str) -> None:
    assert [speaker for speaker, _ in speakers(text)] == [name]


def test_whom_the_text_names_in_the_office() -> None:
    text = (
        "Bellmoor CEO says pans will cost more\n\n"
        "Jane Dorr, chief executive of Bellmoor Corp, said steel was dear. The company's CEO said wages had risen. "
        "The Orvane CEO said his company was not affected."
    )
    assert [name for name, _ in speakers(text, watched=Watchlist())] == [
        "Jane Dorr", "Jane Dorr", "Jane Dorr", "The Orvane CEO",
    ]  # fmt: skip


def test_two_in_one_office_are_nobody_by_name() -> None:
    text = (
        "Bellmoor CEO says pans will cost more\n\nJane Dorr, chief executive of Bellmoor, said steel was dear. "
        "Piet Holm, chief executive of Bellmoor until May, said it was not."
    )
    assert speakers(text, watched=Watchlist())[0] == ("Bellmoor CEO", None)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("澳远汽车发言人表示，工厂照常开工。", "orvane"),
        ("澳远汽车客服表示，会在两天内退款。", "orvane"),
        ("澳远汽车员工表示，工厂经常加班。", None),
        ("澳远汽车经销商称已经停止发货。", None),
        ("一名自称澳远汽车员工的网友发文称，工厂经常加班。", None),
    ],
)
def test_who_is_called_by_a_firm_is_not_always_its_voice(text: str, entity: str | None) -> None:
    assert [found for _, found in speakers(text)] == [entity]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("British retailer Pemberly said it would appeal.", ("Pemberly", "pemberly")),
        ("A spokesperson for Pemberly said the ruling was wrong.", ("A spokesperson for Pemberly", None)),
        ("Pemberly Group said it was sorry.\n\nThe tills are back, the British retailer said.", ("Pemberly Group", "pemberly")),
        ("Pemberly Group said it was sorry.\n\nThe tills are back, the larger retailer said.", ("the larger retailer", None)),
        ("10月6日，日本澳远汽车承认，测试造假。", ("澳远汽车", "orvane")),
    ],
)  # fmt: skip
def test_a_firms_name_behind_what_it_is_names_the_speaker(text: str, speaker: tuple[str, str | None]) -> None:
    watched = Watchlist(
        companies=(*WATCHED.companies, Company(id="pemberly", name="Pemberly", aliases=("Pemberly Group",))),
        people=WATCHED.people,
    )
    assert speakers(text, watched=watched)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The bank said sorry. Tracker NetPulse put it at 4 million.\n\nThe regulator said it was in contact.", ("The regulator", None)),
        ("The Water Authority fined Orvane.\n\nThe regulator said it was in contact.", ("Water Authority", None)),
    ],
)  # fmt: skip
def test_the_regulator_is_no_firm_that_was_named(text: str, speaker: tuple[str, str | None]) -> None:
    assert speakers(text)[-1] == speaker


def test_what_a_headline_says_is_disputed_is_not_claimed_by_who_disputes_it() -> None:
    assert speakers("Orvane disputes claim that dead courier worked 14-hour days") == []
    assert speakers("Residents claim that the water smells.") == [("Residents", None)]


def test_a_spokesperson_speaks_for_the_bank_that_is_called_so() -> None:
    text = "Orvane Bank said it was sorry.\n\nThe bank said many were hit.\n\n“We know,” a spokesperson said."
    (*_, last) = quotes(text, published="2024-08-22T00:00:00Z")
    assert (last["speaker"], last["organisation"]) == ("a spokesperson", "Orvane Bank")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The crews left their posts at night”, added Reuters.", "Reuters"),
        (
            "Trains stopped in Rotterdam.\n\nThe city said they would run again on Monday.",
            "Rotterdam",
        ),
        (
            "Trains stopped in the Netherlands.\n\nThe city said they would run again on Monday.",
            "The city",
        ),
        (
            "Local woman claims council lost her letters\n\nIda Holm, a local woman from Tarn, moved out in May.",
            "Ida Holm",
        ),
        (
            "Local man claims council lost his letters\n\nIda Holm, a clerk from Tarn, moved out in May.",
            "Local man",
        ),
    ],
)
def test_a_speaker_is_called_by_the_name_that_the_text_has_for_him(text: str, speaker: str) -> None:
    assert [name for name, _ in speakers(text, watched=Watchlist())] == [speaker]


def test_the_airline_of_the_sentence_before_is_it() -> None:
    watchlist = Watchlist(companies=(Company(id="calder", name="Calder Air", watch="own"),), people=())
    text = (
        "A Calder Air jet turned back to Oslo on Monday.\n\nFlight CA417 landed safely, airport spokesman Piet Kranz said.\n\n"
        "The airline apologised for the delay. “We are helping the Accident Bureau,” it said."
    )
    *_, quote = reader(watchlist).read(text, lang="en").quotes
    assert quote.speaker_entity == "calder"


@pytest.mark.parametrize(
    ("role", "entity"), [("首席执行官", "helen-marsh"), ("首席财务官", None), ("时任首席执行官", None)]
)
def test_a_name_spelt_by_its_sound_is_the_officers_whom_the_list_names(role: str, entity: str | None) -> None:
    watchlist = Watchlist(
        companies=(Company(id="calder", name="Calder Air", aliases=("卡尔德航空",)),),
        people=(
            Person(
                id="helen-marsh",
                name="Helen Marsh",
                roles=(Role(company="calder", title="chief executive", since=date(2024, 1, 1)),),
            ),
        ),
    )
    text = f"卡尔德航空{role}海伦·马什表示，“延迟不等于跳过。”"
    (quote,) = reader(watchlist).read(text, lang="zh").quotes
    assert quote.speaker_entity == entity


def test_it_is_the_account_that_took_its_post_down_and_no_bank_that_it_named() -> None:
    text = (
        "The anonymous account that claimed that Halden Bank was limiting withdrawals deleted its post on Thursday.\n\n"
        "“I got this one wrong,” it wrote. “I am sorry.”"
    )
    quotes = reader().read(text, lang="en").quotes
    assert {quote.speaker for quote in quotes if quote.kind == "direct"} == {"The anonymous account"}


def test_a_spokeswoman_for_the_bank_speaks_for_the_one_that_spoke_before() -> None:
    text = "Halden Bank said on Monday its app was down.\n\n“There are no limits,” a spokeswoman for the bank said."
    *_, quote = reader().read(text, lang="en").quotes
    assert quote.organisation == "Halden Bank"


def test_the_companys_head_is_the_only_companys_of_the_text() -> None:
    watchlist = Watchlist(
        companies=(Company(id="lumen", name="Lumenroot"),),
        people=(
            Person(id="maya", name="Maya Feld", roles=(Role(company="lumen", title="co-founder and CEO"),)),
        ),
    )
    text = "Lumenroot宣布裁员212人。公司CEO玛雅·费尔德在内部信中写道：“招人的节奏是我判断错了。”"
    (quote,) = [one for one in reader(watchlist).read(text, lang="zh").quotes if one.kind == "direct"]
    assert quote.speaker_entity == "maya"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A lawyer said on Monday the talks had failed. “Nobody was harmed,” he said.", "A lawyer"),
        ("A neighbor said the dog barked all night. “It never stops,” she said.", "A neighbor"),
        ("The committee said on Monday that it had met. “Nobody was harmed,” she said.", "she"),
        ("The statement said the plant would close. “We are sorry,” he said.", "he"),
    ],
)
def test_he_and_she_stand_for_people_without_a_name_and_for_no_body_and_no_paper(
    text: str, speaker: str
) -> None:
    assert speakers(text)[-1] == (speaker, None)
