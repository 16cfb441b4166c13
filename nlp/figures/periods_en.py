"""The English wording of periods: quarters, halves, fiscal years, "three months ended June 30", dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator

from nlp.figures.periods import Form, Period, found
from nlp.figures.words import pattern

_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
    "opening": 1,
    "holiday": 4,
    "latter": 2,
    "back": 2,
    "closing": 4,
}
_COUNT = {
    "three": 3,
    "3": 3,
    "six": 6,
    "6": 6,
    "nine": 9,
    "9": 9,
    "twelve": 12,
    "12": 12,
    "four": 4,
    "five": 5,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "eleven": 11,
    "two": 2,
}
_WEEKS = {
    "13": 3,
    "thirteen": 3,
    "14": 3,
    "fourteen": 3,
    "26": 6,
    "twenty six": 6,
    "27": 6,
    "39": 9,
    "thirty nine": 9,
    "40": 9,
    "52": 12,
    "fifty two": 12,
    "53": 12,
    "12": 3,
}
"""Weeks of a part of a year as shops count it → months."""
_TERMS = ("16", "20", "24", "28", "36", "40", "44", "48")
"""Weeks that a retailer's terms have and no quarter has."""
_MONTHS = {
    name: n
    for n, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_SHORT = {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9} | _MONTHS
_MONTH = "|".join(sorted(_SHORT, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OPENINGS = [
    *_SHORT,
    *(f"between {month}" for month in _SHORT),
    *(
        f"{before} {what}"
        for before in ("in", "for", "during", "of", "over")
        for what in (*_SHORT, "the same", "the quarter", "the period", "the half", "the three")
    ),
    *(
        f"{which} {what}"
        for which in ("last", "next", "this", "current", "previous", "prior", "coming", "latest")
        for what in ("quarter", "month", "year", "three", "six", "3", "6")
    ),
    *(f"the {which}" for which in ("same", "corresponding", "comparable", "comparison", "comparative", "year", "prior")),
    "first", "second", "third", "fourth", "final", "opening", "holiday", "latter", "back", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve", "half", "interim", "month", "months", "quarter", "weeks", "year", "years",
    "for the year", "full", "whole", "entire", "fiscal", "financial", "our fiscal", "its fiscal", "end", "close", "at end", "at close", "at the end",
    "at the close", "most recent", "just ended", "so far", "a year", "corresponding", "comparison", "comparative",
]  # fmt: skip
_BEGIN = (
    rf"{pattern(_OPENINGS, glued=True)}|q[1-4]|h[12]|fy|ended[ ](?:{_MONTH})[ ]with|(?:between|from)[ ]{_YEAR}[ ]"
    rf"|[0-9](?:\d{{3}}|\d?(?:st|nd|rd|th)?[ ]?(?:of[ ])?(?:[qh]|{_MONTH}|month|week|year|fiscal|financial))"
)
"""What a period can begin with; most words are told from it by that alone."""
# Each alternative begins with a look at the one character it can begin with.
_FIND = re.compile(
    rf"""(?<![a-z0-9])(?={_BEGIN})(?:
      (?=[fois1-4tqclh])(?P<q>(?:(?P<q_before>{_YEAR})[ ](?=fiscal[ ]|(?:first|second|third|fourth)[ ]))?(?P<q_fiscal>fiscal[ ]|(?:our|its)[ ]fiscal[ ])?(?:(?P<q_nth>first|second|third|fourth|1st|2nd|3rd|4th|final|opening|closing|holiday|last(?=[ ]quarter[ ](?:of|in)[ ](?:{_YEAR}|last[ ]year|the[ ]year)))[ ](?:fiscal[ ])?(?:quarter|qtr)|q(?P<q_n>[1-4])|(?P<q_m>[1-4])q)
        (?:[ '-]{{0,2}}(?P<q_short>\d\d)(?!\d|[,.]\d|%)|[ ,]{{0,2}}(?:(?:of|for|in)[ ])?(?:the[ ]|its[ ]|our[ ])?(?P<q_fy>fiscal[ ](?:year[ ])?|fy[ ]?'?)?(?P<q_year>{_YEAR}|(?<=fy)\d\d|(?<=fy[ '])\d\d)(?!\d|[,.]\d|%|[ ](?:million|billion))(?P<q_fyb>[ ](?:fiscal|financial)[ ]year)?|[ ](?:of|in)[ ](?P<q_rel>last|this|next)[ ]year)?)
    | (?=[fsh12ilb])(?P<h>(?:(?P<h_nth>first|second|latter|back)[ ]half|h(?P<h_n>[12])|(?P<h_m>[12])h|(?P<h_half>half[ ]year|interim(?=[ ](?:revenues?|sales|profit|loss|results?|earnings|report|period|net|operating|turnover))))
        (?:[ ']{{0,2}}(?P<h_short>\d\d)(?!\d|[,.]\d|%)|[ ,]{{0,2}}(?:of[ ])?(?:the[ ])?(?P<h_fy>fiscal[ ](?:year[ ])?|fy[ ]?)?(?P<h_year>{_YEAR})(?!\d|[,.]\d|%)|[ ](?:of|in)[ ](?P<h_rel>last|this|next)[ ]year)?)
    | (?=[lfc])(?P<lm>(?:last|final|closing)[ ](?P<lm_n>three|six|3|6)[ ]months[ ]of[ ](?:(?P<lm_year>{_YEAR})|(?P<lm_rel>last|this)[ ]year|the[ ]year))
    | (?=[fn])(?P<nine>(?:(?:first[ ])?nine[ ]months?|first[ ](?:three|3)[ ]quarters)(?![ ](?:to|ended|ending|through))(?:[ ,]{{0,2}}(?:of[ ])?(?P<nine_year>{_YEAR}))?)
    | (?=[fo])(?P<fm>(?:first|opening)[ ](?P<fm_n>three|six|two|four|five|seven|eight|ten|eleven|3|6)[ ]months(?![ ](?:to|ended|ending|through))(?:[ ,]{{0,2}}(?:of[ ])?(?P<fm_year>{_YEAR}))?)
    | (?=[ftsnel0-9mqwhy])(?P<m>(?:first[ ])?(?P<m_n>{"|".join(_COUNT)}|{"|".join(_WEEKS)}|{"|".join(_TERMS)})?[ ]?(?P<m_fiscal>fiscal[ ]|financial[ ])?(?P<m_unit>months?|quarter|weeks|half|year|years)[ ](?:period[ ])?(?:that[ ]|which[ ])?(?:to|ended|ending|ends|through|to[ ]end)[ ](?:(?:on|in|end|the[ ]end[ ]of|end[ ]of)[ ])?
        (?:(?P<m_d1>\d{{1,2}})[ ])?(?P<m_month>{_MONTH})\.?(?:[ ](?P<m_day>\d{{1,2}})(?!\d))?(?:[ ]?,?[ ](?P<m_year>{_YEAR}))?)
    | (?=[bjfmasond])(?P<sp>(?:between[ ](?P<sp_c>{_MONTH})[ ]and[ ](?P<sp_d>{_MONTH})|(?P<sp_a>{_MONTH})(?:[ ]?[-/][ ]?|[ ](?:to|through|until)[ ]|[ ](?P<sp_and>and)[ ](?![^.;]{{0,80}}respectively)|[ ](?!may))(?P<sp_b>{_MONTH}))(?:[ ]period)?(?:[ ](?:quarter|of[ ])?(?P<sp_year>{_YEAR}))?(?![ ]\d))
    | (?=[bf])(?P<ys>(?:between[ ](?P<ys_a>{_YEAR})[ ]and|from[ ](?P<ys_c>{_YEAR})[ ](?:to|through|until))[ ](?P<ys_b>{_YEAR})(?!\d|[,.]\d|%|[ ](?:million|billion|people|points?|units|cars|vehicles)|[ ]?(?:usd|eur|yuan)))
    | (?=[f2])(?P<ny>(?:fy[ ]?)?(?P<ny_a>20\d\d)[/-](?P<ny_b>\d\d)(?!\d|[-/.,]\d))
    | (?=[jfmasond])(?P<mq>(?P<mq_month>march|june|september|december|mar|jun|sept|sep|dec|january|april|july|october)[ ](?:quarter|qtr)(?:[ ](?:of[ ])?(?P<mq_year>{_YEAR}))?)
    | (?=[12])(?P<yf>(?P<yf_year>{_YEAR})[ ](?:fiscal|financial)[ ]year)
    | (?=[fwe])(?P<fy>(?:(?:full|whole|entire)[ ](?:fiscal[ ]|financial[ ])?year|for[ ]the[ ]year(?=[ ]?(?:[.,;)]|and[ ]|but[ ]|to[ ](?:about[ ])?[$€£¥]|$))|(?:fiscal|financial)[ ](?:year[ ])?(?=\d)|(?P<fy_f>fy)[ ]?'?(?=\d))(?:[ ,]{{0,2}}(?:of[ ]|in[ ]|for[ ])?(?P<fy_year>{_YEAR}|(?<=fy)\d\d|(?<=fy[ '])\d\d)(?!\d|[,.]\d|%))?)
    | (?=[0-9jfmasond])(?P<d>(?:(?P<d_d1>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<d_m1>{_MONTH})|(?P<d_m2>{_MONTH})\.?[ ](?P<d_d2>\d{{1,2}})(?:st|nd|rd|th)?(?![.,]\d(?!\d\d\d\b)|\d|[ ]?%))(?:[ ]?,?[ ](?P<d_year>{_YEAR}))?)
    | (?=[aec])(?P<e>(?:at[ ]the[ ]|at[ ])?(?:end|close|ended(?=[ ][a-z]+[ ]with[ ]))[ ](?:of[ ])?(?P<e_month>{_MONTH})(?:[ ](?P<e_year>{_YEAR}))?(?![a-z]))
    | (?=[ecy])(?P<ye>(?:(?:end|close)[ ](?:of[ ])?|year[ ]end[ ])(?P<ye_year>{_YEAR})(?!\d|[,.]\d|%))
    | (?=[jfmasond])(?P<my>(?P<my_month>{_MONTH})\.?,?[ ](?:of[ ])?(?P<my_year>{_YEAR}))
    | (?=[ifdo])(?P<in>(?:in|for|during|of)[ ](?P<in_month>january|february|march|april|may|june|july|august|september|october|november|december)(?![ ]\d)(?![ ]?[-/][ ]?(?:{_MONTH})|[ ](?:to[ ]|through[ ]|until[ ])(?:{_MONTH})|[ ]and[ ](?:{_MONTH})(?![^.;]{{0,80}}respectively)|[ ](?!may)(?:{_MONTH})))
    | (?=[jfmasond])(?P<jm>(?P<jm_month>{_MONTH})(?=[ ](?:sales|revenues?|deliveries|shipments|exports|imports|inflation|output|production|data|orders|retail|cpi|ppi|pmi|payrolls|consumer|industrial|factory|home|car|auto|vehicle|trade|traffic|bookings|unemployment)\b))
    | (?=[ys])(?P<ytd>year[ ]to[ ]date|so[ ]far[ ]this[ ]year)
    | (?=[tlncpmjq])(?P<rel>(?P<rel_w>this|last|next|current|previous|prior|coming|latest|most[ ]recent|just[ ]ended)[ ](?P<rel_u>quarter|year|month)|(?:previous|prior)[ ](?P<rel_3>three)[ ]months(?![ ](?:to|ended|of))|(?P<rel_now>quarter)[ ]just[ ]ended)
    | (?=[ifdo])(?P<same>(?:in|for|during|over)[ ]the[ ](?:same[ ])?(?:quarter|period|half|three[ ]months)(?![ ](?:to|that|which|just|ended|ending|through|last|a[ ]year|of[ ]last|(?:of|in|from)[ ]the[ ](?:previous|prior|preceding|year)|in[ ]{_YEAR}|year|of[ ]{_YEAR})))
    | (?=[atyc])(?P<ago>(?:a|the)[ ]year[ ](?:ago|earlier|before)|year[ ](?:ago|earlier)|the[ ](?:same|corresponding|comparable|year[ ]ago|year[ ]earlier|prior[ ]year)[ ](?:period|quarter|half|three[ ]months|time)(?:[ ](?:last[ ]year|a[ ]year[ ](?:ago|earlier)|of[ ]last[ ]year|(?:of|in)[ ]the[ ](?:previous|prior|preceding|past)[ ]year|of[ ]the[ ]year[ ](?:before|earlier)|(?:in|of)[ ](?P<ago_year>{_YEAR})))?|(?:the[ ])?(?:corresponding|comparison|comparative)[ ]period)
    | (?=[12])(?P<y>(?<!asu[ ])(?<!no\.[ ])(?<!ifrs[ ])(?P<y_year>{_YEAR})(?!\d|[,.]\d|%|-\d\d-|[ ](?:restructuring|tax|plan|act|notes?|agreement|programme?|facility|incentive|reform|annual meeting|term loan|senior|olympics|world cup|election|model|million|billion|people|employees|shares|units|cars|vehicles)|[ ]?(?:usd|eur|yuan)))
    )(?![a-z])""",
    re.VERBOSE,
)


def find(words: str, start: int, end: int, year_now: int | None = None) -> Iterator[Period]:
    """Every period in a stretch, in order; "last year" counts from the year of the article, where it is known."""
    for match in _FIND.finditer(words, start, end):
        name = match.lastgroup or ""  # the one around all others is closed last
        period = _READERS[name](match)
        said = match[f"{name}_rel"] if f"{name}_rel" in _FIND.groupindex else None
        if period is not None and said is not None and year_now is not None:
            period = period._replace(year=year_now + _YEARS_ON[said])
        if period is not None:
            yield period


def _year_in(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)  # noqa: PLR2004


def _quarter(match: re.Match[str]) -> Period:
    n = _NTH[match["q_nth"]] if match["q_nth"] else int(match["q_n"] or match["q_m"])
    fiscal = "fiscal" in match["q"] or bool(match["q_fy"] or match["q_fyb"])
    year = match["q_year"] or match["q_short"] or match["q_before"]
    return found(match, "quarter", n, _year_in(year), fiscal=fiscal)


def _half(match: re.Match[str]) -> Period:
    n = (
        1
        if match["h_half"]
        else (_NTH[match["h_nth"]] if match["h_nth"] else int(match["h_n"] or match["h_m"]))
    )
    return found(match, "half", n, _year_in(match["h_year"] or match["h_short"]), fiscal=bool(match["h_fy"]))


def _to(match: re.Match[str]) -> Period | None:
    count = _COUNT.get(match["m_n"] or "", 0)
    if match["m_fiscal"] and match["m_unit"] == "year" and match["m_year"]:
        return found(match, "year", 0, int(match["m_year"]), fiscal=True)
    weeks = count or (int(match["m_n"]) if match["m_n"] in _TERMS else 0)
    if match["m_unit"] == "weeks" and weeks and (match["m_day"] or match["m_d1"]):
        day, month = int(match["m_day"] or match["m_d1"]), _SHORT[match["m_month"]]
        return found(match, "weeks_to", weeks, _year_in(match["m_year"]), month=month, day=day)
    months = {
        "months": count,
        "month": count or 1,
        "quarter": 3,
        "half": 6,
        "year": 12,
        "years": 12,
        "weeks": _WEEKS.get(match["m_n"] or "", 3),
    }[match["m_unit"]]
    if not months:
        return None
    day = int(match["m_day"] or match["m_d1"] or 0)
    return found(
        match, "months_to", months, _year_in(match["m_year"]), month=_SHORT[match["m_month"]], day=day
    )


def _first_months(match: re.Match[str]) -> Period:
    """From January on, "the first six months": a quarter or a half where they fall so."""
    count, year = _COUNT[match["fm_n"]], _year_in(match["fm_year"])
    if count in {3, 6}:
        return found(match, "quarter" if count == 3 else "half", 1, year)  # noqa: PLR2004
    return found(match, "span", 0, year, month=count, first=1)


def _last_months(match: re.Match[str]) -> Period:
    form: Form = "quarter" if match["lm_n"] in {"three", "3"} else "half"
    return found(match, form, 4 if form == "quarter" else 2, _year_in(match["lm_year"]))


def _span(match: re.Match[str]) -> Period | None:
    """From one month to another of a year: "January-September"."""
    first, last = _SHORT[match["sp_a"] or match["sp_c"]], _SHORT[match["sp_b"] or match["sp_d"]]
    if match["sp_and"] and last != first + 1:  # "in March and June": two months, no stretch
        return found(match, "month", 0, _year_in(match["sp_year"]), month=first)
    return (
        found(match, "span", 0, _year_in(match["sp_year"]), month=last, first=first) if first < last else None
    )


def _years(match: re.Match[str]) -> Period | None:
    """From one year to another: "between 2019 and 2025"."""
    first, last = int(match["ys_a"] or match["ys_c"]), int(match["ys_b"])
    return found(match, "span", 0, last, month=12, first=1 - 12 * (last - first)) if first < last else None


def _season(match: re.Match[str]) -> Period | None:
    """A fiscal year that is named after the two it lies in: 2024/25."""
    first, last = int(match["ny_a"]), int(match["ny_b"])
    return found(match, "year", 0, first + 1, fiscal=True) if (first + 1) % 100 == last else None


def _month_quarter(match: re.Match[str]) -> Period:
    return found(match, "months_to", 3, _year_in(match["mq_year"]), month=_SHORT[match["mq_month"]])


def _fiscal_year(match: re.Match[str]) -> Period | None:
    return found(
        match,
        "year",
        0,
        _year_in(match["fy_year"]),
        fiscal="fiscal" in match["fy"] or "financial" in match["fy"] or bool(match["fy_f"]),
    )


def _day(match: re.Match[str]) -> Period | None:
    day = int(match["d_d1"] or match["d_d2"])
    if not 1 <= day <= 31:  # noqa: PLR2004
        return None
    return found(
        match,
        "date",
        0,
        _year_in(match["d_year"]),
        month=_SHORT[match["d_m1"] or match["d_m2"]],
        day=day,
    )


def _end(match: re.Match[str]) -> Period:
    month = _SHORT[match["e_month"]]
    return found(
        match,
        "date",
        0,
        _year_in(match["e_year"]),
        month=month,
        day=28 if month == 2 else calendar.monthrange(2001, month)[1],  # noqa: PLR2004
    )


def _relative(match: re.Match[str]) -> Period:
    form = _RELATIVE[match["rel_w"] or ("previous" if match["rel_3"] else "just ended")]
    return found(match, form, {"quarter": 3, "year": 12, "month": 1}[match["rel_u"] or "quarter"])


_RELATIVE: dict[str, Form] = {
    "latest": "last", "most recent": "last", "just ended": "last", "this": "this", "current": "this", "last": "last", "previous": "last", "prior": "last", "next": "next", "coming": "next",
}  # fmt: skip
_YEARS_ON = {"last": -1, "this": 0, "next": 1}
_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "q": _quarter,
    "h": _half,
    "nine": lambda match: found(match, "nine", 0, _year_in(match["nine_year"])),
    "fm": _first_months,
    "lm": _last_months,
    "sp": _span,
    "ys": _years,
    "ny": _season,
    "yf": lambda match: found(match, "year", 0, _year_in(match["yf_year"]), fiscal=True),
    "ye": lambda match: found(match, "date", 0, _year_in(match["ye_year"]), month=12, day=31),
    "m": _to,
    "mq": _month_quarter,
    "fy": _fiscal_year,
    "d": _day,
    "e": _end,
    "my": lambda match: found(match, "month", 0, _year_in(match["my_year"]), month=_SHORT[match["my_month"]]),
    "in": lambda match: found(match, "month", 0, month=_SHORT[match["in_month"]]),
    "jm": lambda match: found(match, "month", 0, month=_SHORT[match["jm_month"]]),
    "ytd": lambda match: found(match, "to_date"),
    "rel": _relative,
    "same": lambda match: found(match, "same"),
    "ago": lambda match: found(match, "year_before"),
    "y": lambda match: found(match, "year", 0, _year_in(match["y_year"])),
}
