"""Measures linking of listed names: every gold name of a language is on the watch list, word for word.

This is the task of spaCy's entity ruler: the list is given, and only linking each occurrence, and nothing else,
counts. A name that is also a word ("Target", 小米) must be distinguished from the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import nlp
from benchmarks.names_watched import AFTER
from records import Company, Person, Watchlist

KINDS = ("organisations", "persons")

Entry = Mapping[str, Any]
"""A sentence of gold: text, lang, persons, organisations, either."""


def measure(entries: Sequence[Entry], *, errors: bool) -> None:
    """Print recall and precision by language; names in `either` are not counted."""
    for lang in sorted({entry["lang"] for entry in entries}):
        _measure(lang, [entry for entry in entries if entry["lang"] == lang], errors=errors)


def _measure(lang: str, entries: Sequence[Entry], *, errors: bool) -> None:
    pipeline = nlp.load(lang, _watchlist(entries))
    pipeline.select_pipes(disable=list(AFTER))
    right = wanted = joined = 0
    for entry in entries:
        text = entry["text"]
        either = _places(text, entry["either"])
        gold = _places(text, (name for kind in KINDS for name in entry[kind]))
        doc = pipeline(text)
        found = {(span.start_char, span.end_char) for span in doc.spans["names"] if span.id_}
        # Annotators differ on the article and on the full stop of "Corp.".
        missed = {place for place in gold if not any(_overlaps(place, other) for other in found)}
        spurious = {place for place in found if not any(_overlaps(place, other) for other in gold | either)}
        right, wanted = right + len(gold) - len(missed), wanted + len(gold)
        joined += len(gold) - len(missed) + len(spurious)
        if errors and (missed or spurious):
            shown = [[text[start:end] for start, end in sorted(places)] for places in (missed, spurious)]
            print(text, f"missed {shown[0]}, spurious {shown[1]}", sep="\n    ")
    print(
        f"{lang}: {len(entries)} sentences, {wanted} listed names: "
        f"recall {right / max(1, wanted):.3f}, precision {right / max(1, joined):.3f}"
    )


def _watchlist(entries: Sequence[Entry]) -> Watchlist:
    companies, people = (sorted({name for entry in entries for name in entry[kind]}) for kind in KINDS)
    return Watchlist(
        companies=tuple(Company(id=f"company-{name}", name=name) for name in companies),
        people=tuple(Person(id=f"person-{name}", name=name) for name in people if name not in companies),
    )


def _places(text: str, names: Iterable[str]) -> set[tuple[int, int]]:
    """Return the spans of the names as words, a longer name before a shorter one inside it."""
    found: set[tuple[int, int]] = set()
    for name in sorted(set(names), key=len, reverse=True):
        edge = r"\b" if name.isascii() and name[-1].isalnum() else ""
        for match in re.finditer(edge + re.escape(name) + edge, text):
            if not any(_overlaps(match.span(), other) for other in found):
                found.add(match.span())
    return found


def _overlaps(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]
