"""The best path through a linear-chain CRF, for many sentences at a time. Knows nothing of what the tags mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def decode(
    emissions: NDArray[np.float32],
    lengths: NDArray[np.int64],
    transitions: NDArray[np.float32],
    start: NDArray[np.float32] | None = None,
    end: NDArray[np.float32] | None = None,
) -> list[list[int]]:
    """Tags of each sentence.

    Args:
        emissions: sentences × longest length × tags; what lies beyond a sentence's length is not looked at.
        lengths: of each sentence, at least 1, in falling order.
        transitions: from tag × to tag.
        start: of each tag at the beginning of a sentence.
        end: of each tag at its end.
    """
    scores = np.empty_like(emissions)
    scores[:, 0] = emissions[:, 0] + (0 if start is None else start)
    for step in range(1, emissions.shape[1]):
        running = int(np.searchsorted(-lengths, -step, side="left"))  # those longer than this step
        reached = (scores[:running, step - 1, :, None] + transitions).max(axis=1)
        scores[:running, step] = reached + emissions[:running, step]
    return [
        _walk_back(scores[sentence, :length], transitions, end)
        for sentence, length in enumerate(lengths.tolist())
    ]


def _walk_back(
    scores: NDArray[np.float32], transitions: NDArray[np.float32], end: NDArray[np.float32] | None
) -> list[int]:
    """The origins are found again on the way back: for one tag a step, not for all of them."""
    into = np.ascontiguousarray(transitions.T)
    tags = [int((scores[-1] + (0 if end is None else end)).argmax())]
    for step in range(len(scores) - 2, -1, -1):
        tags.append(int((scores[step] + into[tags[-1]]).argmax()))
    return tags[::-1]
