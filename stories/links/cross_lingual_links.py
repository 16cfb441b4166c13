"""Link evidence across languages: meaning, ties of two groups, or ties of their whole stories.

`cross_lingual` computes the similarity of ties, `bridges` the ties themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from stories.grouping.affairs import Affairs
from stories.grouping.groups import NEAR, Group
from stories.grouping.index import Index
from stories.items import readable
from stories.items.clashes import clash
from stories.items.embeddings import Vector
from stories.links.cross_lingual import ALIKE, Neighbour, TieIndex
from stories.links.threads import Bond, Threads

SAME = 0.45
"""Minimum cosine of embeddings for two groups of different languages to be one story."""

UNLIKE = 0.25
"""Below this cosine, shared names and numbers do not make them one."""

DOUBT = 0.5
"""How much more names and numbers must agree per unit of meaning that is missing: half. With the whole, pairs of two
languages are found at 72 where words alone find 86 (benchmarks/titles/affairs_crossing); with half, at 86."""

STORIES_ALIKE = 0.3
"""Minimum cosine of the ties of two stories of several groups before a pair of groups links them: otherwise one
ambiguous line would merge them."""

WHOLES_ALIKE = 0.27
"""Minimum cosine of the ties of two stories if no two of their groups are similar enough but share more than concepts:
what one line omits, others of its story tell. Both together raised pairs of two languages, in the six sets of nine
languages, from 83 to 88, and from 69 to 75 with all of them overlaid; at 0.22 and 0.24 these fall again."""


def ties(
    group: Group,
    weighed: Mapping[str, float],
    day: datetime,
    index: Index,
    crossing: TieIndex,
    threads: Threads,
    affairs: Affairs,
) -> Iterator[tuple[str, Bond]]:
    """Yield items of other languages that tell what a group tells, given the ties of the item just added to it."""

    def same_claim(one: Group, other: Group) -> bool:
        companies, last = one.about() & other.about(), max(one.last, other.last)
        return bool(companies) and all(
            affairs.only_claim(companies, last, each.lang) == each.id for each in (one, other)
        )

    near = crossing.near(group, weighed, day, same_claim)
    direction = index.meanings.of(group.id)
    found = [(one.score, one.group, f"shares {_told(one.shared, group)} with") for one in near if one.alike]
    if direction is not None:
        found = [
            entry
            for entry in found
            # All that is told of one company is similar in meaning, so what is not may still be one affair.
            if group.companies & entry[1].companies or _not_unlike(direction, entry[1], entry[0], index)
        ]
        found += [
            (score, index.groups[other], "means the same as")
            for other, score in index.meanings.near(direction, group.lang, foreign=True).items()
            if score >= SAME + clash(group.marks, index.groups[other].marks)
        ]
    for score, other, how in found:
        meant_by_both = direction is not None and index.meanings.of(other.id) is not None
        if (meant_by_both or _stories_agree(group, other, crossing, threads)) and _bound(other, day):
            yield _tie(other, score, how)
    if index.meanings:
        return  # embeddings decide better
    # Examined last, since the merges above add evidence.
    for one in near:
        if not one.alike and _bound(one.group, day) and _wholes_alike(group, one, crossing, threads):
            yield _tie(one.group, one.score, f"as a story shares {_told(one.shared, group)} with")


def _bound(other: Group, day: datetime) -> bool:
    return bool(other.members) and abs(day - other.last) <= NEAR


def _tie(other: Group, score: float, how: str) -> tuple[str, Bond]:
    first = other.members[0].item.id
    return first, Bond("cross_language", score, f"{how} {first}", "joining/languages")


def _told(shared: Sequence[str], group: Group) -> str:
    return readable.ties(shared[:5], group.members)


def _wholes_alike(group: Group, near: Neighbour, crossing: TieIndex, threads: Threads) -> bool:
    """Return whether the stories of two groups are similar enough although the groups alone are not."""
    mine, theirs = threads.of(group), threads.of(near.group)
    if mine is theirs or len(mine.groups) == len(theirs.groups) == 1 or not near.telling:
        return False
    return crossing.between(mine.groups, theirs.groups) >= WHOLES_ALIKE + near.unlike


def _stories_agree(group: Group, other: Group, crossing: TieIndex, threads: Threads) -> bool:
    """Return whether the stories of two groups share what the groups do, so that one ambiguous line does not merge them."""
    mine, theirs = threads.of(group), threads.of(other)
    lone = len(mine.groups) == len(theirs.groups) == 1
    return mine is theirs or lone or crossing.between(mine.groups, theirs.groups) >= STORIES_ALIKE


def _not_unlike(direction: Vector, other: Group, score: float, index: Index) -> bool:
    """Return whether a group may tell the same as a direction; True without an embedding."""
    meaning = index.meanings.cosine(direction, other.id)
    return meaning is None or (meaning >= UNLIKE and score >= ALIKE + DOUBT * max(0.0, SAME - meaning))
