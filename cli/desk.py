"""Commands that show what is stored: the desk, exports, the origin of a fact, a rehearsal of the alerts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from cli import printing
from cli.options import check_brief_window, check_window, settings_of, store_of, with_config, with_window
from config import watchlist as watchlist_file
from config.settings import Settings


@click.group()
def alerts() -> None:
    """Alert rules."""


@alerts.command("test")
@with_window(since="a day before its end", until="now")
@with_config
def test(path: Path | None, since: datetime | None, until: datetime | None) -> None:
    """Show what the rules would have sent over a past window. Nothing is sent."""
    import steps
    from review.wording import counted

    settings = settings_of(path)
    check_brief_window(settings, since, until)
    if settings.alerts is None:
        click.echo(f'no alert rules: {settings.path} names no file; add alerts = "alerts.toml"', err=True)
        return
    store_of(path)
    messages = steps.alerts(settings, since=since, until=until)
    for message in messages:
        click.echo(message)
    click.echo(
        f"{counted(len(messages), 'message')} would have been sent; times are in {settings.zone}", err=True
    )


@click.command()
@click.option(
    "--host", help="Address to listen on (default: that of [desk]); any but loopback needs a password."
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default: that of [desk]).")
@with_config
def serve(path: Path | None, host: str | None, port: int | None) -> None:
    """Open the desk: Datasette with Rejoinder's pages, on 127.0.0.1."""
    from review import serve as desk
    from review.brief.window import Evenings

    settings = settings_of(path)
    host = host or settings.desk.host
    try:
        opened = desk.open_desk(
            settings.store,
            settings.decisions,
            host=host,
            zone=settings.zone,
            evenings=Evenings(settings.brief.since, settings.brief.weekdays),
            watchlist=watchlist_file.load(settings.watchlist),
            accounts=_accounts(settings),
        )
        desk.run(opened, host=host, port=port or settings.desk.port)
    except desk.UnsafeAddress as error:
        raise click.UsageError(str(error)) from error
    except desk.AddressTaken as error:
        raise click.ClickException(str(error)) from error


def _accounts(settings: Settings) -> dict[str, str]:
    """Return the users of the desk with their password hashes, which only the environment holds."""
    import os

    unset = [variable for variable in settings.desk.accounts.values() if not os.environ.get(variable)]
    if unset:
        raise click.UsageError(
            f"[desk] of {settings.path} names {', '.join(unset)}, which the environment does not set;"
            " put the output of `datasette hash-password` there"
        )
    return {user: os.environ[variable] for user, variable in settings.desk.accounts.items()}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "jsonld", "xlsx", "parquet"]),
    default="jsonl",
    show_default=True,
)
@with_window(since="the first story", until="the last story")
@click.option(
    "--person", help="Watch-list id of a person: write their spokesperson log instead, as csv or xlsx."
)
@with_config
def export(
    path: Path | None,
    form: Literal["jsonl", "csv", "jsonld", "xlsx", "parquet"],
    since: datetime | None,
    until: datetime | None,
    person: str | None,
) -> None:
    """Write stories with responses and checks. For other programs; redirect XLSX and Parquet to a file."""
    from review import export as exports
    from review.parquet import NoPyarrow

    check_window(since, until)
    if form in {"xlsx", "parquet"} and printing.on_a_terminal():
        raise click.UsageError(
            f"{form} is a binary format; redirect it to a file: rejoinder export … > stories.{form}"
        )
    store = store_of(path)
    if person is not None:
        click.echo(_log_of(person, settings_of(path), form), nl=False)
    elif form == "xlsx" or form == "parquet":  # noqa: PLR1714 (mypy narrows the rest by this)
        write = exports.as_workbook if form == "xlsx" else exports.as_parquet
        try:
            click.echo(write(store, since=since, until=until), nl=False)
        except NoPyarrow as error:
            raise click.ClickException(str(error)) from error
    else:
        watched = watchlist_file.load(settings_of(path).watchlist)
        for line in exports.lines(store, form=form, since=since, until=until, watchlist=watched):
            click.echo(line)


def _log_of(person: str, settings: Settings, form: str) -> str | bytes:
    """Return the spokesperson log of a person on the watch list."""
    from review import connections, spokesperson_log

    if form not in ("csv", "xlsx"):
        raise click.UsageError("a spokesperson log is a table; use --format csv or xlsx")
    watched = watchlist_file.load(settings.watchlist)
    entry = watched.person(person)
    if entry is None:
        known = ", ".join(each.id for each in watched.people) or "(no people)"
        raise click.UsageError(f"{person!r} is not a person on the watch list; known ids: {known}")
    with connections.reading(settings.store, settings.decisions, watched) as conn:
        said = spokesperson_log.log_of(conn, entry.id, spokesperson_log.EVERYTHING)
    return (spokesperson_log.as_csv if form == "csv" else spokesperson_log.as_workbook)(said, entry.name)


@click.command()
@click.argument("fact_id")
@with_config
def explain(path: Path | None, fact_id: str) -> None:
    """Show where a stored fact comes from. Document, span in its context, rule and version."""
    from review import explain as explanations

    click.echo(explanations.as_text(store_of(path), fact_id))
