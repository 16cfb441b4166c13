"""Keeps numpy's matrix products on one thread.

The Chinese model multiplies many small matrices; on several threads these wait for each other, which on a busy machine
costs ten times the work. Texts are read in parallel processes instead.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import numpy as np

_SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


@cache
def keep_to_one() -> None:
    """Set the OpenBLAS bundled with numpy's wheel, if any, to one thread; other BLAS libraries are left alone."""
    package = Path(np.__file__).parent
    for library in (*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")):
        blas = ctypes.CDLL(str(library))
        for name in _SETTERS:
            if hasattr(blas, name):
                getattr(blas, name)(1)
