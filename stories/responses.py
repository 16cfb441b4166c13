"""Who answered a story: posts of its subject's accounts, quotes of who speaks for it, titles that say X responds to Y.

What the company or who speaks for it says is its own answer, what anybody else says a reaction. One answer that is
carried by many items is one response.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from records import Interval, Item, Party, Quote, Response, Stance, Story
from stories import cues, digests, latency
from stories.carriers import merge
from stories.features import ROUND_UP
from stories.roster import Roster
from stories.voices import Voice, voice_of_quote, voice_of_title

AFTER = timedelta(days=14)
"""An answer comes within this time of the claim."""

BEFORE = timedelta(hours=1)
"""… and may stand on a slow board's record a little before it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may answer a story, where they stand."""

    item: Item
    voice: Voice
    text: str
    lang: str
    stance: Stance
    rule: str
    evidence: str
    confidence: float
    responded: Interval
    start: int | None = None
    end: int | None = None
    channel: str | None = None
    channel_kind: str | None = None
    claimed_on: date | None = None
    direct: bool = True
    worded: bool = True
    """Holds the words of the answer; a title only says that there is one."""


def find(story: Story, items: Mapping[str, Item], roster: Roster) -> list[Response]:
    """The answers to a story, its own first, in the order of time."""
    told = [items[entry.item] for entry in story.links if entry.item in items]
    if story.subject is None:
        return []
    copies = {entry.item: entry.copy_of for entry in story.links if entry.copy_of}
    candidates: list[Candidate] = []
    for item in told:
        if not _in_time(item, story):
            continue
        candidates += _of_item(item, story, roster)
    worded = [candidate for candidate in candidates if candidate.text.strip()]
    answers = [_answer(group, story, copies) for group in merge(worded)]
    return sorted(answers, key=lambda answer: (answer.party, _told_at(answer), answer.id))


def _told_at(answer: Response) -> float:
    return answer.responded.not_after.timestamp() if answer.responded.not_after else 0.0


def _in_time(item: Item, story: Story) -> bool:
    since = story.first_seen.not_before or story.first_seen.not_after
    return since is None or since - BEFORE <= item.at <= since + AFTER + timedelta(days=1)


def _of_item(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    if item.kind == "post" and item.entity:
        yield from _of_post(item, story, roster)
        return
    # What a topic says is decided by its wording alone: a line is too short for a quotation in it to have a speaker.
    quoted = list(_of_quotes(item, story, roster)) if item.kind != "topic" else []
    yield from quoted
    if not any(candidate.voice.party == "own" for candidate in quoted):
        yield from _of_title(item, story, roster)


def _of_post(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    companies = roster.companies(item.entity, item.at.date())
    own = story.subject in companies
    if story.claim is None or item.entity is None:
        return
    text = item.text.strip()
    if not text or digests.wordless(item):
        return  # a picture, or somebody else's words passed on
    yield Candidate(
        item=item,
        voice=Voice(
            "own" if own else "reaction",
            roster.name_of(item.entity),
            item.entity,
            company=story.subject if own else None,
        ),
        text=text,
        lang=item.lang,
        stance=cues.stance_of(text, item.lang),
        rule="responses/post",
        evidence=f"a post of {roster.name_of(item.entity)}'s own account while the claim was open",
        confidence=0.9,
        responded=Interval(not_before=item.at, not_after=item.at),
        start=0,
        end=len(item.text),
        channel=item.platform,
        channel_kind="post",
        claimed_on=None,
    )


def _of_quotes(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    for quote in item.reading.quotes:
        voice = voice_of_quote(quote, item, story.subject, roster)
        if voice is None or not _answers(quote, voice, story) or _of_before(quote, item):
            continue
        if voice.party == "reaction" and _claims(quote, item, story):
            continue
        said_on = quote.said_on
        if said_on and not latency.begun(said_on, item.lang, item.seen.not_after or item.at):
            said_on = None  # no text tells what was said after it
        yield Candidate(
            item=item,
            voice=voice,
            text=quote.text,
            lang=item.lang,
            stance=quote.stance or _stance_of(quote, item),
            rule=f"responses/quote/{quote.rule}",
            evidence=_why(quote, voice),
            confidence=quote.confidence,
            responded=_when(said_on, item, story),
            start=quote.start,
            end=quote.end,
            channel=quote.channel,
            channel_kind=quote.channel_kind,
            claimed_on=said_on,
            direct=quote.kind != "indirect",
        )


def _answers(quote: Quote, voice: Voice, story: Story) -> bool:
    """Whether a quote answers: it says so, or it is the subject's own voice while a claim is open."""
    return bool(quote.responds_to) or (story.claim is not None and (voice.party == "own" or voice.answers))


def _claims(quote: Quote, item: Item, story: Story) -> bool:
    """Whether who is quoted makes the claim himself, where it was first told: a former engineer, a parent."""
    told_first = story.claim in {item.title.strip(), item.text[:120]}
    return told_first and cues.of_the_ranks(f"{quote.role or ''} {quote.speaker or ''}", item.lang)


def _of_before(quote: Quote, item: Item) -> bool:
    """Whether a text passes on what was said before, on no day that it names: 公司此前披露, "it reported last month"."""
    if quote.said_on is not None or quote.responds_to or quote.cue_start is None or quote.cue_end is None:
        return False
    before = item.text[
        max(quote.cue_start - BESIDE, quote.end if quote.end <= quote.cue_start else 0) : quote.cue_start
    ]
    upto = quote.start if quote.start >= quote.cue_end else quote.cue_end + BESIDE
    after = item.text[quote.cue_end : min(upto, quote.cue_end + BESIDE)]
    return cues.of_before(f"{_PAUSE.split(before)[-1]} {_PAUSE.split(after)[0]}", item.lang)


BESIDE = 24
"""Characters beside a reporting verb that may tell when something was said."""

_PAUSE = re.compile(r"[,.;:!?，。；：！？\n]")


def _stance_of(quote: Quote, item: Item) -> Stance:
    return cues.stance_of(f"{quote.cue or ''} {quote.text}", item.lang)


def _why(quote: Quote, voice: Voice) -> str:
    if quote.responds_to:
        return f"the text says that {voice.name} answers “{quote.responds_to}”"
    return f"{voice.name} is quoted in a story about the claim"


def _of_title(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or len(_titled(item, roster)) >= ROUND_UP:
        return
    voice = voice_of_title(cue, item, story, roster)
    is_claim = story.claim == item.title.strip()
    if voice is None or (cue.plain_speech and (story.claim is None or is_claim)):
        return
    if is_claim and voice.party != "own":
        return  # who makes the claim does not answer it
    yield Candidate(
        item=item,
        voice=voice,
        text=item.title,
        lang=item.lang,
        stance=cue.stance,
        rule="responses/title",
        evidence=f"“{cue.before.strip()}” stands before “{cue.cue}” in the {'topic' if item.kind == 'topic' else 'title'}",
        confidence=0.7 if cue.plain_speech else 0.9,
        responded=_when(None, item, story),
        start=0,
        end=len(item.title),
        worded=False,
    )


def _titled(item: Item, roster: Roster) -> frozenset[str]:
    named = [
        mention.entity
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(item.title)
    ]
    return roster.all_companies(named, item.at.date())


def _when(said_on: date | None, item: Item, story: Story) -> Interval:
    """When an answer was given that an item tells of."""
    told_by = item.seen.not_after or item.at
    if said_on is not None:
        return latency.within(latency.day_of(said_on, item.lang), told_by)
    since = story.first_seen.not_before or story.first_seen.not_after
    begin = item.seen.not_before if item.kind == "topic" and item.seen.not_before else since
    return latency.within(Interval(not_before=begin, not_after=told_by), told_by)


def _answer(group: Sequence[Candidate], story: Story, copies: Mapping[str, str]) -> Response:
    """One response of the candidates that carry it: the words of the best, the times of all."""
    stance = _heaviest([c.stance for c in group if c.worded] or [c.stance for c in group])
    best = min(group, key=lambda candidate: _quality(candidate, stance))
    exact = [c.responded for c in group if c.item.kind == "post"]
    responded = exact[0] if exact else _narrowest([c.responded for c in group])
    least, most = latency.between(story.first_seen, responded)
    texts = {c.item.id for c in group}
    carriers = dict.fromkeys(
        [best.item.id]
        + [c.item.id for c in sorted(group, key=lambda c: (c.item.at, c.item.id))]
        + [copy for copy, original in copies.items() if original in texts]
    )
    voice: Voice = next((c.voice for c in (best, *group) if c.voice.entity), best.voice)
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
        role=next((c.voice.role for c in group if c.voice.role), None),
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


def _quality(candidate: Candidate, stance: Stance) -> tuple[bool, bool, bool, bool, int, float, str, int]:
    """A post before a quote, spoken words before reported ones, those that take the answer's stance before others.

    Then the fuller before the shorter, the earlier first.
    """
    item = candidate.item
    return (
        not candidate.worded,
        item.kind != "post",
        not candidate.direct,
        candidate.stance != stance,
        -min(len(candidate.text), FULL) // 20,
        item.at.timestamp(),
        item.id,
        candidate.start or 0,
    )


FULL = 160
"""Characters beyond which a quotation is full enough."""

_WEIGHT: tuple[Stance, ...] = (
    "apologise", "deny", "correct", "decline", "silent", "promise", "confirm", "explain", "holding",
)  # fmt: skip
"""Which of several stances names an answer: what commits most comes first."""


def _heaviest(stances: Sequence[Stance]) -> Stance:
    return min(stances, key=_WEIGHT.index)


def _narrowest(intervals: Sequence[Interval]) -> Interval:
    """What all carriers agree on; the first to tell it bounds it."""
    ends = [interval.not_after for interval in intervals if interval.not_after]
    end = min(ends, default=None)
    begins = [interval.not_before for interval in intervals if interval.not_before]
    begin = max((b for b in begins if end is None or b <= end), default=None)
    return Interval(not_before=begin, not_after=end)


def _id(story: str, best: Candidate, voice: Voice) -> str:
    """From who answered and in which words: the same answer keeps its id when carriers come."""
    what = f"{best.item.id}:{best.start}-{best.end}:{voice.entity or voice.name}:{story}"
    return f"r-{hashlib.sha1(what.encode(), usedforsecurity=False).hexdigest()[:16]}"
