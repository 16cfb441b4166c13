"""The sections on who said what: own spokespeople, then peers."""

from __future__ import annotations

from review.brief.night import CLAIMS, Night
from review.brief.phrases import facts, heard, when_told
from review.brief.record import Entry, Section
from review.brief.story_sections import STORIES
from review.rows import Row
from review.urls import page_of, safe_url
from review.wording import STANCES, after_claim, known, shortened

VOICES = 3
QUOTE = 120
"""Columns of a quotation; with its story it has more."""
PEERS = 2


def who_spoke(night: Night) -> Section:
    """Return the section with the exact words of own speakers, then peers', one entry each.

    Answers that are shown or told with their story are not repeated, and whose words stand there comes last.
    """
    stories = [row["story"] for row in night.top[:STORIES]]
    told = {answer["id"] for story in stories for answer in night.told_answers(story)}
    heard_already = {_speaker(answer) for story in stories if (answer := night.latest_answer(story))}
    spoke = [row for row in night.spoke if row["id"] not in told]
    rows = list({_speaker(row): row for row in reversed(spoke)}.values())[::-1]
    rows.sort(key=lambda row: _speaker(row) in heard_already)
    entries = tuple(
        Entry(
            lead=heard(night, row),
            quote=shortened(row["text"], QUOTE),
            direct=row["kind"] == "direct",
            lang=row["lang"],
            by=when_told(night, row),
            url=safe_url(row["url"]),
            path=page_of("explain", row["id"]),
        )
        for row in rows[:VOICES]
    )
    silent = _silent(night)
    declined = f"Coverage says that no comment came from: {', '.join(silent)}." if silent else None
    return Section(
        title="Who spoke",
        entries=entries,
        note=declined,
        more=len(spoke) - len(entries),
        path="/questions/spoke",
        nothing="" if night.spoke else "Nobody we watch was quoted.",
    )


def _silent(night: Night) -> list[str]:
    """Return the own companies that gave no comment, except where they answered after all, or where the claim stands above."""
    answered = {row["story"] for row in night.spoke if row["what"] == "answer"} | night.answers.keys()
    told = answered | {row["story"] for row in night.unanswered[:CLAIMS]}
    silent = (row for row in night.declined if row["side"] == "own" and row["story"] not in told)
    return list(dict.fromkeys(str(night.people.name(row["company"])) for row in silent))


def _speaker(row: Row) -> str:
    return str(row["entity"] or row["speaker"] or row["id"])


def peers(night: Night) -> Section:
    """Return the section on peers: two lines per answer. Who is silent stands among the open claims."""
    answers = [row for row in night.peers if row["stance"] != "silent"]
    rows = list({row["story"]: row for row in sorted(answers, key=_declines)[::-1]}.values())[::-1]
    entries = tuple(
        Entry(
            lead=night.people.introduced(row["company"], night.headline(row["story"], row["headline"])),
            details=facts(
                f"{night.people.speaker(row['entity'], row['speaker']) or 'the company'} {STANCES.get(row['stance'] or '', 'answers')}",
                after_claim(row["latency_min"], row["latency_max"])
                if known(row["latency_min"], row["latency_max"])
                else None,
            ),
            path=f"/story/{row['story']}",
        )
        for row in rows[:PEERS]
    )
    return Section(
        title="Peers",
        entries=entries,
        more=len(rows) - len(entries),
        path="/questions/peers",
        nothing="No answer from a peer.",
    )


def _declines(row: Row) -> bool:
    """Return whether an answer is a refusal to comment; any other is preferred to it."""
    return str(row["stance"]) == "decline"
