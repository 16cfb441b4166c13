"""The parts every check is made of: a figure's subject, its words for people, and the record with its id. Compares nothing."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from records import Check, Figure, FigureRef, Story, Verdict
from stories.items.roster import Roster


def subject_of(figure: Figure, story: Story, roster: Roster) -> str:
    """Return the subject of a figure: a segment as worded, else the company named, else the story's."""
    if figure.subject_entity and not (figure.subject and not _is_company(figure, roster)):
        return figure.subject_entity
    if figure.subject and not _is_company(figure, roster):
        return figure.subject.casefold()
    return story.subject or ""


def _is_company(figure: Figure, roster: Roster) -> bool:
    return roster.is_name(figure.subject or "")


def measure(figure: Figure) -> str:
    """Return a metric in words: "net income"."""
    return (figure.metric or "a figure").replace("_", " ")


def both(left: Figure, right: Figure, story: Story) -> str:
    """Return what two figures have in common, and where their periods or bases differ: "net income of Norvik for 2031-Q2; one is adjusted"."""
    told = f"{measure(left)} of {left.subject or story.subject or 'the same subject'}"
    a, b = left.period, right.period
    if a and a == b:
        told += f" for {a}"
    elif a and b:
        told += f", one for {a}, the other for {b}"
    elif a or b:
        told += f", one for {a or b}, the other for a period it does not name"
    return told + ("; one is adjusted" if bool(left.adjusted) != bool(right.adjusted) else "")


def place(ref: FigureRef) -> str:
    """Return a figure's words and where they stand: "27,307 vehicles (harbour-wire)"."""
    return f"{ref.figure.text} ({ref.source or ref.item})"


def make_check(
    story: Story,
    kind: str,
    verdict: Verdict,
    left: FigureRef,
    right: FigureRef | None,
    *,
    why: str,
    derivation: str,
    difference: Decimal | None = None,
) -> Check:
    """Return a check whose id derives from the figures compared."""
    ends = [f"{ref.item}:{ref.figure.start}-{ref.figure.end}" for ref in (left, right) if ref]
    digest = hashlib.sha1(f"{kind} {' '.join(ends)}".encode(), usedforsecurity=False).hexdigest()
    return Check(
        id=f"c-{digest[:16]}",
        story=story.id,
        kind=kind,
        verdict=verdict,
        left=left,
        right=right,
        why=why,
        derivation=derivation,
        difference=difference,
        rule=f"checks/{kind}",
    )
