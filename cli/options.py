"""What commands share in what they are asked: types of parameters, the configuration, the store, the watch list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config import settings as settings_file
from config import watchlist as watchlist_file
from records import Watchlist

if TYPE_CHECKING:
    from config.settings import Settings

SAMPLE_HOME = Path("newsroom")
"""Where the store of the sample newsroom is kept, below the current folder."""

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


def settings_of(path: Path | None) -> Settings:
    """The settings named, else those of this folder, else those of the sample newsroom that was run here."""
    found = config_path(path)
    if path is None and not found.exists() and SAMPLE_HOME.exists():
        import sample

        return settings_file.load(sample.CONFIG, home=SAMPLE_HOME)
    return settings_file.load(found)


def store_of(path: Path | None) -> Path:
    """The store, for what only reads it."""
    store = settings_of(path).store
    if not store.is_file():
        raise click.ClickException(f"there is no store at {store} yet; `rejoinder run` makes it")
    return store


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
