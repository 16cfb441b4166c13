"""Marks watched names of an item that the reading missed, from the watch list and the title's grammar alone."""

from __future__ import annotations

from dataclasses import replace

from records import Item, Mention
from stories.items.roster import Roster
from stories.speech import cues
from stories.text.phrases import DENSE
from stories.text.script import simplified


def with_watched_names(item: Item, roster: Roster) -> Item:
    """Return the item with these names marked, too.

    A full name counts anywhere, and once it occurs, its short forms in the same text do too. In a script without spaces a
    topic's name also counts if it runs into the next word. In other scripts a name that is also a word counts where it
    alone answers: "Dove 'deeply regrets' ad".
    """
    mentions = _spelt_out(item.reading.mentions, roster)
    if item.lang in DENSE:
        mentions += _within_words(item, mentions, roster) if item.kind == "topic" else ()
    elif name := _that_answers(item, mentions, roster):
        rest = (mention for mention in mentions if mention.end <= name.start or name.end <= mention.start)
        mentions = (name, *rest)
    if mentions == item.reading.mentions:
        return item
    return replace(item, reading=replace(item.reading, mentions=mentions))


def _spelt_out(mentions: tuple[Mention, ...], roster: Roster) -> tuple[Mention, ...]:
    """Return the mentions with the companies that are named in full somewhere."""
    in_full = {
        entity
        for mention in mentions
        if not mention.entity and (entity := roster.company_in_full(mention.text))
    }
    return tuple(
        replace(mention, entity=entity)
        if not mention.entity and (entity := roster.company_called(mention.text)) in in_full
        else mention
        for mention in mentions
    )


def _within_words(item: Item, mentions: tuple[Mention, ...], roster: Roster) -> tuple[Mention, ...]:
    """Return the names that run into the next word of a title."""
    known = [mention for mention in mentions if mention.entity]
    return tuple(
        Mention(start=start, end=end, text=item.title[start:end], label="ORG", entity=entity)
        for start, end, entity in roster.names_in_line(simplified(item.title))
        if not any(start < mention.end and mention.start < end for mention in known)
    )


def _that_answers(item: Item, mentions: tuple[Mention, ...], roster: Roster) -> Mention | None:
    """Return the company whose name alone stands before the answer of a title that names no other."""
    if any(mention.entity and mention.end <= len(item.title) for mention in mentions):
        return None
    if not roster.may_name_company(item.title):
        return None
    cue = cues.answer_or_act_in(item.title, item.lang)
    name = cue.before.strip(_MARKS) if cue else ""
    entity = roster.company_called(name)
    if entity is None:
        return None
    start = item.title.index(name)
    return Mention(start=start, end=start + len(name), text=name, label="ORG", entity=entity)


_MARKS = " ,:'\"‘’“”"
