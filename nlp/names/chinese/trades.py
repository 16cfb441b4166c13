"""Proposes companies that neither model sees, by the line of business after an unknown word: 味佳园食品, 零刻智驾."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.chinese import dictionary
from nlp.names import lexicon
from nlp.names.chinese.evidence import Evidence, Span, Word

_SHORTEST, _LONGEST = 2, 4
"""Characters before the line of business."""

_PIECES = frozenset({"n", "nz", "nw", "ORG", "LOC", "PER", "a", "ad", "an", "v", "vn", "m", "s"})
"""LAC's tags for the pieces of an unknown name."""

_LISTED = re.compile(
    r"(?P<firm>[\u3400-\u9fffA-Za-z]{2,8})(?=[（(](?:\d{4,6}|[A-Z]{1,5})(?:[.．][A-Z]{1,2})[)）])"
)
"""A name with its stock code: 某某显示（02290.HK）."""

_DENIALS = frozenset("没不被称")
"""Characters that are in no name: 很久没健身."""

_SIZES = frozenset("大小新老好高低全多各")
"""Characters of general terms: 大健康, 新零售."""

_COUNT = re.compile(r"[一二三四五六七八九十两多\d]+(?:家|大)(?:公司|企业|机构|银行|券商|车企)?$")


def find(seen: Evidence) -> Iterator[Span]:
    """Yield unknown words with the line of business after them, and names before a stock code."""
    for listed in _LISTED.finditer(seen.text):
        if seen.is_clause_start(listed.start()):
            yield listed.span("firm")
    trades, sure = (lexicon.words("zh", "organisations", kind) for kind in ("trades", "sure_endings"))
    for number, word in enumerate(seen.words):
        trade = seen.text[word.start : word.end]
        if trade not in trades or len(trade) < _SHORTEST or not number:
            continue
        start = _start(seen, number, loose=trade in sure)
        if start is not None:
            yield start, word.end


def _start(seen: Evidence, number: int, *, loose: bool) -> int | None:
    """Return where the unknown word before a line of business begins; if `loose`, an ordinary word will do as well: 福田置地."""
    end = seen.words[number].start
    at = number - 1
    pieces: list[Word] = []
    while at >= 0 and len(pieces) < _LONGEST and _is_piece(seen, seen.words[at], end, pieces):
        pieces.insert(0, seen.words[at])
        at -= 1
    if not pieces or end - pieces[0].start < _SHORTEST:
        return None
    start = pieces[0].start
    if seen.text[start : start + 2] in lexicon.words("zh", "organisations", "callers"):
        start += 2
        return start if end - start >= _SHORTEST else None
    if pieces[0].tag in {"m", "s"} or seen.text[start:end] in lexicon.words("places", "zh"):
        return None
    name = seen.text[start:end]
    if not (seen.is_clause_start(start) or _leads(seen, seen.words[at])) or dictionary.is_common(name):
        named = loose and len(pieces) == 1 and pieces[0].tag in {"n", "nz", "LOC", "PER"} and at >= 0
        return start if named and _leads(seen, seen.words[at]) else None
    known = [seen.text[piece.start : piece.end] for piece in pieces]
    ordinary = all(dictionary.is_common(piece) for piece in known if len(piece) > 1)
    cut = len(known) > 1 and any(len(piece) == 1 and piece not in _SIZES for piece in known)
    return None if ordinary and not loose and not cut and any(len(piece) > 1 for piece in known) else start


def _is_piece(seen: Evidence, word: Word, end: int, pieces: list[Word]) -> bool:
    edge = pieces[0].start if pieces else end
    text = seen.text[word.start : word.end]
    generic = text in lexicon.words("zh", "organisations", "generic")
    return (
        word.end == edge
        and word.tag in _PIECES
        and not (word.tag in {"v", "vn"} and len(text) > 1)
        and end - word.start <= _LONGEST
        and not generic
        and text not in lexicon.words("zh", "organisations", "deeds")
        and text not in lexicon.words("zh", "organisations", "callers")
        and not text.isascii()
        and text[-1] not in _DENIALS
    )


def _leads(seen: Evidence, word: Word) -> bool:
    """Whether a word introduces a name as the start of a clause does: a verb, a preposition, 和, an office."""
    text = seen.text[word.start : word.end]
    return (
        word.tag in {"v", "p", "c"}
        or text in {"了", "过"}
        or text in lexicon.words("zh", "organisations", "callers")
    )


def without_count(name: str) -> int:
    """Return the length of a count after a list of companies: 三家公司 in "妙可蓝多三家公司"."""
    counted = _COUNT.search(name)
    return len(counted[0]) if counted and counted.start() > 1 else 0
