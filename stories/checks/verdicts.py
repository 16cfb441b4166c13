"""The record of a check, its id, and its words for people. Judges nothing."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from records import Check, Figure, FigureRef, Story, Verdict
from stories.checks.precision import ends, is_rounded, percent, shown, upper
from stories.checks.scopes import taken


def measure(figure: Figure) -> str:
    """Return a metric in words: "net income"."""
    return (figure.metric or "a figure").replace("_", " ")


def measured(figure: Figure, story: Story) -> str:
    """Return what a figure measures, and of whom: "net income of Norvik"; without a subject of its own, it is the story's."""
    return f"{measure(figure)} of {figure.subject or story.subject or 'the same subject'}"


def expected(figure: Figure, story: Story) -> str:
    """Return what a company foretells: "what Norvik expects of revenue for 2031"."""
    company = figure.subject or story.subject or "the company"
    return f"what {company} expects of {measure(figure)}{for_period(figure.period)}"


def for_period(period: str | None) -> str:
    """Return " for 2031-Q2"; nothing if the period is not known."""
    return f" for {period}" if period else ""


def both(left: Figure, right: Figure, story: Story) -> str:
    """Return what two figures have in common, and where their periods or bases differ: "net income of Norvik for 2031-Q2; one is adjusted"."""
    told = measured(left, story)
    a, b = left.period, right.period
    if a == b:
        told += for_period(a)
    elif a and b:
        told += f", one for {a}, the other for {b}"
    else:
        told += f", one for {a or b}, the other for a period it does not name"
    ways = taken(left) ^ taken(right)
    if is_rounded(upper(left), upper(right)):
        ways &= {"adjusted"}  # two ways that come to the same are no news
    return told + (f"; one is {' and '.join(sorted(ways))}" if ways else "")


def place(ref: FigureRef) -> str:
    """Return a figure's words and where they stand: "27,307 vehicles (harbour-wire)"."""
    return f"{ref.figure.text} ({ref.source or ref.item})"


def same_metric(story: Story, verdict: Verdict, left: FigureRef, right: FigureRef, *, why: str) -> Check:
    """Return the check of two figures that are reports of one: what each says, and by how much the right one differs."""
    a, b = upper(left.figure), upper(right.figure)
    return make_check(
        story,
        "same_metric",
        verdict,
        left,
        right,
        why=why,
        derivation=f"{_said(left.figure)} against {_said(right.figure)}",
        difference=percent(b, a) if a else None,
    )


def _said(figure: Figure) -> str:
    told = " to ".join(dict.fromkeys(map(shown, ends(figure))))
    return f"{told} {figure.unit}"


def make_check(
    story: Story,
    kind: str,
    verdict: Verdict,
    left: FigureRef,
    right: FigureRef,
    *,
    why: str,
    derivation: str,
    difference: Decimal | None = None,
) -> Check:
    """Return a check whose id derives from the figures compared."""
    places = [f"{ref.item}:{ref.figure.start}-{ref.figure.end}" for ref in (left, right)]
    digest = hashlib.sha1(f"{kind} {' '.join(places)}".encode(), usedforsecurity=False).hexdigest()
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
