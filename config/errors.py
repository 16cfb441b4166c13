"""Errors in what a person typed: each names file, line, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class ConfigError(ValueError):
    """Raised when a configuration file cannot be used; carries where and what to change."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        self.path = Path(path)
        self.line = line
        self.message = message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


class ConfigErrors(ValueError):
    """Raised when a file, or several, hold more than one error; carries them all, so that one look mends all."""

    def __init__(self, errors: Iterable[ConfigError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class UnknownNameError(ValueError):
    """Raised when a person names a source, a fact or a story that is not there."""


def errors_of(error: ConfigError | ConfigErrors) -> tuple[ConfigError, ...]:
    """The single errors in either."""
    return error.errors if isinstance(error, ConfigErrors) else (error,)
