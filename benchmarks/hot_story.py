"""Measures the cost of one huge story: 5,000 documents and 500 topics of one affair, linked as they arrive.

The affair is made up: reports with figures, reprints under one title, statements of its chief executive and remarks
of thirty onlookers in varying excerpts, lines of a board. Reports CPU milliseconds per document while the story
grows, by activity: for one continuing process, and for one started anew for each pass, as the scheduled job does.
`python -m benchmarks hot_story [--documents 5000] [--topics 500] [--portion 100]`
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlite_utils import Database

import db
import db.stories
import steps
from benchmarks import subjects
from db import archives, facts
from records import Company, Document, Figure, Mention, Person, Quote, Reading, Role, Sighting, Watchlist

START = datetime(2030, 3, 4, 6, tzinfo=UTC)
LASTS = timedelta(days=4)
NAME, CHIEF = "Calder", "Anna Rehn"
WATCHLIST = Watchlist(
    companies=(Company(id="calder", name=NAME, watch="own"),),
    people=(Person(id="rehn", name=CHIEF, roles=(Role(company="calder", title="chief executive"),)),),
)
HEADS = ("brakes", "fault", "recall", "vans", "crash", "factory", "drivers", "failing", "inquiry", "warning")
STARTS, MIDDLES, ENDS = ("bal cor dan fel gru mar nes pol tri ver", "a e i o u", "ck ld mp nt rs st")
WORDS = [a + b + c for a in STARTS.split() for b in MIDDLES.split() for c in ENDS.split()]
ONLOOKERS = [
    f"{first} {last}"
    for first in ("Ida", "Per", "Mo")
    for last in ["Ost", "Vang", "Roe", "Sund", "Bly", "Holt", "Dahl", "Mork", "Fehn", "Lie"]
]
STATEMENTS, REMARKS = 12, 300
"""Number of different statements of the chief executive, and of remarks of all onlookers."""

FIGURES: tuple[tuple[str, str, str | None, str | None, tuple[int, ...]], ...] = (
    ("net_income", "EUR", None, "actual", (-1_800_000_000, -1_790_000_000, -1_812_400_000)),
    ("net_income", "EUR", None, "estimate", (-1_500_000_000, -1_600_000_000)),
    ("deliveries", "vehicle", None, "actual", (27_307, 27_300, 27_000)),
    ("profit_per_unit", "EUR", "vehicle", None, (-60_000, -66_000)),
)
"""Metric, unit, per, status, and the values reported."""

PARTS = 5
"""Number of rows printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A document or topic, as collected and read."""

    at: datetime
    what: Document | Sighting
    reading: Reading


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--topics", type=int, default=500)
    parser.add_argument("--portion", type=int, default=100)
    options = parser.parse_args(argv)
    stream = affair(options.documents, options.topics)
    portions = [stream[at : at + options.portion] for at in range(0, len(stream), options.portion)]
    going, store = _grown(portions, goes_on=True)
    beginning, _ = _grown(portions, goes_on=False)
    print("| told before | goes on: ms each | begins with each pass: ms each |\n|---|---|---|")
    every = max(1, len(portions) // PARTS)
    for at in range(0, len(portions), every):
        count = sum(map(len, portions[at : at + every]))
        costs = [f"{1000 * sum(spent[at : at + every]) / count:.2f}" for spent in (going, beginning)]
        print(f"| {at * options.portion:,} | {' | '.join(costs)} |")
    ((_, most),) = Counter(db.stories.of_items(store).values()).most_common(1)
    derived = {
        table: store.table(table).count for table in ("stories", "responses", "response_carriers", "checks")
    }
    print(f"\n{most:,} of {len(stream):,} stand in one story; {derived}")


def _grown(portions: list[list[Telling]], *, goes_on: bool) -> tuple[list[float], Database]:
    """Return CPU seconds of each pass, and the final store."""
    store, spent, memory = db.connect(":memory:"), [], steps.Memory()
    for portion in portions:
        with store.atomic():
            for telling in portion:
                _take_in(store, telling)
        moment = portion[-1].at + timedelta(minutes=1)
        began = time.process_time()
        steps.link_store(store, WATCHLIST, (), moment, memory=memory if goes_on else None)
        spent.append(time.process_time() - began)
    return spent, store


def _take_in(store: Database, telling: Telling) -> None:
    match telling.what:
        case Document() as document:
            archives.save_document(store, document, telling.at)
            item, of, wording = document.id, "document", facts.text_sha256(document.text)
        case sighting:
            item, of = archives.save_topic(store, sighting.title, sighting), "topic"
            wording = store.table("topics").get(item)["key"]
    waiting = facts.Wording(
        item=item, of=of, text="", text_sha256=wording, title=None, lang="en", published=None, zone="UTC", entity=None
    )  # fmt: skip
    facts.save(store, waiting, telling.reading, "1", telling.at)


def affair(documents: int, topics: int) -> list[Telling]:
    """Return all items in order of time, most of them early."""
    chance = random.Random(11)
    said = [" ".join(chance.sample(WORDS, 16)) for _ in range(STATEMENTS)]
    remarks = [" ".join(chance.sample(WORDS, 14)) for _ in range(REMARKS)]
    moments = sorted(START + LASTS * chance.random() ** 2 for _ in range(documents + topics))
    lines = set(chance.sample(range(len(moments)), topics))
    heads: list[str] = []
    told: list[Telling] = []
    for number, at in enumerate(moments):
        if number in lines:
            told.append(_line(f"{_head(chance)} {number}", at))
            continue
        head = chance.choice(heads) if heads and chance.random() < 0.2 else _head(chance)  # noqa: PLR2004
        heads.append(head)
        told.append(_report(f"d{number:05}", head, at, chance, said, remarks))
    return told


def _head(chance: random.Random) -> str:
    return f"{NAME} {' '.join(chance.sample(HEADS, 4))} {' '.join(chance.sample(WORDS, 3))}"


def _named() -> tuple[Mention, ...]:
    return (Mention(start=0, end=len(NAME), text=NAME, label="ORG", entity="calder"),)


def _line(title: str, at: datetime) -> Telling:
    sighting = Sighting(
        platform="board", list="hot", title=title, position=1, index=0, captured_at=at, lang="en"
    )
    return Telling(at=at, what=sighting, reading=Reading(lang="en", mentions=_named()))


def _report(
    identity: str, head: str, at: datetime, chance: random.Random, said: list[str], remarks: list[str]
) -> Telling:
    """Return a report that quotes the chief executive and an onlooker and gives a figure, each in two of three cases."""
    text = f"{head}\n\n{' '.join(chance.choices((*HEADS, *WORDS), k=60))}. "
    quotes: list[Quote] = []
    for speaker, entity, wordings in ((CHIEF, "rehn", said), (chance.choice(ONLOOKERS), None, remarks)):
        words = chance.choice(wordings).split()
        begin = chance.randrange(6)
        cut = " ".join(words[begin : begin + chance.randrange(6, 11)])
        if chance.random() < 2 / 3:
            quotes.append(
                Quote(
                    start=len(text) + 1,
                    end=len(text) + 1 + len(cut),
                    text=cut,
                    kind="direct",
                    rule="made up",
                    confidence=0.9,
                    speaker=speaker,
                    speaker_entity=entity,
                    responds_to=None if entity else "the recall",
                )
            )
            text += f'"{cut}," said {speaker}. '
    metric, unit, per, status, values = chance.choice(FIGURES)
    value = chance.choice(values)
    figures = (
        Figure(
            start=len(text), end=len(text) + len(f"{value}"), text=f"{value}", unit=unit, rule="made up", value=Decimal(value),
            per=per, metric=metric, period="2029", basis="level", status=status, subject_entity="calder",
        ),
    )  # fmt: skip
    document = Document(
        id=identity, source="wire", kind="article", url=f"https://wire.example/{identity}", title=head,
        text=f"{text}{value}.", lang="en", published=at, seen=at,
    )  # fmt: skip
    reading = Reading(
        lang="en",
        mentions=_named(),
        quotes=tuple(quotes),
        figures=figures if chance.random() < 2 / 3 else (),
    )
    return Telling(at=at, what=document, reading=reading)
