"""Link evidence: a lone post of a company's or officer's account, and the open claim that dominates its recent news.

Of several claims, the one that shares most words with the post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from stories.grouping.affairs import SHARE_OWN, Affairs, share_in_words
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links.threads import Bond, Threads
from stories.speech.tone import tone

HEAD = 80
"""Characters of a post that decide whether it is about business."""

WORDS = 2
"""Minimum claim terms in a post about business. Of several claims, the post must share more than this with one, and
more than with any other."""


def ties(
    features: Features, group: Group, affairs: Affairs, index: Index, threads: Threads, roster: Roster
) -> Iterator[tuple[str, Bond]]:
    """Yield the claim that a lone post answers. Recent items are counted by story, across groups and languages."""
    item = features.item
    if item.kind != "post" or not item.entity or len(group.members) != 1:
        return
    told: Counter[str] = Counter()
    for company in sorted(features.companies):
        told += affairs.recent.by_group(company, features.day)
    del told[group.id]
    of_story: Counter[str] = Counter()
    claims: dict[str, list[Group]] = defaultdict(list)
    for other, count in told.items():
        if other not in index.groups:
            continue
        thread = threads.of(index.groups[other])
        of_story[thread.id] += count
        if affairs.claim(other) is not None:
            claims[thread.id].append(index.groups[other])
    words = {
        story: sum(any(term in claim.centroid for claim in groups) for term in features.terms)
        for story, groups in claims.items()
    }
    story = max(words, key=lambda story: (words[story], story), default="")
    shared = words.pop(story, 0)
    if not story or (words and shared < max(WORDS, *words.values()) + 1):
        return
    groups = claims[story]
    business = tone(item.text[:HEAD], item.lang).business
    if of_story[story] < SHARE_OWN * told.total() or (business and shared < WORDS):
        return
    name = roster.name_of(item.entity)
    evidence = f"{name}'s post while {share_in_words(of_story[story], told.total())} this claim"
    yield groups[0].members[0].item.id, Bond("responds_to", 1.0, evidence, "joining/own_post")
