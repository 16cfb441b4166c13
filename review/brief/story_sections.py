"""The sections on open claims and on the top stories."""

from __future__ import annotations

from db.times import parse_or_none
from review.brief.night import CLAIMS, Night
from review.brief.phrases import facts, said, spread, teller_url, told_by
from review.brief.record import Entry, Section
from review.brief.reversals import in_words
from review.rows import Row
from review.urls import safe_url
from review.wording import STANCES, by, counted, first_sighting, local, open_for, platform, shortened

STORIES = 3
QUOTE = 150
"""Maximum characters of a quote; a longer one is cut with an ellipsis."""
EXTRACT = 90


def needs_an_answer(night: Night) -> Section:
    """Return the section on open claims, own companies first: first sighting, duration, spread, owner."""
    rows = night.unanswered
    entries = tuple(
        Entry(
            lead=night.headline(row["story"], row["headline"]),
            details=facts(
                night.people.name(row["subject"]),
                f"open for {open_for(parse_or_none(row['first_seen_not_after']), night.until)}",
                f"claim: {shortened(row['claim'], EXTRACT)}" if row["claim"] != row["headline"] else None,
                night.mentioned(row, beside=night.people.name(row["subject"])),
                _first_seen(night, row),
                spread(row["outlets"]),
                f"hot search peak {row['peak_position']}" if row["peak_position"] else None,
                said(row["said_so_far"]),
                f"owner: {owner}" if (owner := night.decided.get((row["story"], "owner"))) else None,
            ),
            path=f"/story/{row['story']}",
            url=teller_url(night, row["story"]),
        )
        for row in rows[:CLAIMS]
    )
    unowned = sum((row["story"], "owner") not in night.decided for row in rows[:CLAIMS])
    return Section(
        title="Needs an answer",
        entries=entries,
        note=f"Without an owner: {unowned}." if unowned else None,
        more=len(rows) - len(entries),
        path="/questions/unanswered",
        nothing="No open claim about us or our peers.",
    )


def top_stories(night: Night) -> Section:
    """Return the section on the most widely reported stories apart from open claims: content, answer and its latency, actions.

    If a company reversed its answer, its latest words are shown with the change; if an officer apologised, his words, with the
    time of the first answer. Paid content is left out.
    """
    rows = night.top
    entries = tuple(_top_story(night, row) for row in rows[:STORIES])
    return Section(
        title="Top stories",
        entries=entries,
        more=len(rows) - len(entries),
        path="/questions/new",
        nothing="No story in this window.",
    )


def _without_words(night: Night, row: Row) -> str:
    """Say that a claim has no answer, that a person marked it as answered, or that its company declined to comment."""
    if night.decided.get((row["story"], "status")) == "answered":
        return "marked as answered"
    is_open = any(entry["story"] == row["story"] for entry in night.unanswered)
    return str(STANCES["decline"]) if row["answers"] and not is_open else "no answer"


def _first_seen(night: Night, row: Row) -> str:
    if row["told_by"]:
        where = f" in {row['told_by']}"
    else:
        where = f" on {platform(row['platform'])}" if row["platform"] else ""
    when = first_sighting(row["first_seen_not_before"], row["first_seen_not_after"], night.zone)
    return f"first seen{where} {when}"


def _first_answer(night: Night, row: Row, shown: Row | None) -> str | None:
    """Say what the company answered first, if later words are shown: "first answer: promises 18 Apr 12:10"."""
    first = night.answers.get(row["story"])
    if first is None or shown is None or first["id"] == shown["id"]:
        return None
    return (
        f"first answer: {STANCES[first['stance']]} {by(first['not_before'], first['not_after'], night.zone)}"
    )


def _top_story(night: Night, row: Row) -> Entry:
    teller, turn = night.first_articles.get(row["story"]), night.reversals.get(row["story"])
    answer = night.latest_answer(row["story"])
    status = night.decided.get((row["story"], "status"))
    told_at = parse_or_none(teller["at"]) if teller else None
    return Entry(
        lead=night.people.introduced(row["subject"], night.headline(row["story"], row["headline"])),
        details=facts(
            f"{teller['source']}, {local(told_at, night.zone)}" if teller and told_at else None,
            spread(row["outlets"]),
            f"{row['new_documents']} of {counted(row['documents'], 'item')} new"
            if row["new_documents"] < row["documents"]
            else None,
            f"claim: {shortened(row['claim'], EXTRACT)}"
            if row["claim"] and row["claim"] != row["headline"]
            else None,
            night.mentioned(row),
            f"peak {row['peak_position']} on {platform(row['topic_platform'])}"
            if row["peak_position"] and row["topic_platform"]
            else None,
            _without_words(night, row) if row["claim"] and not answer else None,
            in_words(*turn, night.zone) if turn else _first_answer(night, row, answer),
            f"status: {status}" if status else None,
        ),
        quote=shortened(answer["text"], QUOTE) if answer else None,
        direct=answer is None or answer["kind"] == "direct",
        lang=answer["lang"] if answer else None,
        by=told_by(night, answer) if answer else None,
        url=safe_url(teller["url"]) if teller else None,
        path=f"/story/{row['story']}",
    )
