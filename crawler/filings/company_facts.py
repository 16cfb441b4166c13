"""Reads EDGAR's company facts (data.sec.gov/api/xbrl/companyfacts): what a registrant itself has filed, as figures.

They are the reference that figures in the news are held against. The figures point into a text that is made here, a
line each, so that they can be kept and shown like any other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crawler import payload
from crawler.filings.periods import period_of
from crawler.refusals import Refused, said
from records import Figure

METRICS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """A registrant's figures."""

    company: str
    cik: str
    """Digits without leading zeros."""
    text: str
    """A line for each figure; the figures' offsets count in it."""
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    metric: str
    tag: str
    unit: str
    period: str
    value: Decimal
    form: str
    filed: str


def read(body: bytes, *, since: date | None = None, entity: str | None = None) -> CompanyFacts:
    """The figures of metrics that the project knows, by metric and period; of restated ones, the latest filed.

    Args:
        body: the reply.
        since: periods that ended before are left out.
        entity: watch-list id of the company.

    Raises:
        NotJson: The reply is not JSON.
        Refused: It holds no facts.
    """
    reply = payload.decode(body)
    company = payload.text(reply, "entityName")
    if company is None or not isinstance(payload.at(reply, "facts"), dict):
        raise Refused("error", f"no facts in EDGAR's reply{said(reply)}")
    latest: dict[tuple[str, str, str], _Fact] = {}
    for fact in _facts(reply, since):
        key = (fact.metric, fact.period, fact.unit)
        known = latest.get(key)
        if known is None or (fact.tag == known.tag and fact.filed >= known.filed):
            latest[key] = fact
    lines: list[str] = []
    figures = []
    for key in sorted(latest):
        fact, start = latest[key], sum(len(line) + 1 for line in lines)
        lead = f"{company}, {fact.metric.replace('_', ' ')}, {fact.period}: "
        words = f"{fact.value} {fact.unit}"
        lines.append(f"{lead}{words} ({fact.form}, filed {fact.filed})")
        figures.append(_figure(fact, start + len(lead), words, company, entity))
    return CompanyFacts(
        company=company,
        cik=(payload.text(reply, "cik") or "").lstrip("0"),
        text="\n".join(lines),
        figures=tuple(figures),
    )


def _facts(reply: Any, since: date | None) -> Iterator[_Fact]:
    """In the order of the tags, so that the first of several for one metric is met first."""
    for taxonomy, tags in METRICS.items():
        for tag, metric in tags.items():
            units = payload.at(reply, "facts", taxonomy, tag, "units")
            for unit in units if isinstance(units, dict) else ():
                for _, row in payload.rows(units, unit):
                    if fact := _fact(row, metric, tag, unit, since):
                        yield fact


def _fact(row: dict[str, Any], metric: str, tag: str, unit: str, since: date | None) -> _Fact | None:
    start, end = _day(row, "start"), _day(row, "end")
    value = payload.at(row, "val")
    if (
        end is None
        or (since and end < since)
        or isinstance(value, bool)
        or not isinstance(value, int | float)
    ):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return _Fact(
        metric=metric,
        tag=tag,
        unit=unit,
        period=period_of(start or end, end),
        value=number,
        form=payload.text(row, "form") or "filing",
        filed=payload.text(row, "filed") or "",
    )


def _figure(fact: _Fact, start: int, words: str, company: str, entity: str | None) -> Figure:
    """A unit as USD/shares is a currency for one share."""
    unit, _, per = fact.unit.partition("/")
    return Figure(
        start=start,
        end=start + len(words),
        text=words,
        unit=unit,
        rule=f"xbrl:{fact.tag}",
        value=fact.value,
        per=per.removesuffix("s") or None,
        metric=fact.metric,
        metric_text=fact.tag,
        subject=company,
        subject_entity=entity,
        period=fact.period,
        basis="level",
        status="actual",
        reported_by=company,
    )


def _day(row: dict[str, Any], key: str) -> date | None:
    try:
        return date.fromisoformat(payload.text(row, key) or "")
    except ValueError:
        return None
