"""`python -m benchmarks [SUBJECT [OPTION ...]]`: runs one measurement with its options, or all of them without any."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

SUBJECTS = {
    file.stem: ast.get_docstring(ast.parse(text)) or ""
    for file in sorted(Path(__file__).parent.glob("*.py"))
    if file.stem != "__main__" and "\ndef main(" in (text := file.read_text(encoding="utf-8"))
}
"""What each subject says that it measures, with which data and against which peer."""


def main(arguments: list[str]) -> int:
    """Run one subject with its own arguments, or each without any."""
    if arguments and arguments[0] in {"-h", "--help"}:
        lines = [f"{name:<18} {said.partition(chr(10))[0]}\n" for name, said in SUBJECTS.items()]
        sys.stdout.write(
            f"{__doc__}\n\n{''.join(lines)}\nEach says more: python -m benchmarks SUBJECT --help\n"
        )
        return 0
    if arguments and arguments[0] not in SUBJECTS:
        sys.stderr.write(f"no such subject: {arguments[0]}; subjects: {', '.join(SUBJECTS)}\n")
        return 2
    subjects, rest = (arguments[:1], arguments[1:]) if arguments else (list(SUBJECTS), [])
    for subject in subjects:
        sys.stdout.write(f"== {subject}\n")
        importlib.import_module(f"benchmarks.{subject}").main(rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
