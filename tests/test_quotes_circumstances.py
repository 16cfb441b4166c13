"""What stands around a quotation: the nearest channel counts, and a day that somebody tells of is not the day of telling."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
import readers

from nlp.quotes.stance import stance_of

quotes = partial(readers.quotes, published="2026-05-12T10:00:00Z")


def test_a_channel_of_the_sentence_before_counts_only_where_this_one_names_none() -> None:
    both = quotes(
        "Bellmoor said in a filing to the exchange that sales had doubled. Jane Dorr, its chief executive, said on "
        'LinkedIn: "Every pan has an owner. Come and count them."'
    )
    assert [quote["channel_kind"] for quote in both] == ["filing", "post"]


def test_a_day_within_what_is_said_is_not_the_day_of_saying() -> None:
    said = quotes(
        "Jane Dorr told the radio that the firm had learned of the theft on April 20 but had waited. "
        '"That was the wrong call, and it was mine," Dorr said.'
    )
    assert [quote.get("said_on") for quote in said] == [None, None]


def test_the_day_beside_the_cue_is_the_day_of_saying() -> None:
    (said,) = quotes("Jane Dorr told the radio on Monday that the firm had learned of the theft in April.")
    assert said["said_on"] == date(2026, 5, 11).isoformat()


def test_how_long_after_something_it_was_said_is_not_what_was_said() -> None:
    (said,) = quotes(
        "Bellmoor Corp will add a warning to the label, it said on Wednesday, a day after a study found a risk."
    )
    assert said["text"] == "Bellmoor Corp will add a warning to the label"


def test_a_demand_that_is_met_reports_nothing() -> None:
    (said,) = quotes("江城银行有关负责人表示，本行各项监管指标符合要求，请储户放心，不信谣，不传谣。")
    assert (said["speaker"], said["cue"]) == ("江城银行有关负责人", "表示")


def test_words_that_end_a_paragraph_are_not_those_of_who_speaks_in_the_next() -> None:
    said = quotes(
        "9月12日开售的手机近日被多名用户反映，玩游戏十几分钟后会自动关机。用户小陈告诉记者，机身一度烫手。"
        "“根本拿不住，只能放在桌上等它凉下来。”\n\n澄岚科技客服人员表示，已收到反馈，技术部门正在核实。"
    )
    assert [(quote["speaker"], quote["text"][:6]) for quote in said] == [
        ("多名用户", "玩游戏十几分"),
        ("用户小陈", "机身一度烫手"),
        ("用户小陈", "根本拿不住，"),
        ("澄岚科技客服人员", "已收到反馈，"),
    ]


def test_a_label_ends_a_headline() -> None:
    said = quotes("多名用户反映手机发烫后自动关机，客服：正在核实")
    assert [(quote["speaker"], quote["text"]) for quote in said] == [
        ("多名用户", "手机发烫后自动关机"),
        ("客服", "正在核实"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vale said on Tuesday she would resign.", "she would resign."),
        ("Vale said late on Tuesday the plant would close.", "the plant would close."),
        ("Vale said on Tuesday morning in Lyon they would resign.", "they would resign."),
    ],
)
def test_the_day_of_speaking_is_no_part_of_what_is_said(text: str, said: str) -> None:
    (quote,) = quotes(text)
    assert quote["text"] == said


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("“We got this wrong,” Ada Vale told BBC radio.", "BBC radio"),
        ("Ada Vale told the Harbour Times on Monday that the pumps had failed.", "Harbour Times"),
        ("Ada Vale told Norvik Water that the pumps had failed.", None),
    ],
)
def test_what_is_told_a_paper_or_a_station_is_told_in_an_interview(text: str, channel: str | None) -> None:
    (quote,) = quotes(text)
    assert (quote.get("channel"), quote.get("channel_kind")) == (channel, channel and "interview")


def test_who_never_comments_on_such_things_declines_and_who_did_not_comment_was_silent() -> None:
    assert quotes("Norvik Water does not comment on speculation.")[0]["stance"] == "decline"
    assert quotes("Norvik Water did not comment.")[0]["stance"] == "silent"


@pytest.mark.parametrize(
    ("text", "stance", "speaker"),
    [
        (
            "Neither Norvik Water nor the water authority responded to requests for comment.",
            "silent",
            "Norvik Water",
        ),
        ("Neither of the two firms would comment.", "decline", "Neither of the two firms"),
        ("Norvik Water has yet to respond.", "silent", "Norvik Water"),
        ("Norvik Water got eleven letters and did not answer any of them.", "silent", "Norvik Water"),
        ("Norvik Water is yet to comment on the leak.", "silent", "Norvik Water"),
        ("Calls to Norvik Water went unanswered on Friday.", "silent", "Norvik Water"),
        (
            "Emails and a message left at Norvik Water were not immediately returned.",
            "silent",
            "Norvik Water",
        ),
        ("Requests for comment from Norvik Water weren't answered.", "silent", "Norvik Water"),
    ],
)
def test_whom_nobody_could_get_a_word_from_was_silent(text: str, stance: str, speaker: str) -> None:
    [silence] = quotes(text)
    assert (silence["stance"], silence["speaker"]) == (stance, speaker)
    assert silence["text"] in text.removesuffix(".")


@pytest.mark.parametrize(
    "text",
    [
        "Neither side returned to the table.",
        "Letters from customers were not answered.",
        "Calls for Norvik Water to act went unanswered.",
        "The patients did not respond to the drug.",
    ],
)
def test_who_was_asked_nothing_is_not_silent(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("记者致电远山酒店南桥店，前台工作人员表示“不清楚此事”。", "远山酒店南桥店"),
        ("8日，记者拨打远山汽车客服热线，客服人员称，此事正在核实。", "远山汽车"),
        ("记者致电远山汽车证券部，该部门工作人员表示，多个批次正在排查。", "远山汽车"),
        ("記者致電遠山汽車證券部，該部門工作人員表示，多個批次正在排查。", "遠山汽車"),
        ("远山汽车昨日宣布召回。工作人员称，没有问题。", None),
    ],
)
def test_nameless_staff_speaks_for_whom_the_reporter_asked(text: str, firm: str | None) -> None:
    quote = quotes(text)[-1]
    assert quote.get("organisation") == firm


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "盛衡科技创始人裴远在微博表示，新车不会涨价。针对质疑，裴远回应称，图纸早已存档。",
            ["post", "post"],
        ),
        ("盛衡科技创始人裴远在微博表示，新车不会涨价。裴远在声明中称，图纸早已存档。", ["post", "statement"]),
        ("盛衡科技创始人裴远在微博表示，新车不会涨价。代理律师郭岚认为，图纸早已存档。", ["post", None]),
        (
            "盛衡科技业绩电话会实录\n\n分析师郭岚：明年怎么看？\n\nCEO裴远：我们不打价格战。\n\n分析师郭岚：谢谢。",
            ["call", "call", "call"],
        ),
        (
            "有投资者在互动易上提问：公司有没有新订单？盛衡科技回答称，目前在手订单充足。",
            ["filing", "filing"],
        ),
        ("盛衡科技创始人裴远对传媒表示，新车不会涨价。", ["interview"]),
    ],
)
def test_who_speaks_on_in_a_paragraph_or_a_transcript_speaks_where_it_was_told(
    text: str, kinds: list[str | None]
) -> None:
    assert [quote["channel_kind"] for quote in quotes(text)] == kinds


def test_at_the_meeting_is_on_the_day_of_the_meeting() -> None:
    (said,) = quotes("盛衡科技5月11日召开投资者交流会。董事长裴远在会上介绍，新药已获受理。")
    assert said["said_on"] == "2026-05-11"


def test_a_statement_was_made_on_the_day_under_it() -> None:
    (said,) = quotes("我司声明如下：\n一、传言不实。\n二、我司已报案。\n\n盛衡科技有限公司\n2026年5月10日")
    assert said["said_on"] == "2026-05-10"


def test_the_one_interviewed_gives_the_answers() -> None:
    said = quotes(
        "专访盛衡科技创始人裴远\n\n问：为什么现在融资？\n答：窗口期很短。\n问：怎么看质疑？\n答：请拿数据说话。"
    )
    assert [quote["speaker"] for quote in said] == ["裴远", "裴远"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("裴远所在的盛衡科技随后发声明，称“系供应商失误”。", "盛衡科技"),
        ("车主代表齐先生说，4S店一直没有说法。", "齐先生"),
        ("（消费）鹭汀茶饮表示，门店不会涨价。", "鹭汀茶饮"),
        ("消费】鹭汀茶饮回应称，门店不会涨价。", "鹭汀茶饮"),
        ("创业的时候裴远说，公司还没有盈利。", "裴远"),
        ("旅客冯女士并不满意，她说：“等了九个小时，一瓶水都没有。”", "冯女士"),
        ("卖一台亏五千？盛衡科技总裁裴远：算法错误，我们每台都赚钱", "裴远"),
        ("盛衡科技回应“我们接受，坚决整改”。", "盛衡科技"),
    ],
)
def test_who_speaks_is_not_who_only_tells_which_firm_is_meant(text: str, speaker: str) -> None:
    (said,) = quotes(text)
    assert said["speaker"] == speaker


def test_a_matter_named_by_a_term_in_marks_is_no_report() -> None:
    text = "针对商家聚集抗议“只退不换”一事，鸣川方面晚间回应称，平台从未这样要求。"
    (quote,) = quotes(text)
    assert (quote["speaker"], quote["cue"]) == ("鸣川", "回应称")


def test_a_topic_that_is_answered_says_nothing() -> None:
    assert quotes("盛衡科技回应“裁员五成”。") == []


INTERVIEW = (
    "Ned Farr sat down with Ada Moss, founder of Tarn.\n\nQ: Why did you sell?\n\nA: The offer was fair."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (INTERVIEW, [("Ada Moss", "The offer was fair.")]),
        ("Ned Farr met Ada Moss.\n\nQ: Why did you sell?\n\nA: The offer was fair.", []),
        ("Ada Moss: prices will not rise\n\nThe mill made a loss.", [("Ada Moss", "prices will not rise")]),
        ("Tarn's Ada Moss: We will not sell\n\nThe mill made a loss.", [("Ada Moss", "We will not sell")]),
        ("Ada Moss: what the sale means for Tarn\n\nThe mill made a loss.", []),
        ("Ada Moss: The Long Ridge opens in May\n\nThe mill made a loss.", []),
        (
            "“I'm staying,” said Ada Moss when asked whether she planned to resign.",
            [("Ada Moss", "I'm staying")],
        ),
    ],
)
def test_words_without_marks_are_given_to_whom_the_text_shows_to_speak(
    text: str, said: list[tuple[str, str]]
) -> None:
    assert [(quote["speaker"], quote["text"]) for quote in quotes(text)] == said


@pytest.mark.parametrize(
    ("text", "kind", "stance"),
    [
        ("Norvik said on Tuesday that it was examining the returned pumps.", None, "holding"),
        ("Ada Moss said in its annual report that sales had doubled.", "filing", None),
        ("Ada Moss told members in a memo seen by the Echo that the offer was low.", "internal_letter", None),
        ("Speaking on Fenland Radio, Ada Moss said the mill had doubled its sales.", "interview", None),
        ("“That's not true,” said Ada Moss.", None, "deny"),
        ("Tarn disputed it, saying no such talks had taken place.", None, "deny"),
        ("Ada Moss said margins would improve because freight had become cheaper.", None, None),
        ("Ada Moss said the company would improve its brakes.", None, "promise"),
    ],
)
def test_where_it_was_said_and_what_the_answer_does(text: str, kind: str | None, stance: str | None) -> None:
    (said,) = quotes(text)
    assert (said["channel_kind"], said["stance"]) == (kind, stance)


def test_who_is_sure_to_sue_promises_nothing() -> None:
    assert stance_of("zh", None, "我们一定会改", answers=False) == "promise"
    assert stance_of("zh", None, "我们一定会起诉他", answers=False) is None


def test_the_letter_is_the_internal_letter_that_was_named_before() -> None:
    both = quotes(
        "Founder Jane Dorr told employees in an internal letter that jobs would go.\n\n"
        '"It hurts for each one of them," Dorr wrote in the letter, which a paper saw.'
    )
    assert [quote["channel_kind"] for quote in both] == ["internal_letter", "internal_letter"]


def test_words_behind_a_claim_that_the_speaker_rejected_deny_it() -> None:
    told = quotes(
        'Jane Dorr rejected the union\'s claim that rosters were unsafe. "Nobody drives more than eight hours," she said.'
    )
    assert [(quote["speaker"], quote["stance"]) for quote in told if quote["kind"] == "direct"] == [
        ("Jane Dorr", "deny")
    ]


def test_it_speaks_on_for_the_body_that_spoke_in_the_paragraph() -> None:
    told = quotes(
        "Bellmoor Foods is recalling 900 pans.\n\nThe food agency said it knew of nine fires. Nobody was hurt, it said."
    )
    assert {quote["speaker"] for quote in told} == {"The food agency"}


def test_the_day_of_a_sentence_is_no_part_of_who_speaks() -> None:
    (said,) = quotes("Bellmoor Foods' operating chief on Monday said that the pans were safe.")
    assert (said["speaker"], said["organisation"]) == ("Bellmoor Foods' operating chief", "Bellmoor Foods")


@pytest.mark.parametrize(
    ("intro", "channel"),
    [
        ("Below is the full text of the memo that Halden chief executive Mara Holt sent to employees on Monday.", "memo"),
        ("Mara Holt, who heads Halden, sent the following email to employees:", "email to employees"),
        ("Mara Holt published the following statement on the site of Halden:", "statement"),
    ],
)  # fmt: skip
def test_a_letter_in_full_is_its_senders_word(intro: str, channel: str) -> None:
    body = "We are cutting 212 jobs. I got it wrong.\n\nEverybody will get 16 weeks of pay."
    text = f"Halden cuts jobs\n\n{intro}\n\nTeam,\n\n{body}\n\nMara"
    (quote,) = quotes(text)
    assert (quote["text"], quote["speaker"], quote["channel"]) == (body, "Mara Holt", channel)


def test_a_letter_that_is_only_spoken_of_is_not_given_in_full() -> None:
    text = "Halden cuts jobs\n\nMara Holt posted the full letter on Monday.\n\nShares fell 3% after that.\n\nBoats sailed on."
    assert not [one for one in quotes(text) if one["rule"] == "letter"]


@pytest.mark.parametrize(
    ("title", "channel"),
    [
        ("Halden (HLD) Q3 2026 Earnings Call Transcript", "earnings call"),
        ("Hard Road podcast: Mara Holt on the cuts", "podcast interview"),
        ("Mara Holt on the cuts", None),
    ],
)
def test_a_transcript_was_spoken_where_its_title_says(title: str, channel: str | None) -> None:
    text = f"{title}\n\nHOST: Did you know?\n\nMARA HOLT: Not in September.\n\nHOST: And now?\n\nMARA HOLT: Now I do."
    assert {quote["channel"] for quote in quotes(text)} == {channel}


def test_what_a_headline_says_is_done_speaks_not() -> None:
    (quote,) = quotes("Halden CEO says no layoffs planned, disputes report on Brazil deal")
    assert quote["text"] == "no layoffs planned"


def test_a_letter_does_not_end_before_it_begins() -> None:
    """The first line behind the greeting may look like a signature."""
    intro = "Below is the memo that Mara Holt sent to staff on Monday."
    letter = ["Dear colleagues,", "Team Norvik", "We will close the Porto plant in May.", "Mara"]
    said = quotes("\n\n".join(("Norvik to close plant", intro, *letter)))
    assert [(quote["speaker"], quote["text"]) for quote in said if quote["rule"] == "letter"] == [
        ("Mara Holt", "Team Norvik\n\nWe will close the Porto plant in May.")
    ]
