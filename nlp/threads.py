"""Keeps numpy's matrix products on one thread.

The Chinese model multiplies many small matrices: on several threads they wait for each other, which on a busy machine
costs ten times what the work does. Texts are read side by side in processes instead.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import numpy as np

_SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


@cache
def keep_to_one() -> None:
    """Tells the OpenBLAS that numpy's wheel brings along, if it brings one; a build on another library is left alone."""
    package = Path(np.__file__).parent
    for library in (*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")):
        blas = ctypes.CDLL(str(library))
        for name in _SETTERS:
            if hasattr(blas, name):
                getattr(blas, name)(1)
