"""Loads the scorer that comes with a data set outside the project."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def load(path: Path) -> ModuleType:
    """Return the scorer at a path as a module.

    Raises:
        FileNotFoundError: there is none.
    """
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer
