"""Writes commented starter files of the configuration. The files themselves are in this folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent


def write(folder: Path, others: Mapping[str, Path]) -> Iterator[tuple[bool, Path]]:
    """Copy every starter into a folder, without overwriting existing files.

    Args:
        folder: made where it is missing.
        others: starters kept elsewhere, by the name they get.

    Yields:
        Whether the file was written, and which.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, starter in {**{path.name: path for path in sorted(HERE.glob("*.toml"))}, **others}.items():
        target = folder / name
        fresh = not target.exists()
        if fresh:
            target.write_text(starter.read_text(encoding="utf-8"), encoding="utf-8")
        yield fresh, target
