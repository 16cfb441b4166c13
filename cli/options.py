"""Options shared by commands: parameter types, the configuration, the store, the watch list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import db
from config import settings as settings_file
from config import watchlist as watchlist_file
from config.errors import ConfigError
from records import Watchlist

if TYPE_CHECKING:
    from config.settings import Settings

Command = Callable[..., None]

SAMPLE_HOME = Path("newsroom")
"""Folder of the sample newsroom's store, below the current folder."""

EXAMPLE = "2024-08-22T18:00+08:00"
"""A well-formed moment, shown in help and errors."""

a_path = click.Path(path_type=Path)


class Moment(click.DateTime):
    """A date and time with a zone. Without one, it would mean a different moment in every office."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse the moment; an error shows a well-formed one."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a date and time with a zone; write it like {EXAMPLE}", param, ctx)


def with_config(command: Command) -> Command:
    """Add --config to a command; the group's own --config is the fallback."""
    return click.option(
        "--config",
        "path",
        type=a_path,
        help="The rejoinder.toml (default: the one in this folder).",
        callback=lambda context, _, value: value or context.obj,
    )(command)


def with_window(*, since: str, until: str) -> Callable[[Command], Command]:
    """Add --since and --until to a command; the arguments describe their defaults for the help."""

    def given(command: Command) -> Command:
        begin = click.option(
            "--since",
            type=Moment(),
            metavar="TIME",
            help=f"Start of the window, like {EXAMPLE} (default: {since}).",
        )
        end = click.option(
            "--until", type=Moment(), metavar="TIME", help=f"End of the window (default: {until})."
        )
        return begin(end(command))

    return given


def settings_of(path: Path | None) -> Settings:
    """Load the given settings, else those of this folder, else those of the sample newsroom that was run here."""
    found = config_path(path)
    if path is not None or found.exists():
        return settings_file.load(found)
    if not SAMPLE_HOME.exists():
        raise ConfigError(
            found,
            None,
            "no such file; `rejoinder init` writes a commented one, `rejoinder run` tries the sample newsroom",
        )
    import sample

    return settings_file.load(sample.CONFIG, home=SAMPLE_HOME)


def store_of(path: Path | None) -> Path:
    """Return the path of the store, for commands that only read it."""
    settings = settings_of(path)
    if not settings.store.is_file():
        raise click.ClickException(
            f"there is no store at {settings.store} yet; `rejoinder run --config {settings.path}` creates it"
        )
    db.check_version(settings.store)
    return settings.store


def check_window(since: datetime | None, until: datetime | None) -> None:
    """Refuse a window that ends before it begins."""
    if since and until and since >= until:
        raise click.UsageError(f"the window ends at {until}, before it begins at {since}; swap the two")


def check_brief_window(settings: Settings, since: datetime | None, until: datetime | None) -> None:
    """The same of a window that ends where the brief does unless told: at its fixed end, else now."""
    check_window(since, until or settings.brief.until or datetime.now(UTC))


def config_path(path: Path | None) -> Path:
    """Return the given settings file, else the one in this folder."""
    return path or Path(settings_file.DEFAULT_NAME)


def name_of(file: Any) -> str:
    """Return the name of an open file for messages; standard input is `-`."""
    return str(getattr(file, "name", "-"))


def watched_in(path: Path | None) -> Watchlist:
    """Load a watch list; without a file it is empty."""
    return watchlist_file.load(path) if path else Watchlist()
