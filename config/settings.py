"""Reads rejoinder.toml: paths, times, recipients. Sources and watch list have modules of their own."""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationInfo, field_validator

from config.toml import Table, read

DEFAULT_NAME = "rejoinder.toml"

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = get_args(Weekday)


def mail_addresses(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return addresses as typed.

    Raises:
        ValueError: one of them has not the form of a mail address.
    """
    for address in typed:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+|.*<[^@\s]+@[^@\s]+>", address):
            raise ValueError(f'{address!r} is not a mail address; write it like "press@example.com"')
    return typed


def variable_name(typed: str | None) -> str | None:
    """Return the name of an environment variable as typed.

    Raises:
        ValueError: it cannot be one, such as the address or password itself.
    """
    if typed is not None and not re.fullmatch(r"[A-Za-z_]\w*", typed):
        raise ValueError(
            "must be the name of an environment variable that holds the value, not the value itself"
        )
    return typed


class Schedule(Table):
    """[schedule]: when the background job does what. The sources have their own `every`."""

    zone: str = "UTC"
    """IANA zone of the team; daily times are in it, across daylight saving changes."""
    link_every: int = Field(default=120, ge=10)
    """Seconds between two passes of read and link."""
    brief_at: time = time(7, 0)
    upkeep_at: time = time(3, 30)
    """Time of night, in the team's zone, at which old texts are dropped and free space is returned."""
    keep_days: int = Field(default=90, ge=7)
    """Days that polls without results, runs and cleared issues are kept."""
    metrics: Path | None = None
    """Text file for Prometheus's node exporter, written after every step; None: not written."""
    heartbeat_env: str | None = None
    """Name of an environment variable with an address that is requested (GET) after every good pass."""

    @field_validator("heartbeat_env")
    @classmethod
    def _variable(cls, value: str | None) -> str | None:
        return variable_name(value)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(
                f'{value!r} is not an IANA zone; write one like "Asia/Shanghai" or "Europe/London"'
            ) from None
        return value


class Brief(Table):
    """[brief]: what the morning brief covers and who receives it."""

    since: time = time(18, 0)
    """Start of the window, on the last of `days` before the day on which it ends."""
    days: tuple[Weekday, ...] = WEEK
    """Days of the week with a brief. After days without one it begins on the evening of the last that had one."""
    until: datetime | None = None
    """Fixed end of the window, with zone, to look back at a past day; omitted: now."""
    to: tuple[str, ...] = ()
    """Email addresses; none: the brief is only written."""
    channels: tuple[str, ...] = ()
    """Names of [[channel]]s of the alerts file that receive it too."""

    @property
    def weekdays(self) -> frozenset[int]:
        """The days as `date.weekday` counts them."""
        return frozenset(map(WEEK.index, self.days))

    @field_validator("to")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return mail_addresses(value)

    @field_validator("days")
    @classmethod
    def _some(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if not value:
            raise ValueError('names no day; write them as ["mon", "tue"], or leave the key out for every day')
        return value

    @field_validator("until")
    @classmethod
    def _with_zone(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("has no time zone; write it like 2024-08-23T07:00:00+08:00")
        return value


class Desk(Table):
    """[desk]: the web pages."""

    host: str = "127.0.0.1"
    port: int = Field(default=8001, ge=1, le=65535)
    password_hash_env: str | None = None
    """Name of the environment variable with the password hash of the user "desk" (`datasette hash-password`)."""
    users: dict[str, str] = Field(default={})
    """User name → name of the environment variable with that person's password hash."""
    address: str | None = None
    """Where the team reaches the desk, "https://desk.example.com", for links in mails; None: mails have no such links."""

    @field_validator("password_hash_env")
    @classmethod
    def _variable(cls, value: str | None) -> str | None:
        return variable_name(value)

    @field_validator("users")
    @classmethod
    def _users(cls, value: dict[str, str]) -> dict[str, str]:
        for user, variable in value.items():
            if not re.fullmatch(r"[\w.-]{1,40}", user):
                raise ValueError(f"{user!r} is no user name; use letters, digits, dots and hyphens")
            variable_name(variable)
        return value

    @property
    def accounts(self) -> dict[str, str]:
        """Every user name with the name of the variable that holds the hash of the password."""
        return {**({"desk": self.password_hash_env} if self.password_hash_env else {}), **self.users}

    @field_validator("address")
    @classmethod
    def _web(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError(f'{value!r} is not a web address; write it like "https://desk.example.com"')
        return value


class Mail(Table):
    """[mail]: the server that sends the brief."""

    host: str = "localhost"
    port: int = Field(default=587, ge=1, le=65535)
    sender: str = "rejoinder@localhost"
    user: str | None = None
    password_env: str | None = None
    """Name of the environment variable with the password, which is never written to a file."""
    security: Literal["starttls", "tls", "none"] = "starttls"

    @field_validator("sender")
    @classmethod
    def _address(cls, value: str) -> str:
        return mail_addresses((value,))[0]

    @field_validator("password_env")
    @classmethod
    def _variable(cls, value: str | None) -> str | None:
        return variable_name(value)


class SettingsFile(Table):
    """The whole rejoinder.toml."""

    store: Path = Path("rejoinder.db")
    decisions: Path = Path("desk.db")
    watchlist: Path = Path("watchlist.toml")
    sources: Path = Path("sources.toml")
    alerts: Path | None = None
    languages: tuple[Literal["en", "zh"], ...] = ("en", "zh")
    """Of headlines, preferred first, where a story is told in several."""
    embeddings: bool = True
    """Also compare titles by embedding, where the optional model is installed."""
    contact: str
    """An email address or a web page; sent with every request."""
    schedule: Schedule = Schedule()
    brief: Brief = Brief()
    desk: Desk = Desk()
    mail: Mail = Mail()

    @field_validator("store", "decisions", "watchlist", "sources", "alerts")
    @classmethod
    def _named(cls, value: Path | None) -> Path | None:
        if value == Path():
            raise ValueError('names no file; write one like "rejoinder.db", or omit the key')
        return value

    @field_validator("decisions")
    @classmethod
    def _apart(cls, value: Path, typed: ValidationInfo) -> Path:
        if value == typed.data.get("store"):
            raise ValueError("is the same file as the store; decisions need a file of their own")
        return value

    @field_validator("brief")
    @classmethod
    def _reaches(cls, value: Brief, typed: ValidationInfo) -> Brief:
        if value.channels and typed.data.get("alerts") is None:
            raise ValueError('names channels; add alerts = "alerts.toml", which defines them')
        return value

    @field_validator("contact")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if not re.fullmatch(r"https?://\S+|[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise ValueError(
                f"{value!r} is neither an email address nor a web page; sites must be able to reach you"
            )
        return value


class Settings(SettingsFile):
    """The settings with all paths resolved."""

    path: Path
    """The file they were read from."""

    @property
    def zone(self) -> ZoneInfo:
        """The team's zone."""
        return ZoneInfo(self.schedule.zone)


def load(path: Path, home: Path | None = None) -> Settings:
    """Read the settings. Input paths are relative to the settings file, output paths to `home`.

    Args:
        path: the rejoinder.toml.
        home: folder of the store and the decisions; None: the folder of the file.

    Raises:
        ConfigError, ConfigErrors: with file and line.
    """
    typed = read(path, SettingsFile)
    here = path.parent
    kept = home or here
    return Settings(
        **{
            **dict(typed),
            "path": path,
            "store": kept / typed.store,
            "decisions": kept / typed.decisions,
            "watchlist": here / typed.watchlist,
            "sources": here / typed.sources,
            "alerts": here / typed.alerts if typed.alerts else None,
            "schedule": typed.schedule.model_copy(
                update={"metrics": typed.schedule.metrics and kept / typed.schedule.metrics}
            ),
        }
    )
