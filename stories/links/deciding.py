"""Applies people's decisions to what was linked: merge, split, pin, rename, accept, reject. Rejected answers are not its concern.

Values: merge: `subject` joins the story `value`. split: items `value` (ids separated by commas or spaces) leave the
story `subject`. pin and accept_link: item `subject` belongs to story `value`. reject_link: item `subject` does not
belong to story `value`. rename: story `subject` gets the headline `value`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import replace

from records import Decision, Issue, Item, Link, Story
from stories.grouping.groups import Group
from stories.links.threads import DECIDED, Bond, Thread, Threads, story_id


def apply(
    decisions: Sequence[Decision],
    threads: Threads,
    links: MutableMapping[str, Link],
    items: Mapping[str, Item],
) -> list[Issue]:
    """Apply all decisions about the given items and stories, oldest first; one that cannot be applied becomes an issue."""
    issues: list[Issue] = []
    for decision in decisions:
        value = decision.value or ""
        match decision.kind:
            case "merge":
                _merge(decision, threads)
            case "split":
                moving = [
                    item for item in re.split(r"[\s,]+", value.strip('[]"')) if item.strip('"') in links
                ]
                for item in moving:
                    _move(item.strip('"'), story_id(moving[0]), decision, threads, links, items)
            case "pin" | "accept_link" if decision.subject in links and value:
                _move(decision.subject, value, decision, threads, links, items)
            case "reject_link" if decision.subject in links:
                thread = threads.of_group[links[decision.subject].tight or decision.subject]
                if not value or value == thread.id:
                    _move(
                        decision.subject,
                        story_id(f"apart {decision.subject}"),
                        decision,
                        threads,
                        links,
                        items,
                    )
            case _:
                continue
    return issues


def standing_links(previous: Sequence[Story], decisions: Sequence[Decision]) -> dict[str, tuple[Link, str]]:
    """Return stored placements, except those made only by a withdrawn decision, whose items are placed anew.

    After a withdrawn merge these are all items of the story, since their parts are not stored.
    """
    known = {str(decision.id) for decision in decisions}
    kept: dict[str, tuple[Link, str]] = {}
    for story in previous:
        undone = {entry.item: entry.rule for entry in story.links if _undone(entry.rule, known)}
        if any(rule.startswith(MERGE) for rule in undone.values()):
            continue
        kept |= {entry.item: (entry, story.id) for entry in story.links if entry.item not in undone}
    return kept


MERGE = "decision/merge/"


def _undone(rule: str, known: Collection[str]) -> bool:
    """Return whether the decision behind a link was withdrawn. Links older than the naming of decisions stay."""
    made, _, identity = rule.rpartition("/")
    return made.startswith("decision/") and identity not in known


def renamed(decisions: Sequence[Decision], story: str) -> str | None:
    """Return the latest headline that people gave a story, or None."""
    names = [
        decision.value for decision in decisions if decision.kind == "rename" and decision.subject == story
    ]
    return names[-1] if names else None


def _merge(decision: Decision, threads: Threads) -> None:
    one, other = (_resolve(threads, identity) for identity in (decision.subject, decision.value or ""))
    if one is None or other is None or one is other:
        return
    bond = Bond("decided", 1.0, f"merged by {decision.by or 'a person'}", f"{MERGE}{decision.id}")
    young = one if one.age > other.age else other
    threads.unite(one, other, bond, young.groups[0])


def _resolve(threads: Threads, identity: str) -> Thread | None:
    while identity in threads.redirects:
        identity = threads.redirects[identity]
    return threads.by_id.get(identity)


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
    links[item] = replace(
        entry,
        story=target.id,
        kind="decided",
        score=1.0,
        evidence=f"{decision.kind} by {decision.by or 'a person'}",
        rule=f"decision/{decision.kind}/{decision.id}",
        tight=mine.id,
    )
