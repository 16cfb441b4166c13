"""The stance of a short Chinese statement, learned from examples (words/statements.toml).

For statements without a listed wording: "the noodles are cut daily" denies a charge in words that deny nothing. A naive
Bayes classifier over runs of one to three characters, fitted on first use. `stances` decides when to ask it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from records import Stance
from stories.text import lexicon

Examples = Mapping[str, Mapping[str, Iterable[str]]]
"""Kind of claim -> stance -> statements."""

LONGEST = 3
"""Characters of the longest run. Kinds of claim told by the examples of others: two 70.0 %, three 70.2 %, four 70.1 %."""

SMOOTHING = 0.3
"""Added to every count. In the same test: 0.1 gives 69.7 %, 1 gives 68.2 %."""


class Classifier:
    """Counts of runs of characters by stance."""

    def __init__(self, examples: Examples, shares: Mapping[str, float]) -> None:
        """Count the runs of the examples. `shares`: how often each stance is taken, in any unit."""
        self.stances = tuple(shares)
        self._priors = [math.log(shares[stance] / sum(shares.values())) for stance in self.stances]
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(self.stances))
        for by_stance in examples.values():
            for stance, statements in by_stance.items():
                place = self.stances.index(stance)
                for statement in statements:
                    for run in runs(statement):
                        counts[run][place] += 1
        self._counts = {run: tuple(found) for run, found in counts.items()}
        totals = [sum(found) for found in zip(*self._counts.values(), strict=True)]
        self._totals = [math.log(total + SMOOTHING * len(self._counts)) for total in totals]

    def stance(self, statement: str) -> str:
        """Return the likeliest stance of a statement."""
        scores = list(self._priors)
        for run in runs(statement):
            if found := self._counts.get(run):
                for place, count in enumerate(found):
                    scores[place] += _log(count) - self._totals[place]
        return self.stances[scores.index(max(scores))]


@cache
def _log(count: int) -> float:
    return math.log(count + SMOOTHING)


def runs(statement: str) -> list[str]:
    """Return the runs of characters of a statement, each once, with marks for its two ends."""
    text = f"^{_PAUSE.sub(' ', _QUOTE.sub('', statement).strip(_ENDS))}$"
    found = dict.fromkeys(
        text[at : at + length] for length in range(1, LONGEST + 1) for at in range(len(text) - length + 1)
    )
    return [run for run in found if run not in _BARE]


_QUOTE = re.compile(r"[“”‘’「」『』\"'《》]")
_PAUSE = re.compile(r"[ ，,；;：:！!]+")
_ENDS = " ，。：:,"
_BARE = frozenset("^$ ")


def stance_by_examples(statement: str) -> Stance:
    """Return the stance of a Chinese statement in simplified characters."""
    stance: Stance = _classifier().stance(statement)  # type: ignore[assignment]
    return stance


@cache
def _classifier() -> Classifier:
    table = lexicon.table("statements")
    return Classifier(table["statements"], table["shares"])
