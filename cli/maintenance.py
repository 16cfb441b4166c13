"""Commands that set up and maintain an installation: starter files, checks, the doctor, backups."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.options import a_path, config_path, settings_of, with_config
from cli.printing import FAILED
from config.settings import DEFAULT_NAME


@click.command()
@click.argument("folder", type=a_path, default=".")
def init(folder: Path) -> None:
    """Write commented starter files. Settings, sources, watch list, alerts; existing files are not overwritten."""
    from config import starters
    from crawler import sources

    for written, file in starters.write(folder, {"sources.toml": sources.STARTER}):
        click.echo(f"{'wrote' if written else 'kept '} {file}")
    there = "" if folder.resolve() == Path.cwd() else f" --config {folder / DEFAULT_NAME}"
    click.echo(f"Edit them, then run `rejoinder check{there}`.", err=True)


@click.command()
@with_config
def check(path: Path | None) -> None:
    """Check settings, watch list and sources. Every error is reported with file and line."""
    import steps

    click.echo(steps.check(config_path(path)))


@click.command()
@with_config
def doctor(path: Path | None) -> None:
    """Show the state of the store and sources, and versions."""
    from review import doctor as doctors

    report = doctors.examine(settings_of(path))
    click.echo(report.text)
    sys.exit(0 if report.healthy else FAILED)


@click.command()
@click.argument("file", type=a_path)
@with_config
def backup(path: Path | None, file: Path) -> None:
    """Back up both files while the job runs. The store goes to FILE, the decisions beside it; the copies are checked."""
    from db import backups

    settings = settings_of(path)
    for copy in backups.copy(settings.store, settings.decisions, file):
        click.echo(copy)
