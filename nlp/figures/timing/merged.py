"""Merges periods that one figure has together: a part and its year, a report and 报告期. Does not choose them."""

from __future__ import annotations

from nlp.figures.periods.named import Period

PARTS = {"quarter", "half", "nine", "months_to"}
"""Reporting periods that are parts of a year."""


def with_part(named: list[Period], start: int, year: Period) -> Period:
    """Combine a part with its year: "nine-month revenue was $5m in 2024"."""
    if year.form != "year" or year.fiscal or year.year is None:
        return year
    parts = [
        period for period in named if period.end <= start and period.form in PARTS and period.year is None
    ]
    return merge([parts[-1], year]) if parts else year


def merge(found: list[Period]) -> Period:
    """Merge the periods of "second quarter performance report for 2024" into the quarter of that year."""
    year = next((period.year for period in found if period.form == "year" and period.year), None)
    chosen = found[-1]
    if chosen.form == "year" and chosen.year is None and len(found) > 1 and found[-2].end == chosen.start:
        return found[-2]  # 今年全年
    if chosen.form in {"same", "same_quarter", "same_to_date"}:
        report = next((period for period in reversed(found) if period.form in PARTS), None)
        return chosen if report is None else _of_report(chosen, report)
    if chosen.form in {"year", "date"}:
        part = next(
            (period for period in reversed(found) if period.form in {"quarter", "half", "nine", "months_to"}),
            None,
        )
        if part is not None and (part.year is None or chosen.form == "date"):
            chosen = part
    if (
        chosen.year is None
        and year is not None
        and chosen.form in {"quarter", "half", "nine", "months_to", "span"}
    ):
        return Period(
            chosen.start,
            chosen.end,
            chosen.form,
            chosen.n,
            year,
            chosen.fiscal,
            chosen.month,
            chosen.day,
            chosen.first,
            chosen.back,
        )
    return chosen


def _of_report(told: Period, report: Period) -> Period:
    """Return what a report's own words mean: in a third-quarter report 本报告期 is the quarter and 年初至报告期末 nine months."""
    if told.form == "same_quarter" and report.form == "nine":
        return report._replace(form="quarter", n=3)
    if told.form == "same_to_date" and report.form == "quarter" and report.n in {2, 3}:
        return report._replace(form="half" if report.n == 2 else "nine", n=1)  # noqa: PLR2004
    return report
