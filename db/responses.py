"""The tables responses and response_carriers: who answered which story, and which items carry the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from sqlite_utils import Database

from db import rows
from db.times import iso_or_none
from db.written import Written
from records import Response


def replace(db: Database, stories: Iterable[str], found: Iterable[Response], written: Written) -> None:
    """Replace the stored responses of these stories; call within `db.atomic()`. `written`: what need not be written again."""
    of_story: dict[str, dict[str, list[Response]]] = {story: defaultdict(list) for story in stories}
    for response in found:
        of_story[response.story][response.id].append(response)
    answers: list[Response] = []
    whole: list[tuple[str]] = []
    for story, responses in of_story.items():
        difference = written.differing("responses", story, responses)
        answers += chain.from_iterable(difference.changed)
        if difference.gone is None:
            whole.append((story,))
        else:
            again = [same[0].id for same in difference.changed]
            db.conn.executemany(
                "delete from responses where id = ? and story = ?",
                [(identity, story) for identity in (*difference.gone, *again)],
            )
    db.conn.executemany("delete from responses where story = ?", whole)
    rows.write(db, "responses", list(map(_row, answers)))
    db.conn.executemany(
        "insert or ignore into response_carriers (response, item) values (?, ?)",
        [(answer.id, item) for answer in answers for item in answer.carriers],
    )


def _row(response: Response) -> dict[str, Any]:
    return rows.of(response, "responded", "carriers") | {
        "responded_not_before": iso_or_none(response.responded.not_before),
        "responded_not_after": iso_or_none(response.responded.not_after),
    }
