"""`python -m benchmarks [SUBJECT ...]`: runs the named measurements, or all of them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

SUBJECTS = sorted(
    file.stem
    for file in Path(__file__).parent.glob("*.py")
    if file.stem != "__main__" and "\ndef main(" in file.read_text(encoding="utf-8")
)


def main(arguments: list[str]) -> int:
    """Run one subject with its own arguments, or each without any."""
    known = f"subjects: {', '.join(SUBJECTS)}\n"
    if arguments and arguments[0] in {"-h", "--help"}:
        sys.stdout.write(
            f"{__doc__}\n{known}Each shows its own options: python -m benchmarks SUBJECT --help\n"
        )
        return 0
    if arguments and arguments[0] not in SUBJECTS:
        sys.stderr.write(f"no such subject: {arguments[0]}; {known}")
        return 2
    subjects, rest = (arguments[:1], arguments[1:]) if arguments else (SUBJECTS, [])
    for subject in subjects:
        sys.stdout.write(f"== {subject}\n")
        importlib.import_module(f"benchmarks.{subject}").main(rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
