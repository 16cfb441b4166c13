"""Upkeep of the store in quiet hours, and a check of the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import watchlist
from config.errors import ConfigError, ConfigErrors, errors_of
from config.settings import Settings, load
from crawler import sources
from db import retention
from review.alerts import configured
from review.wording import counted
from steps.running import Clock, Outcome, now, step

STARTER_CONTACT = "press-monitor@example.com"
"""The contact in the starter that `init` writes; it reaches nobody."""


def upkeep(settings: Settings, *, clock: Clock = now) -> Outcome:
    """Drop what has passed its retention time, return free space to the disk, record the size of the files."""
    with step(settings, "upkeep", clock) as (store, this):
        this.counts.update(retention.drop_expired(store, clock(), keep_days=settings.schedule.keep_days))
        retention.reclaim_space(store)
        this.counts["bytes"] = sum(part.stat().st_size for part in retention.files_of(settings.store))
    return Outcome(step="upkeep", counts=this.counts)


def check(path: Path) -> str:
    """Load settings, watch list, sources and alert rules; summarise them in words.

    Raises:
        ConfigErrors: every error in any of them, with file and line.
    """
    settings = load(path)
    found: list[ConfigError] = []
    loaded: dict[str, Any] = {}
    for name, read_it in (
        ("watched", lambda: watchlist.load(settings.watchlist)),
        ("listed", lambda: sources.load(settings.sources)),
        ("rules", lambda: configured.load(settings)),
    ):
        try:
            loaded[name] = read_it()
        except (ConfigError, ConfigErrors) as error:
            found += errors_of(error)
    watched, listed = loaded.get("watched"), loaded.get("listed", ())
    if watched is not None:
        known = {entry.id for entry in (*watched.companies, *watched.people)}
        found += sources.strangers(settings.sources, listed, known)
        if "rules" in loaded:
            found += configured.strangers(settings, loaded["rules"], watched)
    if found:
        raise ConfigErrors(found)
    return (
        f"{path}: good; {counted(len(listed), 'source')},"
        f" {counted(len(loaded['watched'].companies), 'company', 'companies')} watched,"
        f" {counted(len(loaded['rules'].rule), 'rule')} of alerts"
        + (
            f"\n{path}: contact is still the starter's; enter your own"
            if settings.contact == STARTER_CONTACT
            else ""
        )
    )
