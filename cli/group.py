"""The group of all commands: its options, and the messages for errors that can be expected."""

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
from db import StoreError
from db.backups import BackupError
from db.locks import StepIsRunningError


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
    help="The rejoinder.toml (default: $REJOINDER_CONFIG, else the one in this folder).",
)
@click.option("-v", "--verbose", is_flag=True, help="Log the libraries, too.")
@click.pass_context
def main(ctx: click.Context, path: Path | None, verbose: bool) -> None:
    """Watch financial news and trends; keep each story with the answers to it."""
    ctx.obj = path
    logs.configure(verbose=verbose)
