"""Configuration errors: each names the file, the line, what is wrong and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class ConfigError(ValueError):
    """Raised when a configuration file cannot be used; carries the place and the remedy."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        self.path = Path(path)
        self.line = line
        self.message = message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


class ConfigErrors(ValueError):
    """Raised when one or more files have errors; carries all of them, so that they can be fixed in one go."""

    def __init__(self, errors: Iterable[ConfigError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class UnknownNameError(ValueError):
    """Raised when a person names a source, fact or story that does not exist."""


def errors_of(error: ConfigError | ConfigErrors) -> tuple[ConfigError, ...]:
    """Return the individual errors of either kind."""
    return error.errors if isinstance(error, ConfigErrors) else (error,)
