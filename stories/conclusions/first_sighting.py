"""When a claim was first seen: in the item that makes it, or earlier in one that words it differently or reports an answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from records import Interval, Item
from stories.conclusions.item_views import ItemView
from stories.conclusions.latency import within
from stories.conclusions.subject_titles import SubjectTitle
from stories.items.features import ISSUED, figure_key, key_of, keys_of_title
from stories.items.roster import Roster
from stories.text import tokens
from stories.text.concepts import PLACE, concepts_in
from stories.text.numerals import numbers
from stories.text.phrases import phrases


def first_sighting(
    claim: Item | None, views: Sequence[ItemView], subject: str | None, roster: Roster
) -> tuple[Item, Interval]:
    """Return the item in which the claim was first seen, and when; for a story without a claim, its earliest item."""
    if claim is None:
        items = [view.item for view in views]
        first = _earliest(items)
        return first, _since(first, items)
    key = key_of(claim.title or claim.text[:80])
    words = frozenset(tokens.terms(claim.title, claim.lang))
    matter = _asked_about(claim, subject, roster)
    saying = [claim]
    repeating = [claim]
    for view in views:
        item = view.item
        if item.lang != claim.lang or not item.title:
            continue
        told = _share(words, view) >= SAME_CLAIM or (
            len(matter) >= LEAST and subject in view.companies and _share(matter, view) >= SAME_CLAIM
        )
        if key in view.key or told or (item.at < claim.at and _is_answered_in(view, matter, subject)):
            (saying if item.at < claim.at else repeating).append(item)
    if subject is not None:
        disclosing = [item for item in saying if SubjectTitle(item, subject, roster).discloses]
        saying += [
            view.item
            for view in views
            if any(view.item.at < told.at and _files(view.item, told, subject) for told in disclosing)
        ]
    first = _earliest(saying)
    abroad = [
        view.item
        for view in views
        if view.item.lang != claim.lang
        and first.at - HOURS <= view.item.at < first.at
        and subject is not None
        and view.beside(subject).is_claim
    ]
    concepts = {concept for item in (*saying, *repeating) for concept in _concepts(item)} if abroad else set()
    same = [item for item in abroad if _says_the_same(item, claim, concepts)]
    first = _earliest([first, *same])
    return first, _since(first, [*saying, *repeating, *same])


def _earliest(items: Sequence[Item]) -> Item:
    return min(items, key=lambda item: (item.at, item.id))


def _since(first: Item, items: Sequence[Item]) -> Interval:
    """Return when what some items tell was first public: as the first of them was, and by the time any was, as it may give only its day."""
    by = min((item.seen.not_after for item in items if item.seen.not_after), default=first.at)
    return within(first.seen, by)


def _is_answered_in(view: ItemView, matter: frozenset[str], subject: str | None) -> bool:
    """Return whether the subject replies in a title to something that shares a term with the claim: whoever answers a claim has heard it."""
    if subject is None or matter.isdisjoint(view.terms):
        return False
    title = view.beside(subject)
    return title.replies and title.is_own_word and bool(title.answered)


def _share(words: frozenset[str], view: ItemView) -> float:
    return len(words & view.terms) / len(words) if words else 0.0


def _asked_about(claim: Item, subject: str | None, roster: Roster) -> frozenset[str]:
    """Return the terms of a claim without watched names and words of asking: "how to view …".

    A title that says the same of a company named only in its text makes the claim, too.
    """
    if subject is None:
        return frozenset()
    unnamed = SubjectTitle(claim, subject, roster).unnamed
    return frozenset(tokens.terms(phrases("claims", "questions", claim.lang).sub(" ", unnamed), claim.lang))


def _says_the_same(item: Item, claim: Item, concepts: set[str]) -> bool:
    """Return whether a foreign title gives a figure of the claim, or, unless both give figures, shares a concept with it."""
    mine, theirs = _figures(item), _figures(claim)
    return bool(mine & theirs) if mine and theirs else bool(_concepts(item) & concepts)


def _files(item: Item, claim: Item, subject: str) -> bool:
    """Return whether the company's own filing or release gives a figure of the title that discloses it."""
    if item.entity != subject or item.kind not in ISSUED:
        return False
    return not keys_of_title(claim).isdisjoint(map(figure_key, item.reading.figures))


def _concepts(item: Item) -> set[str]:
    """Return the concepts of a title, except places, where much else happens."""
    return {concept for concept in concepts_in(item.title, item.lang) if not concept.startswith(PLACE)}


def _figures(item: Item) -> set[str]:
    return {*keys_of_title(item), *numbers(item.title, item.lang)}


SAME_CLAIM = 0.6
"""Minimum share of a claim's terms in an earlier title that already makes it."""

LEAST = 4
"""Minimum terms of a claim without names for that."""

HOURS = timedelta(hours=24)
"""How much earlier the claim may be made in another language; news older than that only led up to it."""
