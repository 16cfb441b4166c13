"""A quotation in the making, and the record it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


def record(draft: Draft, written: str, **told: Any) -> Quote:
    """The record of a draft in a text; `told` has the fields of it that the draft itself does not tell."""
    named_from, named_to = draft.speaker or (None, None)
    cue_from, cue_to = draft.cue or (None, None)
    return Quote(
        start=draft.span[0],
        end=draft.span[1],
        text=written[slice(*draft.span)],
        kind=draft.kind,
        rule=draft.rule,
        speaker_start=named_from,
        speaker_end=named_to,
        cue=cue_of(draft, written),
        cue_start=cue_from,
        cue_end=cue_to,
        **told,
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


def trim(text: str, start: int, end: int) -> Span:
    """A stretch without blanks and commas at its edges."""
    while start < end and (text[start].isspace() or text[start] in _EDGES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGES):
        end -= 1
    return start, end


_EDGES = ",;:，；：、"
