"""Concludes a story: headline, subject, claim, first sighting, links. Responses and checks follow later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from records import Decision, Item, Link, Story
from stories.conclusions import breaking, claims, first_sighting, headlines
from stories.items import digests
from stories.items.incidental_names import main_mentions
from stories.items.roster import Roster
from stories.links import deciding
from stories.links.threads import Thread, Threads
from stories.speech import cues, speakers


def stories(
    threads: Threads,
    links: Mapping[str, Link],
    items: Mapping[str, Item],
    decisions: Sequence[Decision],
    roster: Roster,
    langs: Sequence[str],
) -> list[Story]:
    """Return every touched story, and a redirect for every story merged into another."""
    members: dict[str, list[Item]] = {}
    for item, identity in touched(threads, links).items():
        members.setdefault(identity, []).append(items[item])
    told = [
        conclude(threads.by_id[identity], found, links, roster, langs, deciding.renamed(decisions, identity))
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
        if (old := _end(threads.redirects, young)) in by_id
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
    langs: Sequence[str],
    headline: str | None,
) -> Story:
    """Return a story from its items."""
    ordered = sorted(found, key=lambda item: (item.at, item.id))
    canonical = [item for item in ordered if links[item.id].copy_of is None] or ordered
    subject = subject_of(canonical, roster)
    found_claim = claims.claim_of(canonical, subject, roster)
    claim = found_claim.item if found_claim else None
    first = first_sighting.first_sighting(claim, ordered, subject, roster)
    chosen = headlines.choose(canonical, langs, claim=claim)
    entities = Counter(entity for item in canonical for entity in set(_entities(item)))
    named = sorted(entities, key=lambda entity: (entity != subject, -entities[entity], entity))
    return Story(
        id=thread.id,
        headline=headline or headlines.wording(chosen, roster),
        lang=chosen.lang,
        first_seen=first.seen,
        entities=tuple(named),
        subject=subject,
        topic=headlines.leading_topic(ordered),
        claimed_on=breaking.claimed_on(claim, canonical, first.seen),
        claim=claim.title.strip() or claim.text[:120] if claim else None,
        claim_item=claim.id if claim else None,
        claim_rule=found_claim.rule if found_claim else None,
        claim_evidence=found_claim.evidence if found_claim else None,
        first_item=first.id,
        links=tuple(_final(links[item.id], thread) for item in ordered),
    )


def subject_of(items: Sequence[Item], roster: Roster) -> str | None:
    """Return the watched company that most titles name, officers counted for their company; early titles count double.

    Of equals, the one named first. An attacker has nothing to answer; if titles name only the attacker, the texts
    tell who is attacked.
    """
    votes: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    attackers: frozenset[str] = frozenset()
    for place, item in enumerate(items):
        if digests.is_round_up(item, roster):
            continue
        named = [mention.entity for mention in main_mentions(item) if mention.start <= len(item.title)]
        companies = roster.all_companies(
            [entity for entity in (*named, item.entity) if entity], item.at.date()
        )
        attacking = _attacking(item, roster)
        companies -= attacking
        attackers |= attacking
        cue = cues.answer_in(item.title, item.lang)
        naming.update(companies)
        for company in companies:
            votes[company] += 2 if place < len(items) / 2 else 1
        if cue and len(companies) > 1:
            votes.subtract(_speaking(item, cue.start, roster))
    votes = Counter({company: votes[company] for company in votes if naming[company] >= SUBJECT * len(items)})
    if not votes and attackers:
        votes = _in_the_text(items, roster) - Counter(dict.fromkeys(attackers, len(items)))
    best = {company for company, count in votes.items() if count == max(votes.values())}
    return next((company for company in _in_order(items, roster) if company in best), None)


def _in_order(items: Sequence[Item], roster: Roster) -> Iterator[str]:
    """Yield watched companies in order of mention."""
    for item in items:
        mentions = sorted(item.reading.mentions, key=lambda mention: mention.start)
        for entity in filter(None, (*(mention.entity for mention in mentions), item.entity)):
            yield from sorted(roster.companies(entity, item.at.date()))


SUBJECT = 0.2
"""Minimum share of items that name a company for it to be the subject."""


def _speaking(item: Item, before: int, roster: Roster) -> frozenset[str]:
    named = [mention.entity for mention in item.reading.mentions if mention.entity and mention.end <= before]
    return roster.all_companies(named, item.at.date())


def _attacking(item: Item, roster: Roster) -> frozenset[str]:
    """Return the companies that a title names only as attackers."""
    at = cues.attack_in(item.title, item.lang)
    if at is None or speakers.is_third_party(item.title[:at], item.lang):
        return frozenset()
    after = [m.entity for m in item.reading.mentions if m.entity and at < m.start < len(item.title)]
    return _speaking(item, at, roster) - roster.all_companies(after, item.at.date())


def _in_the_text(items: Sequence[Item], roster: Roster) -> Counter[str]:
    return Counter(
        company for item in items for company in roster.all_companies(_entities(item), item.at.date())
    )


def _entities(item: Item) -> tuple[str, ...]:
    named = [mention.entity for mention in item.reading.mentions if mention.entity]
    return tuple(named) + ((item.entity,) if item.entity else ())


def _final(entry: Link, thread: Thread) -> Link:
    """Return a link with the story its group ended in and the reason it is there."""
    bond = thread.bonds.get(entry.item)
    if bond is not None and entry.kind == "seed":
        return replace(
            entry,
            story=thread.id,
            kind=bond.kind,
            score=round(bond.score, 4),
            evidence=bond.evidence,
            rule=bond.rule,
        )
    return entry if entry.story == thread.id else replace(entry, story=thread.id)


def _end(redirects: Mapping[str, str], identity: str) -> str:
    while identity in redirects:
        identity = redirects[identity]
    return identity
