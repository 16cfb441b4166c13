"""The tables responses and response_carriers: who answered which story, and which items carry the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db import rows
from db.times import iso_or_none
from records import Response


def replace(db: Database, stories: Iterable[str], found: Iterable[Response]) -> None:
    """Replace the stored responses of these stories; call within `db.atomic()`."""
    db.conn.executemany("delete from responses where story = ?", [(story,) for story in stories])
    answers = list(found)
    rows.write(db, "responses", list(map(_row, answers)))
    db.conn.executemany(
        "insert or ignore into response_carriers (response, item) values (?, ?)",
        [(answer.id, item) for answer in answers for item in answer.carriers],
    )


def _row(response: Response) -> dict[str, Any]:
    return {
        "id": response.id,
        "story": response.story,
        "party": response.party,
        "text": response.text,
        "lang": response.lang,
        "responder": response.responder,
        "responder_entity": response.responder_entity,
        "company": response.company,
        "role": response.role,
        "organisation": response.organisation,
        "channel": response.channel,
        "channel_kind": response.channel_kind,
        "stance": response.stance,
        "claimed_on": response.claimed_on.isoformat() if response.claimed_on else None,
        "responded_not_before": iso_or_none(response.responded.not_before),
        "responded_not_after": iso_or_none(response.responded.not_after),
        "latency_min": response.latency_min,
        "latency_max": response.latency_max,
        "document": response.document,
        "topic": response.topic,
        "start": response.start,
        "end": response.end,
        "confidence": response.confidence,
        "evidence": response.evidence,
        "rule": response.rule,
    }
