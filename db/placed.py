"""Reads stored links back as records: which story each item belongs to. stories.py writes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from sys import intern

from sqlite_utils import Database

from db.readings import chunks, interned, marks
from records import Decision, Interval, Link, Story

SIDES = (("story_documents", "document"), ("story_topics", "topic"))
"""The link tables, and their column for the item."""

_ABOUT_STORIES = frozenset({"merge", "split", "rename", "pin", "accept_link", "reject_link", "reject_answer"})


def stories(db: Database, items: Iterable[str]) -> tuple[Story, ...]:
    """Return the stories of these items, with only their ids and the links of these items."""
    links: dict[str, list[Link]] = defaultdict(list)
    for ids in chunks(items):
        for table, column in SIDES:
            for item, story, kind, score, evidence, copy_of, tight, rule in db.execute(
                f"""
                select {column}, story, kind, score, evidence, copy_of, tight, rule
                from {table}
                where {column} in ({marks(ids)})
                """,  # noqa: S608 (our own names)
                ids,
            ):
                links[story].append(
                    Link(
                        item=intern(item),
                        story=intern(story),
                        kind=intern(kind),
                        score=score,
                        evidence=evidence,
                        rule=intern(rule),
                        copy_of=interned(copy_of),
                        tight=interned(tight),
                    )
                )
    nowhere = Interval(not_before=None, not_after=None)
    return tuple(
        Story(id=story, headline="", lang="", first_seen=nowhere, links=tuple(links[story]))
        for story in sorted(links)
    )


def of(db: Database, items: Iterable[str]) -> dict[str, str]:
    """Return the story of each item; unplaced items are left out."""
    return {
        item: story
        for ids in chunks(items)
        for table, column in SIDES
        for item, story in db.execute(
            f"select {column}, story from {table} where {column} in ({marks(ids)})",  # noqa: S608
            ids,
        )
    }


def companions(db: Database, items: Iterable[str]) -> set[str]:
    """Return the ids of all items that share a story with any of these."""
    told: set[str] = set()
    for ids in chunks(items):
        for table, column in SIDES:
            told |= {
                story
                for (story,) in db.execute(
                    f"select distinct story from {table} where {column} in ({marks(ids)})",  # noqa: S608
                    ids,
                )
            }
    return _items_of_stories(db, told)


def decided(db: Database, decisions: Sequence[Decision]) -> set[str]:
    """Return the ids of the items and of the stories' items that decisions concern."""
    named = set().union(*map(_named, decisions))
    return _items_among(db, named) | _items_of_stories(db, named | set(heirs(db, decisions).values()))


def _named(decision: Decision) -> set[str]:
    """Return the ids of items and stories that a decision concerns, among other words."""
    if decision.kind == "correct":
        return {decision.subject.rsplit(":", 2)[0]}
    if decision.kind in _ABOUT_STORIES:
        value = decision.value or ""
        return {decision.subject, value, *re.findall(r"[^][\s,\"]+", value)}
    return set()


def heirs(db: Database, decisions: Iterable[Decision]) -> dict[str, str]:
    """Map each story that decisions name and that has ended to the story that it became part of."""
    found: dict[str, str] = {}
    for ids in chunks(set().union(*map(_named, decisions))):
        found |= dict(
            db.execute(
                f"select id, redirect_to from stories where redirect_to is not null and id in ({marks(ids)})",  # noqa: S608
                ids,
            )
        )
    return found


def moved_by_people(db: Database, items: Iterable[str]) -> set[str]:
    """Return those of the items that a person has moved: if that is undone, they are placed again."""
    return _items_among(db, items, "and tight glob 'decided:*'")


def _items_among(db: Database, named: Iterable[str], only: str = "") -> set[str]:
    """Return those of the ids that are items of a story; `only` is a further SQL condition of our own."""
    found: set[str] = set()
    for ids in chunks(named):
        for table, column in SIDES:
            found |= {
                item
                for (item,) in db.execute(
                    f"select {column} from {table} where {column} in ({marks(ids)}) {only}",  # noqa: S608
                    ids,
                )
            }
    return found


def _items_of_stories(db: Database, told: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for ids in chunks(told):
        for table, column in SIDES:
            found |= {
                item
                for (item,) in db.execute(f"select {column} from {table} where story in ({marks(ids)})", ids)  # noqa: S608
            }
    return found
