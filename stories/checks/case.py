"""A story whose figures are checked, and what each figure measures of whom. Compares nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from records import Figure, FigureRef, Item, Quote, Story
from stories.checks.scopes import scope_of
from stories.items.roster import Roster

OF_ANYTHING = frozenset({"duration", "growth", "pay"})
"""Metrics that do not say what they measure: two durations are rarely of one thing, nor the pay of two persons."""

OF_A_THING = frozenset({"price", "asp"})
"""Metrics of one thing each: a company has as many prices as goods."""

OF_AN_EVENT = frozenset({"layoffs", "recall", "fine", "settlement", "confiscation", "deal_value"})
"""Metrics that a story has one of. Reports name no period where the filing gives its quarter, and a planned figure is
the figure."""

PLANNED = OF_AN_EVENT | {"buyback", "dividend", "dps"}
"""Metrics whose planned figure is the figure: a board approves up to 3bn, the company will buy back up to 3bn."""

POSTS = frozenset({"job", "employee", "position"})
"""Units, besides people, in which layoffs are counted."""

Measure = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story, its figures in the order of its links, and what is known of their texts."""

    story: Story
    figures: Sequence[FigureRef]
    items: Mapping[str, Item]
    roster: Roster

    def subject(self, figure: Figure) -> str:
        """Return the subject of a figure: a segment as worded, else the company named, else the story's."""
        if figure.subject and not self.roster.is_name(figure.subject):
            return figure.subject.casefold()
        return figure.subject_entity or self.story.subject or ""

    def measure(self, figure: Figure) -> Measure:
        """Return what a figure measures, and of whom; figures with equal results are comparable."""
        return (
            figure.metric,
            _counted(figure),
            figure.per if figure.metric not in OF_A_THING else None,
            figure.basis or "level",
            scope_of(figure),
            self.subject(figure),
        )

    def giver(self, ref: FigureRef) -> Literal["own", "other"] | None:
        """Return whether the story's company gives a figure, in a quotation or its own release, or somebody else who is quoted."""
        item = self.items[ref.item]
        quote = _innermost_quote(ref, item)
        if quote is None and item.entity is None:
            return None
        giver = quote.speaker_entity if quote else item.entity
        return "own" if self.story.subject in self.roster.companies(giver, item.at.date()) else "other"


def _innermost_quote(ref: FigureRef, item: Item) -> Quote | None:
    found = (
        quote
        for quote in item.reading.quotes
        if quote.start <= ref.figure.start < quote.end and quote.speaker is not None
    )
    return min(found, key=lambda quote: quote.end - quote.start, default=None)


def states(figure: Figure) -> bool:
    """Return whether a figure states an actual level, rather than a change or an expectation."""
    return (
        figure.metric is not None
        and figure.metric not in OF_ANYTHING
        and figure.value is not None
        and figure.basis != "change"
        and (
            figure.status in {"actual", "prior", None}
            or (figure.metric in PLANNED and figure.status in {"target", "guidance"})
        )
    )


def is_comparable(figure: Figure) -> bool:
    """Return whether a figure states what a report says is so now, in its own name."""
    return states(figure) and figure.status != "prior" and figure.reported_by is None


def _counted(figure: Figure) -> str:
    """Return the unit, unified for layoffs and recalls, where reports count the same under different names."""
    if figure.metric == "layoffs" and figure.unit in POSTS:
        return "person"
    return "thing" if figure.metric == "recall" and figure.unit != "percent" else figure.unit
