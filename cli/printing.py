"""Output of the commands: data as JSON, what a step did, progress; and the exit codes."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from steps import Outcome

FAILED, BAD_CONFIGURATION, PARTLY = 1, 2, 3
_NOUNS = frozenset({"topics", "sightings", "polls", "issues", "bytes"})
"""Names of counts that are nouns; the others ("new", "changed") say what happened to the documents."""

AnyItem = TypeVar("AnyItem")


def print_json(row: dict[str, Any], indent: int | None = None) -> None:
    """Print a row as JSON, on one line unless an indent is given."""
    words = json.dumps(row, ensure_ascii=False, indent=indent)
    # A lone surrogate, which JSON can hold and UTF-8 cannot, stays escaped.
    writable = words.isascii() or not any("\ud800" <= char <= "\udfff" for char in words)
    click.echo(words if writable else json.dumps(row, indent=indent))


def tell(names: Sequence[str]) -> None:
    """Print names on a line. If the reader is gone, end this process, so that it does not keep the step locked."""
    try:
        click.echo(" ".join(names))
    except BrokenPipeError:
        signal.raise_signal(signal.SIGTERM)


def report(outcome: Outcome) -> None:
    """Print what a step did, and exit with its code."""
    say(outcome)
    exit_partly([outcome])


def say(outcome: Outcome) -> None:
    """Print what a step did on one line."""
    counts = ", ".join(_counted(count, name) for name, count in outcome.counts.items())
    click.echo(f"{outcome.step}: {counts or 'nothing to do'}")


def _counted(count: int, name: str) -> str:
    """Return a count with its name: "1 topic", "2 topics", "3 new"."""
    noun, *rest = name.split()
    return " ".join([str(count), noun[:-1] if count == 1 and noun in _NOUNS else noun, *rest])


def exit_partly(outcomes: Sequence[Outcome]) -> None:
    """Exit with code 3 if something could not be done; otherwise return."""
    missing = list(dict.fromkeys(outcome.partly for outcome in outcomes if outcome.partly))
    for why in missing:
        click.echo(f"partly: {why}", err=True)
    if missing:
        sys.exit(PARTLY)


def what_changed(outcomes: Sequence[Outcome]) -> str:
    """Summarise in a sentence what a whole pass changed in the store."""
    from review.wording import counted

    def total(name: str) -> int:
        return sum(outcome.counts.get(name, 0) for outcome in outcomes)

    if not any(total(name) for name in ("new", "changed", "read", "relinked")):
        if any(outcome.partly for outcome in outcomes):
            return "Nothing new; the reasons for what could not be collected are listed."
        return "Nothing new: the store was up to date and is unchanged."
    return (
        f"{total('new')} new and {counted(total('changed'), 'changed document')}, {counted(total('read'), 'text')} read, "
        f"{counted(total('relinked'), 'story', 'stories')} new or changed."
    )


def program_name() -> str:
    """Return the program's name as it can be typed again in this folder."""
    program = Path(sys.argv[0]).absolute()
    return str(program.relative_to(Path.cwd())) if program.is_relative_to(Path.cwd()) else program.name


def on_a_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return sys.stdout.isatty()


def progress(items: Sequence[AnyItem]) -> Iterable[AnyItem]:
    """Show a progress bar on a terminal; elsewhere the log is enough."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    bar: Iterable[AnyItem] = tqdm(items, desc="reading", unit="text", leave=False)
    return bar
