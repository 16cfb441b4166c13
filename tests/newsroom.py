"""The sample newsroom, run once per test session in a process of its own; not a test."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "cli")
ROOT = Path(__file__).parent.parent


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `rejoinder ...` in a folder, as a user would."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"}
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it to completion."""
    with start(folder, *arguments) as process:
        out, err = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
