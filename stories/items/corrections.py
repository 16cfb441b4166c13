"""Applies people's corrections to what was read: a quote's speaker or stance, a figure's value.

Stored facts do not change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, get_args

from records import Decision, Figure, Item, Quote, Stance
from stories.items.roster import Roster
from stories.text import tokens

QUOTE = frozenset({"speaker", "speaker_entity", "role", "organisation", "channel", "stance", "said_on"})
FIGURE = frozenset({"value", "unit", "metric", "period", "subject"})

Fact = TypeVar("Fact", Quote, Figure)


def apply(items: Sequence[Item], decisions: Sequence[Decision], roster: Roster) -> Iterator[Item]:
    """Yield the items with standing corrections applied; the latest correction of a column wins.

    A corrected speaker or subject that is on the watch list becomes that entry; any other loses the watch-list entity. Another
    speaker has no office and no organisation unless these are corrected, too.
    """
    changes: dict[str, dict[str, str | None]] = defaultdict(dict)
    for decision in decisions:
        if decision.kind == "correct" and decision.field:
            changes[decision.subject][decision.field] = decision.value
    touched = {fact.rsplit(":", 2)[0] for fact in changes}
    for item in items:
        if item.id not in touched:
            yield item
            continue
        quotes = tuple(_quote(item.id, quote, changes, roster) for quote in item.reading.quotes)
        figures = tuple(_figure(item.id, figure, changes, roster) for figure in item.reading.figures)
        yield replace(item, reading=replace(item.reading, quotes=quotes, figures=figures))


def _quote(item: str, quote: Quote, changes: dict[str, dict[str, str | None]], roster: Roster) -> Quote:
    found: dict[str, Any] = dict(changes.get(f"{item}:q:{quote.start}-{quote.end}", {}))
    if "speaker" in found and "speaker_entity" not in found:
        found["speaker_entity"] = roster.entity_named(found["speaker"])
    if "speaker" in found and _is_another(quote, found):
        found = {"role": None, "organisation": None} | found  # these were the other's
    if found.get("stance") not in (None, *get_args(Stance)):
        del found["stance"]
    if "said_on" in found:
        found["said_on"] = _day(found["said_on"])
        quote = replace(
            quote, said_not_before=None, said_not_after=None
        )  # the time of day belonged to the wrong date
    return _changed(quote, found, QUOTE)


def _is_another(quote: Quote, found: dict[str, Any]) -> bool:
    """Return whether a corrected speaker is somebody else: neither the same entry of the watch list nor another form of the name."""
    if quote.speaker_entity is not None and found["speaker_entity"] == quote.speaker_entity:
        return False
    before, after = tokens.fold(quote.speaker or ""), tokens.fold(found["speaker"] or "")
    return not (before in after or after in before or set(before.split()) & set(after.split()))


def _figure(item: str, figure: Figure, changes: dict[str, dict[str, str | None]], roster: Roster) -> Figure:
    found: dict[str, Any] = dict(changes.get(f"{item}:f:{figure.start}-{figure.end}", {}))
    if "subject" in found:
        found["subject_entity"] = roster.entity_named(found["subject"])
    if "value" in found:
        found["value"] = _number(found["value"])
        found |= {"low": None, "high": None}
    if not found.get("unit", "x"):
        del found["unit"]
    return _changed(figure, found, FIGURE | {"subject_entity", "low", "high"})


def _changed(fact: Fact, found: dict[str, Any], columns: frozenset[str]) -> Fact:
    known = {column: value for column, value in found.items() if column in columns}
    return replace(fact, **known, rule=f"{fact.rule} corrected", confidence=1.0) if known else fact


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "")) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and number.adjusted() < MOST_DIGITS else None


MOST_DIGITS = 18
"""Digits before the point of the largest number that a person can mean."""
