"""Where the speaker of an interview is named: at its introduction, unless words of his are told right there."""

import pytest
import readers


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("在接受本刊专访时，许岚谈到了裁员。“我们本可以做得更好，”她说。", ["许岚"]),
        ("许岚近日接受了《江城周报》采访。谈到价格时，她表示，明年不会再涨。", ["许岚"]),
        (
            "在接受本刊专访时，苇岸食品董事长许岚谈到了裁员。她承认，通知发得太晚。对于赔偿，她说：“一分不少。”",
            ["许岚", "许岚"],
        ),
        ("许岚在接受采访时表示，工厂不会搬走。她还说，工资照发。", ["许岚", "她"]),
        ("许岚参加了开工仪式。她表示，工厂不会搬走。", ["她"]),
        ("在接受本刊专访时，许岚谈到了裁员。\n\n“我们本可以做得更好，”她说。", ["她"]),
    ],
)
def test_an_interview_names_its_speaker_where_it_introduces_him(text, places):
    quotes = readers.quotes(text, lang="zh")
    assert [text[quote["speaker_start"] : quote["speaker_end"]] for quote in quotes] == places
    assert {quote["speaker"] for quote in quotes} == {"许岚"}
