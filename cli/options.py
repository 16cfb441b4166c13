"""Options that commands share: parameter types, the configuration, the store, the watch list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config import settings as settings_file
from config import watchlist as watchlist_file
from config.errors import ConfigError
from records import Watchlist

if TYPE_CHECKING:
    from config.settings import Settings

Command = Callable[..., None]

SAMPLE_HOME = Path("newsroom")
"""Where the store of the sample newsroom is kept, below the current folder."""

EXAMPLE = "2024-08-22T18:00+08:00"
"""A moment as it is typed."""

a_path = click.Path(path_type=Path)
a_text = click.File(encoding="utf-8", errors="surrogateescape")
"""A stray byte must not cost the lines around it; its own line is told."""


class Moment(click.DateTime):
    """A moment as it is typed: day, hour and zone. One without a zone would be another moment in every office."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment; what is none is told with one that is."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no moment; write it with its zone, as {EXAMPLE}", param, ctx)


def with_config(command: Command) -> Command:
    """Give a command --config; the group's own --config stands in where the command has none."""
    return click.option(
        "--config",
        "path",
        type=a_path,
        help="The rejoinder.toml (default: the one in this folder).",
        callback=lambda context, _, value: value or context.obj,
    )(command)


def with_window(*, since: str, until: str) -> Callable[[Command], Command]:
    """Give a command --since and --until, with the words for their defaults."""

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
    """The settings named, else those of this folder, else those of the sample newsroom that was run here."""
    found = config_path(path)
    if path is not None or found.exists():
        return settings_file.load(found)
    if not SAMPLE_HOME.exists():
        raise ConfigError(
            found,
            None,
            "there is no such file; `rejoinder init` writes a commented one, `rejoinder run` tries the sample newsroom",
        )
    import sample

    return settings_file.load(sample.CONFIG, home=SAMPLE_HOME)


def store_of(path: Path | None) -> Path:
    """The store, for what only reads it."""
    settings = settings_of(path)
    if not settings.store.is_file():
        raise click.ClickException(
            f"there is no store at {settings.store} yet; `rejoinder run --config {settings.path}` makes it"
        )
    return settings.store


def check_window(since: datetime | None, until: datetime | None) -> None:
    """Refuse a window that ends before it begins."""
    if since and until and since >= until:
        raise click.UsageError(f"the window ends at {until}, before it begins at {since}; exchange the two")


def config_path(path: Path | None) -> Path:
    """The settings file named, else that of this folder."""
    return path or Path(settings_file.DEFAULT_NAME)


def name_of(file: Any) -> str:
    """What an open file is called, for messages; standard input is `-`."""
    return str(getattr(file, "name", "-"))


def watched_in(path: Path | None) -> Watchlist:
    """The watch list of a file; nobody is watched where none is named."""
    return watchlist_file.load(path) if path else Watchlist()
