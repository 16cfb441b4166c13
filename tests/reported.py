"""Reports of an invented company with given figures, and the checks that linking makes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import stories
from records import Company, Figure, FigureRef, Interval, Item, Mention, Reading, Watchlist

START = datetime(2031, 3, 3, 8, tzinfo=UTC)


WATCHLIST = Watchlist(companies=(Company(id="norvik", name="Norvik"),))


def figure(value: str, unit: str = "EUR", *, start: int = 0, **fields) -> Figure:
    fields.setdefault("basis", "level")
    return Figure(
        start=start, end=start + 4, text=value, unit=unit, rule="test", value=Decimal(value), **fields
    )


def report(identity: str, *figures: Figure, kind="article", hours: float = 0) -> Item:
    title = "Norvik reports on its second quarter of vans"
    at = START + timedelta(hours=hours)
    return Item(
        id=identity,
        kind=kind,
        lang="en",
        title=title if identity == "a" else f"{title} ({identity})",
        text=title,
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source=identity,
        reading=Reading(
            lang="en",
            mentions=(Mention(start=0, end=6, text="Norvik", label="ORG", entity="norvik"),),
            figures=figures,
        ),
    )


def checks(*items: Item, filed: tuple[Figure, ...] = ()):
    references = [
        FigureRef(item=f"filing-{number}", figure=one, is_filing=True) for number, one in enumerate(filed)
    ]
    return stories.link(
        items,
        watchlist=WATCHLIST,
        now=START + timedelta(days=9),
        stored=stories.Stored(references=references),
    ).checks


REVENUE = {"metric": "revenue", "subject_entity": "norvik", "period": "2031-Q2", "status": "actual"}


FILED = REVENUE | {"reported_by": "10-Q 0001-31-7, filed 2031-03-01"}
