"""How sure a quotation is: what its rule is worth, less what makes the rule err. Measured with benchmarks/quotes.py."""

from __future__ import annotations

LONG = 60
"""Words after which a report without marks has likely run into the next one."""

NAMELESS = 0.08
RAMBLING = 0.15
FRAGMENT = 0.15
NOBODY = 0.6


def confidence_of(
    worth: float, *, speaker: bool, named: bool, marked: bool, words: int, whole: bool
) -> float:
    """The confidence of one quotation, 0 to 1.

    Args:
        worth: Share of the rule's findings that were right on the development texts.
        speaker: A speaker was found.
        named: The speaker is a name or a pronoun that stands for one, no bare noun ("laws", "reports").
        marked: The words stand in marks throughout.
        words: How many there are.
        whole: They begin like a sentence.
    """
    sure = worth
    if not speaker:
        sure = min(sure, NOBODY)
    elif not named:
        sure -= NAMELESS
    if not marked and words > LONG:
        sure -= RAMBLING
    if marked and not whole:
        sure -= FRAGMENT
    return round(max(sure, 0.05), 2)
