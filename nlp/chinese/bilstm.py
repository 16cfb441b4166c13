"""Names in Chinese sentences by cutword's BiLSTM-CRF, run with numpy. Takes simplified characters.

The package is never imported: it would need PyTorch and load a dictionary. Whether a name found is right is judged elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp import threads, weights
from nlp.chinese import checkpoint, viterbi

PACKAGE = "cutword"
WEIGHTS = ("model_params.pth", "cab3b714cb91be7d89ea8c21dabd2a091c46923af468d9d0e7dcae2029b99180")
VOCABULARY = ("ner_vocab_tags.json", "15d15bb142205d3132a7f9a94b97e409190992dc6140636bee13192de425e73d")
BATCH = 64

_LATIN = re.compile(r"[a-z0-9]+(?:\.\d+)?%?", re.ASCII)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff5a]")
_WIDENED = 0xFEE0
"""Offset from a Latin letter or digit to its full-width form."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A name according to the model; offsets are relative to the sentence."""

    start: int
    end: int
    label: str
    """PERSON ORG COMMERCIAL (a firm or brand) LOC MANUFACTURE (a product) BASE (an office) TIME …"""


class BiLstm:
    """The loaded model."""

    def __init__(self) -> None:
        threads.keep_to_one()
        arrays = checkpoint.load(weights.read(PACKAGE, *WEIGHTS))
        words = json.loads(weights.read(PACKAGE, *VOCABULARY))
        self._ids: dict[str, int] = words["char2id"]
        self._labels = {
            number: (label[0], label.partition("_")[2]) for label, number in words["label2id"].items()
        }
        self._first, self._second = (_Layer.of(arrays, layer) for layer in range(2))
        # The input part of the first layer depends on the character alone, so it is computed once: half of all the arithmetic.
        self._brings = self._first.gates(arrays["embedding.weight"][None])
        self._out = (arrays["fc.weight"].T, arrays["fc.bias"])
        self._crf = (
            arrays["crf.transitions"],
            arrays["crf.start_transitions"],
            arrays["crf.end_transitions"],
        )

    def names(self, sentences: Sequence[str]) -> list[list[Found]]:
        """Return the names of each sentence, in order."""
        results: list[list[Found]] = [[] for _ in sentences]
        lowered = [_lowered(sentence) for sentence in sentences]
        units = [self._units(sentence) for sentence in lowered]
        longest_first = sorted((n for n in range(len(units)) if units[n]), key=lambda n: -len(units[n]))
        for first in range(0, len(longest_first), BATCH):
            batch = longest_first[first : first + BATCH]
            ids = [[self._id(lowered[number][start:end]) for start, end in units[number]] for number in batch]
            for number, path in zip(batch, self._tag(ids), strict=True):
                results[number] = list(self._found(units[number], path))
        return results

    def _units(self, lowered: str) -> list[Span]:
        """Return the model's input units: characters, and whole Latin words of the vocabulary."""
        units: list[Span] = []
        for word in _LATIN.finditer(lowered):
            if word.end() - word.start() > 1 and word[0] in self._ids:
                units += _characters(units[-1][1] if units else 0, word.start())
                units.append(word.span())
        return units + _characters(units[-1][1] if units else 0, len(lowered))

    def _id(self, unit: str) -> int:
        number = self._ids.get(unit)
        if number is not None:
            return number
        if unit.isdigit():
            return self._ids["[NUMBER]"]
        return self._ids["[HANZI]" if "\u4e00" <= unit <= "\u9fff" else "[UNK]"]

    def _tag(self, batch: list[list[int]]) -> list[list[int]]:
        lengths = np.array([len(ids) for ids in batch], dtype=np.int64)
        padded = np.zeros((len(batch), int(lengths[0])), dtype=np.int64)
        for row, ids in enumerate(batch):
            padded[row, : len(ids)] = ids
        backwards = _reversal(lengths, padded.shape[1])
        rows = np.arange(len(batch))[:, None]
        ahead, back = self._brings
        states = self._first.run(np.stack([ahead[padded], back[padded[rows, backwards]]]), lengths)
        state = np.concatenate([states[0], states[1][rows, backwards]], axis=2)
        states = self._second.run(self._second.gates(np.stack([state, state[rows, backwards]])), lengths)
        state = np.concatenate([states[0], states[1][rows, backwards]], axis=2)
        weight, bias = self._out
        transitions, start, end = self._crf
        emissions = state @ weight + bias
        return viterbi.decode(
            [emissions[row, :length] for row, length in enumerate(lengths)], transitions, start, end
        )

    def _found(self, units: list[Span], path: list[int]) -> Iterator[Found]:
        begun: tuple[int, str] | None = None
        for (start, end), tag in zip(units, path, strict=True):
            place, label = self._labels[tag]
            if place == "S":
                yield Found(start, end, label)
            elif place == "B":
                begun = (start, label)
            elif place == "E" and begun and begun[1] == label:
                yield Found(begun[0], end, label)
            if place in "SEO":
                begun = None


def _lowered(sentence: str) -> str:
    """Return the lower-case, half-width form, of the same length."""
    lowered = _WIDE.sub(lambda letter: chr(ord(letter[0]) - _WIDENED), sentence).lower()
    return lowered if len(lowered) == len(sentence) else sentence


def _characters(start: int, end: int) -> list[Span]:
    return list(zip(range(start, end), range(start + 1, end + 1), strict=True))


@dataclass(frozen=True, slots=True)
class _Layer:
    """Both directions of one LSTM layer, the forward one first."""

    inward: NDArray[np.float32]
    """Directions × input × gates."""
    recurrent: NDArray[np.float32]
    """Directions × state × gates."""
    bias: NDArray[np.float32]

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.float32]], layer: int) -> _Layer:
        inward, recurrent, bias = (
            np.stack([arrays[f"lstm.{name}_l{layer}{suffix}"].T for suffix in ("", "_reverse")])
            for name in ("weight_ih", "weight_hh", "bias_ih")
        )
        bias = bias + np.stack([arrays[f"lstm.bias_hh_l{layer}{suffix}"] for suffix in ("", "_reverse")])
        # The logistic function is (tanh(x / 2) + 1) / 2: with its gates halved here, one tanh serves all gates.
        size = recurrent.shape[1]
        half = np.full(4 * size, 0.5, dtype=np.float32)
        half[2 * size : 3 * size] = 1
        return cls(inward * half, recurrent * half, (bias * half)[:, None, :])

    def gates(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the contribution of the inputs (directions × … × width) to the gates of each direction."""
        directions, *shape, width = inputs.shape
        gates: NDArray[np.float32] = inputs.reshape(directions, -1, width) @ self.inward + self.bias
        return gates.reshape(len(gates), *shape, -1)

    def run(self, gates_in: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the states of every step: directions × sentences × steps × size.

        `lengths` are in descending order, so the sentences still running come first.
        """
        directions, sentences, steps, _ = gates_in.shape
        size = self.recurrent.shape[1]
        hidden = np.zeros((directions, sentences, size), dtype=np.float32)
        cell = np.zeros_like(hidden)
        states = np.zeros((directions, sentences, steps, size), dtype=np.float32)
        running = np.searchsorted(-lengths, -np.arange(steps), side="left")
        for step, count in enumerate(running.tolist()):
            gates = gates_in[:, :count, step] + hidden[:, :count] @ self.recurrent
            np.tanh(gates, out=gates)
            candidate = gates[:, :, 2 * size : 3 * size].copy()
            gates += 1
            gates *= 0.5
            kept = cell[:, :count]
            kept *= gates[:, :, size : 2 * size]
            kept += gates[:, :, :size] * candidate
            hidden = gates[:, :, 3 * size :] * np.tanh(kept)
            states[:, :count, step] = hidden
        return states


def _reversal(lengths: NDArray[np.int64], longest: int) -> NDArray[np.int64]:
    """Return the index of each step when a sentence is read backwards; padding stays in place."""
    steps = np.arange(longest)[None, :]
    return np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
