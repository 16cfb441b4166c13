"""What commands print: data as JSON, what a step did, progress; and the exit codes."""

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

AnyItem = TypeVar("AnyItem")


def print_json(row: dict[str, Any], indent: int | None = None) -> None:
    """Print a row as JSON, in one line where no indent is given."""
    words = json.dumps(row, ensure_ascii=False, indent=indent)
    # Half a surrogate pair, which JSON can hold and UTF-8 cannot, stays as it was escaped.
    writable = words.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in words)
    click.echo(words if writable else json.dumps(row, indent=indent))


def tell(names: Sequence[str]) -> None:
    """Print names on a line; where nobody reads any more, end this process, so that it keeps no other one out."""
    try:
        click.echo(" ".join(names))
    except BrokenPipeError:
        signal.raise_signal(signal.SIGTERM)


def report(outcome: Outcome) -> None:
    """Say what a step did, and end with its exit code."""
    say(outcome)
    exit_partly([outcome])


def say(outcome: Outcome) -> None:
    """Say on a line what a step did."""
    counts = ", ".join(f"{count} {name}" for name, count in outcome.counts.items())
    click.echo(f"{outcome.step}: {counts or 'nothing to do'}")


def exit_partly(outcomes: Sequence[Outcome]) -> None:
    """End with exit code 3 where something could not be done; return where all was."""
    missing = list(dict.fromkeys(outcome.partly for outcome in outcomes if outcome.partly))
    for why in missing:
        click.echo(f"partly: {why}", err=True)
    if missing:
        sys.exit(PARTLY)


def what_changed(outcomes: Sequence[Outcome]) -> str:
    """A sentence about what a whole pass changed in the store."""
    from review.wording import counted

    def total(name: str) -> int:
        return sum(outcome.counts.get(name, 0) for outcome in outcomes)

    if not any(total(name) for name in ("new", "changed", "read", "relinked")):
        if any(outcome.partly for outcome in outcomes):
            return "Nothing new; what could not be collected is named with its reason."
        return "Nothing new: what the store holds was right already and is unchanged."
    return (
        f"{total('new')} new and {counted(total('changed'), 'changed document')}, {counted(total('read'), 'text')} read, "
        f"{counted(total('relinked'), 'story', 'stories')} new or changed."
    )


def called() -> str:
    """How this command was called, as it can be typed again in this folder."""
    called = Path(sys.argv[0]).absolute()
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else called.name


def on_a_terminal() -> bool:
    """Whether what is printed is read by a person."""
    return sys.stdout.isatty()


def progress(items: Sequence[AnyItem]) -> Iterable[AnyItem]:
    """A bar on a terminal; elsewhere the log says enough."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    bar: Iterable[AnyItem] = tqdm(items, desc="reading", unit="text", leave=False)
    return bar
