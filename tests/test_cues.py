"""Titles that report an answer: the cue, the stance, and what is only a demand for one."""

from __future__ import annotations

import pytest

from stories.speech import attribution, colons, cues, stances, subject_phrase


@pytest.mark.parametrize(
    ("title", "lang", "stance"),
    [
        ("诺维克至今没有就漏油作出任何说明", "zh", "silent"),
        ("诺维克对漏油一事保持沉默", "zh", "silent"),
        ("诺维克拒绝透露漏油数量", "zh", "decline"),
        ("诺维克拒不道歉", "zh", "deny"),
        ("诺维克向博主发出律师函", "zh", "deny"),
        ("诺维克就被拉踩对比报案", "zh", "deny"),
        ("遭约谈并被公开批评 诺维克致歉", "zh", "apologise"),
        ("诺维克发布致歉声明", "zh", "apologise"),
        ("诺维克表示绝不姑息", "zh", "promise"),
        ("诺维克称无力清理", "zh", "confirm"),
        ("诺维克向博主寄律师函", "zh", "deny"),
        ("诺维克回应“清理确实太慢”", "zh", "explain"),
        ("诺维克回应“漏油不赔”：深表歉意", "zh", "apologise"),
        ("诺维克回应网传“漏油”视频：并非本厂", "zh", "deny"),
        ("Norvik did not immediately respond to questions", "en", "silent"),
        ("Norvik stays silent on leak", "en", "silent"),
        ("Norvik refuses to say how much oil leaked", "en", "decline"),
        ("Norvik boss calls leak reports 'baseless'", "en", "deny"),
        ("Norvik fires back at leak claims", "en", "deny"),
        ("Norvik concedes oil leaked for weeks", "en", "confirm"),
    ],
)
def test_a_cue_has_the_stance_of_its_wording(title: str, lang: str, stance: str) -> None:
    found = cues.answer_in(title, lang)
    assert found is not None
    assert found.stance == stance


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("诺维克被要求道歉", "zh"),
        ("环保组织敦促诺维克公开道歉", "zh"),
        ("诺维克欠渔民一个道歉", "zh"),
        ("诺维克漏油别把道歉当公关", "zh"),
        ("诺维克致歉声明疑出自机器人", "zh"),
        ("诺维克道歉声明 机器味", "zh"),
        ("诺维克为什么不解释", "zh"),
        ("Norvik ought to say sorry", "en"),
        ("Norvik should be sorry", "en"),
    ],
)
def test_a_demanded_answer_is_no_answer(title: str, lang: str) -> None:
    assert cues.answer_in(title, lang) is None


@pytest.mark.parametrize(
    ("title", "lang", "stance"),
    [
        ("诺维克召回全部漏油车辆", "zh", "promise"),
        ("诺维克公布漏油当天记录", "zh", "explain"),
        ("诺维克法务部已报警", "zh", "deny"),
        ("Norvik to repay fishermen in full", "en", "promise"),
        ("Norvik stands by its tanks", "en", "deny"),
        ("Norvik takes full responsibility", "en", "apologise"),
        ("Norvik blames supplier for leak", "en", "explain"),
        ("诺维克悬赏征集漏油线索", "zh", "deny"),
        ("诺维克把漏油归咎于承运商", "zh", "deny"),
        ("诺维克涉事员工已被停职", "zh", "promise"),
        ("诺维克致全体渔民的一封信", "zh", "explain"),
        ("诺维克深夜发千字长文", "zh", "explain"),
        ("Norvik unfreezes payments to fishermen", "en", "promise"),
        ("Norvik rules out sabotage", "en", "deny"),
        ("Norvik chief to testify on leak", "en", "explain"),
    ],
)
def test_an_act_may_answer_but_is_no_answering_cue(title: str, lang: str, stance: str) -> None:
    assert cues.answer_in(title, lang) is None
    found = cues.answer_or_act_in(title, lang)
    assert found is not None
    assert found.plain_speech
    assert found.stance == stance


def test_quoted_words_after_a_colon_are_speech() -> None:
    found = colons.speech_in("Norvik: 'We got this wrong'", "en")
    assert found is not None
    assert (found.before, found.stance) == ("Norvik", "apologise")
    assert colons.speech_in("Oil leak: what we know", "en") is None
    assert colons.speech_in("Norvik: a timeline of the leak", "en") is None


@pytest.mark.parametrize(
    ("words", "lang", "stance"),
    [
        ("We have seen the report and will say more today.", "en", "holding"),
        ("We are looking into it.", "en", "holding"),
        ("We are looking into it and will refund everybody.", "en", "promise"),
        ("正在核实有关情况", "zh", "holding"),
        ("储罐运行正常", "zh", "explain"),
    ],
)
def test_announcing_a_later_answer_is_a_holding_answer(words: str, lang: str, stance: str) -> None:
    assert stances.stance_of(words, lang) == stance


@pytest.mark.parametrize(
    ("title", "lang", "stance"),
    [
        ("Norvik: we will pay for the clean-up", "en", "promise"),
        ("Norvik: no oil reached the beach", "en", "deny"),
        ("Norvik spokeswoman: our crews are at work", "en", "explain"),
        ("诺维克：没有大面积漏油", "zh", "deny"),
        ("诺维克：储罐运行正常", "zh", "explain"),
    ],
)
def test_words_after_a_colon_have_the_stance_they_begin_with(title: str, lang: str, stance: str) -> None:
    found = colons.speech_in(title, lang)
    assert found is not None
    assert found.stance == stance


@pytest.mark.parametrize(
    ("words", "lang", "own"),
    [
        ("", "zh", True),
        ("官方", "zh", True),
        ("客服深夜", "zh", True),
        ("法务部已", "zh", True),
        ("副总裁陈某", "zh", True),
        ("酒店就此", "zh", True),
        ("品牌部：", "zh", True),
        ("老板娘", "zh", True),
        (" press office", "en", True),
        ("车主", "zh", False),
        ("员工", "zh", False),
        ("骑手家属", "zh", False),
        (" boss Ada Nye", "en", True),
        ("'s lawyers", "en", True),
        (" customers", "en", False),
        (" rival Pedalo", "en", False),
    ],
)
def test_a_company_speaks_through_its_departments_and_officers(words: str, lang: str, own: bool) -> None:
    assert subject_phrase.is_organ(words, lang) is own


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("客服", True),
        ("公关负责人", True),
        ("官方深夜", True),
        ("辰星公关负责人", False),
        ("辰星研究中心", False),
    ],
)
def test_an_office_alone_is_the_subjects_unless_another_name_stands_before_it(words: str, own: bool) -> None:
    assert subject_phrase.is_office_alone(words, "zh") is own


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("'Our tanks were never full,' says Norvik's harbour boss", "deny"),
        ("We filled old tanks, admits Norvik's Lind", "confirm"),
        ("Tanks were old, Lind concedes to MPs", "confirm"),
        ("Of course we are sorry, snaps Norvik boss", "apologise"),
        ("“So very sorry”: Norvik buys full page in harbour paper", "apologise"),
        ("“We failed you”: Norvik chief on the leak", "apologise"),
        ("Norvik in grovelling apology to fishermen", "apologise"),
        ("Norvik clarifies it does not own the pier", "deny"),
        ("Norvik scotches talk of second leak", "deny"),
        ("Norvik nets critics' claims", "deny"),
        ("Norvik quadruples its estimate of leak", "correct"),
        ("Norvik says leak larger than first thought", "correct"),
        ("Norvik says earlier figure was wrong", "correct"),
        ("Norvik discloses second leak", "confirm"),
        ("Norvik says has no plans to close pier", "deny"),
        ("Norvik, angry fishermen reach settlement", "promise"),
        ("Norvik puts $3m into trust for families of divers", "promise"),
        ("Norvik ropes in lawyers to probe leak", "promise"),
        ("Norvik boss goes aboard ferry to say sorry", "apologise"),
        ("Norvik boss still so sorry over leak", "apologise"),
        ("Norvik refuses harbour's demand", "deny"),
        ("Norvik shocked by 'malicious' film", "deny"),
        ("No plan to close pier at Turin: Norvik to exchange", "deny"),
        ("Blogger aims to sow panic: Norvik chief", "deny"),
        ("There is no leak at the pier, Norvik's chief to tell MPs", "deny"),
        ("'Not the culprits': Norvik boss Ada Lind's odd leak claim", "deny"),
        ("Lind on wet filters: frost breaks pipes", "explain"),
        ("Norvik: film was designed to smear its divers", "deny"),
        ("Norvik CEO: 'I feel accountable'", "apologise"),
        ("Norvik alleges plot to sabotage pier", "deny"),
        ("Norvik says it 'moved too slowly'", "confirm"),
        ("We have 'full confidence' in tanks, says Norvik chief", "deny"),
        ("Norvik says tanks were '100% fit for oil'", "deny"),
        ("We let you down, Norvik boss tells divers", "apologise"),
        ("Norvik will let customers leave, Norvik chief says", "explain"),
        ("Norvik says its account was hacked", "deny"),
        ("Diver provoked crew: Norvik's letter to harbour board", "explain"),
        ("Norvik says has no notice of ban over leak", "explain"),
        ("There was no leak at the pier, Wells Norvik chief to tell MPs", "deny"),
        ("There Was No Leak At The Pier, Wells Norvik Chief Says", "deny"),
        ("No oil was lost, says Norvik boss over new film", "deny"),
        ("'No doubt': Norvik chief not backing down on pier", "deny"),
        ("Norvik could have closed valves faster: Norvik chief", "confirm"),
    ],
)
def test_english_headlines_are_read_by_grammar(title: str, stance: str) -> None:
    found = cues.answer_or_act_in(title, "en")
    assert found is not None
    assert found.stance == stance


@pytest.mark.parametrize(
    "title",
    [
        "Norvik pulls pumps, Harbour Board Says No",
        "Norvik sales up in harbour",
        "Norvik passes rival in cargo",
        "Data breach: Norvik",
        "What we know of the leak at the pier: Norvik denies fault",
        "Norvik founder hits back, calls his exit a mistake",
        "Norvik Founder Hits Back, Calls His Exit A Mistake",
    ],
)
def test_no_name_at_the_end_speaks(title: str) -> None:
    assert attribution.named_last(title, "en") is None


def test_an_answer_may_stand_in_a_later_clause() -> None:
    assert [later.strip() for later in attribution.later_clauses("Oil leak: Norvik denies fault", "en")] == [
        "Norvik denies fault"
    ]
    assert [
        later.strip() for later in attribution.later_clauses("Oil coats pier, firm says sorry", "en")
    ] == ["firm says sorry"]


def test_a_name_alone_before_a_colon_is_no_heading() -> None:
    assert list(attribution.later_clauses("FDA: Norvik knew of leak", "en")) == []
