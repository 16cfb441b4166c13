"""Applies people's decisions to what was linked: merge, split, pin, rename, accept, reject. `responses.rejected` handles rejected answers.

Values: merge: `subject` joins the story `value`. split: items `value` (ids separated by commas or spaces) leave the
story `subject`. pin and accept_link: item `subject` belongs to story `value`. reject_link: item `subject` does not
belong to story `value`. rename: story `subject` gets the headline `value`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import replace

from records import Decision, Item, Link, Story
from stories.grouping.groups import Group
from stories.links.threads import DECIDED, Bond, Thread, Threads, story_id


def apply(
    decisions: Sequence[Decision],
    threads: Threads,
    links: MutableMapping[str, Link],
    items: Mapping[str, Item],
) -> None:
    """Apply all decisions about the given items and stories, oldest first."""

    def place(item: str) -> tuple[Link, str] | None:
        entry = links.get(item)
        return (entry, threads.of_group[entry.tight or item].id) if entry else None

    for decision in decisions:
        if decision.kind == "merge":
            _merge(decision, threads)
        for item, story in _moves(decision, place):
            _move(item, story, decision, threads, links, items)


def standing_links(previous: Sequence[Story], decisions: Sequence[Decision]) -> dict[str, tuple[Link, str]]:
    """Return stored placements, except those made only by a withdrawn decision, whose items are placed anew.

    After a withdrawn merge these are all items of the story, since their parts are not stored. An item that a decision
    moves is returned where it goes, so that what is placed next is not compared with the group that it leaves.
    """
    known = {str(decision.id) for decision in decisions}
    kept: dict[str, tuple[Link, str]] = {}
    for story in previous:
        undone = {entry.item: entry.rule for entry in story.links if _undone(entry.rule, known)}
        if any(rule.startswith(MERGE) for rule in undone.values()):
            continue
        kept |= {entry.item: (entry, story.id) for entry in story.links if entry.item not in undone}
    for decision in decisions:
        for item, target in _moves(decision, kept.get):
            kept[item] = (_moved(kept[item][0], target, decision), target)
    return kept


def left(previous: Sequence[Story], standing: Mapping[str, tuple[Link, str]]) -> set[str]:
    """Return the stored stories that an item has left, which are told anew without it."""
    return {
        story.id
        for story in previous
        for entry in story.links
        if entry.item in standing and standing[entry.item][1] != story.id
    }


def _moves(decision: Decision, place: Callable[[str], tuple[Link, str] | None]) -> list[tuple[str, str]]:
    """Return the items that a decision moves out of the story in which each stands, and where to.

    Args:
        decision: of any kind.
        place: returns an item's link and the story in which it stands; None for an item that is not here.
    """
    item, value = decision.subject, decision.value or ""
    match decision.kind:
        case "split":
            leaving = _listed(value)
            moves = [(one, apart(leaving[0])) for one in leaving]
        case "pin" | "accept_link" if value:
            moves = [(item, value)]
        case "reject_link" if (stands := place(item)) and value in {"", stands[1]}:
            moves = [(item, apart(item))]
        case _:
            moves = []
    return [
        (one, story)
        for one, story in moves
        if (stands := place(one)) and stands[1] != story and stands[0].rule != _rule(decision)
    ]


def _listed(value: str) -> list[str]:
    """Return the ids in the value of a split."""
    return [item.strip('"') for item in re.split(r"[\s,]+", value.strip('[]"'))]


def apart(item: str) -> str:
    """Return the id of the story of what people took out of another; never that of the story which began with the item."""
    return story_id(f"apart {item}")


MERGE = "decision/merge/"


def _rule(decision: Decision) -> str:
    """Return the rule of an item that a decision moved."""
    return f"decision/{decision.kind}/{decision.id}"


def _undone(rule: str, known: Collection[str]) -> bool:
    """Return whether the decision behind a link was withdrawn. Links older than the naming of decisions stay."""
    made, _, identity = rule.rpartition("/")
    return made.startswith("decision/") and identity not in known


def renamed(decisions: Sequence[Decision], threads: Threads) -> dict[str, str]:
    """Return the latest headline that people gave each story, or one that became part of it."""
    return {
        threads.heir(decision.subject): decision.value
        for decision in decisions
        if decision.kind == "rename" and decision.value
    }


def _merge(decision: Decision, threads: Threads) -> None:
    one, other = (_resolve(threads, identity) for identity in (decision.subject, decision.value or ""))
    if one is None or other is None or one is other:
        return
    bond = Bond("decided", 1.0, f"merged by {decision.by or 'a person'}", f"{MERGE}{decision.id}")
    young = one if one.age > other.age else other
    threads.unite(one, other, bond, young.groups[0])


def _resolve(threads: Threads, identity: str) -> Thread | None:
    return threads.by_id.get(threads.heir(identity))


def _move(
    item: str,
    story: str,
    decision: Decision,
    threads: Threads,
    links: MutableMapping[str, Link],
    items: Mapping[str, Item],
) -> None:
    """Move an item out of its group into a story, as a group of its own."""
    entry = links[item]
    before = threads.of_group.get(entry.tight or item)
    target = _resolve(threads, story)
    if target is not None and target is before:
        return
    if before is not None:
        threads.touch(before)
    mine = Group(id=f"{DECIDED}{item}", lang=items[item].lang, first=items[item].at, last=items[item].at)
    if target is None:
        target = threads.begin(mine, story)
    else:
        target.groups.append(mine)
        threads.of_group[mine.id] = target
    threads.touch(target)
    links[item] = _moved(entry, target.id, decision)


def _moved(entry: Link, story: str, decision: Decision) -> Link:
    """Return an item's link after a decision moved it into a story, as a group of its own."""
    return replace(
        entry,
        story=story,
        kind="decided",
        score=1.0,
        evidence=f"{decision.kind} by {decision.by or 'a person'}",
        rule=_rule(decision),
        tight=f"{DECIDED}{entry.item}",
    )
