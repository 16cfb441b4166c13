"""The export as one Parquet file, for notebooks and warehouses. Needs the extra `parquet`; export.py finds the rows."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable
from typing import Any

from review.rows import Row

WHOLE_NUMBERS = frozenset({"documents", "outlets", "latency_min", "latency_max", "carriers"})
"""Columns that are not text."""


class NoPyarrow(RuntimeError):
    """Raised when the library that writes Parquet is not installed."""


def as_parquet(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    """A Parquet file of these columns, texts as strings and numbers as 64-bit integers; what is not known is null.

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
