"""Resolves on which day something was said, from the text, its publication and the days named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nlp.context import Context
from nlp.months import MONTHS
from nlp.rare import Rare

WEEKDAYS = {
    name: n
    for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)

DAY = Rare(
    ("day", "night", "morning", "afternoon", "evening", "19", "20", *{name[:3] for name in MONTHS}),
    rf"\b(?=[adefjlmnostwy\d])(?:(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH})\b\.?(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?P<back>last\s+|next\s+)?(?P<week>{'|'.join(WEEKDAYS)})\b(?!['’]s)"
    r"|(?P<same>(?:later\s+)?(?:that|the\s+same)\s+(?:very\s+)?(?:night|day|evening|afternoon|morning))"
    r"|(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))|(?P<yesterday>yesterday|last\s+night))",
    re.IGNORECASE,
)
CHINESE = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})[日号](?![元圆])(?P<plan>[^，。；]{0,4}(?:起|之前|以前|前))?"
    r"|(?P<same>当[晚天日]|同[日天]晚?)|(?P<next>次日|翌日|第二天)"
    r"|(?P<today>今[天日晚早晨]|今[天日]?(?:上午|下午|晚间|早间|凌晨))"
    r"|(?P<yesterday>昨[天日晚]|昨[天日]?晚间|昨(?=[公宣发表向在于就指称回透接]))|(?P<two>前[天晚])"
    r"|(?P<back>上)?(?:周|星期|礼拜)(?P<week>[一二三四五六日天])"
)
HAN_WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
PLANNED = re.compile(
    r"\b(?:from|by|until|till|before|starting|beginning|effective|due|as\s+of)\s+(?:on\s+)?$", re.IGNORECASE
)
"""Before a day on which something is to begin or to end: nothing was said then."""

CHINESE_PLANNED = re.compile(r"(?:将于|拟于|定于|计划于|预计|截至|截止|自|从|至|到)$")
FUTURE = timedelta(days=2)
"""How far after its publication a day without a year may lie; a later one is of the year before."""

SOON = timedelta(days=60)
"""Within these it is neither: in November, Dec. 18 is still to come, and nothing was said on it yet."""


def local_day(context: Context) -> date | None:
    """Return the day of publication in the text's own time zone."""
    if context.published is None:
        return None
    return (
        context.published.astimezone(ZoneInfo(context.zone)).date()
        if context.zone != "UTC"
        else context.published.date()
    )


EASTERN = timedelta(hours=9)
"""How far the day of a text without a known zone may be ahead of UTC's: in Tokyo and Seoul, an hour more than in Beijing."""


def latest_day(context: Context) -> date | None:
    """Return the day that may have begun where a text without a known zone was published; else its own day."""
    if context.published is None or context.zone != "UTC" or context.published.utcoffset():
        return local_day(context)
    return (context.published + EASTERN).date()


def days_named(
    text: str, published: date | None, *, lang: str, latest: date | None = None
) -> list[tuple[int, date]]:
    """Return the place and date of every day a text names, in order; "that night" is the past day named before it.

    Args:
        text: The text.
        published: Its day of publication.
        lang: Its language.
        latest: Its day of publication at the latest, where the zone is not known: an English text of Monday evening in UTC
            means by "on Tuesday" the morning in Asia, not a day of the week before.
    """
    found: list[tuple[int, date]] = []
    past: date | None = published
    named: Iterator[tuple[int, date | timedelta | None]] = (
        _chinese(text, published) if lang == "zh" else _english(text, published, latest)
    )
    for place, day in named:
        meant = day if isinstance(day, date) else past + (day or timedelta(0)) if past is not None else None
        if meant is not None:
            found.append((place, meant))
            past = meant if published is None or meant <= (latest or published) else past
    return found


def _english(text: str, published: date | None, latest: date | None) -> Iterator[tuple[int, date | None]]:
    for match in DAY.finditer(text):
        day = None
        if match["m1"] or match["m2"]:
            year = match["y1"] or match["y2"]
            day = _calendar(
                year, MONTHS[(match["m1"] or match["m2"]).lower()], int(match["d1"] or match["d2"]), published
            )
            if day is None or (match["m1"] or match["m2"]) == "may":
                continue
            if PLANNED.search(text, max(0, match.start() - 16), match.start()):
                continue
        elif match["iso"]:
            try:
                day = date.fromisoformat(match["iso"])
            except ValueError:
                continue
        elif not match["same"]:
            if published is None or (match["back"] or "").lower().startswith("next"):
                continue
            if match["week"]:
                weekday = WEEKDAYS[match["week"].lower()]
                begun = latest is not None and latest.weekday() == weekday and not match["back"]
                day = latest if begun else _weekday(published, weekday)
            else:
                day = published if match["today"] else published - timedelta(days=1)
        yield match.start(), day


def _chinese(text: str, published: date | None) -> Iterator[tuple[int, date | timedelta]]:
    """Places and days; 当晚 and 次日 as the days between them and the day named before."""
    for match in CHINESE.finditer(text):
        if match["d"]:
            planned = match["plan"] or CHINESE_PLANNED.search(text, max(0, match.start() - 4), match.start())
            day = None if planned else _chinese_date(match, published)
            if day is not None:
                yield match.start(), day
        elif match["same"] or match["next"]:
            yield match.start(), timedelta(days=1 if match["next"] else 0)
        elif published is not None:
            yield match.start(), _counted_back(match, published)


def _chinese_date(match: re.Match[str], published: date | None) -> date | None:
    """A day with its number; without a month, the last such day up to the publication."""
    if match["m"] is not None or published is None:
        return _calendar(match["y"], int(match["m"]), int(match["d"]), published) if match["m"] else None
    day = _calendar(str(published.year), published.month, int(match["d"]), published)
    if day is not None and day > published + FUTURE:
        last = published.replace(day=1) - timedelta(days=1)
        day = _calendar(str(last.year), last.month, int(match["d"]), published)
    return day


def _counted_back(match: re.Match[str], published: date) -> date:
    """今天, 昨晚, 周三, 上周五."""
    if not match["week"]:
        return published - timedelta(days=0 if match["today"] else 1 if match["yesterday"] else 2)
    day = _weekday(published, HAN_WEEK[match["week"]])
    if match["back"] and (published - day).days <= published.weekday():
        day -= timedelta(days=7)
    return day


def _calendar(year: str | None, month: int, day: int, published: date | None) -> date | None:
    """A day of the calendar; without a year, the last such day up to the publication."""
    if year is None and published is None:
        return None
    try:
        if year is not None:
            return date(int(year), month, day)
        assert published is not None
        found = date(published.year, month, day)
        if found <= published + FUTURE:
            return found
        return None if found <= published + SOON else date(published.year - 1, month, day)
    except ValueError:
        return None


def _weekday(published: date, weekday: int) -> date:
    """The last such day of the week, the day of publication among them."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)
