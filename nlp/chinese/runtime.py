"""onnxruntime, silenced before it is loaded. The one door to it: nothing else may import it."""

from __future__ import annotations

import os

# Version 1.32 would keep an id of this machine and send what it runs to its maker; the variable counts only before
# the import (its Privacy.md, "Disabling Telemetry").
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from onnxruntime import InferenceSession, SessionOptions

__all__ = ["InferenceSession", "SessionOptions"]
