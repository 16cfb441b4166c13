"""Reads the marked quotations of tests/texts/quotes and compares them with what a reading found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from records import Quote

FOLDER = Path(__file__).parent / "texts" / "quotes"
MARKUP = re.compile(r"⟦|⟧\{([^}]*)\}")
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’][^\W\u3400-\u9fff]+)?")
OVERLAP = 0.5


@dataclass(frozen=True)
class Expected:
    """A quotation as marked."""

    start: int
    end: int
    speaker: str | None
    kind: str | None
    at: str | None = None
    """The words that name the speaker at the quotation, where they are not the full name."""
    counts: bool = True
    """False: readers may differ on whether this is reported speech; finding it or not changes nothing."""
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A text without its markup, and its quotations."""

    name: str
    lang: str
    text: str
    quotes: tuple[Expected, ...]
    published: datetime
    zone: str


def texts(folder: str, half: str) -> Iterator[Text]:
    """The texts of one half ("dev" or "held") in a folder: "en", "zh", "articles_en"."""
    for path in sorted((FOLDER / folder).glob(f"{half}_*.txt")):
        head, body = path.read_text(encoding="utf-8").split("---\n", 1)
        facts = dict(line.split(": ", 1) for line in head.splitlines())
        for number, part in enumerate(body.split("===\n"), start=1):
            plain, quotes = _unmark(part.strip())
            yield Text(
                f"{path.stem}/{number}",
                folder[-2:],
                plain,
                tuple(quotes),
                datetime.fromisoformat(facts["published"]),
                facts.get("zone", "UTC"),
            )


def _unmark(marked: str) -> tuple[str, list[Expected]]:
    plain = ""
    place = begin = 0
    quotes = []
    for match in MARKUP.finditer(marked):
        plain += marked[place : match.start()]
        place = match.end()
        if match.group() == "⟦":
            begin = len(plain)
            continue
        speaker, *rest = (part.strip() for part in match[1].split(";"))
        more = dict(part.split("=", 1) for part in rest if "=" in part)
        kind = next((part for part in rest if "=" not in part), None)
        at, counts = more.pop("at", None), more.pop("counts", "yes") == "yes"
        quotes.append(
            Expected(begin, len(plain), None if speaker == "?" else speaker, kind, at, counts, more)
        )
    return plain + marked[place:], quotes


def matched(text: Text, found: list[Quote]) -> Iterator[tuple[Expected | None, Quote | None]]:
    """Pairs by half of their words, the best first; then what was missed, and what was found and should not be."""
    words = [match.span() for match in WORD.finditer(text.text)]

    def inside(start: int, end: int) -> frozenset[int]:
        return frozenset(
            number for number, (begin, stop) in enumerate(words) if begin >= start and stop <= end
        )

    gold = [(quote, inside(quote.start, quote.end)) for quote in text.quotes]
    ours = [
        (quote, inside(quote.start, quote.end))
        for quote in found
        if quote.stance not in {"decline", "silent"} and quote.rule != "nested"
    ]
    scored = sorted(
        (
            (len(one & other) / len(one | other), number, index)
            for number, (_, one) in enumerate(gold)
            for index, (_, other) in enumerate(ours)
            if one & other
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, number, index in scored:
        if score >= OVERLAP and number not in taken and index not in taken.values():
            taken[number] = index
    for number, (quote, _) in enumerate(gold):
        if quote.counts:
            yield quote, ours[taken[number]][0] if number in taken else None
    doubtful = [inside for quote, inside in gold if not quote.counts]
    for index, (quote, its) in enumerate(ours):
        if index not in taken.values() and not any(
            len(its & other) >= OVERLAP * len(its) for other in doubtful
        ):
            yield None, quote


def speaks(expected: Expected, quote: Quote) -> bool:
    """Whether the right one is named: one name holds the other, articles and possessives aside."""
    if expected.speaker is None or quote.speaker is None:
        return expected.speaker is None and quote.speaker is None
    one, other = expected.speaker.lower(), quote.speaker.lower()
    return one in other or other in one
