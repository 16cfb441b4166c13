"""Collects the response candidates of a story's items: posts, releases, quotations, reported apologies, titles.

`issued`, `quoted` and `titled` read each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from records import Item, Story
from stories.conclusions.claims import LATER
from stories.items.roster import Roster
from stories.responses import issued, quoted, titled
from stories.responses.candidates import Candidate
from stories.responses.non_answers import TAKES_BACK
from stories.speech import speakers
from stories.speech.stances import UNSAID

AFTER = timedelta(days=14)
"""An answer comes within this time of the claim ..."""

BEFORE = timedelta(hours=1)
"""... or up to this long before it, on a slow board ..."""

UNWATCHED = timedelta(hours=8)
"""... or this long before its sighting, if nobody had looked at the board before: nine topics of ten stay for less (157,580 of Weibo's)."""


def in_time(items: Iterable[Item], story: Story) -> list[Item]:
    """Return the items that are in time to answer a story. One of which only the day is known may be of any hour of it."""
    begin, latest = _begin(story), story.first_seen.not_after or story.first_seen.not_before
    end = latest + AFTER + timedelta(days=1) if latest else None
    return [
        item
        for item in items
        if (begin is None or begin <= (item.seen.not_after or item.at)) and (end is None or item.at <= end)
    ]


def _begin(story: Story) -> datetime | None:
    """Return from when an item can answer a story; None: from any time.

    If the boards were not watched for a month, the claim may be a month older than its sighting, and is answerable since
    then. Where collecting began after the answer, whatever the story tells counts.
    """
    first = story.first_seen
    if story.claim_rule == LATER:
        return None
    if first.not_before is not None:
        return first.not_before - BEFORE
    return None if first.not_after is None else first.not_after - UNWATCHED


def of_item(item: Item, story: Story, roster: Roster, *, asked: bool = False) -> Iterator[Candidate]:
    """Yield an item's candidates. `asked`: something called for an answer although no claim was seen.

    Of the story only subject, claim with its item and rule, and first sighting matter; `candidate_cache` relies on this.
    """
    if item.kind == "post" and item.entity:
        yield from issued.of_post(item, story, roster)
        return
    # A topic is judged by its wording: it is too short for a quotation to have a speaker.
    found = list(quoted.of_item(item, story, roster)) if item.kind != "topic" else []
    taken = {candidate.stance for candidate in found if candidate.voice.party == "own"}
    found += [one for one in issued.of_reports(item, story, roster) if one.stance not in taken]
    if item.kind in issued.CHANNELS:
        own = [one for one in found if one.voice.party == "own"]
        notice = issued.of_release(item, story, roster, quoted=bool(own))
        found += [one for one in notice if not _is_told_in(one, own)]
    yield from found
    answered = any(candidate.voice.party == "own" for candidate in found)
    if answered and story.claim is not None:
        return
    titles = [*titled.of_item(item, story, roster, asked=asked or story.claim is not None)]
    words = _titled_words(item, story, roster) if any(title.voice.party == "own" for title in titles) else []
    if answered:
        known = {(one.start, one.end) for one in found}
        yield from (one for one in words if (one.start, one.end) not in known)
    else:
        yield from words or titles


def _titled_words(item: Item, story: Story, roster: Roster) -> list[Candidate]:
    """Return the words of the answer that an article's title tells of, where no claim was seen."""
    if story.claim is not None or item.kind == "topic":
        return []
    told = quoted.of_item(item, story, roster, answered=True)
    return [words for words in told if words.voice.party == "own"]


def _is_told_in(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Return whether a sentence overlaps words that are quoted anyway."""
    return any(
        (one.start or 0) < (candidate.end or 0) and (candidate.start or 0) < (one.end or 0) for one in others
    )


def without_early_witnesses(found: Sequence[Candidate]) -> list[Candidate]:
    """Drop what customers, workers and other witnesses say before the company says anything, since that is the claim."""
    spoken = [one.item.at for one in found if one.voice.party == "own" and one.stance not in UNSAID]
    first = min(spoken, default=None)
    return [
        one
        for one in found
        if one.voice.party == "own"
        or not one.worded
        or one.stance in TAKES_BACK
        or not speakers.is_witness(f"{one.voice.role or ''} {one.voice.name or ''}", one.lang)
        or (first is not None and one.item.at > first)
    ]
