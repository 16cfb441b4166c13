"""A quotation while it is being worked out: spans in characters, no names yet."""

from __future__ import annotations

from dataclasses import dataclass

from records import QuoteKind, Stance

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """What the finders hand on; later steps fill in the rest."""

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
