"""One quotation in several documents is one: whole, trimmed or split; a copy without a speaker takes the other's."""

from __future__ import annotations

from nlp.quotes.same import Carried, find_copies
from records import Quote


def carried(number: int, text: str, speaker: str | None = None, document: str | None = None) -> Carried:
    quote = Quote(start=0, end=len(text), text=text, kind="direct", rule="r", confidence=0.9, speaker=speaker)
    return Carried(id=f"q{number}", document=document or f"d{number}", quote=quote)


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


def test_chinese_copies_are_one() -> None:
    copies, _ = find_copies(
        [carried(1, "造车从来不是百米冲刺，我们还在投入期。", "陆鸣"), carried(2, "造车从来不是百米冲刺")]
    )
    assert copies[1].same_as == "q1"


def test_short_sayings_are_everybodys() -> None:
    copies, _ = find_copies([carried(1, "No comment.", "A"), carried(2, "No comment.", "B")])
    assert [copy.same_as for copy in copies] == [None, None]
