"""Puts what the named queries found into the ten sections of the brief, as plain words. Never adds what was not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from review.addresses import safe_url
from review.brief.record import Entry, Section, Sheet
from review.questions import Row
from review.watching import Watching
from review.wording import (
    CHANNELS,
    STANCES,
    VERDICTS,
    between,
    counted,
    heat,
    local,
    open_for,
    shortened,
    span,
)

CLAIMS = 5
STORIES = 3
VOICES = 4
NUMBERS = 5
TOPICS = 5
PEERS = 3
WAITING = 5
QUOTE = 220
"""Most characters of a quote; an answer longer than this is cut and says so by its ellipsis."""
EXTRACT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Everything the queries found in the window."""

    since: datetime
    until: datetime
    zone: tzinfo
    people: Watching
    new: list[Row]
    unanswered: list[Row]
    spoke: list[Row]
    speed: list[Row]
    figures: list[Row]
    hot: list[Row]
    peers: list[Row]
    declined: list[Row]
    today: list[Row]
    waiting: list[Row]
    missed: list[Row]
    decided: dict[tuple[str, str], str]
    """(story, kind of decision) to its standing value."""
    tellers: dict[str, Row]
    """Story to the first article of its best outlet."""

    @property
    def own(self) -> list[Row]:
        """Stories about the own companies."""
        return [row for row in self.new if row["side"] == "own"]

    @property
    def open_own(self) -> list[Row]:
        """Open claims about the own companies."""
        return [row for row in self.unanswered if row["side"] == "own"]

    @property
    def conflicts(self) -> list[Row]:
        """Checks that conflict or do not add up."""
        return [row for row in self.figures if row["verdict"] in ("conflicts", "does_not_add_up")]

    @property
    def quiet(self) -> bool:
        """Nothing about the own companies, and nothing open."""
        return not (self.own or self.open_own or any(row["side"] == "own" for row in self.hot))

    def headline(self, story: str, headline: str) -> str:
        """A story's headline; a person's name for it goes first."""
        return self.decided.get((story, "rename"), headline)


def night_in_a_sentence(night: Night) -> str:
    """The night in one sentence, out of counts and headlines alone."""
    if night.quiet:
        seen = counted(len(night.new), "story", "stories")
        return (
            f"No significant coverage in this window: nothing about us, no open claim; {seen} about others."
        )
    parts = []
    if night.open_own:
        parts.append(f"{counted(len(night.open_own), 'claim')} about us without an answer")
    if night.own:
        first = night.own[0]
        told = shortened(night.headline(first["story"], first["headline"]), 110)
        parts.append(f"the widest story is “{told}” ({counted(first['outlets'], 'outlet')})")
    answers = [row for row in night.speed if row["side"] == "own"]
    if answers:
        quickest = answers[0]
        parts.append(
            f"our fastest answer came {span(quickest['latency_min'], quickest['latency_max'])} after the claim"
        )
    elif not parts:
        parts.append(f"{counted(len(night.hot), 'topic')} about us on hot search, no article yet")
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."


def all_of(night: Night) -> tuple[Section, ...]:
    """Sections 2 to 9 in their order; the masthead, the sentence and the foot stand apart."""
    return (
        needs_an_answer(night),
        top_stories(night),
        who_spoke(night),
        numbers(night),
        hot_search(night),
        peers(night),
        today(night),
        actions(night),
    )


def needs_an_answer(night: Night) -> Section:
    """Open claims, ours first: where first seen, for how long open, how far it spread, who has it."""
    rows = [row for row in night.unanswered if night.decided.get((row["story"], "status")) != "ignore"]
    entries = tuple(
        Entry(
            lead=night.headline(row["story"], row["headline"]),
            details=_facts(
                night.people.name(row["subject"]),
                f"open for {open_for(_moment(row['first_seen_not_after']), night.until)}",
                f"first seen {between(row['first_seen_not_before'], row['first_seen_not_after'], night.zone)}",
                counted(row["outlets"], "outlet"),
                f"hot search peak {row['peak_position']}" if row["peak_position"] else None,
                _said(row["said_so_far"]),
                f"owner: {night.decided.get((row['story'], 'owner'), 'nobody yet')}",
            ),
            path=f"/story/{row['story']}",
            url=_teller_url(night, row["story"]),
        )
        for row in rows[:CLAIMS]
    )
    return Section(
        title="Needs an answer",
        entries=entries,
        note=_rest(rows, CLAIMS) or (None if rows else "No open claim about us or our peers."),
    )


def top_stories(night: Night) -> Section:
    """The widest stories: what it says, who answered how fast, what is to be done."""
    rows = [row for row in night.new if night.decided.get((row["story"], "status")) != "ignore"]
    return Section(
        title="Top stories",
        entries=tuple(_top_story(night, row) for row in rows[:STORIES]),
        note=_rest(rows, STORIES) or (None if rows else "No story in this window."),
    )


def _top_story(night: Night, row: Row) -> Entry:
    teller = night.tellers.get(row["story"])
    answer = next(
        (said for said in night.spoke if said["story"] == row["story"] and said["what"] == "answer"), None
    )
    status = night.decided.get((row["story"], "status"), "no action chosen")
    spread = f"{counted(row['outlets'], 'outlet')}, {counted(row['documents'], 'item')}"
    folded = row["documents"] - row["unique_documents"]
    return Entry(
        lead=night.headline(row["story"], row["headline"]),
        details=_facts(
            f"{teller['source']}, {local(_moment(teller['at']) or night.until, night.zone)}"
            if teller
            else None,
            f"{spread} ({counted(folded, 'copy', 'copies')} folded)" if folded else spread,
            f"claim: {shortened(row['claim'], EXTRACT)}"
            if row["claim"] and row["claim"] != row["headline"]
            else None,
            f"topic {row['topic_title']}, peak {row['peak_position']}" if row["peak_position"] else None,
            f"action: {status}",
        ),
        quote=shortened(answer["text"], QUOTE) if answer else None,
        lang=answer["lang"] if answer else None,
        by=_by(night, answer) if answer else None,
        url=safe_url(teller["url"]) if teller else None,
        path=f"/story/{row['story']}",
    )


def who_spoke(night: Night) -> Section:
    """Own voices, then peers', exact words; answers that stand with their story above are not repeated."""
    shown = {row["story"] for row in night.new[:STORIES]}
    quoted = set()
    rows = []
    for row in night.spoke:
        first_answer = row["what"] == "answer" and row["story"] in shown and row["story"] not in quoted
        if first_answer:
            quoted.add(row["story"])
        else:
            rows.append(row)
    entries = tuple(
        Entry(
            lead=f"{row['speaker'] or night.people.name(row['entity']) or 'Somebody'}, {_where(row)}",
            quote=shortened(row["text"], QUOTE),
            lang=row["lang"],
            by=_by(night, row),
            url=safe_url(row["url"]),
            path=f"/explain/{row['id']}",
        )
        for row in rows[:VOICES]
    )
    own = [row for row in night.declined if row["side"] == "own"]
    told = f"Coverage says {counted(len(own), 'time')} that we did not comment." if own else None
    rest = _rest(rows, VOICES)
    nothing = None if rows or quoted else "Nobody we watch was quoted."
    return Section(
        title="Who spoke", entries=entries, note=" ".join(filter(None, (rest, told, nothing))) or None
    )


def numbers(night: Night) -> Section:
    """What the filing says, what the outlets say, and how they compare."""
    rows = night.figures
    sheet = Sheet(
        head=("Figure", "One says", "Another says", "Verdict"),
        rows=tuple(
            (
                " ".join(
                    filter(
                        None,
                        (
                            row["subject"],
                            row["metric_text"] or (row["metric"] or "").replace("_", " "),
                            row["period"],
                        ),
                    )
                )
                or "–",
                f"{row['left_text']} ({_source(row, 'left')})",
                f"{row['right_text']} ({_source(row, 'right')})" if row["right_id"] else row["derivation"],
                VERDICTS[row["verdict"]]
                + (
                    f" ({row['difference']} %)" if row["verdict"] == "conflicts" and row["difference"] else ""
                ),
            )
            for row in rows[:NUMBERS]
        ),
    )
    return Section(
        title="Numbers",
        sheet=sheet if rows else None,
        note=_rest(rows, NUMBERS) or (None if rows else "No two figures to compare."),
    )


def hot_search(night: Night) -> Section:
    """Topics about watched companies: peak and last position, minutes on the board, articles."""
    rows = night.hot
    sheet = Sheet(
        head=("Topic", "Peak", "Last", "Heat", "On the board", "Articles"),
        rows=tuple(
            (
                f"{row['title']} ({row['platform']})",
                str(row["peak_position"] or "rising"),
                str(row["last_position"] or "–"),
                heat(row["peak_heat"]),
                f"{row['minutes']} min" if row["looks"] > 1 else "seen once",
                str(row["articles"]) if row["articles"] else "no article yet",
            )
            for row in rows[:TOPICS]
        ),
    )
    return Section(
        title="Hot search",
        sheet=sheet if rows else None,
        note=_rest(rows, TOPICS)
        or (None if rows else "Nothing about us or our peers on the boards we watch."),
    )


def peers(night: Night) -> Section:
    """Two lines for each answer of a peer."""
    rows = night.peers
    entries = tuple(
        Entry(
            lead=f"{night.people.name(row['company'])}: {night.headline(row['story'], row['headline'])}",
            details=_facts(
                f"{row['speaker'] or 'the company'} {STANCES.get(row['stance'] or '', 'answers')}",
                f"{span(row['latency_min'], row['latency_max'])} after the claim"
                if row["latency_max"] is not None
                else None,
            ),
            path=f"/story/{row['story']}",
        )
        for row in rows[:PEERS]
    )
    return Section(
        title="Peers",
        entries=entries,
        note=_rest(rows, PEERS) or (None if rows else "No answer from a peer."),
    )


def today(night: Night) -> Section:
    """What people entered as due."""
    entries = tuple(
        Entry(
            lead=f"{row['day']} {row['time'] or ''}".strip() + f": {row['what']}",
            details=_facts(night.people.name(row["company"])),
        )
        for row in night.today
    )
    return Section(
        title="Today", entries=entries, note=None if entries else "Nothing is entered in the calendar."
    )


def actions(night: Night) -> Section:
    """What people took on, with its owner; carried over until it is marked as answered or ignored."""
    rows = night.waiting
    entries = tuple(
        Entry(
            lead=night.headline(row["id"], row["title"]),
            details=_facts(
                row["status"],
                f"owner: {row['owner'] or 'nobody yet'}",
                row["note"] and f"note: {row['note']}",
            ),
            path=f"/story/{row['id']}",
        )
        for row in rows[:WAITING]
    )
    return Section(
        title="Actions and owners",
        entries=entries,
        note=_rest(rows, WAITING)
        or (None if rows else "Nobody has taken anything on; nothing is carried over."),
    )


def foot(night: Night, reader: str | None, issues: dict[str, int]) -> tuple[str, ...]:
    """What was not collected, how the brief was made, how to object."""
    missed = tuple(
        f"Not collected: {row['name']}, {row['failed']} of {counted(row['attempts'], 'attempt')} failed"
        + (f" ({row['why']})" if row["why"] else "")
        + (
            f"; last good look {local(_moment(row['last_good_at']) or night.until, night.zone)}."
            if row["last_good_at"]
            else "; no good look yet."
        )
        for row in night.missed
    )
    troubles = "; ".join(f"{kind.replace('_', ' ')}: {times}" for kind, times in issues.items())
    return (
        *(missed or ("Every source that was asked in the window answered.",)),
        *((f"Troubles that a person should know of: {troubles}.",) if troubles else ()),
        "Latencies are intervals, because boards are polled and posts are dated to the minute."
        + (f" Read by {reader}." if reader else ""),
        (
            "Headlines and short extracts only; rights stay with their publishers."
            " An entry is wrong? Open it at the desk: “correct” outranks the machine from the next run on."
        ),
    )


def _by(night: Night, row: Row) -> str:
    role = row["role"] or night.people.role(row["entity"])
    return ", ".join(
        _facts(
            row["speaker"] or night.people.name(row["entity"]),
            role,
            _channel(row),
            between(row["not_before"], row["not_after"], night.zone),
            f"{span(row['latency_min'], row['latency_max'])} after the claim"
            if row["latency_max"] is not None
            else None,
            STANCES.get(row["stance"] or ""),
            f"carried by {row['carriers']}" if row["carriers"] > 1 else None,
        )
    )


def _where(row: Row) -> str:
    return _channel(row) or row["source"] or "where is not known"


def _channel(row: Row) -> str | None:
    return row["channel"] or CHANNELS.get(row["channel_kind"] or "")


def _source(row: Row, side: str) -> str:
    return "filing" if row[f"{side}_is_filing"] else str(row[f"{side}_source"] or "source not known")


def _said(stances: str | None) -> str | None:
    if not stances:
        return None
    return "so far: " + ", ".join(STANCES.get(stance, stance) for stance in stances.split(","))


def _teller_url(night: Night, story: str) -> str | None:
    teller = night.tellers.get(story)
    return safe_url(teller["url"]) if teller else None


def _rest(rows: list[Row], shown: int) -> str | None:
    return f"{len(rows) - shown} more at the desk." if len(rows) > shown else None


def _facts(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
