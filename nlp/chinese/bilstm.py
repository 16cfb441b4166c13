"""Names in Chinese sentences by cutword's BiLSTM-CRF, run with numpy. Takes simplified characters.

The package is never imported: it would want PyTorch and load a dictionary. Leaves all judgement of what is found to
others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp import weights
from nlp.chinese import checkpoint, viterbi

PACKAGE = "cutword"
WEIGHTS = ("model_params.pth", "cab3b714cb91be7d89ea8c21dabd2a091c46923af468d9d0e7dcae2029b99180")
VOCABULARY = ("ner_vocab_tags.json", "15d15bb142205d3132a7f9a94b97e409190992dc6140636bee13192de425e73d")
BATCH = 48

_LATIN = re.compile(r"[a-z0-9]+(?:\.\d+)?%?", re.ASCII)
_WIDE = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name as the model sees it; its offsets count from the beginning of the sentence."""

    start: int
    end: int
    label: str
    """PERSON ORG COMMERCIAL (a firm or brand) LOC MANUFACTURE (a product) BASE (an office) TIME …"""


class BiLstm:
    """The model, loaded."""

    def __init__(self) -> None:
        arrays = checkpoint.load(weights.read(PACKAGE, *WEIGHTS))
        words = json.loads(weights.read(PACKAGE, *VOCABULARY))
        self._ids: dict[str, int] = words["char2id"]
        self._labels = {number: label for label, number in words["label2id"].items()}
        self._embedding = arrays["embedding.weight"]
        self._layers = [
            [_Direction.of(arrays, f"l{layer}{suffix}") for suffix in ("", "_reverse")] for layer in range(2)
        ]
        self._out = (arrays["fc.weight"].T, arrays["fc.bias"])
        self._crf = (
            arrays["crf.transitions"],
            arrays["crf.start_transitions"],
            arrays["crf.end_transitions"],
        )

    def names(self, sentences: Sequence[str]) -> list[list[Found]]:
        """Of each sentence the names in it, in order."""
        results: list[list[Found]] = [[] for _ in sentences]
        units = [list(self._units(sentence)) for sentence in sentences]
        longest_first = sorted((n for n in range(len(units)) if units[n]), key=lambda n: -len(units[n]))
        for first in range(0, len(longest_first), BATCH):
            batch = longest_first[first : first + BATCH]
            paths = self._tag([[unit[2] for unit in units[number]] for number in batch])
            for number, path in zip(batch, paths, strict=True):
                results[number] = list(self._spans(units[number], path))
        return results

    def _units(self, sentence: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and vocabulary number: of a character, or of a whole Latin word the vocabulary has."""
        lowered = sentence.translate(_WIDE).lower()
        if len(lowered) != len(sentence):
            lowered = sentence
        place = 0
        while place < len(lowered):
            word = _LATIN.match(lowered, place)
            if word and len(word[0]) > 1 and word[0] in self._ids:
                yield place, word.end(), self._ids[word[0]]
                place = word.end()
                continue
            for at in range(place, word.end() if word else place + 1):
                yield at, at + 1, self._id(lowered[at])
            place = word.end() if word else place + 1

    def _id(self, character: str) -> int:
        number = self._ids.get(character)
        if number is not None:
            return number
        if character.isdigit():
            return self._ids["[NUMBER]"]
        return self._ids["[HANZI]" if "\u4e00" <= character <= "\u9fff" else "[UNK]"]

    def _tag(self, batch: list[list[int]]) -> list[list[int]]:
        lengths = np.array([len(ids) for ids in batch], dtype=np.int64)
        padded = np.zeros((len(batch), int(lengths[0])), dtype=np.int64)
        for row, ids in enumerate(batch):
            padded[row, : len(ids)] = ids
        state = self._embedding[padded]
        backwards = _reversal(lengths, padded.shape[1])
        rows = np.arange(len(batch))[:, None]
        for ahead, back in self._layers:
            state = np.concatenate(
                [ahead.run(state, lengths), back.run(state[rows, backwards], lengths)[rows, backwards]],
                axis=2,
            )
        weight, bias = self._out
        transitions, start, end = self._crf
        emissions = state @ weight + bias
        return viterbi.decode(
            [emissions[row, :length] for row, length in enumerate(lengths)], transitions, start, end
        )

    def _spans(self, units: list[tuple[int, int, int]], path: list[int]) -> Iterator[Found]:
        begun: tuple[int, str] | None = None
        for (start, end, _), tag in zip(units, path, strict=True):
            place, _, label = self._labels[tag].partition("_")
            if place == "S":
                yield Found(start, end, label)
            elif place == "B":
                begun = (start, label)
            elif place == "E" and begun and begun[1] == label:
                yield Found(begun[0], end, label)
            if place in "SEO":
                begun = None


@dataclass(frozen=True, slots=True)
class _Direction:
    """One direction of one LSTM layer."""

    inward: NDArray[np.float32]
    recurrent: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.float32]], suffix: str) -> _Direction:
        return cls(
            np.ascontiguousarray(arrays[f"lstm.weight_ih_{suffix}"].T),
            np.ascontiguousarray(arrays[f"lstm.weight_hh_{suffix}"].T),
            arrays[f"lstm.bias_ih_{suffix}"] + arrays[f"lstm.bias_hh_{suffix}"],
        )

    def run(self, inputs: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
        """States of every step; `lengths` fall, so that the sentences still running are the first ones."""
        size = self.recurrent.shape[0]
        gates_in = (inputs.reshape(-1, inputs.shape[2]) @ self.inward + self.bias).reshape(
            *inputs.shape[:2], -1
        )
        hidden = np.zeros((inputs.shape[0], size), dtype=np.float32)
        cell = np.zeros_like(hidden)
        states = np.zeros((*inputs.shape[:2], size), dtype=np.float32)
        for step in range(inputs.shape[1]):
            running = int(np.searchsorted(-lengths, -step, side="left"))
            gates = gates_in[:running, step] + hidden[:running] @ self.recurrent
            opened = _sigmoid(gates)
            candidate = np.tanh(gates[:, 2 * size : 3 * size])
            cell[:running] = opened[:, size : 2 * size] * cell[:running] + opened[:, :size] * candidate
            hidden[:running] = opened[:, 3 * size :] * np.tanh(cell[:running])
            states[:running, step] = hidden[:running]
        return states


def _sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(0.5 * (np.tanh(0.5 * x) + 1), dtype=np.float32)  # by tanh: no overflow warnings


def _reversal(lengths: NDArray[np.int64], longest: int) -> NDArray[np.int64]:
    """Place of each step when a sentence is read backwards; padding stays where it is."""
    steps = np.arange(longest)[None, :]
    return np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
