"""A story's timeline as inline SVG: board positions, articles, and answers with their intervals. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup, escape

from review.control_characters import visible
from review.rows import Row
from review.wording import between, counted, first_sighting, heat, local, shortened

WIDTH = 960
LEFT = 112
RIGHT = 18
BOARD = 120
"""Height of the board's part in pixels."""
ROW = 24
WORST = 50
"""Lowest position that is drawn."""
STEPS = (
    *(timedelta(minutes=minutes) for minutes in (5, 15, 30)),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 12)),
    *(timedelta(days=days) for days in (1, 2, 7, 14, 30, 90, 365)),
)
TICKS = 8
TOGETHER = 5
"""Maximum distance in pixels at which dots are merged."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps times to pixels."""

    begin: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        """Return the x coordinate of a time, clipped to the picture."""
        part = (moment - self.begin) / (self.end - self.begin)
        return round(LEFT + min(max(part, 0.0), 1.0) * (WIDTH - LEFT - RIGHT), 1)


def draw(
    sightings: Sequence[Row],
    documents: Sequence[Row],
    answers: Sequence[Row],
    zone: tzinfo,
    claim: tuple[str | None, str] | None = None,
) -> Markup | None:
    """Return the picture, or None if nothing has a time.

    Args:
        sightings: rows with captured_at, position, heat, list.
        documents: rows with at, title, source, kind.
        answers: rows with responded_not_before, responded_not_after, speaker.
        zone: the team's time zone.
        claim: bounds of the claim's first sighting, from which latencies count.
    """
    seen = _interval(claim)
    moments = [
        *seen,
        *(datetime.fromisoformat(row["captured_at"]) for row in sightings),
        *(datetime.fromisoformat(row["at"]) for row in documents if row["at"]),
        *(
            datetime.fromisoformat(row["responded_not_after"])
            for row in answers
            if row["responded_not_after"]
        ),
    ]
    if not moments:
        return None
    margin = max((max(moments) - min(moments)) / 20, timedelta(minutes=10))
    scale = Scale(min(moments) - margin, max(moments) + margin)
    board = BOARD if sightings else 0
    lane = board + (ROW if documents else 0)
    lanes = dict.fromkeys(_who(row) for row in answers if row["responded_not_after"])
    places = {who: lane + ROW * index + ROW // 2 for index, who in enumerate(lanes)}
    below = lane + ROW * len(lanes)
    height = below + 2 * ROW
    parts = [
        _axis(scale, zone, height - ROW),
        _claim(seen, first_sighting(*claim, zone), scale, height - ROW) if seen and claim else Markup(""),
        *_board(sightings, scale),
        *_articles(documents, scale, board + ROW // 2, zone),
        _label(board + ROW // 2, "articles") if documents else Markup(""),
        *(_label(y, visible(who)) for who, y in places.items()),
        *(_answer(row, scale, places[_who(row)], zone) for row in answers if row["responded_not_after"]),
    ]
    seen_on = "positions on boards, " if sightings else ""
    told = f"{seen_on}{counted(len(documents), 'document')}, {counted(len(answers), 'answer')}, from {local(min(moments), zone)} to {local(max(moments), zone)}"
    return Markup(
        '<svg class="timeline" viewBox="0 0 {width} {height}" role="img" aria-label="{told}" preserveAspectRatio="xMinYMin meet">{parts}</svg>'
    ).format(width=WIDTH, height=height, told=told, parts=Markup("").join(parts))


def _interval(claim: tuple[str | None, str] | None) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(moment) for moment in claim or () if moment)


def _claim(seen: tuple[datetime, ...], told: str, scale: Scale, bottom: int) -> Markup:
    """Draw a line at the latest time the claim was first seen, with a faint band back to the earliest."""
    x, far = scale.x(seen[0]), scale.x(seen[-1])
    return Markup(
        '<rect class="broke" x="{x}" y="0" width="{width}" height="{bottom}"><title>claim first seen {told}</title></rect>'
        '<rect class="claim" x="{far}" y="0" width="2" height="{bottom}"><title>claim first seen {told}</title></rect>'
        '<text class="claim-label" x="{at}" y="{y}">claim</text>'
    ).format(x=x, far=far, width=round(far - x, 1), bottom=bottom, told=told, at=far + 5, y=bottom - 5)


def _axis(scale: Scale, zone: tzinfo, bottom: int) -> Markup:
    step = next((step for step in STEPS if (scale.end - scale.begin) / step <= TICKS), STEPS[-1])
    midnight = scale.begin.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    ticks, moment = [], midnight
    while moment <= scale.end:
        if moment >= scale.begin:
            ticks.append(moment)
        moment += step
    lines = [
        Markup(
            '<line class="grid" x1="{x}" x2="{x}" y1="0" y2="{bottom}"/><text class="tick" x="{x}" y="{y}" text-anchor="middle">{label}</text>'
        ).format(
            x=scale.x(tick),
            bottom=bottom,
            y=bottom + 16,
            label=f"{tick.astimezone(zone):%H:%M}"
            if step < timedelta(days=1) and tick.astimezone(zone).hour + tick.astimezone(zone).minute
            else f"{tick.astimezone(zone).day} {tick.astimezone(zone):%b}",
        )
        for tick in ticks
    ]
    return Markup("").join(lines)


def _board(sightings: Sequence[Row], scale: Scale) -> list[Markup]:
    if not sightings:
        return []
    most = max((row["heat"] or 0 for row in sightings), default=0)
    bars = [
        Markup('<line class="heat" x1="{x}" x2="{x}" y1="{bottom}" y2="{top}"/>').format(
            x=scale.x(datetime.fromisoformat(row["captured_at"])),
            bottom=BOARD - 4,
            top=round(BOARD - 4 - (BOARD - 24) * row["heat"] / most, 1),
        )
        for row in sightings
        if row["heat"] and most
    ]
    dots = [
        Markup('<circle class="position" cx="{x}" cy="{y}" r="3.5"><title>{told}</title></circle>').format(
            x=scale.x(datetime.fromisoformat(row["captured_at"])),
            y=_height(row["position"]),
            told=visible(f"{row['title']}: position {row['position']}, heat {heat(row['heat'])}"),
        )
        for row in sightings
        if row["position"]
    ]
    label = Markup("").join(
        _label(y, word) for y, word in ((_height(1), "position 1"), (_height(WORST), f"position {WORST}"))
    )
    return [*bars, *_lines(sightings, scale), *dots, label]


def _lines(sightings: Sequence[Row], scale: Scale) -> list[Markup]:
    topics = dict.fromkeys(row["topic"] for row in sightings)
    return [
        Markup('<polyline class="position" points="{points}"/>').format(
            points=" ".join(
                f"{scale.x(datetime.fromisoformat(row['captured_at']))},{_height(row['position'])}"
                for row in sightings
                if row["topic"] == topic and row["position"]
            )
        )
        for topic in topics
    ]


def _height(position: int) -> float:
    return round(12 + (min(position, WORST) - 1) / (WORST - 1) * (BOARD - 28), 1)


def _articles(documents: Sequence[Row], scale: Scale, y: int, zone: tzinfo) -> list[Markup]:
    """Draw a dot per document; overlapping dots are merged into one with their number."""
    places: dict[int, list[Row]] = {}
    for row in documents:
        if row["at"]:
            place = int(scale.x(datetime.fromisoformat(row["at"])) // TOGETHER)
            places.setdefault(place, []).append(row)
    return [
        Markup('<circle class="article" cx="{x}" cy="{y}" r="{r}"><title>{told}</title></circle>').format(
            x=scale.x(datetime.fromisoformat(rows[0]["at"])),
            y=y,
            r=round(min(4.5 + math.log2(len(rows)), 8), 1),
            told=visible(_told(rows, zone)),
        )
        for rows in places.values()
    ]


def _told(rows: list[Row], zone: tzinfo) -> str:
    first = rows[0]
    title = shortened(first["title"] or first["kind"], 80)
    told = f"{first['source']}, {local(datetime.fromisoformat(first['at']), zone)}: {title}"
    return told if len(rows) == 1 else f"{told}; and {len(rows) - 1} more about then"


def _who(row: Row) -> str:
    """Return the name that an answer's lane bears; the answers of one speaker share a lane."""
    return shortened(row["speaker"] or "somebody", 16)


def _answer(row: Row, scale: Scale, y: int, zone: tzinfo) -> Markup:
    end = datetime.fromisoformat(row["responded_not_after"])
    start = datetime.fromisoformat(row["responded_not_before"]) if row["responded_not_before"] else end
    x, far = scale.x(start), scale.x(end)
    told = f"{_who(row)}: {between(row['responded_not_before'], row['responded_not_after'], zone)}"
    return Markup(
        '<rect class="answer" x="{x}" y="{y}" width="{width}" height="10" rx="3"><title>{told}</title></rect>'
    ).format(x=x, y=y - 5, width=max(round(far - x, 1), 6), told=visible(told))


def _label(y: float, text: str) -> Markup:
    return Markup('<text class="label" x="0" y="{y}" dominant-baseline="middle">{text}</text>').format(
        y=y, text=escape(text)
    )
