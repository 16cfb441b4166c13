"""Marked texts are read as marked: what is said, who says it under the fullest name, and what is no speech."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from marked_quotes import Text, matched, speaks, texts
from readers import reader

from records import Company, Quote, Watchlist

FACTS = {
    "role": lambda quote: quote.role,
    "org": lambda quote: quote.organisation,
    "channel": lambda quote: quote.channel,
    "ch": lambda quote: quote.channel_kind,
    "on": lambda quote: quote.said_on and quote.said_on.isoformat(),
    "stance": lambda quote: quote.stance,
    "re": lambda quote: quote.responds_to,
}
DEV = [text for lang in ("en", "zh") for text in texts(lang, "dev")]
HELD = [text for lang in ("en", "zh") for text in texts(lang, "held")]
KNOWN_MISSES = {"dev_politics/2"}  # a headline in capitals, which the parser takes for one long name


def read(text: str, lang: str = "en", published: datetime | None = None, zone: str = "UTC") -> list[Quote]:
    return list(reader().read(text, lang=lang, published=published, zone=zone).quotes)


@pytest.mark.parametrize("text", DEV, ids=lambda text: text.name)
def test_every_marked_quotation_is_found(text: Text) -> None:
    if text.name in KNOWN_MISSES:
        pytest.xfail("the parser is misled")
    for expected, quote in matched(text, read(text.text, text.lang, text.published, text.zone)):
        assert expected is not None, f"no speech: {quote}"
        assert quote is not None, text.text[expected.start : expected.end]
        assert speaks(expected, quote), (expected.speaker, quote.speaker, quote.text)
        assert {key: FACTS[key](quote) for key in expected.more} == expected.more


@pytest.mark.parametrize(
    ("those", "precision", "recall"),
    [
        pytest.param(HELD, 0.85, 0.8, id="held"),
        pytest.param(list(texts("articles_en", "dev")), 0.9, 0.9, id="articles"),
        pytest.param(list(texts("articles_en", "held")), 0.75, 0.75, id="held articles"),
    ],
)
def test_other_texts_are_read_nearly_as_well(those: list[Text], precision: float, recall: float) -> None:
    """Of what is found, and of what is marked, this share is right in words and speaker."""
    right = wrong = missed = 0
    for text in those:
        for expected, quote in matched(text, read(text.text, text.lang, text.published, text.zone)):
            right += expected is not None and quote is not None and speaks(expected, quote)
            wrong += quote is not None and (expected is None or not speaks(expected, quote))
            missed += expected is not None and quote is None
    assert right / (right + wrong) >= precision
    assert right / (right + wrong + missed) >= recall


SILENT = {
    "en": [
        ("Tarn Motors declined to comment on the report.", "decline", "Tarn Motors"),
        ("“We do not comment on rumours,” Tarn Motors said.", "decline", "Tarn Motors"),
        ("“No comment,” said Ada Moss.", "decline", "Ada Moss"),
        (
            "A spokesman for Orrin Capital did not immediately respond to a request for comment.",
            "silent",
            "A spokesman for Orrin Capital",
        ),
        (
            "A spokeswoman for Tarn Motors said the maker would not comment on leaked papers.",
            "decline",
            "A spokeswoman for Tarn Motors",
        ),
        ("Tarn Motors said on Monday that it had no comment.", "decline", "Tarn Motors"),
    ],
    "zh": [
        ("截至发稿，远山集团未回应置评请求。", "silent", "远山集团"),
        ("对此，远山集团方面回应称，不予置评。", "decline", "远山集团"),
        ("远山集团表示，对市场传闻不予置评。", "decline", "远山集团"),
        ("远山集团拒绝置评。", "decline", "远山集团"),
        ("对于同行高管的质疑，远山集团方面对记者表示不予置评。", "decline", "远山集团"),
        ("截至目前，工信部未就此事置评。", "silent", "工信部"),
        ("记者多次致电澄海股份证券部，截至发稿电话无人接听。", "silent", "澄海股份证券部"),
        ("界面时报就上述消息向北辰传媒求证，对方未予置评。", "decline", "北辰传媒"),
        ("对此，澄海股份相关负责人拒绝了记者的采访请求。", "decline", "澄海股份相关负责人"),
        ("澄海股份发言人拒绝透露谈判细节。", "decline", "澄海股份发言人"),
        ("滙港銀行拒絕置評。", "decline", "滙港銀行"),
        ("公司尚未回应\n远山集团的刹车又出了问题。", "silent", "远山集团"),
        ("远山集团暂未回应", "silent", "远山集团"),
    ],
}


@pytest.mark.parametrize(("lang", "case"), [(lang, case) for lang, cases in SILENT.items() for case in cases])
def test_an_answer_not_given_is_a_record(lang: str, case: tuple[str, str, str]) -> None:
    text, stance, who = case
    (quote,) = read(text, lang)
    assert (quote.stance, quote.speaker) == (stance, who)
    assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("before", "firm"),
    [
        ("Tarn Motors said a pump had failed.", "Tarn Motors"),
        ("Ada Moss said a pump had failed.", None),
        ("Pumps had failed.", None),
    ],
)
def test_a_spokesperson_of_no_firm_speaks_for_the_one_that_spoke_before(
    before: str, firm: str | None
) -> None:
    *_, quote = read(f"{before} “We are sorry for the mess,” a spokesperson said.", "en")
    assert (quote.speaker, quote.organisation) == ("a spokesperson", firm)


@pytest.mark.parametrize(
    "more", ["disputing a claim that more than 400 can", "blaming a tool that nobody checks"]
)
def test_what_the_speaker_does_behind_the_cue_is_not_said(more: str) -> None:
    quotes = read(f"About 60 clerks can open the files, Ada Moss said on Tuesday, {more}.", "en")
    assert quotes[0].text == "About 60 clerks can open the files"
    assert not any(more in quote.text for quote in quotes)


def test_a_firms_kind_that_looks_like_a_verb_ends_no_subject() -> None:
    (quote,) = read("欧洲共享出行公司南屿首席执行官约翰·霍尔特在社交平台致歉，称“车辆全部停用”。", "zh")
    assert quote.speaker == "约翰·霍尔特"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "“We do not comment on other companies,” Ada Moss said."),
        ("en", "“We don’t comment on our competitors,” Ada Moss said."),
        ("zh", "远山集团表示，对其他公司的情况不予置评。"),
    ],
)
def test_who_does_not_speak_of_others_refuses_no_answer_about_himself(lang: str, text: str) -> None:
    assert "decline" not in {quote.stance for quote in read(text, lang)}


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("我们应该向顾客道歉。", "apologise"),
        ("公司已向受影响的用户致歉。", "apologise"),
        ("涉事司机应向乘客道歉。", None),
        ("我们不会向造谣者道歉。", None),
        ("要求该博主删除视频并向我们道歉。", None),
    ],
)
def test_an_apology_that_others_owe_is_none(said: str, stance: str | None) -> None:
    (quote,) = read(f"远山集团表示：“{said}”", "zh")
    assert quote.stance == stance


NO_SPEECH = [
    ("en", "Tarn Motors revenue rises 9%, beats estimates"),
    ("en", "What dealers call a “discount spiral” is by now a “fact of life” for makers of scooters."),
    ("en", "His film, “The Long Ridge,” opens in May; Maria “the Fox” Dunn plays the lead."),
    ("en", "On August 21, the topic of “Xingchi loses money on every car” became a hot search."),
    (
        "en",
        "Quarterly profit came to $612 million, or 88 cents a share; a year before it had been $540 million.",
    ),
    ("en", "A poll shows that most voters like neither candidate."),
    ("zh", "所谓“亏本卖车”的说法流传已久，“内卷”“价格战”成为高频词。"),
    ("zh", "8月21日，“星驰卖一辆亏六万”的话题登上热搜。"),
    ("zh", "要是新店冷清，同行大概会说这步棋走错了。"),
    ("zh", "小周没有回复消息，转身走了，谁也没再评论这件事。"),
    ("zh", "一名拒绝透露姓名的男子走进大厅，手里举着“还我血汗钱”的横幅。"),
    ("zh", "公司名称不变，指数成分股说明书已更新，市场知道原因。"),
]


@pytest.mark.parametrize(("lang", "text"), NO_SPEECH)
def test_what_is_no_speech(lang: str, text: str) -> None:
    assert read(text, lang) == []


def test_a_product_does_not_speak_for_its_maker() -> None:
    watchlist = Watchlist(companies=(Company(id="xiaomi", name="Xiaomi", brands=("Xiaomi Vela",)),))
    text = "Xiaomi will open the code of Xiaomi Vela, the small system in its watches, and says there is a lot of it."
    (quote,) = reader(watchlist).read(text, lang="en").quotes
    assert (quote.speaker, quote.speaker_entity) == ("Xiaomi", "xiaomi")


def test_reasons_with_a_hopeful_end_explain() -> None:
    (quote,) = read(
        "Ada Moss told analysts that there were two main reasons for the loss, scale and cost, and that it will be reduced."
    )
    assert quote.stance == "explain"


def test_the_pieces_of_a_split_quotation_are_a_group() -> None:
    one, two, three = read(
        "“We will cut,” Ada Moss said, “but slowly.” Later, Ms. Moss added: “Very slowly.”"
    )
    assert one.group is not None
    assert one.group == two.group != three.group


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "“My lawyer told me, ‘Say nothing until I come,’ so I said nothing,” Ada Moss said.",
            "My lawyer",
            "Say nothing until I come",
        ),
        (
            "“The mayor said: ‘We will pay for this.’ I thought, ‘Good,’” said Ada Moss.",
            "The mayor",
            "We will pay for this.",
        ),
        (
            "\"The judge asked me, 'Do you regret it?' and I did,\" Ada Moss said.",
            "The judge",
            "Do you regret it?",
        ),
    ],
)
def test_a_quotation_inside_a_quotation_is_its_own_speakers(text: str, who: str, words: str) -> None:
    outer, inner = read(text)
    assert (outer.speaker, inner.speaker, inner.text, inner.rule) == ("Ada Moss", who, words, "nested")
    assert outer.start < inner.start < inner.end < outer.end


def test_words_between_single_marks_that_nobody_is_named_for_are_no_quotation() -> None:
    (one,) = read(
        "“We don’t use the word ‘crisis’ here. I said, ‘No way,’” Ada Moss told the workers’ paper."
    )
    assert one.speaker == "Ada Moss"


def seed() -> Path | None:
    data = os.environ.get("REJOINDER_DATA")
    for folder in [Path(data) / "seed", Path(data).parent / "seed"] if data else []:
        if (folder / "article.txt").exists():
            return folder
    return None


@pytest.mark.skipif(seed() is None, reason="REJOINDER_DATA is not set")
def test_the_article_this_began_with() -> None:
    folder = seed()
    assert folder is not None
    text = (folder / "article.txt").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found = {
        (quote.start, quote.end): quote
        for quote in read(text, published=datetime.fromisoformat(expected["published"]), zone="Asia/Shanghai")
    }
    for quote in expected["quotes"]:
        ours = found[quote["start"], quote["end"]]
        for key in ("text", "kind", "speaker", "cue", "channel", "role", "organisation", "responds_to"):
            assert getattr(ours, key) == quote.get(key), key
        assert "said_on" not in quote or str(ours.said_on) == quote["said_on"]
    assert not {quote.text for quote in found.values()} & set(expected["not_speech"])
