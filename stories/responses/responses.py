"""Who answered a story: posts of its accounts, quotations of its officers, titles that say X responds to Y.

Words of the company or its speakers are its own answer, words of others a reaction. An answer carried by many items
is one response.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from records import Interval, Item, Party, Response, Stance, Story
from stories.conclusions import latency
from stories.conclusions.headlines import asks
from stories.items.roster import Roster
from stories.items.voices import Voice
from stories.responses import gathering, named_later, retold
from stories.responses.candidate_cache import CandidateCache
from stories.responses.candidates import Candidate
from stories.responses.carriers import merge
from stories.responses.rejected import Rejected, is_rejected
from stories.responses.repeated import with_stances
from stories.responses.wordings import letters

NOTHING: Rejected = MappingProxyType({})

Copies: TypeAlias = dict[str, list[tuple[int, str]]]
"""Original to its copies, each with its place in the story."""


def find(
    story: Story,
    items: Mapping[str, Item],
    roster: Roster,
    cache: CandidateCache | None = None,
    without: Rejected = NOTHING,
) -> list[Response]:
    """Return a story's responses, its own first, then by time.

    Args:
        story: the story, with its links.
        items: the items by id.
        roster: who is watched.
        cache: from an earlier pass.
        without: answers that people rejected.
    """
    if story.subject is None:
        return []
    cache = cache or CandidateCache()
    told = [items[entry.item] for entry in story.links if entry.item in items]
    copies: Copies = defaultdict(list)
    for place, entry in enumerate(story.links):
        if entry.copy_of:
            copies[entry.copy_of].append((place, entry.item))
    timely = gathering.in_time(told, story)
    asked = cache.asked(timely, story, roster)
    found = named_later.name_officers([*cache.candidates(timely, story, roster, asked=asked)])
    worded = with_stances([one for one in gathering.without_early_witnesses(found) if one.text.strip()])
    groups = retold.joined(merge(worded, cache.groups), lambda group: is_rejected(group, without))
    answers = cache.responses(
        ((story.id, story.first_seen, group, [copies.get(one.item.id) for one in group]) for group in groups),
        lambda number: _answer(groups[number], story, copies),
    )
    return sorted(answers, key=lambda answer: (answer.party, _told_at(answer), answer.id))


def _told_at(answer: Response) -> float:
    return answer.responded.not_after.timestamp() if answer.responded.not_after else 0.0


def _answer(group: Sequence[Candidate], story: Story, copies: Copies) -> Response:
    """Return one response: the words of the best candidate, the time interval of all."""
    stance = _stance(group)
    lang = min(group, key=_closeness).lang
    best = min(group, key=lambda candidate: _quality(candidate, stance, lang))
    posted = (c.responded for c in group if c.item.kind == "post")
    exact = next((time for time in posted if time.not_before == time.not_after), None)
    responded = exact or _narrowest([c.responded for c in group])
    least, most = latency.between(story.first_seen, responded)
    texts = {c.item.id for c in group}
    carriers = dict.fromkeys(
        [best.item.id]
        + [c.item.id for c in sorted(group, key=lambda c: (c.item.at, c.item.id))]
        + [copy for _, copy in sorted(copy for text in texts for copy in copies.get(text, ()))]
    )
    named = [c.voice for c in (best, *group) if c.voice.entity and not _says_other_words(c, best)]
    officer = next((voice for voice in named if voice.entity != voice.company), None)
    # An officer on no list is named rather than the company for which he speaks.
    voice: Voice = officer or (
        best.voice if best.direct and best.voice.name else next(iter(named), best.voice)
    )
    party: Party = voice.party
    return Response(
        id=_id(story.id, best, voice),
        story=story.id,
        party=party,
        text=best.text,
        lang=best.lang,
        rule=best.rule,
        evidence=best.evidence,
        confidence=max(c.confidence for c in group),
        responded=responded,
        latency_min=least,
        latency_max=most,
        responder=voice.name,
        responder_entity=voice.entity,
        company=voice.company,
        role=max(
            (c.voice.role for c in group if c.voice.role and c.voice.entity == voice.entity),
            key=_fullness,
            default=None,
        ),
        organisation=next((c.voice.organisation for c in group if c.voice.organisation), None),
        channel=best.channel or next((c.channel for c in group if c.channel), None),
        channel_kind=best.channel_kind or next((c.channel_kind for c in group if c.channel_kind), None),
        stance=stance,
        claimed_on=next((c.claimed_on for c in group if c.claimed_on), None),
        document=best.item.id if best.item.kind != "topic" else None,
        topic=best.item.id
        if best.item.kind == "topic"
        else next((c.item.id for c in group if c.item.kind == "topic"), None),
        start=best.start,
        end=best.end,
        carriers=tuple(carriers),
    )


def _says_other_words(candidate: Candidate, best: Candidate) -> bool:
    """Return whether a candidate quotes its speaker with words that are not those to be shown."""
    if not (candidate.direct and best.direct) or candidate.lang != best.lang:
        return False
    mine, shown = letters(candidate.text), letters(best.text)
    return mine not in shown and shown not in mine


def _fullness(role: str) -> tuple[bool, int]:
    """Sort key of the fullest wording of an office: "CEO" before "chief"."""
    return role.casefold() != "chief", len(role)


def _closeness(candidate: Candidate) -> tuple[bool, bool, bool, float, str]:
    """Sort key of the words nearest to those spoken: a post, else the first direct quotation. Translations come later."""
    item = candidate.item
    return not candidate.worded, item.kind != "post", not candidate.direct, item.at.timestamp(), item.id


def _quality(
    candidate: Candidate, stance: Stance, lang: str
) -> tuple[bool, bool, bool, bool, bool, bool, int, float, str, int]:
    """Sort key of the words to show: posts before quotations, statements before questions, direct before indirect speech, the answer's stance before others; then words in `lang`, the longer, the earlier."""
    item = candidate.item
    return (
        not candidate.worded,
        item.kind != "post",
        not candidate.worded and asks(candidate.text, candidate.lang),
        not candidate.direct,
        candidate.stance != stance,
        candidate.lang != lang,
        -min(len(candidate.text), FULL) // 20,
        item.at.timestamp(),
        item.id,
        candidate.start or 0,
    )


FULL = 160
"""Length in characters beyond which a longer quotation is no better."""

_WEIGHT: tuple[Stance, ...] = (
    "apologise", "deny", "correct", "decline", "silent", "promise", "confirm", "explain", "holding",
)  # fmt: skip
"""Stances by precedence: what commits most names the answer."""


def _stance(group: Sequence[Candidate]) -> Stance:
    """Return the heaviest stance of an answer's words. A plain confirmation outweighs a denial of something else."""
    telling = [c for c in group if c.worded] or group
    plain = {c.stance for c in telling if c.plainly}
    spared = {"deny"} if "confirm" in plain and "deny" not in plain else set()
    return min(({c.stance for c in telling} - spared), key=_WEIGHT.index)


def _narrowest(intervals: Sequence[Interval]) -> Interval:
    """Return the interval that all carriers agree on, bounded by the first report."""
    ends = [interval.not_after for interval in intervals if interval.not_after]
    end = min(ends, default=None)
    begins = [interval.not_before for interval in intervals if interval.not_before]
    begin = max((b for b in begins if end is None or b <= end), default=None)
    return Interval(not_before=begin, not_after=end)


def _id(story: str, best: Candidate, voice: Voice) -> str:
    """Return an id from responder and words, so that it is stable when carriers are added."""
    what = f"{best.item.id}:{best.start}-{best.end}:{voice.entity or voice.name}:{story}"
    return f"r-{hashlib.sha1(what.encode(), usedforsecurity=False).hexdigest()[:16]}"
