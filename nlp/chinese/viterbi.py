"""The best path through a linear-chain CRF, for many sentences at a time. Knows nothing of what the tags mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def decode(
    emissions: Sequence[Scores], transitions: Scores, start: Scores | None = None, end: Scores | None = None
) -> list[list[int]]:
    """Tags of each sentence.

    Args:
        emissions: of each sentence an array of its length × tags; the longest sentence first, none empty.
        transitions: from tag × to tag.
        start: of each tag at the beginning of a sentence.
        end: of each tag at its end.
    """
    lengths = np.array([len(sentence) for sentence in emissions])
    # Steps first: what is worked on at a step lies together in memory.
    scores = np.zeros((int(lengths[0]), len(emissions), transitions.shape[0]), dtype=np.float32)
    for number, sentence in enumerate(emissions):
        scores[: len(sentence), number] = sentence
    if start is not None:
        scores[0] += start
    running = np.searchsorted(
        -lengths, -np.arange(len(scores)), side="left"
    )  # sentences longer than each step
    for step in range(1, len(scores)):
        count = running[step]
        scores[step, :count] += (scores[step - 1, :count, :, None] + transitions).max(axis=1)
    into = np.ascontiguousarray(transitions.T)
    return [_walk_back(scores[:length, number], into, end) for number, length in enumerate(lengths)]


def _walk_back(scores: Scores, into: Scores, end: Scores | None) -> list[int]:
    """The origins are found again on the way back: for one tag a step, not for all of them."""
    tags = [int((scores[-1] + (0 if end is None else end)).argmax())]
    for step in range(len(scores) - 2, -1, -1):
        tags.append(int((scores[step] + into[tags[-1]]).argmax()))
    return tags[::-1]
