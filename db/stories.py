"""The tables stories, story_documents and story_topics: the results of a pass of linking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from sqlite_utils import Database

from db import checks, issues, placed, responses, rows, weighings
from db.items import Loaded
from db.readings import chunks, marks
from db.search import spaced
from db.times import iso_or_none
from db.written import Written
from records import Check, Issue, Link, Response, Story, Weighing

NO_COUNTS: Mapping[str, int] = MappingProxyType({})


class Linked(Protocol):
    """The result of linking."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """New and changed stories, including redirects."""

    @property
    def responses(self) -> tuple[Response, ...]:
        """All responses to these stories."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks of these stories."""

    @property
    def weighings(self) -> tuple[Weighing, ...]:
        """What was placed or weighted again, in order of placing."""


def save(
    db: Database,
    linked: Linked,
    loaded: Loaded,
    now: datetime,
    *,
    before: Mapping[str, int] = NO_COUNTS,
    written: Written | None = None,
) -> dict[str, int]:
    """Store the result of a pass; call within `db.atomic()`.

    Args:
        db: the store.
        linked: the result of the pass.
        loaded: what the pass was given.
        now: the current time.
        before: the counts of earlier passes.
        written: what earlier passes of this process wrote; updated. None: every story is written whole.

    Returns:
        The totals and how many stories changed; if another reader version or watch list had read items `anew`, how many,
        and how many of them `moved` to another story. Added to the counts of the passes `before`.
    """
    written = Written() if written is None else written
    links = [
        entry
        for story in linked.stories
        for entry in written.differing(
            "links", story.id, {entry.item: entry for entry in story.links}
        ).changed
    ]
    stood = placed.of(db, [entry.item for entry in links])
    moved = [entry for entry in links if stood.get(entry.item, entry.story) != entry.story]
    for entry in moved:
        written.discard("links", stood[entry.item], entry.item)
    relinked = _save_stories(db, linked.stories)
    _save_links(db, links, _topics(db, links, {item.id: item.kind for item in loaded.items}))
    told = [story.id for story in linked.stories] + _redirect_empty(db, moved, stood)
    responses.replace(db, told, linked.responses, written)
    checks.replace(db, told, linked.checks)
    counts = {"relinked": before.get("relinked", 0) + relinked}
    if loaded.relinked or "anew" in before:
        counts["anew"] = before.get("anew", 0) + len(loaded.relinked)
        counts["moved"] = before.get("moved", 0) + sum(entry.item in loaded.relinked for entry in moved)
        issues.note(db, _relinked_issue(counts["anew"], counts["moved"]), now)
    weighings.save(db, linked.weighings, loaded.relinked)
    db.conn.executemany("update readings set linked_as = ? where item = ?", _link_marks(loaded))
    return {
        "stories": db.table("stories").count
        - _count(db, "select count(*) from stories where redirect_to is not null"),
        "responses": db.table("responses").count,
        "checks": db.table("checks").count,
        **counts,
    }


def of_items(db: Database) -> dict[str, str]:
    """Return the story of every item."""
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


def _save_stories(db: Database, told: Sequence[Story]) -> int:
    """Upsert stories; returns how many changed."""
    redirecting = [story.id for story in told if story.redirect_to is not None]
    known = {
        row["id"]
        for ids in chunks(redirecting)
        for row in db.query(f"select id from stories where id in ({marks(ids)})", ids)  # noqa: S608 (question marks)
    }
    kept = [story for story in told if story.redirect_to is None or story.id in known]
    changed = db.conn.executemany(_SAVE_STORY, map(_row, kept)).rowcount
    db.conn.executemany(
        "update stories set redirect_to = ? where redirect_to = ?",
        [(story.redirect_to, story.id) for story in kept if story.redirect_to is not None],
    )
    return max(changed, 0)


_SAVE_STORY = """
    insert into stories (
      id, headline, lang, topic, subject, entities, claim, claim_item, claim_rule, claim_evidence, first_item, claimed_on,
      first_seen_not_before, first_seen_not_after, redirect_to, search_text
    )
    values (
      :id, :headline, :lang, :topic, :subject, :entities, :claim, :claim_item, :claim_rule, :claim_evidence, :first_item, :claimed_on,
      :first_seen_not_before, :first_seen_not_after, :redirect_to, :search_text
    )
    on conflict (id) do update set
      headline = excluded.headline,
      lang = excluded.lang,
      topic = excluded.topic,
      subject = excluded.subject,
      entities = excluded.entities,
      claim = excluded.claim,
      claim_item = excluded.claim_item,
      claim_rule = excluded.claim_rule,
      claim_evidence = excluded.claim_evidence,
      first_item = excluded.first_item,
      claimed_on = excluded.claimed_on,
      first_seen_not_before = excluded.first_seen_not_before,
      first_seen_not_after = excluded.first_seen_not_after,
      redirect_to = excluded.redirect_to,
      search_text = excluded.search_text
    where (headline, lang, topic, subject, entities, claim, claim_item, claim_rule, claim_evidence, first_item, claimed_on,
           first_seen_not_before, first_seen_not_after, redirect_to)
      is not (excluded.headline, excluded.lang, excluded.topic, excluded.subject, excluded.entities,
              excluded.claim, excluded.claim_item, excluded.claim_rule, excluded.claim_evidence,
              excluded.first_item, excluded.claimed_on, excluded.first_seen_not_before,
              excluded.first_seen_not_after, excluded.redirect_to)
"""


def _row(story: Story) -> dict[str, Any]:
    return rows.of(story, "first_seen", "links") | {
        "first_seen_not_before": iso_or_none(story.first_seen.not_before),
        "first_seen_not_after": iso_or_none(story.first_seen.not_after),
        "search_text": spaced(f"{story.headline} {story.claim or ''}"),
    }


def _save_links(db: Database, links: Sequence[Link], topics: Collection[str]) -> None:
    for table, column in placed.SIDES:
        db.conn.executemany(
            f"""
            insert into {table} ({column}, story, kind, score, evidence, copy_of, tight, rule)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict ({column}) do update set
              story = excluded.story,
              kind = excluded.kind,
              score = excluded.score,
              evidence = excluded.evidence,
              copy_of = excluded.copy_of,
              tight = excluded.tight,
              rule = excluded.rule
            where (story, kind, score, evidence, copy_of, tight, rule)
              is not (excluded.story, excluded.kind, excluded.score, excluded.evidence, excluded.copy_of,
                      excluded.tight, excluded.rule)
            """,  # noqa: S608 (our own names)
            [
                (
                    entry.item,
                    entry.story,
                    entry.kind,
                    entry.score,
                    entry.evidence,
                    entry.copy_of,
                    entry.tight,
                    entry.rule,
                )
                for entry in links
                if (entry.item in topics) == (column == "topic")
            ],
        )


def _topics(db: Database, links: Iterable[Link], kinds: Mapping[str, str]) -> set[str]:
    """Return which linked items are topics; items that were not loaded are looked up."""
    items = {entry.item for entry in links}
    found = {item for item in items if kinds.get(item) == "topic"}
    for ids in chunks(items - kinds.keys()):
        found |= {row["id"] for row in db.query(f"select id from topics where id in ({marks(ids)})", ids)}  # noqa: S608
    return found


def _redirect_empty(db: Database, moved: Iterable[Link], stood: Mapping[str, str]) -> list[str]:
    """Redirect the stories that have lost their last item to where their items went; returns their ids."""
    empty: list[str] = []
    for entry in sorted(moved, key=lambda entry: entry.item):
        cursor = db.execute(
            """
            update stories
            set redirect_to = :now,
                claim = null
            where id = :before
              and redirect_to is null
              and not exists (select 1 from story_documents where story = :before)
              and not exists (select 1 from story_topics where story = :before)
            """,
            {"now": entry.story, "before": stood[entry.item]},
        )
        if cursor.rowcount:
            empty.append(stood[entry.item])
            db.execute(
                "update stories set redirect_to = ? where redirect_to = ?", [entry.story, stood[entry.item]]
            )
    return empty


def _link_marks(loaded: Loaded) -> list[tuple[str, str]]:
    return [(mark, item) for item, mark in loaded.marks.items()]


def _relinked_issue(items: int, moved: int) -> Issue:
    return Issue(
        kind="relinked",
        message=f"{items} items were read by another reader version or watch list and linked again; "
        f"{moved} of them now belong to another story",
        where="link",
    )


def _count(db: Database, question: str) -> int:
    return int(db.execute(question).fetchone()[0])
