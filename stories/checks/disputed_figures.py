"""A company's own figure against the figure others put it at: "closer to 3.1 billion" against its 5.18 billion.

Uses figures inside quotations, of one metric and one period that both name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from records import Check, FigureRef, Item, Quote, Story
from stories.checks import precision, verdicts
from stories.items.roster import Roster


def check(
    story: Story,
    figures: Sequence[FigureRef],
    items: Mapping[str, Item],
    roster: Roster,
    what: Callable[[FigureRef], tuple[object, ...]],
) -> Iterator[Check]:
    """Yield a conflict for every value that someone else gives and the company's own figures contradict.

    Args:
        story: the story.
        figures: its comparable figures, in story order.
        items: the story's items by id.
        roster: the watch list.
        what: returns what a figure measures, and of whom; figures with equal results are comparable.
    """
    own: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    theirs: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    for ref in figures:
        quote = innermost_quote(ref, items[ref.item])
        if quote is None or ref.figure.period is None or ref.figure.value is None:
            continue
        told = own if speaks_for(quote, items[ref.item], story, roster) else theirs
        told[(*what(ref), ref.figure.period, bool(ref.figure.adjusted))].append(ref)
    for key, claims in theirs.items():
        seen = set()
        for claim in claims:
            value = claim.figure.value
            if value is not None and value not in seen and own.get(key):
                seen.add(value)
                yield from _compared(story, claim, own[key])
    for one, other in _counted_otherwise(figures, items, what):
        if precision.compare(one.figure, other.figure) == "conflicts":
            yield _differing(story, one, other, "the text gives {} and what somebody else puts it at")


def _counted_otherwise(
    figures: Sequence[FigureRef], items: Mapping[str, Item], what: Callable[[FigureRef], tuple[object, ...]]
) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Yield a figure and the one right after it that someone else puts it at: "touched 1.2 million; a researcher put it at 4"."""
    for one, other in pairwise(sorted(figures, key=lambda ref: (ref.item, ref.figure.start))):
        if one.item == other.item and what(one) == what(other):
            between = items[one.item].text[one.figure.end : other.figure.start]
            if _PUT_AT.search(between) or _PUT_AT_DENSE.search(between):
                yield one, other


_PUT_AT = re.compile(
    r"^[^.!?\n]*\b(?:put|puts|estimate[sd]?|reckon(?:s|ed)?) (?:it|that|the \w+) (?:at|to be) (?:\w+ ){0,2}$"
)
_PUT_AT_DENSE = re.compile(
    r"^[^。！？\n]*(?:估计|估算|统计|认为|指|称)[^，。]{0,4}(?:实为|实际为|应为|实有|其实有|是)[^，。]{0,2}$"
)


def _compared(story: Story, claim: FigureRef, own: Sequence[FigureRef]) -> Iterator[Check]:
    """Report a conflict unless one of the company's own figures matches the claim, since then both sides give it."""
    a, b = claim.figure.value, own[0].figure.value
    if (
        a is None
        or b is None
        or {precision.compare(claim.figure, ref.figure) for ref in own} != {"conflicts"}
    ):
        return
    if not precision.same_sign(a, b) or not precision.same_size(a, b):
        return  # a part of the figure, not another count of it
    yield _differing(
        story, own[0], claim, f"the company and somebody else give {{}} for {claim.figure.period}"
    )


def _differing(story: Story, one: FigureRef, other: FigureRef, why: str) -> Check:
    why = why.format(verdicts.measure(other.figure))
    return verdicts.same_metric(story, "conflicts", one, other, why=why)


def innermost_quote(ref: FigureRef, item: Item) -> Quote | None:
    """Return the innermost quotation that contains the figure."""
    found = (
        quote
        for quote in item.reading.quotes
        if quote.start <= ref.figure.start < quote.end and quote.speaker is not None
    )
    return min(found, key=lambda quote: quote.end - quote.start, default=None)


def speaks_for(quote: Quote, item: Item, story: Story, roster: Roster) -> bool:
    """Return whether the story's company is the speaker."""
    return story.subject in roster.companies(quote.speaker_entity, item.at.date())
