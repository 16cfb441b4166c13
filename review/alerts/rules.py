"""Reads the rule file: which occasions matter to whom, and quiet hours. `occasions` finds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, tzinfo
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from config.errors import ConfigError, ConfigErrors
from config.settings import mail_addresses, variable_name
from config.toml import Table, line_of, read
from records import Stance, Watch
from review.alerts import words

Kind = Literal[
    "claim", "open", "top", "rising", "post", "answer", "conflict", "failing", "recovered"
]  # fmt: skip


class Channel(Table):
    """A [[channel]]: a way to reach someone."""

    name: str = Field(min_length=1)
    mail: tuple[str, ...] = ()
    """Addresses."""
    webhook_env: str | None = None
    """Name of the environment variable with a URL that accepts JSON by POST."""
    apprise_env: str | None = None
    """Name of the environment variable with an apprise URL (Slack, Teams, WeCom, DingTalk, Feishu, Telegram, ntfy)."""
    quiet_from: time | None = None
    """Start of the quiet hours, in the team's time zone. Only urgent alerts go then."""
    quiet_until: time | None = None

    @field_validator("mail")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return mail_addresses(value)

    @field_validator("webhook_env", "apprise_env")
    @classmethod
    def _variable(cls, value: str | None) -> str | None:
        return variable_name(value)

    def ways(self) -> tuple[Channel, ...]:
        """Return a channel for each way of this one."""
        each = (("mail", self.mail), ("webhook_env", self.webhook_env), ("apprise_env", self.apprise_env))
        given = [(key, value) for key, value in each if value]
        if len(given) == 1:
            return (self,)
        return tuple(
            Channel.model_validate({"name": f"{self.name} by {key.removesuffix('_env')}", key: value})
            for key, value in given
        )

    def is_quiet(self, moment: datetime, zone: tzinfo) -> bool:
        """Return whether a moment is in the quiet hours, which may span midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        clock = moment.astimezone(zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


class Rule(Table):
    """A [[rule]]: which occasions go to which channel. Missing keys do not restrict it."""

    name: str = Field(min_length=1)
    on: tuple[Kind, ...] = Field(min_length=1)
    to: tuple[str, ...] = Field(min_length=1)
    companies: tuple[str, ...] = ()
    watch: tuple[Watch, ...] = ()
    people: tuple[str, ...] = ()
    words: str | None = None
    """Boolean words: and, or, not, brackets, "phrases", begin*."""
    stance: tuple[Stance, ...] = ()
    heat: int | None = None
    """Minimum heat of a topic."""
    top: int = Field(default=10, ge=1, le=100)
    """Lowest position that counts as the top of a board."""
    failures: int = Field(default=3, ge=1)
    """Consecutive failures before a source is reported."""
    open_for: int = Field(default=60, ge=1)
    """Minutes without an answer after which a claim is reported as open."""
    cool_down: int = Field(default=60, ge=0)
    """Minutes between messages of one thread; what happens meanwhile is folded into the next."""
    urgent: bool = False
    """Sent in quiet hours too."""

    @field_validator("words")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        if value is not None:
            words.parse(value)
        return value


class Rules(Table):
    """The content of a rule file."""

    channel: tuple[Channel, ...] = ()
    rule: tuple[Rule, ...] = ()

    def named(self, name: str) -> Channel:
        """Return the channel with a name, which `load` has checked."""
        return next(channel for channel in self.channel if channel.name == name)


def load(path: Path) -> Rules:
    """Read a rule file.

    Raises:
        ConfigError, ConfigErrors: with file and line: unknown keys, unreadable words, a channel that is not defined
            or has no address.
    """
    rules = read(path, Rules)
    if errors := list(_contradictions(path, rules)):
        raise ConfigErrors(errors)
    return rules


def _contradictions(path: Path, rules: Rules) -> Iterator[ConfigError]:
    text = path.read_text(encoding="utf-8-sig")
    names = [channel.name for channel in rules.channel]
    for index, channel in enumerate(rules.channel):
        line = line_of(text, ("channel", index, "name"))
        if names.count(channel.name) > 1:
            yield ConfigError(path, line, f"there are two channels {channel.name!r}; name each once")
        if not (channel.mail or channel.webhook_env or channel.apprise_env):
            yield ConfigError(
                path,
                line,
                f"channel {channel.name!r} reaches nobody; give it mail, webhook_env or apprise_env",
            )
        if (channel.quiet_from is None) != (channel.quiet_until is None):
            yield ConfigError(
                path, line, f"channel {channel.name!r}: quiet_from and quiet_until belong together"
            )
    rule_names = [rule.name for rule in rules.rule]
    for index, rule in enumerate(rules.rule):
        if rule_names.index(rule.name) != index:
            line = line_of(text, ("rule", index, "name"))
            yield ConfigError(path, line, f"there are two rules {rule.name!r}; name each once")
        for name in rule.to:
            if name not in names:
                yield ConfigError(
                    path,
                    line_of(text, ("rule", index, "to")),
                    f"rule {rule.name!r} tells {name!r}, which is no [[channel]]; known: {', '.join(names) or 'none'}",
                )
