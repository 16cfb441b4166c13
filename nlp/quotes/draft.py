"""A quotation in the making, and the record it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from records import Quote, QuoteKind, Stance

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """What the finders produce; later steps fill in the rest."""

    span: Span
    kind: QuoteKind
    rule: str
    speaker: Span | None = None
    """Where the speaker is named at this quote, without relative clause and apposition."""
    phrase: Span | None = None
    """The whole noun phrase of the speaker, role and apposition with it."""
    cue: Span | None = None
    sentence: Span | None = None
    """The sentence that introduces the quote: channel, date and what is answered stand there."""
    anchor: int = -1
    """Token of the cue's verb."""
    group: int | None = None
    responds_to: str | None = None
    stance: Stance | None = None
    weaker: bool = False
    """The rule's weaker form, as words/quotes_worth.toml describes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was found out about a draft; None if the text does not tell."""

    confidence: float
    speaker: str | None
    entity: str | None
    """Watch-list id of the speaker."""
    role: str | None
    organisation: str | None
    channel: str | None
    """As written."""
    channel_kind: str | None
    said_on: date | None
    hours: tuple[datetime | None, datetime | None] = (None, None)
    """Between which moments of that day, in UTC."""
    responds_to: str | None
    stance: Stance | None
    group: int | None


def record(draft: Draft, written: str, told: Told) -> Quote:
    """The record of a draft in a text."""
    named_from, named_to = draft.speaker or (None, None)
    cue_from, cue_to = draft.cue or (None, None)
    return Quote(
        start=draft.span[0],
        end=draft.span[1],
        text=written[slice(*draft.span)],
        kind=draft.kind,
        rule=draft.rule,
        confidence=told.confidence,
        speaker=told.speaker,
        speaker_start=named_from,
        speaker_end=named_to,
        speaker_entity=told.entity,
        role=told.role,
        organisation=told.organisation,
        cue=cue_of(draft, written),
        cue_start=cue_from,
        cue_end=cue_to,
        channel=told.channel,
        channel_kind=told.channel_kind,
        said_on=told.said_on,
        said_not_before=told.hours[0],
        said_not_after=told.hours[1],
        responds_to=told.responds_to,
        stance=told.stance,
        group=told.group,
    )


def cue_of(draft: Draft, written: str) -> str | None:
    """The words that report a draft, as written."""
    return written[slice(*draft.cue)] if draft.cue else None


class Groups:
    """Numbers for quotations that one cue reports."""

    def __init__(self, without: frozenset[str]) -> None:
        self._without = without
        self._numbers: dict[Span, int] = {}

    def of(self, draft: Draft) -> int | None:
        """Return the number of a draft's cue; None if it has none or borrows another's."""
        if draft.cue is None or draft.rule in self._without:
            return None
        return self._numbers.setdefault(draft.cue, len(self._numbers))
