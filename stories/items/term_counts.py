"""Counts the terms of an item: the title above the lead, names above words common in headlines.

Knows items and their readings. How rare a term is among other items, the index knows.
"""

from __future__ import annotations

import math
from collections import Counter

from records import Item
from stories.items.datelines import dateless, end_of_dateline
from stories.items.outlets import end_of_title
from stories.items.roster import Roster
from stories.speech.tone import tone
from stories.text import term_extraction, tokens
from stories.text.phrases import DENSE

LEAD = 300
"""Characters of the body that count: the lead and its context. The rest is background."""

TITLE_WEIGHT = 2.0
"""Weight of a title term against one of the lead. Words common in headlines of any subject do not get it."""

NAME_WEIGHT = 2.0
"""Additional weight of a title term that is part of a name, before logarithms."""

NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "GPE"})
"""Labels of mentions that are names."""


def extent(item: Item) -> tuple[str, int, int]:
    """Return an item's text, the length of its part that counts, and the offset at which the title ends there, outlet names excluded."""
    text = item.text if item.text and not item.text.isspace() else item.repost_of or item.title
    title_end = end_of_title(item) if text.startswith(item.title) else 0
    return text, min(len(text), len(item.title) + LEAD), title_end


def head_of(item: Item) -> tuple[str, int]:
    """Return the part of an item's text that counts, and the offset at which the title ends there.

    A dateline is blanked: the reporter's place and agency are not content.
    """
    text, length, title_end = extent(item)
    head = text[:length]
    for start in (0, len(item.title)) if title_end else (0,):
        lead = len(head) - len(head[start:].lstrip())
        if (end := end_of_dateline(head, lead, titled=start < title_end)) > lead:
            head = blanked(head, lead, end, " ")
    return head, title_end


def count_terms(item: Item, roster: Roster) -> tuple[dict[str, float], frozenset[str]]:
    """Return weighted term counts without watched names, and the terms of the title."""
    title, lead = _nameless(item, roster)
    counts = _titled(item, title)
    titled = frozenset(counts)
    background: dict[str, float] = {**Counter(term_extraction.terms(lead, item.lang))}
    for term in background.keys() & titled:
        background[term] += counts[term]
    counts |= background
    return counts, titled or frozenset(counts)


def of_title(item: Item, roster: Roster) -> frozenset[str]:
    """Return the terms of the title without reading the lead."""
    return frozenset(_titled(item, _nameless(item, roster)[0])) or count_terms(item, roster)[1]


def _nameless(item: Item, roster: Roster) -> tuple[str, str]:
    """Return title and lead with watched names blanked and the report's own day removed."""
    head, title_end = head_of(item)
    plain = head
    for mention in item.reading.mentions:
        if mention.entity and mention.start < len(head) and mention.text.casefold() not in roster.brands:
            plain = blanked(plain, mention.start, mention.end, "\n")
    return plain[:title_end], dateless(plain[title_end and len(item.title) :], item.lang, item.at)


def _titled(item: Item, title: str) -> dict[str, float]:
    """Return the weighted term counts of a title."""
    names, everyday = _names(item, len(title)), term_extraction.everyday(item.lang)
    counts: dict[str, float] = {}
    for term, often in Counter(term_extraction.terms(title, item.lang)).items():
        share = names.get(term)
        weight = 1.0 if share is None and term in everyday else TITLE_WEIGHT
        counts[term] = often * weight * (1.0 if share is None else NAME_WEIGHT * share)
    if item.lang in DENSE:
        manner = tone(item.title, item.lang)
        for word in () if manner.incident else manner.calls:
            counts[f"!{word}"] = counts.get(f"!{word}", 0.0) + TITLE_WEIGHT
    return counts


def _names(item: Item, title_end: int) -> dict[str, float]:
    """Return the title terms that belong to names, each with its share: a name of two words is not two names."""
    found = dict.fromkeys(tokens.names(item.title[:title_end], item.lang) if title_end else (), 1.0)
    if item.lang in DENSE:
        return found
    for mention in item.reading.mentions:
        if mention.end <= title_end and mention.label in NAMES:
            words = term_extraction.terms(mention.text, item.lang)
            found |= dict.fromkeys(words, 1 / math.sqrt(len(words) or 1))
    return found


def blanked(text: str, start: int, end: int, sign: str) -> str:
    """Return the text with a span overwritten."""
    end = min(end, len(text))
    return text[:start] + sign * (end - start) + text[end:]
