"""Makes the names of a Chinese text agree: what one sentence shows counts for the others. Finds no new names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nlp.names import pinyin
from nlp.names.chinese import evidence
from nlp.names.chinese.evidence import DOTS, Evidence, Span

Name = tuple[int, int, str]
LONG = 3
"""Characters of the shortest name that is found again even where the words are cut otherwise."""


def carry(seen: Evidence, found: Sequence[Name]) -> list[Name]:
    """Return the names made to agree with each other, and repeated ones added; in order, without overlaps."""
    longer = _longer_names(seen, found)
    found = [_whole(seen, name, longer) for name in found]
    people = _sure_people(seen, found)
    firms = {seen.text[start:end] for start, end, label in found if label == "ORG" and end - start >= LONG}
    first_words = {name[:2] for name in firms if evidence.has_ending(name)}
    kept = []
    for start, end, label in found:
        name = seen.text[start:end]
        if label in {"ORG", "GPE"} and name in people:
            kept.append((start, end, "PERSON"))
        elif label == "PERSON" and name in first_words and name not in people:
            kept.append((start, end, "ORG"))  # 滕远 beside 滕远汽车
        else:
            kept.append((start, end, label))
    taken = evidence.Places((start, end) for start, end, _ in kept)
    again = [
        (*span, label)
        for span, label in _again(seen, {**dict.fromkeys(firms, "ORG"), **dict.fromkeys(people, "PERSON")})
        if not taken.meet(span)
    ]
    return sorted([*kept, *again])


def _sure_people(seen: Evidence, found: Sequence[Name]) -> set[str]:
    """Return names with an office beside them, or read as a person more often than as a company."""
    count: Counter[str] = Counter()
    for start, end, label in found:
        name = seen.text[start:end]
        if not pinyin.surname_of(name):
            continue
        titled = seen.title_before(start) < start or seen.title_after(end) > end
        if label == "PERSON":
            count[name] += 3 if titled else 1
        elif label == "ORG":
            count[name] -= 3 if evidence.has_ending(name) or seen.title_after(end) > end else 1
    names = {name for name, balance in count.items() if balance > 0}
    return names | _last_parts(seen, found)


def _last_parts(seen: Evidence, found: Sequence[Name]) -> set[str]:
    """Return the last parts of dotted names, by which their bearers are called later: 多西 of 杰克·多西."""
    names = (seen.text[start:end] for start, end, label in found if label == "PERSON")
    parts = {re.split(f"[{DOTS}]", name)[-1] for name in names if any(dot in name for dot in DOTS)}
    return {part for part in parts if len(part) > 1}


def _longer_names(seen: Evidence, found: Sequence[Name]) -> dict[str, str]:
    """Map two-character names to the three-character ones that the text has elsewhere: 刘结 to 刘结一."""
    names = {seen.text[start:end] for start, end, label in found if label == "PERSON"}
    return {name[:-1]: name for name in names if len(name) == LONG and name[:-1] in names}


def _whole(seen: Evidence, name: Name, longer: dict[str, str]) -> Name:
    """Return a truncated name in full: 刘结一 where 刘结 was read in "刘结一向记者介绍"."""
    start, end, label = name
    whole = longer.get(seen.text[start:end]) if label == "PERSON" else None
    return (start, start + len(whole), label) if whole and seen.text.startswith(whole, start) else name


def _again(seen: Evidence, known: dict[str, str]) -> Iterator[tuple[Span, str]]:
    """Yield further places of known names, the longest first at each."""
    by_begin: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=len, reverse=True):
        if len(name) >= LONG:
            by_begin[name[:2]].append(name)
    text = seen.text
    place = 0
    while place < len(text) - 1:
        for name in by_begin.get(text[place : place + 2], ()):
            if text.startswith(name, place) and (place in seen.at or place + len(name) in seen.ends):
                yield (place, place + len(name)), known[name]
                place += len(name) - 1
                break
        place += 1
