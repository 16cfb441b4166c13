"""The sections on who said what: own spokespeople, then peers."""

from __future__ import annotations

from review.brief.night import Night
from review.brief.phrases import facts, heard, rest, told_by
from review.brief.record import Entry, Section
from review.brief.story_sections import QUOTE, STORIES
from review.rows import Row
from review.urls import page_of, safe_url
from review.wording import STANCES, after_claim, counted, known, shortened

VOICES = 3
PEERS = 2


def who_spoke(night: Night) -> Section:
    """Return the section with the exact words of own speakers, then peers'. Answers shown with their story are not repeated."""
    stories = [row["story"] for row in night.other_stories[:STORIES]]
    shown = {answer["id"] for story in stories if (answer := night.latest_answer(story))}
    rows = [row for row in night.spoke if row["id"] not in shown]
    entries = tuple(
        Entry(
            lead=heard(night, row),
            quote=shortened(row["text"], QUOTE),
            direct=row["kind"] == "direct",
            lang=row["lang"],
            by=told_by(night, row, apart=True),
            url=safe_url(row["url"]),
            path=page_of("explain", row["id"]),
        )
        for row in rows[:VOICES]
    )
    own = [row for row in night.declined if row["side"] == "own"]
    told = f"Coverage says that we did not comment: {counted(len(own), 'time')}." if own else None
    more = rest(rows, VOICES)
    nothing = None if night.spoke else "Nobody we watch was quoted."
    return Section(
        title="Who spoke", entries=entries, note=" ".join(filter(None, (more, told, nothing))) or None
    )


def peers(night: Night) -> Section:
    """Return the section on peers: two lines per answer. Who is silent stands among the open claims."""
    answers = [row for row in night.peers if row["stance"] != "silent"]
    rows = list({row["story"]: row for row in sorted(answers, key=_declines)[::-1]}.values())[::-1]
    entries = tuple(
        Entry(
            lead=night.people.introduced(row["company"], night.headline(row["story"], row["headline"])),
            details=facts(
                f"{night.people.name(row['entity']) or row['speaker'] or 'the company'} {STANCES.get(row['stance'] or '', 'answers')}",
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
        note=rest(rows, PEERS) or (None if rows else "No answer from a peer."),
    )


def _declines(row: Row) -> bool:
    """Return whether an answer is a refusal to comment; any other is preferred to it."""
    return str(row["stance"]) == "decline"
