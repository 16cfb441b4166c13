"""What can be told in English of a line in another script: whom on the watch list it names, and its amounts. It translates nothing."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from review import rows
from review.amounts import amount
from review.rows import Row
from review.watched_names import Watching

_DENSE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")

QUALIFIERS = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about "}


def of_lines(
    conn: sqlite3.Connection, people: Watching, stories: Sequence[str], topics: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return names and amounts, in the order of the text, of each headline and claim of `stories` and each title of `topics`."""
    told: Mapping[str, list[str]] = defaultdict(list)
    for row in rows.found(conn, FACTS, stories=json.dumps(stories), topics=json.dumps(topics)):
        line = row["line"]
        fact = people.name(row["entity"]) if row["entity"] else _amount(row)
        if _DENSE.search(line) and fact and fact not in line and not _DENSE.search(fact):
            told[line].append(fact)
    return {line: tuple(facts) for line, facts in told.items()}


def mentions(facts: Iterable[str]) -> str | None:
    """Return the facts as a detail: "mentions Lei Jun, CNY 1.8 billion"; None if there are none."""
    told = ", ".join(dict.fromkeys(facts))
    return f"mentions {told}" if told else None


def _amount(row: Row) -> str | None:
    """Return an amount without its sign, which the words of the line give: "more than CNY 60,000 per vehicle"."""
    ends = [Decimal(row[end]).copy_abs() for end in ("value", "low", "high") if row[end] is not None]
    told = " to ".join(amount(str(end), row["unit"], row["per"]) for end in sorted(ends))
    return f"{QUALIFIERS.get(row['qualifier'] or '', '')}{told}" if told else None


FACTS = """
    with lines as (
      select
        story_documents.document,
        null as topic,
        documents.title as line
      from stories
      join story_documents on story_documents.story = stories.id
      join documents on documents.id = story_documents.document
      where stories.id in (select value from json_each(:stories))
        and documents.title in (stories.headline, stories.claim)
      union
      select
        null,
        topics.id,
        topics.title
      from stories
      join story_topics on story_topics.story = stories.id
      join topics on topics.id = story_topics.topic
      where stories.id in (select value from json_each(:stories))
        and topics.title in (stories.headline, stories.claim)
      union
      select
        null,
        id,
        title
      from topics
      where id in (select value from json_each(:topics))
    )
    select
      lines.line,
      mentions."start",
      mentions.entity,
      null as value,
      null as low,
      null as high,
      null as unit,
      null as per,
      null as qualifier
    from lines
    join mentions on mentions.document = lines.document and lines.document is not null
      or mentions.topic = lines.topic and lines.topic is not null
    where mentions.entity is not null
      and mentions."end" <= length(lines.line)
    union all
    select
      lines.line,
      figures."start",
      null,
      figures.value,
      figures.low,
      figures.high,
      figures.unit,
      figures.per,
      figures.qualifier
    from lines
    join figures on figures.document = lines.document and lines.document is not null
      or figures.topic = lines.topic and lines.topic is not null
    where figures.metric is not null
      and (figures.unit = 'percent' or figures.unit = upper(figures.unit))
      and figures."end" <= length(lines.line)
    order by
      line,
      "start"
"""
