"""Reads a TOML file into typed tables and finds the line of every error. Knows no particular file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from config.errors import ConfigError, ConfigErrors

Location = Sequence[str | int]

REMEDIES = {
    "tuple_type": 'must be a list; write ["…", "…"], or [[…]] above each table',
    "model_type": "must be a table; write { key = … }, or put the keys below a [header]",
    "string_type": 'must be text; write it in quotes: "…"',
    "string_too_short": "is empty; write something between the quotes, or omit the key",
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "bool_parsing": "must be true or false, without quotes",
    "bool_type": "must be true or false, without quotes",
    "string_pattern_mismatch": 'must consist of lower-case letters, digits and hyphens; write it like "harbour-wire"',
    "too_short": "is empty; write something between the brackets",
    "time_parsing": 'must be a time of day; write it like "07:00"',
    "date_from_datetime_parsing": 'must be a date; write it like "2010-04-06"',
    "date_parsing": 'must be a date; write it like "2010-04-06"',
    "datetime_from_date_parsing": "must be a date and time with a zone; write it like 2024-08-23T07:00:00+08:00",
    "datetime_parsing": "must be a date and time with a zone; write it like 2024-08-23T07:00:00+08:00",
}
"""Plain messages for pydantic errors whose own wording speaks of Python."""


class Table(BaseModel):
    """A table that a person types: unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, populate_by_name=True)


AnyTable = TypeVar("AnyTable", bound=Table)


def read(path: Path, model: type[AnyTable]) -> AnyTable:
    """Read a file as `model`.

    Raises:
        ConfigError: the file is missing, unreadable or not TOML.
        ConfigErrors: keys or values are wrong, each with its line.
    """
    text = _text(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # a number with thousands of digits; endlessly nested brackets
        raise ConfigError(path, None, f"cannot be read as TOML: {error}") from error
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise ConfigErrors(
            ConfigError(
                path, line_of(text, found["loc"]), _words(found["loc"], found["msg"], found["type"], model)
            )
            for found in _own(error.errors(include_url=False, include_context=False))
        ) from error


def line_of(text: str, location: Location) -> int | None:
    """Return the 1-based line of a key path such as ("company", 2, "aliases"), or of its table if the key is absent."""
    best: int | None = None
    table: list[str | int] = []
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            name = [part.strip().strip("\"'") for part in header[2].split(".")]
            table = [*name]
            if header[1] == "[[":
                counts[tuple(name)] = counts.get(tuple(name), -1) + 1
                table = [*name, counts[tuple(name)]]
            if _starts(location, table):
                best = number
        elif key := re.match(r"\s*([\w\"'.-]+)\s*=", line):
            here = [*table, *(part.strip("\"'") for part in key[1].split("."))]
            if _starts(location, here) and len(here) > len(table):
                return number
    return best


def _own(errors: Sequence[Any]) -> Iterator[Any]:
    """Drop errors that only follow from others: a list is not empty because its entries are invalid."""
    wrong = [tuple(found["loc"]) for found in errors]
    for found in errors:
        within = len(found["loc"])
        follows = any(len(other) > within and other[:within] == found["loc"] for other in wrong)
        if not (found["type"] == "too_short" and follows):
            yield found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # Windows editors start files with a byte order mark
    except FileNotFoundError:
        raise ConfigError(path, None, "no such file; `rejoinder init` writes a commented one") from None
    except IsADirectoryError:
        raise ConfigError(path, None, "is a folder; name a file in it") from None
    except PermissionError:
        raise ConfigError(path, None, "permission denied; check the file's permissions") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ConfigError(path, line, "not UTF-8 text; save the file as UTF-8") from None
    except (OSError, ValueError) as error:  # a name with a NUL character is a ValueError
        raise ConfigError(path, None, f"cannot be read: {error}") from None


def _not_toml(path: Path, message: str) -> ConfigError:
    """Before Python 3.14, the line is only in the message: "… (at line 3, column 7)"."""
    where = re.search(r"\(at line (\d+), column \d+\)", message)
    return ConfigError(path, int(where[1]) if where else None, f"not valid TOML: {message}")


def _starts(location: Location, here: Sequence[str | int]) -> bool:
    return len(here) <= len(location) and list(location[: len(here)]) == list(here)


def _words(location: Location, message: str, kind: str, model: type[Table]) -> str:
    path = ".".join(str(part) for part in location if not isinstance(part, int))
    if kind == "extra_forbidden":
        known = ", ".join(_known_keys(model, location[:-1]))
        return f"unknown key {location[-1]!r} in {_parent(location)}; known here: {known}"
    if kind == "missing":
        return f"{path!r} is missing; add it"
    if remedy := REMEDIES.get(kind):
        return f"{path}: {remedy}"
    return f"{path}: {message.removeprefix('Value error, ').replace('Input should be', 'must be')}"


def _parent(location: Location) -> str:
    names = [str(part) for part in location[:-1] if not isinstance(part, int)]
    return f"[{'.'.join(names)}]" if names else "this file"


def _known_keys(model: type[Table], location: Location) -> list[str]:
    current: Any = model
    for part in location:
        if isinstance(part, int):
            continue
        field = _field(current, part)
        if field is None:
            return []
        current = _inner_table(field.annotation)
    return [field.alias or name for name, field in current.model_fields.items()] if current else []


def _field(model: type[Table], key: str) -> Any:
    return next((field for name, field in model.model_fields.items() if key in (name, field.alias)), None)


def _inner_table(annotation: Any) -> type[Table] | None:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _inner_table(argument):
            return found
    return None
