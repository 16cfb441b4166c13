"""Decides which rule sends which occasion to whom, and when: deduplication, cool-down, quiet hours. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial

from review.alerts import words
from review.alerts.occasion import Occasion
from review.alerts.rules import Channel, Rule, Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An occasion for one channel under one rule."""

    id: str
    formerly: tuple[str, ...]
    """Ids of alerts that told the same before its story became part of another."""
    rule: str
    recipient: str
    occasion: Occasion
    cool_down: timedelta
    wakes: Callable[[datetime], datetime]
    """The earliest time from a given one on at which the channel may be disturbed: its quiet hours end."""


def alerts_of(rules: Rules, occasions: Iterable[Occasion], zone: tzinfo) -> Iterator[Alert]:
    """Yield the alerts that the rules ask for. An occasion goes to a channel once, under the first matching rule."""
    told: set[tuple[str, str]] = set()
    tests = {rule.name: words.parse(rule.words) if rule.words else None for rule in rules.rule}
    for occasion in occasions:
        for rule in rules.rule:
            test = tests[rule.name]
            if not concerns(rule, occasion) or (test and not test(occasion.text)):
                continue
            for name in rule.to:
                if (name, occasion.id) in told:
                    continue
                told.add((name, occasion.id))
                yield Alert(
                    id=_identity(name, occasion.id),
                    formerly=tuple(_identity(name, earlier) for earlier in occasion.formerly),
                    rule=rule.name,
                    recipient=name,
                    occasion=occasion,
                    cool_down=timedelta(minutes=rule.cool_down),
                    wakes=partial(_wakes, rules.named(name), rule, zone),
                )


def concerns(rule: Rule, occasion: Occasion) -> bool:
    """Return whether a rule covers an occasion, its words aside."""
    about_somebody = occasion.kind not in ("failing", "recovered")
    return (
        occasion.kind in rule.on
        and (not rule.companies or not about_somebody or occasion.company in rule.companies)
        and (not rule.watch or not about_somebody or occasion.side in rule.watch)
        and (not rule.people or not about_somebody or occasion.person in rule.people)
        and (not rule.stance or occasion.stance in rule.stance)
        and (rule.heat is None or occasion.kind not in ("top", "rising") or (occasion.heat or 0) >= rule.heat)
        and (occasion.kind != "top" or _enters(occasion, rule.top))
        and (occasion.kind != "open" or occasion.open_for == rule.open_for)
        and (occasion.kind != "failing" or occasion.failures == rule.failures)
        and (occasion.kind != "recovered" or (occasion.failures or 0) >= rule.failures)
    )


def _enters(occasion: Occasion, top: int) -> bool:
    """Return whether a topic enters the top positions now and was not there earlier in its spell."""
    before = occasion.best_before
    return occasion.position is not None and occasion.position <= top and (before is None or before > top)


def _wakes(channel: Channel, rule: Rule, zone: tzinfo, at: datetime) -> datetime:
    if rule.urgent or not channel.is_quiet(at, zone) or channel.quiet_until is None:
        return at
    there = at.astimezone(zone)
    end = there.replace(
        hour=channel.quiet_until.hour, minute=channel.quiet_until.minute, second=0, microsecond=0
    )
    return end if end > there else end + timedelta(days=1)


def _identity(channel: str, occasion: str) -> str:
    return hashlib.sha1(f"{channel}\n{occasion}".encode(), usedforsecurity=False).hexdigest()[:16]
