"""The figures of a story: those of its items without what is retracted, and of copies only what they changed or added.

Kept from pass to pass while an item is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from records import Figure, FigureRef, Item, Story
from stories.checks.retractions import is_retracted


@dataclass(slots=True)
class StoryFigures:
    """Figures by item."""

    _of_item: dict[str, tuple[Item, tuple[FigureRef, ...]]] = field(default_factory=dict)

    def of(self, story: Story, items: Mapping[str, Item]) -> list[FigureRef]:
        """Return a story's figures, in the order of its links."""
        return list(self._figures(story, items))

    def _figures(self, story: Story, items: Mapping[str, Item]) -> Iterator[FigureRef]:
        before, self._of_item = self._of_item, {}
        copied: dict[str, set[tuple[object, ...]]] = {}
        for entry in story.links:
            item = items.get(entry.item)
            if item is None:
                continue
            known = before.get(item.id)
            if known is None or known[0] is not item:
                known = item, tuple(_standing(item, story))
            self._of_item[item.id] = known
            if entry.copy_of is None:
                yield from known[1]
                continue
            if entry.copy_of not in copied:
                original = items.get(entry.copy_of)
                copied[entry.copy_of] = set(map(_stated, original.reading.figures)) if original else set()
            told = copied[entry.copy_of]
            yield from [ref for ref in known[1] if _stated(ref.figure) not in told]
            told.update(map(_stated, item.reading.figures))


def _standing(item: Item, story: Story) -> Iterator[FigureRef]:
    """Yield the figures of an item that its text does not retract."""
    for figure in item.reading.figures:
        ref = FigureRef(
            item=item.id,
            figure=figure,
            story=story.id,
            source=item.source,
            is_filing=item.kind == "filing",
            at=item.at,
        )
        if not is_retracted(ref, item):
            yield ref


def told_at(ref: FigureRef) -> tuple[float, str]:
    """Sort key: the earlier item first; those without a time before all."""
    return (ref.at.timestamp() if ref.at else 0.0, ref.item)


def authority(ref: FigureRef) -> tuple[bool, float, str, int]:
    """Sort key: filings before reports, then the earlier."""
    return (not ref.is_filing, *told_at(ref), ref.figure.start)


def _stated(figure: Figure) -> tuple[object, ...]:
    """Return what a figure states, without where it stands."""
    return (figure.metric, figure.unit, figure.value, figure.low, figure.high)
