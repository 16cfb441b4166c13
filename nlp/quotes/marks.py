"""Pairs quotation marks, paragraph by paragraph, with a state machine. Knows characters only, not what is speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nlp.chinese.script import HAN

CLOSER = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“", "``": "''", "‘": "’"}
"""What closes what; straight marks close themselves."""

MARK = re.compile(r"``|''|[“”„«»「」『』\"＂]")
SINGLE = re.compile(r"[‘’']")
LINE_END = re.compile(r"\n\s*")
LONGEST_CHAIN = 12
"""Paragraphs one quotation may run through; more is a mark that somebody forgot."""

SHORT = 6
"""Characters up to which single marks hold a word that is only named."""

LONG = 20
"""Characters after which a quotation that is never closed is still believed to be one."""

BEFORE_OPENING = frozenset(" \t\n\r\xa0\u3000([{（【—–-/:：,，。;；>…")


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks; `start` and `end` take the marks in, `inner` leaves them out."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    """False: a mark is missing, and the paragraph's end or its beginning stands for it."""
    single: bool = False
    """Between ‘ and ’."""


@dataclass(frozen=True, slots=True)
class Look:
    """What can be told from the marked words alone."""

    words: int
    last: str
    """Last character of the words, "" where there are none."""
    sentence: bool
    """Begins like a sentence or ends like one, and is long enough to be one."""
    title: bool
    """Every weighty word begins with a capital: a work, a product, a slogan."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of one paragraph that marks enclose; an end of None is still open."""

    start: int
    inner_start: int
    inner_end: int | None
    end: int | None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs. A line break inside a sentence (hard-wrapped text) ends none."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in LINE_END.finditer(text):
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        after = text[match.end() : match.end() + 1]
        if after.islower() and text[end - 1 : end] not in tuple('.!?:”"') and start < end:
            continue
        if start < end:
            found.append((start, end))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def pair(text: str, blocks: list[tuple[int, int]] | None = None) -> list[Marked]:
    """Everything between quotation marks, in order, outermost pairs only.

    Single marks are read only in paragraphs that have no others.
    """
    blocks = paragraphs(text) if blocks is None else blocks
    found = list(_join(text, blocks, [_runs(text, start, end) for start, end in blocks]))
    held = {bisect_right(blocks, (mark.start, len(text))) for mark in found}
    plain = [block for number, block in enumerate(blocks, start=1) if number not in held]
    return sorted([*found, *_singles(text, plain)], key=lambda mark: mark.start)


def _runs(text: str, start: int, end: int) -> list[_Run]:
    spaced = _spaced(text, start, end)
    if spaced:
        return spaced
    nested = _scan(text, start, end, nesting=True)
    if nested and nested[-1].end is None:
        return _scan(text, start, end, nesting=False)
    return nested


def _spaced(text: str, start: int, end: int) -> list[_Run]:
    """Return pairs of straight marks, where Chinese pages set a blank after each first one: 他说：" 不会。" 又说：" 会。"."""
    if HAN.search(text, start, end) is None:
        return []
    marks = list(MARK.finditer(text, start, end))
    if len(marks) % 2 or any(mark.group() not in {'"', "＂"} for mark in marks):
        return []
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    if not all(text[one.end()] == " " for one, _ in pairs):
        return []
    runs = [_Run(one.start(), one.end() + 1, other.start(), other.end()) for one, other in pairs]
    return [
        replace(run, inner_end=run.inner_end - (text[run.inner_end - 1] == " "))
        for run in runs
        if run.inner_end
    ]


def _scan(text: str, start: int, end: int, *, nesting: bool) -> list[_Run]:
    """One pass over a paragraph. A run without an opener began in an earlier paragraph."""
    runs: list[_Run] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start, end):
                opened, depth = mark, 1
            elif not runs:
                runs.append(_Run(start, start, mark.start(), mark.end()))
        elif _opens_anew(text, opened, mark, (start, end), nesting=nesting):
            opened = mark
        else:
            depth += -1 if _turned(text, mark, end) else _step(opened.group(), mark.group())
            if depth == 0:
                runs.append(_Run(opened.start(), opened.end(), mark.start(), mark.end()))
                opened = None
    if opened is not None:
        runs.append(_Run(opened.start(), opened.end(), None, None))
    return runs


def _turned(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether an opening mark is a closing one turned the wrong way: “Like I said–“ she added."""
    after = text[mark.end()] if mark.end() < end else " "
    return mark.group() == "“" and after.isspace() and not text[mark.start() - 1].isspace()


def _opens_anew(
    text: str, opened: re.Match[str], mark: re.Match[str], block: tuple[int, int], *, nesting: bool
) -> bool:
    """Return whether a second opening mark shows that the first was never closed."""
    if mark.group() != opened.group():
        return False
    return not nesting if mark.group() in CLOSER else mark.group() == '"' and _only_opens(text, mark, *block)


def _step(opener: str, mark: str) -> int:
    """Return how a mark changes the depth: 1 deeper, -1 back, 0 neither."""
    if mark == opener and mark in CLOSER:
        return 1
    return -1 if _answers(opener, mark) else 0


def _answers(opener: str, mark: str) -> bool:
    return (
        mark == CLOSER.get(opener, opener)
        or (opener == "”" and mark == '"')
        or (opener == "``" and mark == '"')
        or (opener == "“" and mark == '"')
        or (opener == '"' and mark == "”")
    )


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group() in CLOSER:
        return True
    if mark.group() not in {'"', "＂", "''"}:  # turned the wrong way: said ”We will fight”
        return mark.group() == "”" and _only_opens(text, mark, start, end)
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if before.isdigit() and not after.isalpha():
        return False  # 11" is a length
    if after.isspace() and mark.end() < end and not before.isspace():
        return False
    if mark.end() >= end:
        return False
    return (
        before in BEFORE_OPENING
        or "\u2e80" < before < "\uffff"
        or (not before.isalnum() and not after.isspace())
    )


def _only_opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return before.isspace() and (after.isalnum() or after in "[‘'$")


def _join(text: str, blocks: list[tuple[int, int]], runs: list[list[_Run]]) -> Iterator[Marked]:
    """Yield marks, joining those that run over paragraphs: each reopens, or the closing mark comes later."""
    number = 0
    skip = 0
    while number < len(blocks):
        here = runs[number][skip:]
        skip = 0
        for run in here:
            if run.end is not None and run.inner_end is not None:
                opened = run.start < run.inner_start
                if opened or (run.inner_end - run.start >= LONG and text[run.inner_end - 1] in ",.?!…"):
                    yield Marked(run.start, run.end, run.inner_start, run.inner_end, closed=opened)
                continue
            last, closing = _continued(blocks, runs, number)
            if closing is not None and closing.end is not None and closing.inner_end is not None:
                yield Marked(run.start, closing.end, run.inner_start, closing.inner_end)
                number, skip = last - 1, 1
            else:
                end = blocks[last][1]
                if end - run.inner_start >= LONG:
                    yield Marked(run.start, end, run.inner_start, end, closed=False)
                if last > number:
                    number, skip = last - 1, 1
        number += 1


def _continued(blocks: list[tuple[int, int]], runs: list[list[_Run]], number: int) -> tuple[int, _Run | None]:
    """Return the paragraph and run that close a quotation left open in paragraph `number`, else the last it ran to."""
    for later in range(number + 1, min(number + 1 + LONGEST_CHAIN, len(blocks))):
        if not runs[later] or runs[later][0].start != blocks[later][0]:
            return later - 1, None
        first = runs[later][0]
        if first.end is not None:
            return later, first
    return number, None


def _singles(text: str, blocks: list[tuple[int, int]]) -> Iterator[Marked]:
    """What stands between single marks: only where an apostrophe cannot be meant."""
    for start, end in blocks:
        opened: int | None = None
        for mark in SINGLE.finditer(text, start, end):
            before = text[mark.start() - 1] if mark.start() > start else " "
            after = text[mark.end()] if mark.end() < end else " "
            if opened is None:
                begins = after.isupper() or (mark.group() == "‘" and not after.isspace())
                opened = mark.start() if begins and before in BEFORE_OPENING else None
            elif (
                not after.isalnum()
                and not before.isspace()
                and (before in ",.?!…" or text[opened] == "‘" or before.isalpha())
            ):
                if mark.start() - opened > SHORT and mark.group() != "‘":
                    yield Marked(opened, mark.end(), opened + 1, mark.start(), single=True)
                opened = None


ATTRIBUTION = re.compile(
    r"[,?!]\s+(?:(?:he|she|they|it)|(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]+)\s+"
    r"(?:said|says|added|adds|told|tells|wrote|writes|tweeted|asked|asks|explained|explains|continued|noted|argued)\b"
    r"|,\s+(?:said|says|added|wrote|asked)\s+(?:[A-Z]|the\b)"
)


def mended(text: str, marks: Iterable[Marked]) -> Iterator[Marked]:
    """Yield the marks; an unclosed one ends before the first "…, she said"."""
    for mark in marks:
        found = None if mark.closed else ATTRIBUTION.search(text, mark.inner_start, mark.inner_end)
        if found is None or mark.inner_start == mark.start:
            yield mark
        else:
            yield replace(mark, end=found.start() + 1, inner_end=found.start() + 1)
