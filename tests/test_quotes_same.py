"""Copies of a quote in several documents are recognised; one without a speaker takes a copy's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import db
import db.copies
from nlp.copies import Carried, Copies, Copy
from records import Issue, Quote
from tests.filled_store import fill
from tests.linear import grows_linearly


def carried(number: int, text: str, speaker: str | None = None, document: str | None = None) -> Carried:
    quote = Quote(start=0, end=len(text), text=text, kind="direct", rule="r", confidence=0.9, speaker=speaker)
    at = datetime(2030, 3, 4, tzinfo=UTC) + timedelta(minutes=number)
    return Carried(id=f"q{number}", document=document or f"d{number}", at=at, quote=quote)


def find_copies(told: Sequence[Carried]) -> tuple[list[Copy], list[Issue]]:
    return Copies().tell(told)


def test_trimmed_and_recased_copies_are_one() -> None:
    copies, issues = find_copies(
        [
            carried(1, "We are building trucks, not selling them, and that will not change.", "Ada Moss"),
            carried(2, "We are building trucks, not selling them"),
            carried(3, "we’re happy to talk to anybody about anything else"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1", None]
    assert [copy.speaker for copy in copies] == ["Ada Moss", "Ada Moss", None]
    assert issues == []


def test_a_denial_is_not_a_copy() -> None:
    copies, _ = find_copies(
        [
            carried(1, "We will sell the truck division to the Halden group this year", "Ada Moss"),
            carried(2, "We will not sell the truck division to the Halden group this year", "Ada Moss"),
            carried(3, "We won't sell the truck division to the Halden group this year", "Ada Moss"),
            carried(4, "公司计划在明年三月关闭荻江的工厂", "罗启明"),
            carried(5, "公司没有计划在明年三月关闭荻江的工厂", "罗启明"),
            carried(6, "We never said so, and the truck division is for sale again today", "Bob Lang"),
            carried(7, "the truck division is for sale again today", "Bob Lang"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, None, "q2", None, None, None, "q6"]


def test_british_and_american_spelling_are_one() -> None:
    copies, _ = find_copies(
        [
            carried(1, "We apologise to every traveller whose luggage was lost at the weekend", "Ida Holm"),
            carried(2, "We apologize to every traveler whose luggage was lost at the weekend", "Ida Holm"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1"]


def test_short_quotes_match_only_with_the_same_speaker() -> None:
    copies, _ = find_copies(
        [
            carried(1, "造车这件事还在投入期，请大家多给一点时间。", "雷军"),
            carried(2, "这件事还在投入期", "雷军"),
            carried(3, "这件事还在投入期", "余承东"),
            carried(4, "这件事还在投入期"),
            carried(5, "这件事没有投入期", "雷军"),
            carried(6, "The gate stays shut until Monday, and then we will see.", "Ada Moss"),
            carried(7, "The gate stays shut.", "Ada Moss"),
            carried(8, "The gate stays shut.", "Bob Lang"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1", None, None, None, None, "q6", None]


def test_both_pieces_of_a_split_quotation_are_the_whole() -> None:
    copies, _ = find_copies(
        [
            carried(
                1,
                "The answer is no today, and the answer will be no when you come back tomorrow.",
                "Bob Lang",
            ),
            carried(2, "The answer is no today, and the answer", document="b"),
            carried(3, "the answer will be no when you come back tomorrow", document="b"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1", "q1"]


def test_different_speakers_are_a_conflict() -> None:
    text = "Nobody in this building knew about the second contract."
    _, issues = find_copies(
        [carried(1, text, "Ada Moss"), carried(2, text, "Piotr Wend"), carried(3, text, "Ms. Moss")]
    )
    assert [issue.kind for issue in issues] == ["quote_conflict"]
    assert issues[0].document == "d2"


def test_an_edited_word_is_still_a_copy() -> None:
    copies, _ = find_copies(
        [
            carried(1, "We will keep every one of the nine plants open through next winter.", "Ada Moss"),
            carried(2, "We will keep every one of our nine plants open through next winter."),
            carried(3, "We will close every one of the old depots before next summer begins."),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1", None]
    assert copies[1].speaker == "Ada Moss"


def test_a_copy_without_a_speaker_takes_a_later_copys() -> None:
    text = "The tariff will be paid by whoever buys the car, and that is you and me."
    copies, issues = find_copies([carried(1, text), carried(2, text, "Bob Lang")])
    assert [copy.speaker for copy in copies] == ["Bob Lang", "Bob Lang"]
    assert issues == []


def test_compatible_names_are_no_conflict() -> None:
    text = "Nobody in this building knew about the second contract."
    _, issues = find_copies(
        [
            carried(1, text, "Ada Moss"),
            carried(2, text, "Chief executive Moss"),
            carried(3, text, "a spokeswoman"),
            carried(4, text, "莫丝"),
            carried(5, text, "Ada Brown"),
        ]
    )
    assert [issue.where for issue in issues] == ["q5"]


def test_a_firm_and_its_speaker_are_no_conflict() -> None:
    text = "卖一辆亏五万的算法把未来五年的研发全算在了这一个季度。"
    quotes = [carried(1, text, "陆鸣"), carried(2, text, "青禾汽车")]
    first = replace(quotes[0], quote=replace(quotes[0].quote, organisation="青禾汽车"))
    assert find_copies([first, quotes[1]])[1] == []


def test_chinese_copies_are_one_in_either_script_trimmed_or_split() -> None:
    copies, issues = find_copies(
        [
            carried(1, "造车从来不是百米冲刺，我们还在投入期，希望大家多一点耐心。", "陆鸣"),
            carried(2, "造车从来不是百米冲刺，我们还在投入期"),
            carried(3, "造車從來不是百米衝刺，我們還在投入期，希望大家多一點耐心", "青禾汽車董事長陸鳴"),
            carried(4, "希望大家能多一点耐心，我们还在投入期", document="d4"),
            carried(5, "我们已经度过了投入期，明年一定盈利", document="d5"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None, "q1", "q1", None, None]
    assert copies[1].speaker == "陆鸣"
    assert issues == []


def test_chinese_conflicts_compare_the_full_name() -> None:
    text = "所有门店都会继续营业，不会有任何一名员工因此离开。"
    _, issues = find_copies(
        [carried(1, text, "王磊"), carried(2, text, "王强"), carried(3, text, "知情人士")]
    )
    assert [issue.where for issue in issues] == ["q2"]


def test_reported_content_passes_through_many_mouths() -> None:
    text = "双方的谈判已经进入最后阶段，最快下周签署协议。"
    quotes = [carried(1, text, "知非社"), carried(2, text, "何静")]
    reported = [replace(one, quote=replace(one.quote, kind="indirect")) for one in quotes]
    copies, issues = find_copies(reported)
    assert copies[1].same_as == "q1"
    assert issues == []


def test_short_sayings_are_not_copies() -> None:
    copies, _ = find_copies(
        [
            carried(1, "No comment.", "A"),
            carried(2, "No comment.", "B"),
            carried(3, "目前一切正常。", "何静"),
            carried(4, "目前一切正常。", "孙毅"),
        ]
    )
    assert [copy.same_as for copy in copies] == [None] * 4


def test_many_quotations_are_compared_in_linear_time() -> None:
    quotes = [
        carried(number, f"statement {number} says that plant {number % 97} will close in month {number % 12}")
        for number in range(4000)
    ]
    assert grows_linearly(lambda number: find_copies(quotes[:number]), 500)


def test_the_store_keeps_the_speaker_from_a_copy(tmp_path: Path) -> None:
    store = db.connect(fill(tmp_path).store)
    first, second = (row["id"] for row in store.query("select id from quotes order by id limit 2"))
    store.execute(
        "update quotes set speaker = null, speaker_entity = null, same_as = null where id = ?", [second]
    )
    for _ in range(2):
        db.copies.note(store, [(second, first, "Lei Jun", "lei-jun"), (first, None, "Somebody", None)])
        rows = {
            row["id"]: row for row in store.query("select * from quotes where id in (?, ?)", [first, second])
        }
        assert (rows[second]["same_as"], rows[second]["speaker"], rows[second]["speaker_entity"]) == (
            first,
            "Lei Jun",
            "lei-jun",
        )
        assert rows[first]["speaker"] != "Somebody"
    db.copies.note(store, [(second, None, "Somebody", None)])
    (row,) = store.query("select same_as, speaker from quotes where id = ?", [second])
    assert (row["same_as"], row["speaker"]) == (None, "Lei Jun")
