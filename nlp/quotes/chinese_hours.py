"""At which hours of a named day something was said, in Chinese: 昨晚11时许, 21日晚, 11日凌晨. Knows no days and no zones."""

from __future__ import annotations

import re

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

BACK = 14
ROUGHLY = 30
"""Minutes that 许 and 左右 may be off."""


def hours_of(text: str, place: int) -> Hours | None:
    """The hours that stand with a day; None where the day alone is named, or by a foreign clock.

    Args:
        text: a text in simplified characters.
        place: where the day's name begins in it.
    """
    match = NAMED.match(text, place)
    if match is None or ELSEWHERE.search(text, max(0, place - BACK), place):
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
    """An hour by twenty-four, or later in the night after; None where it fits no such hour of its part of the day.

    By itself 9点 may be morning or evening; 9时 and 9:00 are told by twenty-four hours.
    """
    told = int(written) if written.isdigit() else NUMERALS[written]
    if part is None:
        return None if mark == "点" and told <= HALF_DAY else told
    begin, end = PARTS[part]
    turns = (told + turn for turn in (0, HALF_DAY, 2 * HALF_DAY, -HALF_DAY))
    return next((hour for hour in turns if begin <= hour * 60 <= end), None)
