"""A stored fact for people: its columns named and formatted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from review.amounts import amount, sum_of
from review.rows import Row
from review.watched_names import Watching
from review.wording import STANCES, VERDICTS, after_claim, between, channel, known

NAMES = {
    "label": "Kind of name",
    "speaker": "Speaker as written",
    "responder": "Answered by",
    "role": "Role",
    "organisation": "Organisation",
    "cue": "Word that says so",
    "said_on": "Said on",
    "responds_to": "In answer to",
    "subject": "Subject",
    "period": "Period",
    "compare": "Compared with",
    "status": "Status",
    "reported_by": "Reported by",
    "claimed_on": "The text says",
    "copy_of": "Copy of",
}
"""Columns shown unchanged, and their labels."""

WATCHED = ("entity", "speaker_entity", "responder_entity")
"""Columns with an id of the watch list."""


def of_fact(fact: Row, zone: tzinfo, people: Watching, now: datetime) -> list[tuple[str, str]]:
    """Return labels and values of a fact, in order of display; years other than the present one are given."""
    return [(name, str(value)) for name, value in _told(fact, zone, people, now) if value not in (None, "")]


def _told(fact: Row, zone: tzinfo, people: Watching, now: datetime) -> Iterator[tuple[str, Any]]:
    yield from ((name, fact.get(column)) for column, name in NAMES.items())
    for column in WATCHED:
        yield "On the watch list", people.name(fact.get(column))
    yield "For", people.name(fact.get("company"))
    yield "Channel", channel(fact.get("channel"), fact.get("channel_kind"))
    yield "Stance", STANCES.get(fact.get("stance") or "")
    yield "Verdict", VERDICTS.get(fact.get("verdict") or "")
    yield "Arithmetic", sum_of(fact["derivation"]) if fact.get("derivation") else None
    yield "Metric", (fact.get("metric") or "").replace("_", " ")
    yield "Value", _value(fact)
    if fact.get("responded_not_after"):
        yield "Given", between(fact["responded_not_before"], fact["responded_not_after"], zone, now)
    if known(fact.get("latency_min"), fact.get("latency_max")):
        yield "Latency", after_claim(fact["latency_min"], fact["latency_max"])
    yield "Score of the link", fact.get("score")
    if fact.get("confidence") is not None:
        yield "Confidence", f"{fact['confidence'] * 100:.0f}%"


def _value(fact: Row) -> str | None:
    unit, per = fact.get("unit"), fact.get("per")
    if fact.get("value") is not None:
        return amount(fact["value"], unit, per)
    if fact.get("low") is not None and fact.get("high") is not None:
        return f"{amount(fact['low'], unit)} to {amount(fact['high'], unit, per)}"
    return None
