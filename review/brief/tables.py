"""The brief's two tables: figures compared, and topics on hot search."""

from __future__ import annotations

from review.amounts import difference, label, sum_of
from review.brief.night import Night
from review.brief.phrases import facts, source_of, words_of
from review.brief.record import Section, Sheet
from review.gloss import mentions
from review.rows import Row
from review.wording import VERDICTS, counted, lasting, platform

NUMBERS = 3
TOPICS = 4


def numbers(night: Night) -> Section:
    """Return the section that compares filed and reported figures: what conflicts first, and each pair of amounts once.

    A text's own sum that works out, and figures of other periods, are only counted.
    """
    rows = [row for row in night.compared if row["verdict"] not in {"adds_up", "other_period"}][:NUMBERS]
    sheet = Sheet(
        head=("Metric", "Figure A", "Figure B", "Verdict"),
        rows=tuple(
            (
                label(row, night.people.called),
                f"{words_of(row, 'left')} ({source_of(row, 'left')})",
                f"{words_of(row, 'right')} ({source_of(row, 'right')})"
                if row["right_id"] and row["kind"] != "arithmetic"
                else sum_of(row["derivation"]),
                _verdict(row),
            )
            for row in rows
        ),
    )
    return Section(
        title="Numbers",
        sheet=sheet if rows else None,
        more=len(night.figures) - len(rows),
        path="/questions/figures?verdicts=all",
        nothing="No two figures to compare.",
    )


def _verdict(row: Row) -> str:
    by = difference(row["difference"]) if row["verdict"] == "conflicts" else None
    return VERDICTS[row["verdict"]] + (f", by {by}" if by else "")


def hot_search(night: Night) -> Section:
    """Return the section on topics about watched companies: peak and last position, time on the board, articles."""
    rows = night.hot
    sheet = Sheet(
        head=("Topic", "Position", "On the board", "Articles"),
        rows=tuple(
            (
                "; ".join(
                    facts(
                        f"{row['title']} ({platform(row['platform'])})",
                        mentions(night.named.get(row["title"], ())),
                    )
                ),
                _position(row),
                f"seen for {lasting(row['minutes'])}" if row["looks"] > 1 else "seen once",
                counted(row["articles"], "article") if row["articles"] else "no article yet",
            )
            for row in rows[:TOPICS]
        ),
    )
    return Section(
        title="Hot search",
        sheet=sheet if rows else None,
        more=max(len(rows) - TOPICS, 0),
        path="/questions/hot",
        nothing="Nothing about us or our peers on the boards we watch.",
    )


def _position(row: Row) -> str:
    peak, last = row["peak_position"], row["last_position"]
    if peak is None:
        return "rising" if "rising" in row["lists"] else "no position"
    return f"peak {peak}" + (f", last {last}" if last and last != peak else "")
