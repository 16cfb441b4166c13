"""Index of the figures companies have filed, by metric and period."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from records import Figure, FigureRef

_CALENDAR = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M)))?")

WEEK = timedelta(days=7)
"""Maximum distance from the month's end of a balance named after the month, such as on its last Saturday."""

What = tuple[str | None, ...]


class Filed:
    """Filed figures; a later filing replaces the value of an earlier one."""

    def __init__(self) -> None:
        self._by_period: dict[What, dict[str, FigureRef]] = defaultdict(dict)

    def add(self, references: Iterable[FigureRef]) -> None:
        """Add filed figures, in order of filing."""
        for ref in references:
            if ref.figure.period:
                self._by_period[_what(ref.figure, ref.figure.subject_entity)][ref.figure.period] = ref

    def counterpart(self, figure: Figure, company: str) -> FigureRef | None:
        """Return the filed figure of this metric and period, or None.

        A balance is of a day: it matches a report of that day or of a period ending on it.
        """
        what = _what(figure, company)
        filed = self._by_period.get(what) or (
            self._in_own_money(what) if could_be_other_money(figure) else None
        )
        if not filed or figure.period is None:
            return None
        found = filed.get(figure.period) or filed.get(figure.period.removeprefix("FY"))
        if found is None:
            last = last_day(figure.period)
            found = next((ref for period, ref in filed.items() if _is_day_near(period, last)), None)
        return replace(found, figure=replace(found.figure, period=figure.period)) if found else None

    def _in_own_money(self, what: What) -> dict[str, FigureRef] | None:
        """Return the filed figures of this metric in whatever currency the company files it; None if there is none or several."""
        others = [
            filed
            for other, filed in self._by_period.items()
            if other[:-1] == what[:-1] and CURRENCY.fullmatch(other[-1] or "")
        ]
        return others[0] if len(others) == 1 else None


CURRENCY = re.compile(r"[A-Z]{3}")


def could_be_other_money(figure: Figure) -> bool:
    """Return whether the report's currency word is used by several countries ("crowns"), so that it may be the filing's."""
    return (figure.assumed or "").startswith('currency of "')


def _what(figure: Figure, company: str | None) -> What:
    return (company, figure.metric, figure.per, figure.unit)


def last_day(period: str) -> date | None:
    """Return the last day of a period; None for a fiscal year, whose end is not known here, and for a period a person typed otherwise."""
    try:
        if "/" in period:
            return date.fromisoformat(period.partition("/")[2])
        named = _CALENDAR.fullmatch(period)
        if named is None:
            return None
        month = int(named["quarter"] or 0) * 3 or int(named["half"] or 0) * 6 or (9 if named["nine"] else 12)
        year = int(named["year"])
        return date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _is_day_near(period: str, last: date | None) -> bool:
    first, _, end = period.partition("/")
    return last is not None and first == end and abs(date.fromisoformat(end) - last) < WEEK
