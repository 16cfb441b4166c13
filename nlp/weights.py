"""Reads model files from installed packages and verifies their hashes. Knows no model's format."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path


class ModelError(Exception):
    """Raised when a model is not installed or is not the version this project was measured with."""


def find(package: str, file: str) -> Path:
    """Return the path of a file in an installed package, without importing the package.

    Raises:
        ModelError: the package or the file is missing.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            f"the model package {package} is not installed: pip install it from requirements.lock"
        )
    path = Path(spec.submodule_search_locations[0]) / file
    if not path.is_file():
        raise ModelError(f"{path} is missing: install {package} again from requirements.lock")
    return path


def read(package: str, file: str, sha256: str) -> bytes:
    """Return the content of a package's file if it has this hash (hex).

    Raises:
        ModelError: the file is missing or has another hash.
    """
    path = find(package, file)
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(
            f"{path} is not the version this project was measured with (sha256 {found}, expected {sha256}): "
            f"install {package} again from requirements.lock"
        )
    return content
