"""The best path through a linear-chain CRF, for many sentences at a time. Knows nothing about the tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

MANY = 8
"""Number of sentences from which it pays to process them together at each step (measured with numpy 2)."""


def decode(
    emissions: Sequence[Scores], transitions: Scores, start: Scores | None = None, end: Scores | None = None
) -> list[list[int]]:
    """Return the tags of each sentence.

    Args:
        emissions: an array of length × tags for each sentence; the longest sentence first, none empty.
        transitions: from tag × to tag.
        start: score of each tag at the beginning of a sentence.
        end: score of each tag at its end.
    """
    lengths = [len(sentence) for sentence in emissions]
    scores = np.zeros((lengths[0], transitions.shape[0], len(emissions)), dtype=np.float32)
    for number, sentence in enumerate(emissions):
        scores[: len(sentence), :, number] = sentence
    if start is not None:
        scores[0] += start[:, None]
    # The number of sentences still running at each step; none after the last.
    running = [*np.searchsorted(-np.array(lengths), -np.arange(lengths[0]), side="left").tolist(), 0]
    _score(scores, transitions, running)
    path = _walk_back(scores, transitions, running, end)
    return [path[:length, number].tolist() for number, length in enumerate(lengths)]


def _score(scores: Scores, transitions: Scores, running: Sequence[int]) -> None:
    """Add to each tag of each step the score of the best path to it."""
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
    """Return the tags, steps × sentences. Back-pointers are recomputed on the way back: for one tag per step, not for all."""
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
