"""Splits Chinese text into sentences, and into pieces short enough for the models. Knows punctuation, not words."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_PIECE = 120

_CLOSING = '”」』’）)】》"'
_PAIRS = {"“": "”", "「": "」", "『": "』"}
_END = re.compile(rf"(?:[。！？!?]|…{{2,}})+[{_CLOSING}]*")
_BREAK = re.compile(rf"(?:[。！？；!?;]+[{_CLOSING}]*|\s+(?=[^\s]))")


def starts(text: str) -> set[int]:
    """Return the offsets at which sentences begin. A quotation is not split; a line end always ends a sentence."""
    found: set[int] = set()
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        found.update(line.start() + start for start in _line_starts(line[0]))
    return found


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans to be read one by one, which cover everything but white space at line ends."""
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        begin = line.start()
        for mark in _BREAK.finditer(text, line.start(), line.end()):
            if mark[0].isspace() and mark.end() - begin < LONGEST_PIECE // 2:
                continue
            yield from _short(text, begin, mark.end())
            begin = mark.end()
        yield from _short(text, begin, line.end())


def _line_starts(line: str) -> Iterator[int]:
    quoted = _quotations(line)
    place = 0
    begin = 0
    while place < len(line):
        if place == begin:
            yield begin
        if place in quoted:
            close = quoted[place]
            ends = line[close - 1] in "。！？!?…" and not line.startswith(("，", ",", "、", "的"), close + 1)
            if ends and (begin < place or line.startswith(tuple(_PAIRS), close + 1)):
                begin = close + 1
            place = close + 1
            continue
        mark = _END.match(line, place)
        if mark:
            begin = place = mark.end()
        else:
            place += 1


def _quotations(line: str) -> dict[int, int]:
    """Return the outermost quotations closed within the line: opening → closing index."""
    closes: dict[int, int] = {}
    opened: list[tuple[int, str]] = []
    straight: int | None = None
    for place, character in enumerate(line):
        if character in _PAIRS:
            opened.append((place, _PAIRS[character]))
        elif opened and any(character == closing for _, closing in opened[-4:]):
            while opened[-1][1] != character:
                opened.pop()
            closes[opened.pop()[0]] = place
        elif character == '"' and not opened:
            if straight is None:
                straight = place
            else:
                closes[straight] = place
                straight = None
    return closes


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PIECE:
        comma = max(text.rfind(mark, start, start + LONGEST_PIECE) for mark in "，、,：: ")
        cut = comma + 1 if comma > start + LONGEST_PIECE // 3 else start + LONGEST_PIECE
        yield start, cut
        start = cut
    if start < end:
        yield start, end
