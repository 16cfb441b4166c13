"""Commands that try out sources, and import and export them as OPML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.options import config_path, settings_of, with_config
from config import settings as settings_file

NO_CONTACT = "https://example.com/rejoinder"
"""Stands in the requests of a trial before there is a rejoinder.toml."""


@click.group()
def source() -> None:
    """Try out, import and export sources."""


@source.command("try")
@click.argument("url")
@click.option(
    "--contact",
    help="How the site can reach you: an email address or a web page (default: that of rejoinder.toml).",
)
@with_config
def try_(url: str, contact: str | None, path: Path | None) -> None:
    """Show what would be collected at an address. Prints the block to add to the source list."""
    from crawler import trial

    found = config_path(path)
    if contact is None:
        given = path is not None or found.exists()
        contact = settings_file.load(found).contact if given else NO_CONTACT
    try:
        click.echo(trial.describe(url, contact=contact))
    except trial.NothingThere as error:
        raise click.ClickException(str(error)) from error


@source.command("import")
@click.argument("file", type=click.File("rb"))
@with_config
def import_opml(file: Any, path: Path | None) -> None:
    """Print the feeds of an OPML file as blocks to add. Feed readers export such files."""
    from crawler import opml, sources
    from crawler.blocks import block

    listed = sources.load(settings_of(path).sources)
    try:
        found = opml.read(file.read(), listed=listed)
    except opml.NotOpml as error:
        raise click.BadParameter(f"{error}; export the list of feeds from your feed reader") from error
    for new in found:
        click.echo(block(new))
    if not found:
        click.echo("every feed in the file is already in the source list", err=True)


@source.command("export")
@with_config
def export_opml(path: Path | None) -> None:
    """Print the feeds of the source list as OPML, for a feed reader."""
    from crawler import opml, sources

    click.echo(opml.written(sources.load(settings_of(path).sources)))
