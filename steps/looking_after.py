"""Upkeep of the store in quiet hours, and a check of everything a person configured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import watchlist
from config.errors import ConfigError, ConfigErrors, errors_of
from config.settings import Settings, load
from crawler import sources
from db import keeping
from review.alerts import configured
from review.wording import counted
from steps.stepping import Clock, Outcome, now, step

STARTERS = "press-monitor@example.com"
"""The contact of the starter that `init` writes: it reaches nobody."""


def upkeep(settings: Settings, *, clock: Clock = now) -> Outcome:
    """What quiet hours are for: drop what is not to be kept longer, give space back, note how large the files are."""
    with step(settings, "upkeep", clock) as (store, this):
        this.counts.update(keeping.tidy(store, clock(), keep_days=settings.schedule.keep_days))
        keeping.give_back(store)
        this.counts["bytes"] = sum(part.stat().st_size for part in keeping.parts_of(settings.store))
    return Outcome(step="upkeep", counts=this.counts)


def check(path: Path) -> str:
    """Read settings, watch list and sources; what they hold, in words.

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
        found += configured.strangers(settings, loaded["rules"])
    if found:
        raise ConfigErrors(found)
    return (
        f"{path}: good; {counted(len(listed), 'source')},"
        f" {counted(len(loaded['watched'].companies), 'company', 'companies')} watched,"
        f" {counted(len(loaded['rules'].rule), 'rule')} of alerts"
        + (f"\n{path}: contact is still the starter's; put in yours" if settings.contact == STARTERS else "")
    )
