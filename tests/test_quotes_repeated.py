"""Copies of a quote are the same in whatever order they arrive, and the earliest copy stays the earliest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
import steps
from benchmarks import hot_story
from nlp.copies import Carried, Copies, Copy
from records import Document, Quote, Reading
from tests.test_quotes_same import carried

START = datetime(2030, 3, 4, tzinfo=UTC)
SAID = [
    "the",
    "plant",
    "will",
    "close",
    "in",
    "June",
    "and",
    "all",
    "of",
    "its",
    "workers",
    "will",
    "be",
    "offered",
    "other",
    "posts",
    "at",
    "the",
    "works",
    "in",
    "the",
    "harbour",
    "where",
    "the",
    "new",
    "line",
    "begins",
    "to",
    "run",
    "before",
    "the",
    "winter",
]

cuts = st.tuples(st.integers(0, 20), st.integers(3, 16), st.sampled_from(["", "not"])).map(
    lambda cut: " ".join([*SAID[cut[0] : cut[0] + cut[1]][:3], cut[2], *SAID[cut[0] : cut[0] + cut[1]][3:]])
)
quotations = st.tuples(cuts, st.sampled_from([None, "Ada Moss", "Bob Lang"]))
documents = st.lists(st.lists(quotations, max_size=3), min_size=1, max_size=8)


def told(number: int, quotations: list[tuple[str, str | None]]) -> list[Carried]:
    """Return the quotes of a document; documents are an hour apart, in the order of their numbers."""
    found, at = [], 0
    for text, speaker in quotations:
        quote = Quote(
            start=at, end=at + len(text), text=text, kind="direct", rule="r", confidence=0.9, speaker=speaker
        )
        found.append(
            Carried(
                id=f"{number}:{at}", document=f"d{number}", at=START + timedelta(hours=number), quote=quote
            )
        )
        at += len(text) + 1
    return found


def whole(stand: dict[int, list[Carried]]) -> dict[str, Copy]:
    return {copy.id: copy for copy in Copies().tell([one for said in stand.values() for one in said])[0]}


@given(before=documents, now=documents, order=st.randoms(use_true_random=False))
def test_late_and_edited_documents_give_the_same_copies_as_all_at_once(
    before: list[list[tuple[str, str | None]]], now: list[list[tuple[str, str | None]]], order: object
) -> None:
    arriving = [(number, said) for number, said in enumerate(before)]
    order.shuffle(arriving)  # type: ignore[attr-defined]
    editing = [(number, said) for number, said in enumerate(now) if number % 2]
    copies, stand, concluded = Copies(), {}, {}
    for number, said in (*arriving, *editing):
        for one in stand.get(number, ()):
            concluded.pop(one.id, None)
        stand[number] = told(number, said)
        found, _ = copies.tell(stand[number], replaced=[f"d{number}"])
        concluded |= {copy.id: copy for copy in found}
    expected = whole(stand)
    assert {id_: copy.same_as for id_, copy in concluded.items()} == {
        id_: copy.same_as for id_, copy in expected.items()
    }


@given(said=documents, cut=st.integers(1, 7))
def test_a_reloaded_index_gives_the_same_results_as_one_that_was_kept(
    said: list[list[tuple[str, str | None]]], cut: int
) -> None:
    first = [one for number in range(min(cut, len(said))) for one in told(number, said[number])]
    rest = [one for number in range(cut, len(said)) for one in told(number, said[number])]
    held, again = Copies(), Copies()
    found, _ = held.tell(first)
    again.recall(first, {copy.id: copy.same_as for copy in found if copy.same_as})
    assert again.tell(rest) == held.tell(rest)


def test_the_earliest_copy_stays_the_earliest_after_it_leaves_the_window() -> None:
    text = "Nobody in this building knew about the second contract before Monday."
    copies = Copies()
    for number in range(1, 6):
        found, _ = copies.tell([carried(number, text, "Ada Moss")])
        copies.keep({f"d{number}"})
        assert [copy.same_as for copy in found] == ["q1" if number > 1 else None]
    copies.tell([carried(7, "Something else was said in the meantime by somebody else", "Bob Lang")])
    copies.keep({"d7"})
    assert copies.tell([carried(8, text)])[0] == [
        Copy(id="q8", same_as=None, speaker=None, speaker_entity=None)
    ]


def test_a_later_copy_names_the_speaker_of_earlier_ones() -> None:
    text = "Nobody in this building knew about the second contract before Monday."
    copies = Copies()
    copies.tell([carried(1, text), carried(2, text)])
    found, _ = copies.tell([carried(3, text, "Ada Moss")])
    assert {copy.id: copy.speaker for copy in found} == {"q1": "Ada Moss", "q2": "Ada Moss", "q3": "Ada Moss"}


def test_a_conflict_is_reported_once_and_again_if_an_earlier_speaker_arrives() -> None:
    text = "Nobody in this building knew about the second contract before Monday."
    copies = Copies()
    assert [
        issue.where
        for issue in copies.tell([carried(5, text, "Ada Moss"), carried(6, text, "Piotr Wend")])[1]
    ] == ["q6"]
    assert copies.tell([carried(7, text, "Ada Moss")])[1] == []
    assert [issue.where for issue in copies.tell([carried(1, text, "Piotr Wend")])[1]] == ["q5", "q7"]


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_stored_earliest_copy_stays_the_earliest(*, goes_on: bool) -> None:
    store, memory = db.connect(":memory:"), steps.Memory()
    for number, head in enumerate(("Bakery strike ends", "Ferry line sold to fund", "School roof repaired")):
        at = START + timedelta(days=13 * number)
        said = " ".join(SAID)
        document = Document(
            id=f"d{number}", source="wire", kind="article", url=f"https://wire.example/{number}", title=head,
            text=f'{head}\n\n"{said}," somebody said.', lang="en", published=at, seen=at,
        )  # fmt: skip
        quote = Quote(
            start=len(head) + 3, end=len(head) + 3 + len(said), text=said, kind="direct", rule="made up", confidence=0.9,
            speaker="Ada Moss",
        )  # fmt: skip
        telling = hot_story.Telling(at=at, what=document, reading=Reading(lang="en", quotes=(quote,)))
        with store.atomic():
            hot_story._take_in(store, telling)
        steps.link_store(
            store, hot_story.WATCHLIST, (), at + timedelta(hours=1), memory=memory if goes_on else None
        )
    rows = store.execute("select document, same_as from quotes order by document").fetchall()
    first = f"d0:q:{len('Bakery strike ends') + 3}-{len('Bakery strike ends') + 3 + len(' '.join(SAID))}"
    assert rows == [("d0", None), ("d1", first), ("d2", first)]
