"""The brief's two tables: figures compared, and topics on hot search."""

from __future__ import annotations

from review.amounts import difference, label, sum_of
from review.brief.night import Night
from review.brief.phrases import rest, source_of, words_of
from review.brief.record import Section, Sheet
from review.rows import Row
from review.wording import VERDICTS, heat, lasting, platform

NUMBERS = 3
TOPICS = 4


def numbers(night: Night) -> Section:
    """Return the section that compares filed and reported figures."""
    rows = night.figures
    sheet = Sheet(
        head=("Metric", "Figure A", "Figure B", "Verdict"),
        rows=tuple(
            (
                label(row, night.people.called),
                f"{words_of(row, 'left')} ({source_of(row, 'left')})",
                f"{words_of(row, 'right')} ({source_of(row, 'right')})"
                if row["right_id"]
                else sum_of(row["derivation"]),
                _verdict(row),
            )
            for row in rows[:NUMBERS]
        ),
    )
    return Section(
        title="Numbers",
        sheet=sheet if rows else None,
        note=rest(rows, NUMBERS) or (None if rows else "No two figures to compare."),
    )


def _verdict(row: Row) -> str:
    by = difference(row["difference"]) if row["verdict"] == "conflicts" else None
    return VERDICTS[row["verdict"]] + (f", by {by}" if by else "")


def hot_search(night: Night) -> Section:
    """Return the section on topics about watched companies: peak and last position, minutes on the board, articles."""
    rows = night.hot
    sheet = Sheet(
        head=("Topic", "Peak", "Last", "Heat", "On the board", "Articles"),
        rows=tuple(
            (
                f"{row['title']} ({platform(row['platform'])})",
                str(row["peak_position"] or ("rising" if "rising" in row["lists"] else "–")),
                str(row["last_position"] or "–"),
                heat(row["peak_heat"]),
                lasting(row["minutes"]) if row["looks"] > 1 else "seen once",
                str(row["articles"]) if row["articles"] else "no article yet",
            )
            for row in rows[:TOPICS]
        ),
    )
    return Section(
        title="Hot search",
        sheet=sheet if rows else None,
        note=rest(rows, TOPICS)
        or (None if rows else "Nothing about us or our peers on the boards we watch."),
    )
