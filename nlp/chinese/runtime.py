"""onnxruntime, with telemetry disabled before the import. Nothing else may import it."""

from __future__ import annotations

import os

# Version 1.32 would store an id of this machine and report usage to its vendor; the variable only counts before
# the import (its Privacy.md, "Disabling Telemetry").
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from onnxruntime import InferenceSession, SessionOptions

__all__ = ["InferenceSession", "SessionOptions"]
