"""Answers that a text tells in the reporter's own words, without quoting any: "Maker denied the claims", "Maker apologised".

An English sentence that names the subject is read as a headline is, in Chinese apologies alone are found; where the words are quoted, `quoted` finds them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from records import Item, Stance, Story
from stories.items.roster import Roster
from stories.items.title_voices import voice_of_title
from stories.items.voices import Voice
from stories.speech import apologies, cues
from stories.text.phrases import DENSE

STANCES: frozenset[Stance] = frozenset({"apologise", "confirm", "deny"})
"""Stances that a verb tells by itself; other verbs need the words that were said."""

_SENTENCE = re.compile(
    r"[^\n]+?(?:(?<=[a-z\d)”’\"])[.!?][”’\"]?(?=\s+[\"“'‘A-Z]|\s*$)|(?=\n)|$)", re.MULTILINE
)
_EARLIER = re.compile(r"\bhad\b")


class Reported(NamedTuple):
    """An answer that a text tells, and where."""

    voice: Voice
    stance: Stance
    start: int
    end: int


def answers(item: Item, story: Story, roster: Roster) -> Iterator[Reported]:
    """Yield the subject's answers that the body tells without their words, in order."""
    day = item.at.date()
    if item.lang in DENSE:
        for entity, start, end in apologies.reported(item):
            if story.subject in roster.companies(entity, day):
                its_own = Voice("own", roster.name_of(entity), entity, company=story.subject)
                yield Reported(its_own, "apologise", start, end)
        return
    starts = [
        mention.start
        for mention in item.reading.mentions
        if story.subject in roster.companies(mention.entity, day)
    ]
    sentences = _SENTENCE.finditer(item.text, len(item.title))
    if item.id == story.claim_item:
        next(sentences, None)  # it tells the claim again
    for sentence in sentences:
        begin, end = sentence.span()
        if bisect_left(starts, begin) == bisect_left(starts, end):
            continue
        line = _as_title(item, begin, end)
        cue = cues.answer_in(line.title, item.lang)
        if cue is None or cue.plain_speech or cue.stance not in STANCES:
            continue
        voice = voice_of_title(cue, line, story, roster)
        earlier = _is_earlier(line.title[: cue.end], item.lang)
        if voice is not None and voice.party == "own" and not earlier:
            before = len(cue.before) - len(cue.before.lstrip())
            yield Reported(voice, cue.stance, begin + before, begin + len(line.title.rstrip(" .")))


def _as_title(item: Item, begin: int, end: int) -> Item:
    """Return the item with a sentence for its title and text."""
    sentence = item.text[begin:end]
    named = [
        replace(mention, start=mention.start - begin, end=mention.end - begin)
        for mention in item.reading.mentions
        if begin <= mention.start and mention.end <= end
    ]
    return replace(item, title=sentence, text=sentence, reading=replace(item.reading, mentions=tuple(named)))


def _is_earlier(words: str, lang: str) -> bool:
    """Return whether the words up to the verb's end date the answer before the affair: "last year it had denied"."""
    return _EARLIER.search(words) is not None or cues.dates_earlier(words, lang)
