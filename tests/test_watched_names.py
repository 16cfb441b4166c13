"""Names of the watch list that the reading missed: in full, within words, and words that are a company where they answer."""

from datetime import UTC, datetime

import pytest

from records import Company, Interval, Item, Mention, Reading, Watchlist
from stories.items.roster import Roster
from stories.items.watched_names import with_watched_names
from stories.speech import cues

AT = datetime(2031, 3, 1, 8, tzinfo=UTC)
ROSTER = Roster(
    Watchlist(
        companies=(
            Company(id="heron", name="Heron", aliases=("Heron Soap Works", "苍鹭")),
            Company(id="norvik", name="Norvik"),
        )
    )
)


def named(
    title: str, *mentions: Mention, lang: str = "en", kind: str = "topic"
) -> list[tuple[str, str | None]]:
    item = Item(
        id="t", kind=kind, lang=lang, title=title, text=title, at=AT, source="board",
        seen=Interval(not_before=AT, not_after=AT), reading=Reading(lang=lang, mentions=mentions),
    )  # fmt: skip
    marked = with_watched_names(item, ROSTER).reading.mentions
    assert all(title[mention.start : mention.end] == mention.text for mention in marked)
    return [(mention.text, mention.entity) for mention in marked]


@pytest.mark.parametrize(
    "title",
    [
        "Heron 'deeply regrets' poster",
        "Heron to repay shop staff with interest",
        "Heron, burned customer reach settlement",
        "“We got it wrong,” says Heron",
    ],
)
def test_a_word_that_alone_answers_is_the_company(title: str) -> None:
    assert named(title) == [("Heron", "heron")]


def test_grammar_is_read_only_where_a_name_may_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(cues, "answer_or_act_in", lambda title, _: read.append(title))
    for title in ("Minister apologises to farmers", "“We got it wrong,” says Heron"):
        named(title)
    assert read == ["“We got it wrong,” says Heron"]


@pytest.mark.parametrize(
    "title",
    [
        "Heron lands on harbour crane",
        "Young heron rescued from drain",
        "Heron watchers apologise to farmer",
        "Minister apologises to Heron lovers",
    ],
)
def test_a_word_that_does_not_answer_stays_a_word(title: str) -> None:
    assert named(title) == []


def test_it_takes_the_place_of_a_name_that_runs_on() -> None:
    longer = Mention(start=0, end=len("Heron Removing Dye"), text="Heron Removing Dye", label="ORG")
    place = Mention(start=32, end=36, text="Oslo", label="GPE")
    assert named("Heron Removing Dye After Row in Oslo", longer, place) == [
        ("Heron", "heron"),
        ("Oslo", None),
    ]


def test_a_title_that_names_another_watched_company_is_left_as_it_is() -> None:
    other = Mention(start=20, end=26, text="Norvik", label="ORG", entity="norvik")
    assert named("Heron apologises to Norvik", other) == [("Norvik", "norvik")]


def test_a_short_form_counts_where_the_full_name_stands() -> None:
    full = Mention(start=0, end=16, text="Heron Soap Works", label="ORG")
    title = "Heron Soap Works sued; charity Heron"
    short = Mention(start=31, end=36, text="Heron", label="ORG")
    assert named(title, full, short) == [("Heron Soap Works", "heron"), ("Heron", "heron")]
    assert named("Shares fall", Mention(start=0, end=6, text="Shares", label="ORG")) == [("Shares", None)]


def test_a_topic_without_spaces_names_whom_a_word_runs_into() -> None:
    assert named("回应苍鹭肥皂掉色", lang="zh") == [("苍鹭", "heron")]
    assert named("回应苍鹭肥皂掉色", lang="zh", kind="article") == []
