"""Keeps numpy's matrix products on one thread. Has to be imported before numpy is.

The Chinese model multiplies many small matrices: on several threads they wait for each other, which on a busy machine
costs ten times what the work does. Texts are read side by side in processes instead.
"""

import os

for _library in ("OPENBLAS", "MKL", "OMP", "VECLIB_MAXIMUM"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
