"""Writes the export as a Parquet file, for notebooks and warehouses. Needs the extra `parquet`."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable
from typing import Any

from review.rows import Row

WHOLE_NUMBERS = frozenset(
    {"documents", "outlets", "latency_min", "latency_max", "carriers", "checks", "conflicts"}
)
"""Integer columns; all others are text."""


class NoPyarrow(RuntimeError):
    """Raised when pyarrow is not installed."""


def as_parquet(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    """Return a Parquet file: strings, 64-bit integers, null for unknown.

    Raises:
        NoPyarrow: pyarrow is not installed.
    """
    try:
        arrow: Any = importlib.import_module("pyarrow")
        writer: Any = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        raise NoPyarrow("Parquet needs pyarrow; pip install 'rejoinder[parquet]'") from error
    schema = arrow.schema([
        (name, arrow.int64() if name in WHOLE_NUMBERS else arrow.string()) for name in columns
    ])  # fmt: skip
    table = arrow.Table.from_pylist(
        [{name: row.get(name) for name in schema.names} for row in rows], schema=schema
    )
    buffer = io.BytesIO()
    writer.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
