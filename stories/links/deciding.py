"""Applies people's decisions to what was linked: merge, split, pin, rename, accept, reject. `responses.rejected` handles rejected answers.

Values: merge: `subject` joins the story `value`. split: items `value` (ids separated by commas or spaces) leave the
story `subject`; one id may itself contain these. pin and accept_link: item `subject` belongs to story `value`. reject_link: item `subject` does not
belong to story `value`. rename: story `subject` gets the headline `value`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import replace

from records import Decision, Item, Link, Story
from stories.grouping.groups import Group
from stories.links.threads import DECIDED, Bond, Thread, Threads, story_id


def apply(
    decisions: Sequence[Decision],
    threads: Threads,
    links: MutableMapping[str, Link],
    items: Mapping[str, Item],
) -> bool:
    """Apply all decisions about the given items and stories, oldest first; return whether an item moved."""

    def place(item: str) -> tuple[Link, str] | None:
        entry = links.get(item)
        return (entry, threads.of_group[entry.tight or item].id) if entry else None

    moved = False
    for decision in decisions:
        if decision.kind == "merge":
            _merge(decision, threads)
        for item, story in _moves(decision, place, threads.heir):
            _move(item, story, decision, threads, links, items)
            moved = True
    return moved


def standing_links(
    previous: Sequence[Story], decisions: Sequence[Decision], heirs: Mapping[str, str]
) -> dict[str, tuple[Link, str]]:
    """Return stored placements, except those made only by a withdrawn decision, whose items are placed anew.

    After a withdrawn merge these are all items of the story, since their parts are not stored. An item that a decision
    moves is returned where it goes, so that what is placed next is not compared with the group that it leaves.
    `heirs`: what ended stories became part of.
    """
    known = {decision.id for decision in decisions}
    kept: dict[str, tuple[Link, str]] = {}
    for story in previous:
        if {_merged_by(entry) for entry in story.links} <= known | {0}:
            kept |= {
                entry.item: (entry, story.id) for entry in story.links if _moved_by(entry) in known | {0}
            }
    for decision in decisions:
        for item, target in _moves(decision, kept.get, lambda story: heirs.get(story, story)):
            kept[item] = (_moved(kept[item][0], target, decision), target)
    return kept


def _moves(
    decision: Decision, place: Callable[[str], tuple[Link, str] | None], heir: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Return the items that a decision moves out of the story in which each stands, and where to.

    An item stays where this decision or a later one has put it.

    Args:
        decision: of any kind.
        place: returns an item's link and the story in which it stands; None for an item that is not here.
        heir: returns the story that an ended story became part of; any other itself.
    """
    item, value = decision.subject, decision.value or ""
    match decision.kind:
        case "split":
            leaving = [value] if place(value) else _listed(value)
            moves = [(one, apart(decision, leaving[0])) for one in leaving]
        case "pin" | "accept_link" if value:
            moves = [(item, heir(value))]
        case "reject_link" if (stands := place(item)) and heir(value) in {"", stands[1]}:
            moves = [(item, apart(decision, item))]
        case _:
            moves = []
    return [
        (one, story)
        for one, story in moves
        if (stands := place(one)) and stands[1] != story and _moved_by(stands[0]) < decision.id
    ]


def _listed(value: str) -> list[str]:
    """Return the ids in the value of a split."""
    return [item.strip('"') for item in re.split(r"[\s,]+", value.strip('[]"'))]


def apart(decision: Decision, item: str) -> str:
    """Return the id of the story of what a decision takes out of another; no other story ever has it."""
    return story_id(f"apart {decision.id} {item}")


MERGE = "decision/merge/"


def is_move(entry: Link) -> bool:
    """Return whether an item is in its story because a person moved it there."""
    return entry.rule.startswith("decision/") and not entry.rule.startswith(MERGE)


def begins(entry: Link) -> bool:
    """Return whether an item is the first of its group."""
    return entry.tight in {None, entry.item} or _moved_by(entry) > 0


def _moved_by(entry: Link) -> int:
    """Return the id of the decision that moved an item, even if its story was merged since; 0: none did."""
    tight = entry.tight or ""
    made, _, item = tight.removeprefix(DECIDED).partition(":")
    if not tight.startswith(DECIDED) or item != entry.item:
        made = entry.rule.rpartition("/")[2] if is_move(entry) else ""
    return int(made) if made.isdigit() else 0


def _merged_by(entry: Link) -> int:
    """Return the id of the merge that brought an item's group into its story; 0: none did."""
    return int(entry.rule.removeprefix(MERGE)) if entry.rule.startswith(MERGE) else 0


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
    moved, before = _moved(links[item], story, decision), threads.of_group[links[item].tight or item]
    mine = Group(id=moved.tight or item, lang=items[item].lang, first=items[item].at, last=items[item].at)
    threads.touch(before)
    threads.touch(threads.begin(mine, story))
    links[item] = moved
    if not any(threads.of_group[entry.tight or one] is before for one, entry in links.items()):
        threads.end(before, story)


def _moved(entry: Link, story: str, decision: Decision) -> Link:
    """Return an item's link after a decision moved it into a story, as a group of its own."""
    return replace(
        entry,
        story=story,
        kind="decided",
        score=1.0,
        evidence=f"{decision.kind} by {decision.by or 'a person'}",
        rule=f"decision/{decision.kind}/{decision.id}",
        tight=f"{DECIDED}{decision.id}:{entry.item}",
    )
