"""The sections of the brief in order."""

from __future__ import annotations

from review.brief.night import Night
from review.brief.phrases import facts, rest
from review.brief.record import Entry, Section
from review.brief.story_sections import needs_an_answer, top_stories
from review.brief.tables import hot_search, numbers
from review.brief.voices import peers, who_spoke
from review.wording import due

WAITING = 5


def all_of(night: Night) -> tuple[Section, ...]:
    """Return sections 2 to 9 in order. Masthead, summary sentence and foot are separate."""
    return (
        needs_an_answer(night),
        top_stories(night),
        who_spoke(night),
        numbers(night),
        hot_search(night),
        peers(night),
        today(night),
        actions(night),
    )


def today(night: Night) -> Section:
    """Return the section on calendar entries due."""
    entries = tuple(
        Entry(
            lead=f"{due(row['day'], row['time'])}: {row['what']}",
            details=facts(night.people.name(row["company"])),
        )
        for row in night.today
    )
    return Section(title="Today", entries=entries, note=None if entries else "No calendar entries.")


def actions(night: Night) -> Section:
    """Return the section on stories with an owner, until marked as answered or ignored."""
    rows = night.waiting
    entries = tuple(
        Entry(
            lead=night.headline(row["id"], row["title"]),
            details=facts(
                row["status"],
                f"owner: {row['owner'] or 'nobody yet'}",
                row["note"] and f"note: {row['note']}",
            ),
            path=f"/story/{row['id']}",
        )
        for row in rows[:WAITING]
    )
    return Section(
        title="Actions and owners",
        entries=entries,
        note=rest(rows, WAITING) or (None if rows else "No story has an owner; nothing is carried over."),
    )
