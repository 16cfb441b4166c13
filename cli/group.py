"""The group of all commands: its options, and the messages for expected errors."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

import click

from cli.options import a_path
from cli.printing import BAD_CONFIGURATION
from config import logs
from config.errors import ConfigError, ConfigErrors, UnknownNameError, errors_of
from db import StoreError, remedy
from db.backups import BackupError
from db.locks import StepIsRunningError


class Rejoinder(click.Group):
    """The group of all commands; turns expected errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Wrong input prints a line for each error and exits with 2; other expected failures exit with 1."""
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
            raise click.ClickException(f"the store cannot be used: {error}; {remedy(error)}") from error
        except BrokenPipeError:
            raise  # the reader has closed the pipe, as `head` does; click exits quietly
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
    help="The rejoinder.toml (default: $REJOINDER_CONFIG, else the one in this folder).",
)
@click.option("-v", "--verbose", is_flag=True, help="Include the libraries' own log messages.")
@click.pass_context
def main(ctx: click.Context, path: Path | None, verbose: bool) -> None:
    """Watch financial news and trends; keep each story with the responses to it."""
    ctx.obj = path
    logs.configure(verbose=verbose)
