"""Parses EDGAR's company facts (data.sec.gov/api/xbrl/companyfacts): a registrant's own filed figures.

They are the reference against which figures in the news are checked. Each filing becomes a document whose text is
generated here, one line per figure, so that offsets do not change when the next filing arrives.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler import payload, piecewise
from crawler.filings.exhibits import SITE
from crawler.filings.periods import DECEMBER, month_of, months_of, period_of
from crawler.filings.reply import Filing
from crawler.refusals import Refused, said
from records import Figure

METRICS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)

LARGEST = 10 * 2**20
"""Bytes: the crawl's limit for any reply. A bank's filings since 2009 take some millions."""

_WANTED = {
    "cik": piecewise.SCALAR,
    "entityName": piecewise.SCALAR,
    "facts": {
        taxonomy: {tag: {"units": {piecewise.EACH_KEY: piecewise.ROWS}} for tag in tags}
        for taxonomy, tags in METRICS.items()
    },
}

LATEST = 12
"""Filings to return: about three years, since a report compares with the year before."""

ANNUAL = ("10-K", "20-F", "40-F")
YEAR = 12
"""Months."""

WASHINGTON = ZoneInfo("America/New_York")
"""Zone in which a filing day begins and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    metric: str
    tag: str
    unit: str
    start: date
    end: date
    value: Decimal
    accession: str
    form: str
    filed: date


def read(body: bytes) -> Iterator[Filing]:
    """Yield the registrant's latest filings with their figures of known metrics, the latest first.

    Raises:
        NotJson: The reply is not JSON.
        Refused: It holds no facts.
    """
    reply = piecewise.decode(body, _WANTED, LARGEST)
    company = payload.text(reply, "entityName")
    if company is None or not isinstance(payload.at(reply, "facts"), dict):
        raise Refused("error", f"no facts in EDGAR's reply{_said(body)}")
    filed: dict[tuple[date, str], list[_Fact]] = defaultdict(list)
    for fact in _facts(reply):
        filed[fact.filed, fact.accession].append(fact)
    year_end = _year_end(fact for facts in filed.values() for fact in facts)
    number = (payload.text(reply, "cik") or "").lstrip("0")
    for key in sorted(filed, reverse=True)[:LATEST]:
        yield _filing(filed[key], company, number, year_end)


def _said(body: bytes) -> str:
    """Return the error text of a reply without facts; empty if the reply is too large to be an error."""
    return said(payload.decode(body)) if len(body) <= payload.LARGEST_REPLY else ""


def _facts(reply: Any) -> Iterator[_Fact]:
    """Yield the facts in order of tags, so that the first of several tags for a metric comes first."""
    named = ((taxonomy, tag, metric) for taxonomy, tags in METRICS.items() for tag, metric in tags.items())
    for taxonomy, tag, metric in named:
        units = payload.at(reply, "facts", taxonomy, tag, "units")
        for unit in units if isinstance(units, dict) else ():
            found = (_fact(row, metric, tag, unit) for _, row in payload.rows(units, unit))
            yield from filter(None, found)


def _fact(row: dict[str, Any], metric: str, tag: str, unit: str) -> _Fact | None:
    end, filed = _day(row, "end"), _day(row, "filed")
    accession = payload.text(row, "accn")
    value = payload.at(row, "val")
    if (
        end is None
        or filed is None
        or accession is None
        or isinstance(value, bool)
        or not isinstance(value, int | float | str)
    ):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return _Fact(
        metric=metric,
        tag=tag,
        unit=unit,
        start=_day(row, "start") or end,
        end=end,
        value=number,
        accession=accession,
        form=payload.text(row, "form") or "filing",
        filed=filed,
    )


def _year_end(facts: Iterator[_Fact]) -> int:
    """Return the month in which the fiscal year ends, by the latest annual report."""
    ends = (
        fact.end
        for fact in facts
        if fact.form.startswith(ANNUAL) and months_of(fact.start, fact.end) == YEAR and month_of(fact.end)
    )
    latest = max(ends, default=None)
    month = month_of(latest) if latest else None
    return month.month if month else DECEMBER


def _filing(facts: list[_Fact], company: str, number: str, year_end: int) -> Filing:
    first: dict[tuple[str, str, str], _Fact] = {}
    for fact in facts:
        first.setdefault((fact.metric, period_of(fact.start, fact.end, year_end), fact.unit), fact)
    form, accession, filed = facts[0].form, facts[0].accession, facts[0].filed
    filing = f"{form} {accession}, filed {filed}"
    lines: list[str] = []
    figures: list[Figure] = []
    for (_, period, _), fact in sorted(first.items()):
        line, figure = _line(fact, period, company, filing, at=sum(len(before) + 1 for before in lines))
        lines.append(line)
        figures.append(figure)
    return Filing(
        id=accession,
        url=f"{SITE}/Archives/edgar/data/{number}/{accession.replace('-', '')}/{accession}-index.htm",
        title=f"{company}: figures of the {form} filed {filed}",
        company=company,
        number=number,
        form=form,
        filed=datetime.combine(filed, time(), WASHINGTON).astimezone(UTC),
        filed_raw=filed.isoformat(),
        words="\n".join(lines),
        figures=tuple(figures),
    )


def _line(fact: _Fact, period: str, company: str, filing: str, *, at: int) -> tuple[str, Figure]:
    """Return the line of text for a fact, and the fact as a figure of a text in which the line starts at `at`."""
    currency, _, per = fact.unit.partition("/")
    per = per.removesuffix("s")
    metric = fact.metric.replace("_", " ")
    lead = f"{metric}, {period}: "
    words = f"{fact.value:,f} {currency}" + (f" per {per}" if per else "")
    figure = Figure(
        start=at + len(lead),
        end=at + len(lead) + len(words),
        text=words,
        unit=currency,
        rule=f"xbrl/{fact.tag}",
        value=fact.value,
        per=per or None,
        metric=fact.metric,
        metric_text=metric,
        subject=company,
        period=period,
        basis="level",
        status="actual",
        reported_by=filing,
    )
    return f"{lead}{words} ({fact.tag})", figure


def _day(row: dict[str, Any], key: str) -> date | None:
    try:
        return date.fromisoformat(payload.text(row, key) or "")
    except ValueError:
        return None
