"""Finds the channel, the day and hours, and what is answered, from the words around a Chinese quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from nlp.quotes.channels import channel_of
from nlp.quotes.chinese.page import Page
from nlp.quotes.dates import days_named
from nlp.quotes.draft import Draft, Span

_OTHERS = r"(?:网传|网友|媒体|网上热议的?|外界|网络流传的?|近日|近期|媒体报道的?|市场)?"
_CLAIM = r"(?:一事|的?(?:传闻|传言|说法|话题|问题|质疑|报道|消息|指控|争议|投诉|批评|猜测))"
ANSWERS = re.compile(
    rf"(?:回应|否认|辟谣|澄清|驳斥|反驳|回复)(?:了|称|说)?(?:关于|有关)?{_OTHERS}[“「](?P<a>[^”」]{{3,60}})[”」]"
    rf"|(?:就|对于|对(?!于)|针对|关于)(?:有关)?{_OTHERS}[“「](?P<b>[^”」]{{3,60}})[”」]{_CLAIM}?"
    rf"|(?:就|针对|对于|对(?!于)|关于)(?P<c>(?!上述|此|该|这|前述|有关|相关)[^，,。“”]{{3,40}}?){_CLAIM}"
    rf"|#(?P<e>[^#\n]{{3,60}})#\s*[：:]"
    rf"|(?:回应|辟谣|澄清)(?:了|称)?#(?P<d>[^#\n]{{3,60}})#"
)
TOLD_BEFORE = re.compile(
    r"(?:这封)?(?P<what>信|邮件|公告|声明|通报|直播|文|帖子?)[中里内]|(?:该|这份|上述)(?P<that>公告|声明|通报|函件)"
    r"|(?<!社)(?P<meet>会)上"
)
"""A channel that is named only in short, as it was named before."""

ISSUED = re.compile(r"发布|发表|发出|发文|发声明|通报|公告|召开|举行|公布")
"""A sentence that tells that something was issued; the next one tells what stands in it."""

ITSELF = frozenset({"公司", "该公司", "该企业", "该行", "其", "对方", "方面"})

DATELINE = re.compile(r"[^，。\n]{0,14}?(?:消息|讯|电)(?:[，,：:\s]|——|（)")
"""When the news was sent, which is not when somebody spoke."""

DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
SIGNED = 80
"""Characters after a statement in which it is signed."""

CLAUSE = 24
"""Characters before a short word in which the full one stands."""

BACK = 300
"""Characters back in which a channel was named in full."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that a text names, and the hours of it where it names them."""

    day: date
    hours: Hours | None


class Days:
    """The days that a text names."""

    def __init__(self, page: Page, published: date | None) -> None:
        self._page = page
        self._days = days_named(page.text, published, lang="zh")
        self._places = [place for place, _ in self._days]

    def of(self, draft: Draft, before: Span | None) -> Moment | None:
        """The day in the clause of the cue, else the first in the sentence, a dateline's last; else that of the sentence `before`."""
        if draft.sentence is None:
            return None
        here = [
            (place, day)
            for place, day in self._within(draft.sentence)
            if not draft.span[0] <= place < draft.span[1] and self._page.marked(place) is None
        ]
        if not here and draft.rule == "announced":
            return self._signed(draft)
        if not here:
            return self.first(*before) if before else self._told_before(draft.sentence, draft)
        clause = self._clause(draft)
        sent = [place for place, _ in here if DATELINE.match(self._page.text, place)]
        near = [named for named in here if clause[0] <= named[0] < clause[1] and named[0] not in sent]
        return self._moment(*next(iter(near + [named for named in here if named[0] not in sent] + here[:1])))

    def first(self, start: int, end: int) -> Moment | None:
        """The first day named in a stretch."""
        return next((self._moment(*named) for named in self._within((start, end))), None)

    def _moment(self, place: int, day: date) -> Moment:
        return Moment(day, hours_of(self._page.text, place))

    def _signed(self, draft: Draft) -> Moment | None:
        """The day under a statement, in a line of its own."""
        for begin, end in self._page.blocks:
            line = self._page.text[begin:end].strip()
            if draft.span[1] <= begin <= draft.span[1] + SIGNED and DATE.fullmatch(line):
                return self.first(begin, end)
        return None

    def _told_before(self, sentence: Span, draft: Draft) -> Moment | None:
        """Return the day of the meeting or letter that 会上 or 信中 refers back to."""
        if not TOLD_BEFORE.search(_around(self._page.text, draft)):
            return None
        block = self._page.blocks[bisect_left(self._page.blocks, (sentence[0] + 1, 0)) - 1][0]
        return next((self._moment(*named) for named in self._within((block, sentence[0]))[::-1]), None)

    def _within(self, span: Span) -> list[tuple[int, date]]:
        return self._days[bisect_left(self._places, span[0]) : bisect_left(self._places, span[1])]

    def _clause(self, draft: Draft) -> Span:
        """From the comma before the speaker or the cue to the cue."""
        if draft.cue is None or draft.sentence is None:
            return 0, 0
        first = min(draft.cue[0], draft.speaker[0]) if draft.speaker else draft.cue[0]
        if first < draft.sentence[0]:
            first = draft.cue[0]
        return self._page.text.rfind("，", draft.sentence[0], first) + 1 or draft.sentence[0], draft.cue[1]


def channel(page: Page, draft: Draft, before: Span | None) -> tuple[str | None, str | None]:
    """The channel as written, read in simplified characters, and its kind; else that of the sentence `before`."""
    plain = _around(page.text, draft)
    stated, kind = channel_of("zh", plain, page.text[slice(*draft.cue)] if draft.cue else None)
    if stated is None and before:
        stated, kind = channel_of("zh", page.text[slice(*before)], None)
        place = page.text.find(stated, *before) if stated else -1
        return (page.written[place : place + len(stated)] if stated and place >= 0 else stated), kind
    if stated is None:
        return _told_before(page, draft, plain)
    place = plain.find(stated)
    return (_around(page.written, draft)[place : place + len(stated)] if place >= 0 else stated), kind


def _told_before(page: Page, draft: Draft, around: str) -> tuple[str | None, str | None]:
    """Return the channel that 信中 or 该公告 refers back to."""
    if draft.sentence is None or not (match := TOLD_BEFORE.search(around)):
        return None, None
    what = match["what"] or match["that"] or match["meet"]
    for place in range(draft.sentence[0], max(draft.sentence[0] - BACK, 0), -1):
        if page.text.startswith(what, place):
            start = max(place - CLAUSE, 0)
            stated, kind = channel_of("zh", page.text[start : place + len(what)], None)
            if stated is not None:
                at = page.text.find(stated, start)
                return page.written[at : at + len(stated)], kind
    return None, None


def issued_before(page: Page, draft: Draft) -> Span | None:
    """Return the sentence before, if it says the speaker issued something: "11日凌晨，岚桥发布情况说明。岚桥称"."""
    if draft.sentence is None or draft.speaker is None or draft.cue is None:
        return None
    block = page.blocks[max(bisect_left(page.blocks, (draft.sentence[0] + 1, 0)) - 1, 0)][0]
    end = page.text.rfind("。", block, draft.sentence[0])
    start = max(page.text.rfind("。", block, end) + 1, block) if end > block else end
    who = page.text[slice(*draft.speaker)]
    named = who in ITSELF or page.text.find(who, start, end) >= 0
    return (start, end) if end > start and named and ISSUED.search(page.text, start, end) else None


def answered(page: Page, draft: Draft) -> str | None:
    """The claim that the words before a quotation say is answered."""
    if draft.sentence is None:
        return None
    match = ANSWERS.search(page.text, draft.sentence[0], max(draft.span[0], draft.sentence[0]))
    place = next((match.span(group) for group in "abcde" if match[group]), None) if match else None
    return page.written[slice(*place)] if place else None


def _around(text: str, draft: Draft) -> str:
    if draft.sentence is None:
        return ""
    start, end = draft.sentence
    if draft.kind == "indirect" and draft.cue and draft.cue[1] <= draft.span[0]:
        end = max(start, draft.span[0])  # what follows reported words tells of the next report
    return (
        text[start : max(start, min(draft.span[0], end))]
        + "|"
        + text[min(max(draft.span[1], start), end) : end]
    )


Hours = tuple[int, int]
"""Minutes from the day's midnight: from, until; until may lie in the night after."""

PARTS: dict[str, Hours] = {
    "凌晨": (0, 6 * 60),
    "清晨": (5 * 60, 9 * 60),
    "早": (5 * 60, 11 * 60),
    "上午": (6 * 60, 12 * 60 + 30),
    "中午": (11 * 60, 14 * 60),
    "午间": (11 * 60, 14 * 60),
    "下午": (12 * 60, 19 * 60),
    "午后": (12 * 60, 19 * 60),
    "傍晚": (16 * 60, 20 * 60),
    "深夜": (20 * 60, 27 * 60),
    "晚": (17 * 60, 24 * 60),
    "夜": (17 * 60, 24 * 60),
}
"""What a part of the day spans at most, as papers use the words; their edges overlap, for no two papers draw them alike."""

HALF_DAY = 12
NUMERALS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
HOUR = r"(?:1\d|2[0-4]|\d)|十[一二]?|[一两二三四五六七八九]"
NAMED = re.compile(
    r"(?:(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}[日号]|[今昨前当同][天日]?|次日|翌日|第二天|上?(?:周|星期|礼拜)[一二三四五六日天])"
    r"(?:[（(][^）)]{1,8}[）)])?"
    rf"(?P<part>{'|'.join(PARTS)})?[上间晨里]?"
    rf"(?:(?P<about>大?约)?(?P<hour>{HOUR})(?P<mark>[时点:：])(?:(?P<half>半)|(?P<minute>[0-5]?\d)分?)?(?P<around>许|左右|前后)?(?P<open>[之以]?[前后起])?)?"
)
ELSEWHERE = re.compile(
    r"(?:当地|美东|美国|纽约|伦敦|欧洲|东京|太平洋|格林尼治|(?<!北)京)[^，。；]{0,4}时间[^，。；]{0,6}$"
)
"""Before a day that is told by another clock than the paper's."""

CLOCK_BACK = 14
ROUGHLY = 30
"""Minutes that 许 and 左右 may be off."""


def hours_of(text: str, place: int) -> Hours | None:
    """Return the hours given with the day that is named at a place; None if only the day is, or by a foreign clock."""
    match = NAMED.match(text, place)
    if match is None or ELSEWHERE.search(text, max(0, place - CLOCK_BACK), place):
        return None
    part = match["part"]
    if match["hour"] is None or match["open"]:
        return PARTS.get(part) if part else None
    hour = _hour(match["hour"], part, match["mark"])
    if hour is None:
        return PARTS.get(part) if part else None
    minute = 30 if match["half"] else int(match["minute"] or 0)
    begin = hour * 60 + minute
    end = begin + (1 if match["minute"] else 30 if match["half"] else 60)
    off = ROUGHLY if match["about"] or match["around"] else 0
    return max(0, begin - off), end + (off if match["minute"] else 0)


def _hour(written: str, part: str | None, mark: str) -> int | None:
    """Return an hour of 24, or beyond for the following night; None if it does not fit its part of the day.

    By itself 9点 may be morning or evening; 9时 and 9:00 are told by twenty-four hours.
    """
    told = int(written) if written.isdigit() else NUMERALS[written]
    if part is None:
        return None if mark == "点" and told <= HALF_DAY else told
    begin, end = PARTS[part]
    turns = (told + turn for turn in (0, HALF_DAY, 2 * HALF_DAY, -HALF_DAY))
    return next((hour for hour in turns if begin <= hour * 60 <= end), None)
