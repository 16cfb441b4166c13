"""Reversals: a company's later answer that contradicts an earlier one, such as an admission after a denial."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import tzinfo

from review.brief.lookups import OWN_ANSWERS
from review.rows import Row
from review.wording import STANCES, by

OTHERWISE = {
    "deny": frozenset({"confirm", "correct", "apologise"}),
    "confirm": frozenset({"deny", "correct"}),
    "apologise": frozenset({"deny", "correct"}),
    "promise": frozenset({"deny", "correct"}),
    "explain": frozenset({"correct"}),
    "correct": frozenset({"deny"}),
}
"""Stance to the stances that contradict it. An apology or a remedy after a confirmation is a further step, no
reversal."""


def latest_reversals(
    conn: sqlite3.Connection, until: str, stories: Sequence[str], *, without: Collection[str] = ()
) -> dict[str, tuple[Row, Row]]:
    """Return, for each story with a reversal before `until`, the first answer and the latest that contradicts it.

    Answers given by the time the claim was seen cannot be reversed: they answered something else. Neither is one by
    words that may have been spoken with it, nor by a few words that an outlet gives in its own: what a company owns to
    there need not be the claim.
    """
    rows = conn.execute(
        f"""
        {OWN_ANSWERS}
          and responses.stance in (select value from json_each(:stances))
          and coalesce(responses.latency_max, 1) > 0
          and responses.id not in (select value from json_each(:without))
        order by
          responses.responded_not_after,
          responses.id
        """,  # noqa: S608 (our own words)
        {
            "stories": json.dumps(list(stories)),
            "stances": json.dumps(list(OTHERWISE)),
            "until": until,
            "without": json.dumps(sorted(without)),
        },
    )
    said: dict[str, list[Row]] = {}
    for row in rows:
        said.setdefault(row["story"], []).append(dict(row))
    found = {story: _turn(answers) for story, answers in said.items()}
    return {story: turn for story, turn in found.items() if turn}


def _turn(answers: Sequence[Row]) -> tuple[Row, Row] | None:
    for place in range(len(answers) - 1, 0, -1):
        last = answers[place]
        for begun, before in enumerate(answers[:place]):
            taken_back = OTHERWISE[before["stance"]]
            if last["stance"] in taken_back and _is_later(before, last):
                then = [row for row in answers[begun + 1 : place + 1] if row["stance"] in taken_back]
                return before, _best(then, last)
    return None


def _is_later(before: Row, last: Row) -> bool:
    return bool(last["not_after"] > before["not_after"]) and last["kind"] != "mixed"


def _best(answers: Sequence[Row], last: Row) -> Row:
    """Return the best of the answers that may be equally late: direct before indirect speech, then the most widely carried."""
    since = last["not_before"] or last["not_after"]
    return max(
        (row for row in answers if row["not_after"] >= since),
        key=lambda row: (row["kind"] == "direct", row["carriers"], row["not_after"]),
    )


def in_words(before: Row, after: Row, zone: tzinfo) -> str:
    """Return both as a line: "changed: denies 17 Nov 23:40, apologises 18 Nov 19:10"."""
    told = (
        f"{STANCES[row['stance']]} {by(row['not_before'], row['not_after'], zone)}" for row in (before, after)
    )
    return f"changed: {', '.join(told)}"
