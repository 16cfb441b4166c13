"""The vectors table: embeddings of wordings. Knows neither the model nor the items."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlite_utils import Database

from db import readings


def key_of(model: str, wording: str) -> str:
    """Return the key of a vector; items with the same wording share it."""
    return hashlib.sha256(f"{model}\n{wording}".encode()).hexdigest()[:32]


def load(db: Database, keys: Iterable[str]) -> dict[str, bytes]:
    """Return the stored vectors, by key."""
    found: dict[str, bytes] = {}
    for some in readings.chunks(set(keys)):
        rows = db.query(f"select key, vector from vectors where key in ({readings.marks(some)})", some)  # noqa: S608 (question marks only)
        found |= {row["key"]: row["vector"] for row in rows}
    return found


def save(db: Database, vectors: Iterable[tuple[str, bytes]]) -> None:
    """Store vectors; call within `db.atomic()`."""
    for key, vector in vectors:
        db.execute(
            "insert or ignore into vectors (key, vector) values (:key, :vector)",
            {"key": key, "vector": vector},
        )
