"""Refused or missing answers in Chinese: 未回应置评请求, 拒绝置评."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.speakers import segments, speaker_in
from nlp.quotes.draft import Draft, Span
from nlp.quotes.lexicon import words
from records import Stance

UP_TO_NOW = re.compile(
    r"(?:截至|截止)[^，。,]{0,16}?(?:发稿|目前|记者|今日|今天|昨日|当日|时|前|日|报道)[^，。,]{0,6}?[，,]?"
)
ASKED = re.compile(
    r"置评|采访|记者|发稿|(?:拒绝|不予|未予|不作|不愿)[^，。]{0,6}评论|评论请求|求证|接听|接通|应答|请求|询问|查询|本报|媒体|截至|发言人|致电|联系|外界|无可奉告|此事|传闻|质疑|对此|就此|报道"
)
"""Somebody was asked, or something said of them: else nobody keeps silent."""

ALONE = re.compile(
    r"(?:截至[^，]{1,8}[，,]?)?[^，。；：“”！？\s]{0,16}(?:公司|官方|品牌方?|平台|集团|银行|汽车|方面|总局|部门|客服)(?:方面|对此|就此)?"
    r"(?:尚未|暂未|仍未|未|并未|均未|至今未)(?:作出|做出|就此|对此|公开|正式)?(?:回应|置评|回复|表态)[。！]?"
)
"""A line that says only that some body has not answered."""

ASKING = re.compile(
    r"(?:致电|联系(?:了|上)?|拨打|求证于|致函|询问了?|采访|向)(?P<who>[^，。,；\n]{2,24}?)(?:官方|公司|公开|投资者)?(?:求证|询问|了解|核实|发送|发去|发出|提出|电话|热线|客服|方面|$|(?=[，,]))"
)
"""Whom somebody asks, in the clauses before an answer that did not come."""


@dataclass(frozen=True, slots=True)
class _Silence:
    stance: Stance
    pattern: re.Pattern[str]
    asked: bool
    """Who kept silent is whom somebody asked."""


@cache
def _silences() -> tuple[_Silence, ...]:
    return tuple(
        _Silence(cast("Stance", entry["stance"]), re.compile(entry["pattern"]), bool(entry.get("asked")))
        for entry in words("silence_zh")["silence"]
    )


def silences(page: Page, sentence: Span) -> Iterator[Draft]:
    """A draft for each answer that a sentence says was refused or not given."""
    if not (ASKED.search(page.text, *sentence) or ALONE.fullmatch(page.text[slice(*sentence)].strip())):
        return
    taken = sentence[0]
    for silence in _silences():
        for match in silence.pattern.finditer(page.text, *sentence):
            place = match.span("as")
            if page.marked(place[0]) is not None or place[0] not in page.edges or place[0] < taken:
                continue
            by = speaker_in(page, match.span("by")) if silence.asked and match["by"] else None
            who = (
                by
                or (silence.asked and _asked(page, sentence[0], place[0]))
                or _silent(page, sentence[0], place)
            )
            if not who:
                continue
            taken = place[1]
            start = max(place[0], who[0][1]) if who[0][1] <= place[1] - 2 else place[0]
            yield Draft(
                (start, place[1]), "indirect", "silence", *who, (start, place[1]), sentence,
                stance=silence.stance,
            )  # fmt: skip


def _asked(page: Page, begin: int, place: int) -> tuple[Span, Span] | None:
    """Return who was asked last before a place."""
    last = None
    for match in ASKING.finditer(page.text, begin, place):
        last = speaker_in(page, match.span("who")) or last
    return last


def _silent(page: Page, begin: int, place: Span) -> tuple[Span, Span] | None:
    """Return who does not answer: in the clause of these words, else in one before it."""
    for start, end in segments(page, begin, place[0])[:3]:
        lead = UP_TO_NOW.match(page.text, start, end)
        who = speaker_in(page, (lead.end() if lead else start, end))
        if who is not None:
            return who
    return None
