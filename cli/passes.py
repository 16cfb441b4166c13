"""Commands that run the steps: all once, all on schedule, or one alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from cli.archives import a_file, lines_of
from cli.options import (
    SAMPLE_HOME,
    a_path,
    check_brief_window,
    config_path,
    name_of,
    settings_of,
    watched_in,
    with_config,
    with_window,
)
from cli.printing import exit_partly, print_json, program_name, progress, report, say, tell, what_changed
from config import settings as settings_file


@click.command()
@with_config
def run(path: Path | None) -> None:
    """Run one whole pass: crawl, read, link, brief. Without --config it uses the sample newsroom."""
    import steps
    from review import brief as briefs

    program = program_name()
    if path is None:
        if config_path(None).exists():
            click.echo(
                f"the sample newsroom; yours is `{program} run --config {config_path(None)}`", err=True
            )
        settings, outcomes = steps.run_sample(SAMPLE_HOME, progress=progress)
    else:
        settings = settings_file.load(path)
        outcomes = steps.run(settings, progress=progress)
    click.echo(briefs.as_text(steps.brief(settings)))
    click.echo(what_changed(outcomes))
    click.echo(f"The brief as a page: {steps.brief_path(settings)}")
    click.echo(f"Open the desk:       {program} serve{'' if path is None else f' --config {path}'}")
    if path is None:
        click.echo(f"Watch real sources:  {program} init, then {program} run --config rejoinder.toml")
    exit_partly(outcomes)


@click.command()
@click.option("--list", "listing", is_flag=True, help="Only show when each job and source runs next.")
@with_config
def schedule(path: Path | None, listing: bool) -> None:
    """Run the steps on schedule until stopped (SIGINT or SIGTERM)."""
    import scheduler

    if listing:
        for name, when in scheduler.times(settings_of(path)):
            click.echo(f"{f'{when:%Y-%m-%d %H:%M:%S %z}' if when else 'never':25}  {name}")
    else:
        scheduler.schedule(settings_of(path))


@click.command()
@click.argument("source", nargs=-1)
@click.option("--due", is_flag=True, help="Only sources that are due.")
@click.option("--record", type=a_path, help="Keep every raw reply in this folder.")
@click.option(
    "--keep-on",
    is_flag=True,
    help="Crawl each source whenever it is due, as long as the calling process lives.",
)
@with_config
def crawl(path: Path | None, source: tuple[str, ...], due: bool, record: Path | None, keep_on: bool) -> None:
    """Fetch the sources (all, or those named) into the store."""
    import steps

    if keep_on:
        if source or due or record:
            raise click.UsageError(
                "--keep-on crawls all sources, each when it is due; drop the other options"
            )
        steps.keep_crawling(settings_of(path), tell=tell)
        return
    report(steps.crawl(settings_of(path), only=source, due=due, record=record))


@click.command()
@with_config
def read(path: Path | None) -> None:
    """Extract names, quotes and figures from new and changed texts."""
    import steps

    report(steps.read(settings_of(path), progress=progress))


@click.command()
@click.option(
    "--jsonl",
    type=a_file,
    metavar="FILE",
    help="Link these lines (docs/importing.md; - for standard input) in a temporary store.",
)
@click.option("--watchlist", "watched", type=a_path, help="The watch list (with --jsonl).")
@click.option(
    "--no-embeddings", is_flag=True, help="Compare words only, even if the model is installed (with --jsonl)."
)
@click.option(
    "--keep-on",
    is_flag=True,
    help="Run a pass for every line on standard input, keeping the window in memory between passes.",
)
@with_config
def link(
    path: Path | None, jsonl: IO[bytes] | None, watched: Path | None, no_embeddings: bool, keep_on: bool
) -> None:
    """Group items into stories, and find the responses to them."""
    import steps

    if keep_on:
        if jsonl is not None:
            raise click.UsageError("--keep-on links what the store holds; drop --jsonl")
        steps.keep_linking(settings_of(path), sys.stdin, tell=say)
        return
    if jsonl is None:
        report(steps.link(settings_of(path)))
        return
    stories, skipped = steps.link_lines(
        lines_of(jsonl, name_of(jsonl)),
        name=name_of(jsonl),
        watched=watched_in(watched),
        embeddings=not no_embeddings,
        progress=progress,
    )
    for identity, story in stories.items():
        print_json({"id": identity, "story": story})
    exit_partly([steps.Outcome(step="link", partly=skipped)])


@click.command()
@with_window(since="the evening before its end", until="now")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "markdown", "pdf"]),
    default="text",
    show_default=True,
    help="Format to print; redirect a PDF to a file.",
)
@click.option(
    "--send/--dry-run",
    "send",
    default=None,
    help="Send it to the addresses and channels of [brief]; or only show it and its recipients, and store nothing.",
)
@with_config
def brief(
    path: Path | None, since: datetime | None, until: datetime | None, form: str, send: bool | None
) -> None:
    """Compose and print the morning brief. It is also written as a page beside the store."""
    import steps
    from review import brief as briefs

    settings = settings_of(path)
    check_brief_window(settings, since, until)
    composed = steps.brief(settings, since=since, until=until, keep=send is not False)
    to = (*settings.brief.to, *settings.brief.channels)
    nobody = "nobody: [brief] lists no address and no channel"
    if send:
        sent = steps.send_brief(settings, composed)
        click.echo(f"{sent} sent" if to else f"sent to {nobody}", err=True)
    elif send is False:
        click.echo(f"would go to {', '.join(to) or nobody}", err=True)
    forms: dict[str, Callable[[briefs.Brief], str | bytes]] = {
        "text": briefs.as_text,
        "html": briefs.as_html,
        "markdown": briefs.as_markdown,
        "pdf": briefs.as_pdf,
    }
    try:
        click.echo(forms[form](composed), nl=form != "pdf")
    except briefs.NoWeasyprint as error:
        raise click.ClickException(str(error)) from error
