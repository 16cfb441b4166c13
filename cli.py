"""The `rejoinder` command: reads arguments, calls one step, prints its data. Leaves all work to scheduler and below.

Data goes to stdout, the log to stderr. Exit codes: 0 done, 1 failed, 2 usage or bad configuration, 3 partly collected.
Parts are imported inside the commands: spaCy and Scrapy take seconds that `rejoinder -h` need not wait for.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypeVar

import click

from config import logs
from config import settings as settings_file
from config import watchlist as watchlist_file
from config.errors import ConfigError, ConfigErrors, UnknownNameError, errors_of
from db import StoreError
from db.backups import BackupError
from db.locks import StepIsRunningError
from records import Watchlist

if TYPE_CHECKING:
    from config.settings import Settings
    from steps import Outcome

SAMPLE_HOME = Path("newsroom")
"""Where the store of the sample newsroom is kept, below the current folder."""

FAILED, BAD_CONFIGURATION, PARTLY = 1, 2, 3

AnyItem = TypeVar("AnyItem")
a_path = click.Path(path_type=Path)
a_text = click.File(encoding="utf-8", errors="surrogateescape")
"""A stray byte must not cost the lines around it; its own line is told."""
a_moment = click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])


def with_config(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --config; the group's own --config stands in where the command has none."""
    return click.option(
        "--config",
        "path",
        type=a_path,
        help="The rejoinder.toml; else that of this folder.",
        callback=lambda context, _, value: value or context.obj,
    )(command)


class Rejoinder(click.Group):
    """The group of all commands; turns what may be expected to go wrong into words and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command: what a person typed wrong ends in a line each and exit code 2, what cannot be done in 1."""
        try:
            return super().invoke(ctx)
        except (ConfigError, ConfigErrors) as error:
            for found in errors_of(error):
                click.echo(str(found), err=True)
            sys.exit(BAD_CONFIGURATION)
        except UnknownNameError as error:
            raise click.UsageError(str(error)) from error
        except (StepIsRunningError, StoreError, BackupError) as error:
            raise click.ClickException(str(error)) from error
        except sqlite3.DatabaseError as error:
            raise click.ClickException(
                f"the store cannot be used: {error}; check its path and permissions, or restore the last backup"
            ) from error
        except BrokenPipeError:
            raise  # whoever reads has seen enough, as `head` does; click ends quietly
        except OSError as error:
            raise click.ClickException(
                f"{error.filename or 'a file'}: {error.strerror or error}; check the path and its permissions"
            ) from error


@click.group(cls=Rejoinder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rejoinder")
@click.option(
    "--config",
    "path",
    type=a_path,
    envvar="REJOINDER_CONFIG",
    help="The rejoinder.toml; else that of this folder.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log more.")
@click.pass_context
def main(ctx: click.Context, path: Path | None, verbose: bool) -> None:
    """Watch financial news and trends; keep each story with the answers to it."""
    ctx.obj = path
    logs.configure(verbose=verbose)


@main.command()
@with_config
def run(path: Path | None) -> None:
    """One whole pass: crawl, read, link, brief. Without --config on the sample newsroom that ships with Rejoinder."""
    import steps
    from review import brief as briefs

    if path is None:
        settings, outcomes = steps.run_sample(SAMPLE_HOME, progress=_progress)
    else:
        settings = settings_file.load(path)
        outcomes = steps.run(settings, progress=_progress)
    click.echo(briefs.as_text(steps.brief(settings)))
    click.echo(_what_changed(outcomes))
    click.echo(f"The brief as a page: {steps.brief_path(settings)}")
    program = _program()
    click.echo(f"Open the desk:       {program} serve{'' if path is None else f' --config {path}'}")
    click.echo(f"Watch real sources:  {program} init, then {program} run --config rejoinder.toml")
    _exit_partly(outcomes)


@main.command()
@click.option("--list", "listing", is_flag=True, help="Only show what runs when.")
@with_config
def schedule(path: Path | None, listing: bool) -> None:
    """Run the steps at their times until stopped (SIGINT or SIGTERM)."""
    import scheduler

    if listing:
        for name, when in scheduler.times(_settings(path)):
            click.echo(f"{f'{when:%Y-%m-%d %H:%M:%S %z}' if when else 'never':25}  {name}")
    else:
        scheduler.schedule(_settings(path))


@main.command()
@click.argument("source", nargs=-1)
@click.option("--due", is_flag=True, help="Only sources whose interval is over.")
@click.option("--record", type=a_path, help="Keep every raw reply in this folder.")
@with_config
def crawl(path: Path | None, source: tuple[str, ...], due: bool, record: Path | None) -> None:
    """Fetch the sources (all, or those named) into the store."""
    import steps

    _report(steps.crawl(_settings(path), only=source, due=due, record=record))


@main.command()
@with_config
def read(path: Path | None) -> None:
    """Read names, quotes and figures out of what is new or changed."""
    import steps

    _report(steps.read(_settings(path), progress=_progress))


@main.command()
@click.option("--jsonl", type=a_text, help="Link these lines in a store made for the occasion.")
@click.option("--watchlist", "watched", type=a_path, help="Who is watched (with --jsonl).")
@with_config
def link(path: Path | None, jsonl: TextIO | None, watched: Path | None) -> None:
    """Group what tells one happening, and find who answered it."""
    import steps

    if jsonl is None:
        _report(steps.link(_settings(path)))
        return
    stories, skipped = steps.link_lines(
        jsonl, name=_name_of(jsonl), watched=_watched(watched), progress=_progress
    )
    for identity, story in stories.items():
        _print_json({"id": identity, "story": story})
    _exit_partly([steps.Outcome(step="link", partly=skipped)])


@main.command()
@click.option("--since", type=a_moment, help="Begin of the window, with zone: 2024-08-22T18:00:00+0800.")
@click.option("--until", type=a_moment, help="End of the window; else the present.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "markdown"]), default="text", show_default=True
)
@click.option("--send", is_flag=True, help="Send it to the addresses of [brief].")
@with_config
def brief(path: Path | None, since: datetime | None, until: datetime | None, form: str, send: bool) -> None:
    """Compose the morning brief, print it, and keep it as a page beside the store."""
    import steps
    from review import brief as briefs

    settings = _settings(path)
    _check_window(since, until)
    composed = steps.brief(settings, since=since, until=until)
    if send:
        click.echo(f"{steps.send_brief(settings, composed)} mails sent", err=True)
    forms = {"text": briefs.as_text, "html": briefs.as_html, "markdown": briefs.as_markdown}
    click.echo(forms[form](composed))


@main.command()
@click.argument("file", type=a_text, default="-")
@click.option("--jsonl", is_flag=True, help='A document a line: {"id","text"[,"title","lang","published"]}.')
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True)
@click.option("--watchlist", "watched", type=a_path, help="Who is watched.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Else told from the text.")
@click.option("--published", help="Date or time of the text; relative dates in it count from here.")
def analyze(
    file: TextIO, jsonl: bool, processes: int, watched: Path | None, lang: str | None, published: str | None
) -> None:
    """Text in, its names, quotes and figures out as JSON; no database."""
    from nlp import lines

    if jsonl:
        for result in lines.analyze(file, watchlist=_watched(watched), processes=processes, lang=lang):
            _print_json(result)
    else:
        row = {"id": _name_of(file), "text": file.read(), "lang": lang, "published": published}
        result = lines.analyze_one(row, watchlist=_watched(watched))
        if "error" in result:
            raise click.UsageError(result["error"])
        _print_json(result, indent=1)


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--url", default="", help="Where the page was.")
@click.option("--jsonl", is_flag=True, help='A page a line: {"id","path","url"}.')
def extract(file: Any, url: str, jsonl: bool) -> None:
    """A saved page in, its article out as JSON; nothing is fetched."""
    from crawler import saved

    if jsonl:
        for result in saved.extract_lines(file):
            _print_json(result)
    else:
        try:
            article = saved.extract(file.read(), url, identity=_name_of(file))
        except saved.NotUnpacked as error:
            raise click.BadParameter(f"{_name_of(file)}: {error}") from error
        _print_json(article, indent=1)


@main.command("import")
@click.argument("file", nargs=-1, required=True, type=a_text)
@with_config
def import_(path: Path | None, file: tuple[TextIO, ...]) -> None:
    """Documents and topics of an archive (JSON Lines) into the store; nothing is fetched."""
    import steps

    for archive in file:
        _report(steps.import_lines(_settings(path), archive, name=_name_of(archive)))


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_config
def replay(path: Path | None, directory: Path) -> None:
    """Recorded raw replies through the same parsers, at their recorded times."""
    import steps

    _report(steps.replay(_settings(path), directory))


@main.command()
@click.argument("folder", type=a_path, default=".")
def init(folder: Path) -> None:
    """Write commented starters of the settings, the source list and the watch list; nothing is overwritten."""
    from config import starters
    from crawler import sources

    for written, file in starters.write(folder, {"sources.toml": sources.STARTER}):
        click.echo(f"{'wrote' if written else 'kept '} {file}")


@main.group()
def source() -> None:
    """Look at places to watch."""


@source.command("try")
@click.argument("url")
@click.option("--contact", default="https://example.com/rejoinder", help="How the site can reach you.")
def try_(url: str, contact: str) -> None:
    """Show what would be collected there, and the block to add to the source list."""
    from crawler import trial

    try:
        click.echo(trial.describe(url, contact=contact))
    except trial.NothingThere as error:
        raise click.ClickException(str(error)) from error


@source.command("import")
@click.argument("file", type=click.File("rb"))
def import_opml(file: Any) -> None:
    """The feeds of an OPML file, as feed readers export it, as blocks to add to the source list."""
    from crawler import opml
    from crawler.blocks import block

    try:
        found = opml.read(file.read())
    except opml.NotOpml as error:
        raise click.BadParameter(f"{error}; export the list of feeds from your feed reader") from error
    for listed in found:
        click.echo(block(listed))


@main.group()
def alerts() -> None:
    """Rules that tell people at once."""


@alerts.command("test")
@click.option("--since", type=a_moment, help="Begin of the window; else a day before its end.")
@click.option("--until", type=a_moment, help="End of the window; else the present.")
@with_config
def test(path: Path | None, since: datetime | None, until: datetime | None) -> None:
    """What the rules would have sent over a past window; nothing is sent."""
    import steps

    _check_window(since, until)
    for message in steps.alerts(_settings(path), since=since, until=until):
        click.echo(message)


@main.command()
@click.argument("file", type=a_path)
@with_config
def backup(path: Path | None, file: Path) -> None:
    """A checked copy of the store (FILE) and of the decisions (beside it), while the job runs."""
    from db import backups

    settings = _settings(path)
    for copy in backups.copy(settings.store, settings.decisions, file):
        click.echo(copy)


@main.command()
@click.option("--host", help="Address to listen on; anything but loopback needs a password.")
@click.option("--port", type=click.IntRange(1, 65535))
@with_config
def serve(path: Path | None, host: str | None, port: int | None) -> None:
    """Open the desk: Datasette with Rejoinder's pages, on 127.0.0.1."""
    import os

    from review import serve as desk

    settings = _settings(path)
    variable = settings.desk.password_hash_env
    try:
        desk.run(
            settings.store,
            settings.decisions,
            host=host or settings.desk.host,
            port=port or settings.desk.port,
            zone=settings.zone,
            watchlist=watchlist_file.load(settings.watchlist),
            password_hash=os.environ.get(variable) if variable else None,
        )
    except desk.UnsafeAddress as error:
        raise click.UsageError(str(error)) from error


@main.command()
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "jsonld"]), default="jsonl", show_default=True
)
@click.option("--since", type=a_moment)
@click.option("--until", type=a_moment)
@with_config
def export(
    path: Path | None, form: Literal["jsonl", "csv", "jsonld"], since: datetime | None, until: datetime | None
) -> None:
    """Stories with their responses as JSON Lines, CSV or JSON-LD."""
    from review import export as exports

    _check_window(since, until)
    for line in exports.lines(_store(path), form=form, since=since, until=until):
        click.echo(line)


@main.command()
@click.argument("fact_id")
@with_config
def explain(path: Path | None, fact_id: str) -> None:
    """Where a stored fact comes from: document, span in context, rule, version."""
    from review import explain as explanations

    click.echo(explanations.as_text(_store(path), fact_id))


@main.command()
@with_config
def check(path: Path | None) -> None:
    """Read settings, watch list and sources; report every error with file and line."""
    import steps

    click.echo(steps.check(_config_path(path)))


@main.command()
@with_config
def doctor(path: Path | None) -> None:
    """State of the store, last good run of every source, versions."""
    from review import doctor as doctors

    report = doctors.examine(_settings(path))
    click.echo(report.text)
    sys.exit(0 if report.healthy else FAILED)


def _settings(path: Path | None) -> Settings:
    """The settings named, else those of this folder, else those of the sample newsroom that was run here."""
    found = _config_path(path)
    if path is None and not found.exists() and SAMPLE_HOME.exists():
        import sample

        return settings_file.load(sample.CONFIG, home=SAMPLE_HOME)
    return settings_file.load(found)


def _store(path: Path | None) -> Path:
    """The store, for what only reads it."""
    store = _settings(path).store
    if not store.is_file():
        raise click.ClickException(f"there is no store at {store} yet; `rejoinder run` makes it")
    return store


def _check_window(since: datetime | None, until: datetime | None) -> None:
    if since and until and since >= until:
        raise click.UsageError(f"the window ends at {until}, before it begins at {since}; exchange the two")


def _config_path(path: Path | None) -> Path:
    return path or Path(settings_file.DEFAULT_NAME)


def _program() -> str:
    """How this command was called, as it can be typed again in this folder."""
    called = Path(sys.argv[0]).absolute()
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else called.name


def _name_of(file: Any) -> str:
    return str(getattr(file, "name", "-"))


def _watched(path: Path | None) -> Watchlist:
    return watchlist_file.load(path) if path else Watchlist()


def _progress(items: Sequence[AnyItem]) -> Iterable[AnyItem]:
    """A bar on a terminal; elsewhere the log says enough."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    bar: Iterable[AnyItem] = tqdm(items, desc="reading", unit="text", leave=False)
    return bar


def _print_json(row: dict[str, Any], indent: int | None = None) -> None:
    words = json.dumps(row, ensure_ascii=False, indent=indent)
    # Half a surrogate pair, which JSON can hold and UTF-8 cannot, stays as it was escaped.
    writable = words.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in words)
    click.echo(words if writable else json.dumps(row, indent=indent))


def _report(outcome: Outcome) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in outcome.counts.items())
    click.echo(f"{outcome.step}: {counts or 'nothing to do'}")
    _exit_partly([outcome])


def _exit_partly(outcomes: Sequence[Outcome]) -> None:
    missing = list(dict.fromkeys(outcome.partly for outcome in outcomes if outcome.partly))
    for why in missing:
        click.echo(f"partly: {why}", err=True)
    if missing:
        sys.exit(PARTLY)


def _what_changed(outcomes: Sequence[Outcome]) -> str:
    def total(name: str) -> int:
        return sum(outcome.counts.get(name, 0) for outcome in outcomes)

    if not any(total(name) for name in ("new", "changed", "read", "relinked")):
        return "Nothing new: what the store holds was right already and is unchanged."
    return (
        f"{total('new')} new and {total('changed')} changed documents, {total('read')} texts read, "
        f"{total('relinked')} stories new or changed."
    )


if __name__ == "__main__":
    main()
