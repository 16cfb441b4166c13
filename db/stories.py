"""The tables stories, story_documents, story_topics: what a pass of linking concluded, put in place of what it replaces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlite_utils import Database

from db import checks, issues, responses
from db.items import Loaded
from db.search import spaced
from db.times import iso_or_none
from records import Check, Issue, Link, Response, Story


class Linked(Protocol):
    """What linking returns."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """New and changed stories, redirects among them."""

    @property
    def responses(self) -> tuple[Response, ...]:
        """All answers to these stories."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks of these stories."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What a person should know of."""


def save(db: Database, linked: Linked, loaded: Loaded, now: datetime) -> dict[str, int]:
    """Store what a pass concluded; call within `db.atomic()`. Returns what there is and how many stories changed."""
    stood = _standing(db, linked.stories)
    kinds = {item.id: item.kind for item in loaded.items}
    known = _known(db, [story.id for story in linked.stories])
    relinked = 0
    for story in linked.stories:
        if story.redirect_to is not None and story.id not in known:
            continue
        relinked += _save_story(db, story)
    moved = 0
    for story in linked.stories:
        for entry in story.links:
            before = stood.get(entry.item)
            moved += before is not None and before != story.id and entry.item in loaded.relinked
            _save_link(db, entry, is_topic=_is_topic(db, entry.item, kinds))
    told = [story.id for story in linked.stories] + _redirect_empty(db, stood)
    responses.replace(db, told, linked.responses)
    checks.replace(db, told, linked.checks)
    issues.note_all(db, linked.issues, now)
    if loaded.relinked:
        issues.note(db, _told_again(len(loaded.relinked), moved), now)
    for item, mark in loaded.marks.items():
        db.execute("update readings set linked_as = :mark where item = :item", {"mark": mark, "item": item})
    return {
        "stories": _count(db, "select count(*) from stories where redirect_to is null"),
        "responses": _count(db, "select count(*) from responses"),
        "checks": _count(db, "select count(*) from checks"),
        "relinked": relinked,
    }


def of_items(db: Database) -> dict[str, str]:
    """The story of every item."""
    rows = db.query(
        """
        select document as item, story
        from story_documents
        union all
        select topic, story
        from story_topics
        """
    )
    return {row["item"]: row["story"] for row in rows}


def _save_story(db: Database, story: Story) -> bool:
    """Write a story in place of what was known of it; False where nothing is new."""
    cursor = db.execute(
        """
        insert into stories (
          id, headline, lang, topic, subject, entities, claim, claimed_on,
          first_seen_not_before, first_seen_not_after, redirect_to, search_text
        )
        values (
          :id, :headline, :lang, :topic, :subject, :entities, :claim, :claimed_on,
          :first_seen_not_before, :first_seen_not_after, :redirect_to, :search_text
        )
        on conflict (id) do update set
          headline = excluded.headline,
          lang = excluded.lang,
          topic = excluded.topic,
          subject = excluded.subject,
          entities = excluded.entities,
          claim = excluded.claim,
          claimed_on = excluded.claimed_on,
          first_seen_not_before = excluded.first_seen_not_before,
          first_seen_not_after = excluded.first_seen_not_after,
          redirect_to = excluded.redirect_to,
          search_text = excluded.search_text
        where (headline, lang, topic, subject, entities, claim, claimed_on,
               first_seen_not_before, first_seen_not_after, redirect_to)
          is not (excluded.headline, excluded.lang, excluded.topic, excluded.subject, excluded.entities,
                  excluded.claim, excluded.claimed_on, excluded.first_seen_not_before,
                  excluded.first_seen_not_after, excluded.redirect_to)
        """,
        _row(story),
    )
    if story.redirect_to is not None:
        db.execute(
            "update stories set redirect_to = :old where redirect_to = :young",
            {"old": story.redirect_to, "young": story.id},
        )
    return bool(cursor.rowcount)


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "lang": story.lang,
        "topic": story.topic,
        "subject": story.subject,
        "entities": json.dumps(story.entities, ensure_ascii=False),
        "claim": story.claim,
        "claimed_on": story.claimed_on.isoformat() if story.claimed_on else None,
        "first_seen_not_before": iso_or_none(story.first_seen.not_before),
        "first_seen_not_after": iso_or_none(story.first_seen.not_after),
        "redirect_to": story.redirect_to,
        "search_text": spaced(f"{story.headline} {story.claim or ''}"),
    }


def _save_link(db: Database, entry: Link, *, is_topic: bool) -> None:
    table, column = ("story_topics", "topic") if is_topic else ("story_documents", "document")
    db.execute(
        f"""
        insert into {table} ({column}, story, kind, score, evidence, copy_of, tight, rule)
        values (:item, :story, :kind, :score, :evidence, :copy_of, :tight, :rule)
        on conflict ({column}) do update set
          story = excluded.story,
          kind = excluded.kind,
          score = excluded.score,
          evidence = excluded.evidence,
          copy_of = excluded.copy_of,
          tight = excluded.tight,
          rule = excluded.rule
        """,  # noqa: S608 (our own names)
        {
            "item": entry.item,
            "story": entry.story,
            "kind": entry.kind,
            "score": entry.score,
            "evidence": entry.evidence,
            "copy_of": entry.copy_of,
            "tight": entry.tight,
            "rule": entry.rule,
        },
    )


def _standing(db: Database, told: Iterable[Story]) -> dict[str, str]:
    """Where the items of these stories stood before."""
    stood: dict[str, str] = {}
    for story in told:
        for entry in story.links:
            for table, column in (("story_documents", "document"), ("story_topics", "topic")):
                row = db.execute(
                    f"select story from {table} where {column} = :item",  # noqa: S608 (our own names)
                    {"item": entry.item},
                ).fetchone()
                if row:
                    stood[entry.item] = row[0]
    return stood


def _redirect_empty(db: Database, stood: Mapping[str, str]) -> list[str]:
    """Let the stories that nothing belongs to any more redirect to where their items went; returns their ids."""
    empty: list[str] = []
    for item, story in sorted(stood.items()):
        cursor = db.execute(
            """
            update stories
            set redirect_to = coalesce(
                  (select story from story_documents where document = :item),
                  (select story from story_topics where topic = :item)
                ),
                claim = null
            where id = :story
              and redirect_to is null
              and not exists (select 1 from story_documents where story = :story)
              and not exists (select 1 from story_topics where story = :story)
            """,
            {"item": item, "story": story},
        )
        if cursor.rowcount:
            empty.append(story)
    return empty


def _is_topic(db: Database, item: str, kinds: Mapping[str, str]) -> bool:
    """Whether an item is a topic; one that was not loaded again is looked up."""
    if item in kinds:
        return kinds[item] == "topic"
    return db.execute("select 1 from topics where id = :id", {"id": item}).fetchone() is not None


def _known(db: Database, ids: Iterable[str]) -> set[str]:
    return {
        identity
        for identity in ids
        if db.execute("select 1 from stories where id = :id", {"id": identity}).fetchone() is not None
    }


def _told_again(items: int, moved: int) -> Issue:
    return Issue(
        kind="relinked",
        message=f"{items} items were read by another reader or another watch list and linked again; "
        f"{moved} of them belong to another story now",
        where="link",
    )


def _count(db: Database, question: str) -> int:
    return int(db.execute(question).fetchone()[0])
