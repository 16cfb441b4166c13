"""The sections of the brief in order."""

from __future__ import annotations

from review.brief.night import Night
from review.brief.phrases import facts
from review.brief.record import Entry, Section
from review.brief.story_sections import needs_an_answer, top_stories
from review.brief.tables import hot_search, numbers
from review.brief.voices import peers, who_spoke
from review.wording import due

WAITING = 5


def all_of(night: Night) -> tuple[Section, ...]:
    """Return the sections in order; the empty ones are told in one at the end. Masthead, summary and foot are separate."""
    sections = (
        needs_an_answer(night),
        top_stories(night),
        who_spoke(night),
        numbers(night),
        hot_search(night),
        peers(night),
        today(night),
        actions(night),
    )
    nothing = " ".join(section.nothing for section in sections if section.empty and section.nothing)
    told = tuple(section for section in sections if not section.empty)
    return (*told, Section(title="Nothing to report", note=nothing)) if nothing else told


def today(night: Night) -> Section:
    """Return the section on calendar entries due."""
    entries = tuple(
        Entry(
            lead=f"{due(row['day'], row['time'])}: {row['what']}",
            details=facts(night.people.name(row["company"])),
        )
        for row in night.today
    )
    return Section(title="Today", entries=entries, nothing="No calendar entries.")


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
        more=len(rows) - len(entries),
        path="/questions/waiting",
        nothing="Nothing is carried over.",
    )
