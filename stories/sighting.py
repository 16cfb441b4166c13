"""When what a story claims was first seen: by the item that claims it, or an earlier one that said the same in other words."""

from __future__ import annotations

from collections.abc import Sequence

from records import Interval, Item
from stories import tokens
from stories.features import key_of


def first_seen(claim: Item | None, items: Sequence[Item]) -> Interval:
    """When what is claimed can first have been seen anywhere; of a story without claim, the story."""
    if claim is None:
        return min(items, key=lambda item: (item.at, item.id)).seen
    key = key_of(claim.title or claim.text[:80])
    words = set(tokens.terms(claim.title, claim.lang))
    saying = [claim]
    for item in items:
        if item.lang != claim.lang or item.at >= claim.at:
            continue
        if not item.title:
            if item.entity is None and _told_by_a_stranger(item, claim):
                saying.append(item)
            continue
        shared = words & set(tokens.terms(item.title, item.lang))
        if key in key_of(item.title) or (words and len(shared) / len(words) >= SAME_CLAIM):
            saying.append(item)
    return min(saying, key=lambda item: (item.at, item.id)).seen


def _told_by_a_stranger(post: Item, claim: Item) -> bool:
    """Whether somebody's post tells of what a title then takes up: it names the same company, and one word of the matter."""
    if not {mention.entity for mention in post.reading.mentions if mention.entity} & set(_titled(claim)):
        return False
    return bool(_matter(post, len(post.text)) & _matter(claim, len(claim.title)))


def _titled(item: Item) -> list[str]:
    return [m.entity for m in item.reading.mentions if m.entity and m.end <= len(item.title)]


def _matter(item: Item, upto: int) -> set[str]:
    """The terms of a text's head without the names of who is watched."""
    words, at = [], 0
    for mention in item.reading.mentions:
        if mention.entity and mention.end <= upto:
            words.append(item.text[at : mention.start])
            at = mention.end
    return {term for part in [*words, item.text[at:upto]] for term in tokens.terms(part, item.lang)}


SAME_CLAIM = 0.6
"""Share of a claim's terms that an earlier title must hold to have made it."""
