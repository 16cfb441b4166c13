"""A company's own figure against the figure others put it at: "closer to 3.1 billion" against its 5.18 billion.

Uses figures inside quotations and releases, of one metric and one period that both name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from records import Check, FigureRef
from stories.checks import precision, verdicts
from stories.checks.case import Case, is_comparable
from stories.checks.precision import upper


def check(case: Case) -> Iterator[Check]:
    """Yield a conflict for every value that someone else gives and the company's own figures contradict."""
    figures = [ref for ref in case.figures if is_comparable(ref.figure)]
    own: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    theirs: dict[tuple[object, ...], list[FigureRef]] = defaultdict(list)
    for ref in figures:
        giver = case.giver(ref)
        if giver is not None and ref.figure.period is not None:
            told = own if giver == "own" else theirs
            told[(*case.measure(ref.figure), ref.figure.period, bool(ref.figure.adjusted))].append(ref)
    for key, claims in theirs.items():
        for claim in {upper(ref.figure): ref for ref in reversed(claims)}.values():
            if own[key] and _contradict(own[key], claim):
                why = f"the company and somebody else give {{}} for {claim.figure.period}"
                yield _differing(case, own[key][0], claim, why)
    for one, other in _counted_otherwise(figures, case):
        if precision.compare(one.figure, other.figure) == "conflicts":
            yield _differing(case, one, other, "the text gives {} and what somebody else puts it at")


def _contradict(own: Sequence[FigureRef], claim: FigureRef) -> bool:
    """Return whether all of the company's own figures conflict with a claim, which is not a part of them."""
    one, other = upper(claim.figure), upper(own[0].figure)
    return (
        {precision.compare(claim.figure, ref.figure) for ref in own} == {"conflicts"}
        and precision.same_sign(one, other)
        and precision.same_size(one, other)
    )


def _counted_otherwise(figures: Sequence[FigureRef], case: Case) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Yield a figure and the one right after it that someone else puts it at: "touched 1.2 million; a researcher put it at 4"."""
    for one, other in pairwise(sorted(figures, key=lambda ref: (ref.item, ref.figure.start))):
        if one.item == other.item and case.measure(one.figure) == case.measure(other.figure):
            between = case.items[one.item].text[one.figure.end : other.figure.start]
            if _PUT_AT.search(between) or _PUT_AT_DENSE.search(between):
                yield one, other


_PUT_AT = re.compile(
    r"^[^.!?\n]*\b(?:put|puts|estimate[sd]?|reckon(?:s|ed)?) (?:it|that|the \w+) (?:at|to be) (?:\w+ ){0,2}$"
)
_PUT_AT_DENSE = re.compile(
    r"^[^。！？\n]*(?:估计|估算|统计|认为|指|称)[^，。]{0,4}(?:实为|实际为|应为|实有|其实有|是)[^，。]{0,2}$"
)


def _differing(case: Case, one: FigureRef, other: FigureRef, why: str) -> Check:
    why = why.format(verdicts.measure(other.figure))
    return verdicts.same_metric(case.story, "conflicts", one, other, why=why)
