"""Candidates of one answer: the index gives the same groups as comparing all pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from records import Interval, Item
from stories.items.voices import Voice
from stories.responses import carriers
from stories.responses.candidates import Candidate
from stories.responses.wordings import Answer, Wordings

START = datetime(2031, 5, 5, 8, tzinfo=UTC)
WORDS = [
    "kiln",
    "the",
    "refund",
    "every",
    "van",
    "sorry",
    "brakes",
    "we",
    "art",
    "party",
    "owners",
    "by",
    "June",
    "no",
]
SIGNS = "退款所有车主道歉刹车召回"
VOICES = [
    Voice("own", "Norvik", "norvik", company="norvik"),
    Voice("own", "Ines Falk", "ines", company="norvik"),
    Voice("own", "a spokesman", None, company="norvik"),
    Voice("reaction", "Otto Brandt", "otto"),
    Voice("reaction", "An Analyst", None),
    Voice("reaction", None, None),
]
STANCES = ["explain", "apologise", "silent", "decline", "deny"]


def telling(chance: random.Random, number: int) -> Candidate:
    lang = chance.choice(["en", "en", "zh"])
    text = (
        " ".join(chance.choices(WORDS, k=chance.choice([1, 2, 4, 7])))
        if lang == "en"
        else "".join(chance.choices(SIGNS, k=chance.choice([1, 3, 6])))
    )
    document = number % 40
    at = START + timedelta(hours=document * 7 % 120)
    kind = "post" if document % 10 == 0 else "article"
    since = chance.choice([None, at - timedelta(hours=chance.randrange(30))])
    return Candidate(
        item=Item(
            id=f"d{document}", kind=kind, lang=lang, title="", text=text, at=at,
            seen=Interval(not_before=at, not_after=at), source="wire",
        ),
        voice=chance.choice(VOICES),
        text=chance.choice([text, text, text.upper(), f"“{text}!”", "…"]) if number % 9 == 0 else text,
        lang=lang,
        stance=chance.choice(STANCES),
        rule="test",
        evidence="",
        confidence=0.9,
        responded=Interval(not_before=since, not_after=at),
        start=number,
        channel_kind=chance.choice([None, None, "post", "statement"]),
        claimed_on=chance.choice([None, None, date(2031, 5, 5), date(2031, 5, 6)]),
        worded=chance.random() < 0.8,
    )  # fmt: skip


def occasions_of(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group the pieces of one occasion by comparing each with all before it."""
    found: list[list[Candidate]] = []
    for candidate in candidates:
        here = (pieces for pieces in found if any(carriers._together(candidate, other) for other in pieces))
        if (pieces := next(here, None)) is None:
            found.append([candidate])
        else:
            pieces.append(candidate)
    return found


def carries(telling: Candidate, other: Candidate, group: list[Candidate]) -> bool:
    """Return whether a candidate is the same as one of a group; no translation of it where the group began in its language."""
    same_language = telling.direct and group[0].direct and telling.lang == group[0].lang
    otherwise = telling.worded and other.lang != telling.lang and same_language
    return not otherwise and carriers._same(telling, other)


def of_one(
    whole: list[Candidate], pieces: Sequence[Candidate], found: Sequence[list[Candidate] | None]
) -> list[list[Candidate] | None]:
    """Put the pieces of one occasion to the answer that any repeats, except quotations that a post does not contain."""
    posted = {one.lang for one in whole if one.item.kind == "post"}
    return [
        None if told is None and piece.direct and piece.lang in posted else whole
        for piece, told in zip(pieces, found, strict=True)
    ]


def held_against_all(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """`carriers.merge` by comparing all pairs."""

    def repeated(telling: Candidate) -> list[Candidate] | None:
        fitting = [group for group in answers if any(carries(telling, other, group) for other in group)]
        return min(fitting, key=lambda group: apart(telling, group), default=None)

    def apart(telling: Candidate, group: list[Candidate]) -> tuple[bool, bool, float]:
        nearest = min(abs((telling.item.at - other.item.at).total_seconds()) for other in group)
        translation = telling.worded and telling.lang not in {other.lang for other in group}
        elsewhere = translation and telling.channel_kind not in {other.channel_kind for other in group}
        otherwise = telling.stance not in {other.stance for other in group}
        return (translation or not telling.worded) and otherwise, elsewhere, nearest

    answers: list[list[Candidate]] = []
    ordered = sorted(candidates, key=lambda c: (c.item.at, c.item.id, c.start or 0))
    for pieces in occasions_of([candidate for candidate in ordered if candidate.worded]):
        found = [repeated(piece) for piece in pieces]
        known = {id(answer): answer for answer in found if answer is not None}
        if len(known) == 1:
            found = of_one(next(iter(known.values())), pieces, found)
        for piece, answer in zip(pieces, found, strict=True):
            if answer is not None:
                answer.append(piece)
        if new := [piece for piece, answer in zip(pieces, found, strict=True) if answer is None]:
            answers.append(new)
    for title in (candidate for candidate in ordered if not candidate.worded):
        answer = repeated(title)
        if answer is None:
            answers.append([title])
        else:
            answer.append(title)
    return answers


@pytest.mark.parametrize("seed", range(25))
def test_the_index_gives_the_same_groups_as_comparing_all_pairs(seed: int) -> None:
    chance = random.Random(seed)
    tellings = [telling(chance, number) for number in range(chance.randrange(40, 120))]
    expected = [[one.start for one in answer] for answer in held_against_all(tellings)]
    assert [[one.start for one in answer] for answer in carriers.merge(tellings)] == expected
    assert 1 < len(expected) < len(tellings)


@pytest.mark.parametrize("seed", range(25))
def test_late_changed_and_removed_candidates_give_the_same_groups_as_starting_over(seed: int) -> None:
    chance = random.Random(seed)
    tellings = [telling(chance, number) for number in range(90)]
    told, begin = carriers.AnswerGroups(), 0
    for end in (40, 41, 60, 90, 90):
        here = tellings[begin:end]
        chance.shuffle(here)
        assert carriers.merge(here, told) == carriers.merge(here)
        begin = chance.choice((0, 3))
        changed = chance.randrange(begin, end)
        tellings[changed] = replace(tellings[changed], stance=chance.choice(STANCES))


def test_a_paraphrase_is_not_taken_for_what_was_found_for_a_quotation_in_the_same_words() -> None:
    """Two short paraphrases may be of several answers; a quotation is of the one that it shares its words with."""
    told = replace(
        telling(random.Random(1), 1), lang="en", voice=VOICES[0], stance="explain", worded=True, direct=False,
        channel_kind=None, claimed_on=None,
    )  # fmt: skip
    earlier, quoted = replace(told, text="kiln party"), replace(told, text="party kiln", direct=True)
    known = Wordings()
    known.add(Answer(0), earlier)
    assert [*known.repeated(quoted, carriers.SAME_WORDS, carriers._same)] == [0]
    assert [*known.repeated(replace(quoted, direct=False), carriers.SAME_WORDS, carriers._same)] == []
