"""Prepares a text: normalised characters, sentences, paragraphs. Knows no words.

Every change keeps the length, so that offsets are the same in both texts; only the loose spaces of split Chinese
are dropped, and `Page.offsets` maps those back.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from nlp.chinese.script import fold

_SAME = {
    char: same
    for chars, same in (
        ("％", "%"), ("．", "."), ("＄", "$"), ("￥", "¥"), ("～〜∼", "~"), ("＋", "+"), ("’‘｀", "'"), ("／", "/"),
        ("−‒–—―‐‑－", "-"), ("（", "("), ("）", ")"), ("＜", "<"), ("＞", ">"), ("＝", "="),
        ("\u00a0\u2009\u202f\u3000\u2002\u2003\u2007\u200a\t\r", " "),
    )
    for char in chars
} | {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if not 0xFF1A <= code <= 0xFF20}  # fmt: skip  # noqa: PLR2004
_ODD = re.compile(f"[{re.escape(''.join(_SAME))}]")
_GLUE = "零〇一二两三四五六七八九十百千万亿兆佰仟拾半余多几数个点分之折成%％元美欧日.．0-9０-９壹贰叁肆伍陆柒捌玖兩點個億萬"
_LOOSE = re.compile(rf"(?<=[{_GLUE}])[ \u3000]++(?=[{_GLUE}])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WRITTEN_YEAR = re.compile(r"[一二][零〇九][零〇一二三四五六七八九]{2}(?=年)")
_DIGITS_ZH = str.maketrans("零〇一二三四五六七八九", "00123456789")
# Each begins with a literal character, so that the search can skip to it.
_WIDE_COMMA = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_HYPHEN = re.compile(r"-(?<=[a-z]-)(?=[a-z])")
_END = re.compile(
    r"[。！？!?\n.](?:(?<=[。！？!?])[。！？!?]*+[”’\"'」』)]*+|(?<=\n)(?![a-z])"
    r"|(?<=\.)(?=[”\"')]{0,3}(?:\s+[“\"'‘(\[]?[A-Z$€£¥\u4e00-\u9fff]|\s*$))|(?<=[a-z%)]\.)(?=[^\S\n]\s*\d))"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Plc|No|Nos|vs|Mr|Mrs|Ms|Dr|St|Jr|Sr|approx|Rs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|cf"
    r"|ca|est|e\.g|i\.e|Bros|Gen|Sen|Rep|Gov|pct|cos|mln|bln)|\b[A-Za-z])\.?$"
)

LONGEST = 1000
"""Characters of the longest sentence processed as one, to limit the work."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text prepared for reading."""

    text: str
    """The stored text."""
    plain: str
    """Normalised text, one character for one: widths, dashes, spaces and traditional characters."""
    lowered: str
    """The same in lower case."""
    words: str
    """The same in lower case with hyphens between letters opened, for looking up words."""
    sentences: tuple[tuple[int, int], ...]
    lang: str
    offsets: tuple[int, ...] | None = None
    """Offset in `text` of each character of `plain`; None: identical."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `plain` to the stored text."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def place(self, offset: int) -> int:
        """Map an offset of the stored text to `plain`."""
        return offset if self.offsets is None else bisect.bisect_left(self.offsets, offset)


def prepare(text: str, lang: str) -> Page:
    """Prepare a text."""
    plain = _ODD.sub(lambda odd: _SAME[odd.group()], text)
    offsets = None
    if lang == "zh":
        plain = _WRITTEN_YEAR.sub(lambda year: year.group().translate(_DIGITS_ZH), fold(plain))
        plain = plain.replace("同期之", "同期的")  # as in Hong Kong reports
        if _LOOSE.search(plain) and _CHINESE.search(plain):
            plain, offsets = _tighten(plain)
    plain = _WIDE_COMMA.sub(",", plain)
    lowered = plain.lower()
    if len(lowered) != len(plain):  # "İ" grows in lower case
        lowered = "".join(small if len(small := char.lower()) == 1 else char for char in plain)
    words = _HYPHEN.sub(" ", lowered).replace("\n", " ") if lang == "en" else lowered
    return Page(text, plain, lowered, words, tuple(_split(plain)), lang, offsets)


def _tighten(plain: str) -> tuple[str, tuple[int, ...]]:
    """Drop the spaces inside split Chinese numbers; also returns the offsets."""
    kept: list[int] = []
    at = 0
    for loose in _LOOSE.finditer(plain):
        before, after = plain[loose.start() - 1], plain[loose.end()]
        if not (_CHINESE.match(before) or _CHINESE.match(after)):
            continue
        kept.extend(range(at, loose.start()))
        at = loose.end()
    kept.extend(range(at, len(plain)))
    return "".join(plain[place] for place in kept), tuple(kept)


def _split(plain: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in order, without blank ones."""
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(plain):
        if mark.group() == "." and _ABBREVIATED.search(plain, max(0, mark.end() - 8), mark.end()):
            continue
        spans += _cut(plain, start, mark.end())
        start = mark.end()
    spans += _cut(plain, start, len(plain))
    return [(low, high) for low, high in spans if plain[low:high].strip()]


def _cut(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a sentence at a plausible length; a table without full stops can be thousands of characters long."""
    pieces = []
    while end - start > LONGEST:
        at = max(plain.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " ,，;；")
        at = at + 1 if at > start else start + LONGEST
        pieces.append((start, at))
        start = at
    return [*pieces, (start, end)]
