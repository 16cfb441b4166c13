"""The best path through a linear-chain CRF, for many sentences at a time. Knows nothing of what the tags mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

MANY = 8
"""Sentences from which it pays to let them lie side by side in memory at a step (measured with numpy 2)."""


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
    lengths = [len(sentence) for sentence in emissions]
    scores = np.zeros((lengths[0], transitions.shape[0], len(emissions)), dtype=np.float32)
    for number, sentence in enumerate(emissions):
        scores[: len(sentence), :, number] = sentence
    if start is not None:
        scores[0] += start[:, None]
    # Sentences that are longer than each step, and none behind the last.
    running = [*np.searchsorted(-np.array(lengths), -np.arange(lengths[0]), side="left").tolist(), 0]
    _score(scores, transitions, running)
    path = _walk_back(scores, transitions, running, end)
    return [path[:length, number].tolist() for number, length in enumerate(lengths)]


def _score(scores: Scores, transitions: Scores, running: Sequence[int]) -> None:
    """Adds to each tag of each step what the best way there is worth."""
    tags = transitions.shape[0]
    memory = np.empty(tags * tags * scores.shape[2], dtype=np.float32)
    for step in range(1, len(scores)):
        count = running[step]
        before = scores[step - 1, :, :count]
        if count >= MANY:
            ways = memory[: tags * tags * count].reshape(tags, tags, count)
            np.add(before[:, None, :], transitions[:, :, None], out=ways)
            scores[step, :, :count] += ways.max(axis=0)
        else:
            for number in range(count):
                scores[step, :, number] += (before[:, number, None] + transitions).max(axis=0)


def _walk_back(
    scores: Scores, transitions: Scores, running: Sequence[int], end: Scores | None
) -> NDArray[np.int64]:
    """Tags of steps × sentences. The origins are found again on the way back: for one tag a step, not for all of them."""
    path = np.zeros((len(scores), scores.shape[2]), dtype=np.int64)
    last = np.zeros(len(transitions), dtype=np.float32) if end is None else end
    for step in range(len(scores) - 1, -1, -1):
        going_on, count = running[step + 1], running[step]
        into = np.empty((len(transitions), count), dtype=np.float32)
        into[:, going_on:] = last[:, None]
        if going_on:
            into[:, :going_on] = transitions[:, path[step + 1, :going_on]]
        path[step, :count] = (scores[step, :, :count] + into).argmax(axis=0)
    return path
