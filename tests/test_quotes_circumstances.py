"""What stands around a quotation: the nearest channel counts, and a day that somebody tells of is not the day of telling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nlp.lines import analyze_one
from records import Watchlist


def quotes(text: str) -> list[dict[str, Any]]:
    read = analyze_one({"text": text, "published": "2026-05-12T10:00:00Z"}, watchlist=Watchlist())
    found: list[dict[str, Any]] = read["quotes"]
    return found


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
    ("text", "firm"),
    [
        ("记者致电远山酒店南桥店，前台工作人员表示“不清楚此事”。", "远山酒店南桥店"),
        ("8日，记者拨打远山汽车客服热线，客服人员称，此事正在核实。", "远山汽车"),
        ("远山汽车昨日宣布召回。工作人员称，没有问题。", None),
    ],
)
def test_nameless_staff_speaks_for_whom_the_reporter_asked(text: str, firm: str | None) -> None:
    quote = quotes(text)[-1]
    assert quote.get("organisation") == firm
