"""Concludes a story: headline, subject, claim, first sighting, links. Responses and checks follow later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from records import Decision, Item, Link, Story
from stories.conclusions import breaking, claims, first_sighting, headlines
from stories.conclusions.item_views import ItemView, ItemViews
from stories.items.roster import Roster
from stories.links import deciding
from stories.links.threads import Thread, Threads


def stories(
    threads: Threads,
    links: Mapping[str, Link],
    items: Mapping[str, Item],
    decisions: Sequence[Decision],
    roster: Roster,
    languages: Sequence[str],
    views_of: Callable[[str, int], ItemViews],
) -> list[Story]:
    """Return every touched story, and a redirect for every story merged into another.

    `views_of`: the views kept of a story of that size.
    """
    names = deciding.renamed(decisions, threads)
    members: dict[str, list[Item]] = {}
    for item, identity in touched(threads, links).items():
        members.setdefault(identity, []).append(items[item])
    told = [
        conclude(
            threads.by_id[identity],
            found,
            links,
            roster,
            languages,
            names.get(identity),
            views_of(identity, len(found)),
        )
        for identity, found in members.items()
    ]
    by_id = {story.id: story for story in told}
    redirects = [
        replace(
            by_id[old],
            id=young,
            redirect_to=old,
            links=(),
            claim=None,
            claim_item=None,
            claim_rule=None,
            claim_evidence=None,
        )
        for young in threads.redirects
        if (old := threads.heir(young)) in by_id
    ]
    return told + redirects


def touched(threads: Threads, links: Mapping[str, Link]) -> dict[str, str]:
    """Map the items of touched stories to their story."""
    groups = {
        group.id: identity
        for identity in threads.touched
        if (thread := threads.by_id.get(identity)) is not None
        for group in thread.groups
    }
    return {item: groups[group] for item, entry in links.items() if (group := entry.tight or item) in groups}


def conclude(
    thread: Thread,
    found: Sequence[Item],
    links: Mapping[str, Link],
    roster: Roster,
    languages: Sequence[str],
    headline: str | None,
    views: ItemViews,
) -> Story:
    """Return a story from its items."""
    ordered = sorted(found, key=lambda item: (item.at, item.id))
    seen = views.of(ordered, roster)
    canonical = [view for view in seen if links[view.item.id].copy_of is None] or seen
    subject = subject_of(canonical)
    found_claim = (
        claims.claim_of([view.beside(subject) for view in canonical], roster.name_of(subject))
        if subject
        else None
    )
    claim = found_claim.item if found_claim else None
    first, first_seen = first_sighting.first_sighting(claim, seen, subject, roster)
    of_others = {view.item.id for view in canonical if view.titled and subject not in view.titled}
    chosen = headlines.choose(
        [view.item for view in canonical], languages, claim=claim, of_others=of_others if subject else ()
    )
    entities = Counter(entity for view in canonical for entity in view.entities)
    named = sorted(entities, key=lambda entity: (entity != subject, -entities[entity], entity))
    return Story(
        id=thread.id,
        headline=headline or headlines.wording(chosen, roster),
        lang=chosen.lang,
        first_seen=first_seen,
        entities=tuple(named),
        subject=subject,
        topic=headlines.leading_topic(ordered),
        claimed_on=breaking.claimed_on(claim, canonical, first_seen),
        claim=headlines.wording(claim, roster) if claim else None,
        claim_item=claim.id if claim else None,
        claim_rule=found_claim.rule if found_claim else None,
        claim_evidence=found_claim.evidence if found_claim else None,
        first_item=first.id,
        links=tuple(_final(links[item.id], thread) for item in ordered),
    )


def subject_of(views: Sequence[ItemView]) -> str | None:
    """Return the watched company that most titles name, officers counted for their company; early titles count double.

    Of equals, the one named first. An attacker has nothing to answer; if titles name only the attacker, the texts
    tell who is attacked. If titles name none, the company that the texts quote was asked; if they
    quote none, they are about the one with which they begin and which they name most.
    """
    if not any(view.companies for view in views):
        return None
    votes: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    attackers: frozenset[str] = frozenset()
    for place, view in enumerate(views):
        if view.is_round_up:
            continue
        attackers |= view.attacking
        for company in view.titled:
            naming[company] += 1
            votes[company] += 2 if place < len(views) / 2 else 1
        for company in view.answering:
            votes[company] -= 1
    votes = _where_enough(naming, votes, views)
    if not votes and attackers:
        in_the_text = Counter(company for view in views for company in view.companies)
        votes = in_the_text - Counter(dict.fromkeys(attackers, len(views)))
    if not votes and not naming:
        single = [view for view in views if not view.is_round_up]
        asked = Counter(company for view in single for company in view.asked)
        about = Counter(company for view in single for company in view.leading)
        votes = _where_enough(asked, asked, views) or _where_enough(about, about, views)
    best = {company for company, count in votes.items() if count == max(votes.values())}
    return next((company for view in views for company in view.in_order if company in best), None)


def _where_enough(items: Counter[str], votes: Counter[str], views: Sequence[ItemView]) -> Counter[str]:
    """Return the votes of the companies for which enough of the items count."""
    return Counter({company: votes[company] for company in votes if items[company] >= SUBJECT * len(views)})


SUBJECT = 0.2
"""Minimum share of a story's items that name a company, or quote it, for it to be the subject."""


def _final(entry: Link, thread: Thread) -> Link:
    """Return a link with the story its group ended in and the reason it is there."""
    bond = thread.bonds.get(entry.tight or entry.item) if deciding.begins(entry) else None
    if bond is not None and (entry.kind == "seed" or bond.rule.startswith(deciding.MERGE)):
        return replace(
            entry,
            story=thread.id,
            kind=bond.kind,
            score=round(bond.score, 4),
            evidence=bond.evidence,
            rule=bond.rule,
        )
    return entry if entry.story == thread.id else replace(entry, story=thread.id)
