"""Quotations that may answer a story: speaker, stance, time. Knows no posts and no titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from records import Item, Quote, Stance, Story
from stories.conclusions import latency
from stories.items.features import ISSUED
from stories.items.roster import Roster
from stories.items.voices import Voice, voice_of_quote
from stories.responses import issued
from stories.responses.candidates import Candidate
from stories.responses.non_answers import (
    is_of_another_time,
    is_the_remark,
    makes_claim,
    only_adds_nothing,
    reports_results,
    vouches,
    was_said_before,
)
from stories.speech.answers import REFUTES
from stories.speech.stances import only_restates, stance_in_words


def of_item(item: Item, story: Story, roster: Roster, *, answered: bool = False) -> Iterator[Candidate]:
    """Yield the quotations of an item that answer, in order of its text. `answered`: its title tells of an answer."""
    for quote in item.reading.quotes:
        voice = voice_of_quote(quote, item, story.subject, roster)
        if voice is None or not _answers(quote, voice, answered=answered or story.claim is not None):
            continue
        own = voice.party == "own"
        stance = quote.stance or _stance_of(quote, item, story)
        said_on = _day_of(quote, item)
        if (
            was_said_before(quote, item)
            or vouches(quote, item)
            or only_adds_nothing(quote, item)
            or (own and reports_results(quote, item, stance, roster))
            or (own and is_the_remark(item, story))
            or (not own and makes_claim(quote, item, story, roster))
            or (not own and quote.text.rstrip().endswith(("?", "？")))
            or (not own and _is_issued_by_subject(item, story, roster))
            or (said_on and is_of_another_time(said_on, voice, story, roster))
        ):
            continue
        candidate = _candidate(quote, item, voice, stance, said_on, story)
        is_issued = item.kind in issued.CHANNELS and item.entity and own
        yield _as_issued(candidate) if is_issued else candidate


def _is_issued_by_subject(item: Item, story: Story, roster: Roster) -> bool:
    """Return whether the subject issued the item: what others say in it is what it answers."""
    return item.kind in ISSUED and story.subject in roster.companies(item.entity, item.at.date())


def _day_of(quote: Quote, item: Item) -> date | None:
    """Return the day of a quotation, unless the text was published before it."""
    said_on = quote.said_on
    known = said_on and latency.begun(said_on, item.lang, item.seen.not_after or item.at)
    return said_on if known else None


def _candidate(
    quote: Quote, item: Item, voice: Voice, stance: Stance, said_on: date | None, story: Story
) -> Candidate:
    return Candidate(
        item=item,
        voice=voice,
        text=quote.text,
        lang=item.lang,
        stance=stance,
        rule=f"responses/quote/{quote.rule}",
        evidence=_why(quote, voice),
        confidence=quote.confidence,
        responded=latency.answered(quote if said_on else None, item, story),
        start=quote.start,
        end=quote.end,
        channel=quote.channel,
        channel_kind=quote.channel_kind,
        claimed_on=said_on,
        plainly=quote.stance is not None,
        direct=quote.kind != "indirect",
    )


def _as_issued(told: Candidate) -> Candidate:
    """Date words quoted in a company's own release or filing to its publication, unless it names another day.

    A statement or notice that it speaks of is itself.
    """
    item = told.item
    kind = issued.CHANNELS[item.kind] if told.channel_kind in {None, "statement"} else told.channel_kind
    at = told.responded if told.claimed_on else item.seen
    return replace(told, responded=at, channel=told.channel or item.kind, channel_kind=kind)


def _answers(quote: Quote, voice: Voice, *, answered: bool) -> bool:
    """Return whether a quotation answers: the text says so, the subject's stance does, or it speaks where something is answered."""
    if quote.responds_to or (voice.party == "own" and quote.stance in REFUTES):
        return True
    return answered and (voice.party == "own" or voice.answers)


def _stance_of(quote: Quote, item: Item, story: Story) -> Stance:
    stance = stance_in_words(quote.text, item.lang, cue=quote.cue or "")
    if stance == "promise" and only_restates(quote.text, story.claim or "", item.lang):
        return "explain"
    return stance


def _why(quote: Quote, voice: Voice) -> str:
    if quote.responds_to:
        return f"the text says that {voice.name} answers “{quote.responds_to}”"
    return f"{voice.name} is quoted in a story about the claim"
