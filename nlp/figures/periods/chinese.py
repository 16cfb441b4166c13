"""The Chinese wording of periods: 二季度, 2025财年第二财季, 1-9月, 截至6月30日止六个月, 报告期内, 去年同期."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nlp.figures.periods import named
from nlp.figures.periods.named import Form, Period

_N = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_N |= {"十一": 11, "十二": 12, "首": 1, "次": 2, "末": 4}
_YEAR = r"(?:19|20)\d\d"
_WHEN = r"今年|去年|前年|明年|本年|上年|本年度|上年度"
_FIND = re.compile(
    # The lookahead rules out most positions by one character.
    rf"""(?=[报本期当季年最该去上前今年同一二三四五六七八九十首次头末第全半中下截于这明qQhHfF\d])(?:
      (?P<same>(?P<same_1>[当该]月)|报告期(?:内|末|期末)?|(?P<same_q>本报告期)|期内|本期|当期|(?P<same_3>当季度?|(?<=截至)季度?末|季内|该季度?|季度(?=营收|收入|净利|利润|亏损|业绩|销售额|毛利)))
    | (?P<ago>(?:去年|上年|上一年|前一年|上年度|(?P<ago_year>{_YEAR})年)(?:的)?(?:同期|同季|同月)|(?:(?:1[0-2]|(?<!\d)[1-9])月份?|上月)?同期)
    | (?P<ytd>今年迄今|(?<![0-9一二三两几半当同跨])年内(?!容)|年初至今|今年以来|年初以来)
    | (?P<rtd>年初至(?:本?报告期末|本?期末))
    | (?P<q>(?:(?P<q_year>{_YEAR})[ ]?(?P<q_fy>财年|财政年度)?(?:年度?)?(?:的)?|(?P<q_short2>(?<!\d)\d\d)(?:(?P<q_sf>财年)|年)|(?P<q_when>{_WHEN})|(?P<q_own>本财年|本财政年度|该财年))?(?:第?(?P<q_n>[一二三四1-4首次末])(?P<q_f>财|财政)?季度?(?![^，。；]{{0,1}}[军度]?冠)(?P<q_report>报)?|[qQ](?P<q_m>[1-4])|(?P<q_l>[1-4])[qQ](?:(?P<q_short>\d\d)(?!\d))?)(?:[ ]?(?P<q_late>{_YEAR}))?)
    | (?P<fyq>FY(?P<fyq_year>\d{{2,4}})[ ]?Q(?P<fyq_n>[1-4]))
    | (?P<nine>(?:(?P<nine_year>{_YEAR})年?|(?P<nine_when>{_WHEN}))?(?:[前首头]三个?季度?|[一1][-至到~]三季度|[1一][-至到~]3季度|三季报|前三季|前9个?月|前九个?月|首三季|首九个月))
    | (?P<hh>(?:(?P<hh_year>{_YEAR})年?|(?P<hh_when>{_WHEN}))?第?(?P<hh_a>[一三13])、第?(?P<hh_b>[二四24])季度)
    | (?P<h>(?:(?P<h_year>{_YEAR})[ ]?(?P<h_fy>财年)?(?:年度?)?|(?P<h_when>{_WHEN}))?(?:(?P<h_u>上|下)半(?P<h_f>财)?年度?|半年报|中报|中期|[hH](?P<h_n>[12])|(?P<h_m>[12])[hH](?:(?P<h_short>\d\d)(?!\d))?|前六个?月|前6个?月|半年度))
    | (?P<m>(?:(?:于|截至)?(?:(?P<m_year>{_YEAR})年|(?P<m_when>{_WHEN}))?(?P<m_month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<m_day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})?[日号底末]?止?(?:的)?(?:前)?(?P<m_n>三|六|九|十二|3|6|9|12)个月|(?:截至|于)(?P<hy_month>[69]|12|3)月(?:底|末|3[01]日)止(?:的)?半年|(?:(?:截至|截止)(?:(?P<n_year>{_YEAR})年|(?P<n_when>{_WHEN}))?|(?P<n_late>{_YEAR})年)(?P<n_month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:(?P<n_day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日|[底末])止?的?(?P<n_u>(?:财政)?年度|季度|财季|财年|季|半年|中期)))
    | (?P<ww>(?:截至)?(?:(?P<ww_year>{_YEAR})年|(?P<ww_when>{_WHEN}))?(?P<ww_month>\d{{1,2}})月(?:(?P<ww_day>\d{{1,2}})日止?的?(?:一|当|那)周|第(?P<ww_n>[一二三四])周))
    | (?P<yy>(?P<yy_a>{_YEAR})年?[-至到~](?P<yy_b>{_YEAR})年?(?:(?P<yy_6>上半年|半年度)|(?P<yy_9>前三季度)|(?P<yy_3>第?一季度)))
    | (?P<ys>(?P<ys_a>{_YEAR})年?[-至到~](?P<ys_b>{_YEAR})年(?![前第上下一二三四\d末底初])(?:度|全年)?)
    | (?P<dd>(?:(?P<dd_year>{_YEAR})年|(?P<dd_when>{_WHEN}))?(?P<dd_a>\d{{1,2}})月(?P<dd_first>\d{{1,2}})日?[-至到~](?:(?:(?P<dd_late>{_YEAR})年)?(?P<dd_b>\d{{1,2}})月)?(?P<dd_day>\d{{1,2}})日)
    | (?P<s>(?:(?P<s_year>{_YEAR})年?|(?P<s_when>{_WHEN}))?(?P<s_a>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月?(?:、\d{{1,2}}月)*[-至到~、和与](?P<s_b>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?(?!\d|[^，。；]{{0,12}}分别))
    | (?P<t>(?:(?P<t_year>{_YEAR})年?的?|(?P<t_when>{_WHEN}))?(?:前|首|头)(?P<t_b>1?\d|[二三四五六七八九十]|十一)个?月)
    | (?P<d>(?:(?P<d_year>{_YEAR})年|(?P<d_when>{_WHEN}))?(?:(?P<d_month>\d{{1,2}})月(?P<d_day>\d{{1,2}})(?![.\d%])[日号]?|(?P<d_m>[一二三四五六七八九十]{{1,2}})月(?P<d_d>[一二三四五六七八九十]{{1,3}})日))
    | (?P<e>(?:(?P<e_year>{_YEAR})年|(?P<e_when>{_WHEN}))?(?P<e_month>\d{{1,2}}|[一二三四五六七八九]|十[一二]?)月(?P<e_end>末|底|(?=[，,])(?:(?<=截至\d月)|(?<=截至\d\d月))))
    | (?P<fy>截至(?:(?P<fy_year>{_YEAR})年|(?P<fy_when>{_WHEN}))(?:12月)?(?:底|31日)止(?!的?(?:财政)?年度|的?[\d一二三四五六七八九十]+个月))
    | (?P<ye>(?:(?P<ye_year>{_YEAR})年|(?P<ye_when>{_WHEN}))(?:末|年末|底|年底)|(?<=[较比由从与])[年期]初(?=的))
    | (?P<td>(?:(?P<td_year>{_YEAR})年|(?P<td_when>{_WHEN}))?(?P<td_month>1[0-2]|(?<!\d)[1-9])月(?:份)?(?P<td_n>[上中下])旬)
    | (?P<my>(?:(?P<my_year>{_YEAR})年|(?P<my_when>{_WHEN}))?(?P<my_month>\d{{1,2}}|(?<![年十])十[一二]?|(?<![十第])[一二三四五六七八九])月(?!\d{{1,2}}(?![.%\d]))(?:份?当月|份)?)
    | (?P<rel>(?P<rel_w>上|本|下|这|最近)一?个?(?P<rel_u>季度|财季|月|财年|季|周(?![一二三四五六日末边围报]))(?![度球报]))
    | (?P<y>(?:(?P<y_year>{_YEAR})[ ]?(?P<y_fy>财年|财政年度)?(?:年度?|全年)?(?:年报|全年)?(?![代\d.,%亿万元A-Za-z辆台点人名家户股座吨套件份艘架枚颗张]|个(?![人税股])|-\d\d-)|(?P<y_two>(?<!\d)[12]\d)年(?=全年|年报|度|净|营|收入|归母|实现|业绩)|(?P<y_short>(?<!\d)\d\d)(?P<y_sf>财年)|FY(?P<y_fys>20\d\d|\d\d)(?!\d)|(?P<y_when>{_WHEN})(?!同)|(?P<y_full>全年|全财(?P<y_ff>政?年)度?)))
    )""",
    re.VERBOSE,
)
_MONTH_OVER = 28
"""Day from which a month can count as complete."""
_BACK = {"今年": 0, "本年": 0, "本年度": 0, "去年": 1, "上年": 1, "上年度": 1, "前年": 2, "明年": -1}


def find(plain: str, start: int, end: int, year_now: int | None) -> Iterator[Period]:
    """Yield every period in a range, in order; "this year" is relative to the article's year, if known."""
    for match in _FIND.finditer(plain, start, end):
        period = _READERS[match.lastgroup or ""](match, year_now)  # the outermost group is closed last
        if period is not None:
            yield period


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written in _N:
        return _N[written]
    tens, _, ones = written.partition("十")
    return (_N.get(tens, 1) * 10 + _N.get(ones, 0)) if "十" in written else 0


def _year(match: re.Match[str], name: str, now: int | None) -> int | None:
    if year := _said(match, f"{name}_year"):
        return int(year)
    if short := _said(match, f"{name}_short"):
        return 2000 + int(short)
    when = _said(match, f"{name}_when")
    return now - _BACK[when] if when and now is not None else None


def _said(match: re.Match[str], group: str) -> str | None:
    """Return the text of a group, if the matched form has one."""
    return match[group] if group in _FIND.groupindex else None


def _quarter(match: re.Match[str], now: int | None) -> Period:
    written = match["q_n"] or match["q_m"] or match["q_l"]
    n = _number(written)
    year = _year(match, "q", now) or (int(match["q_late"]) if match["q_late"] else None)
    if match["q_short2"]:
        year = 2000 + int(match["q_short2"])
    fiscal = bool(match["q_fy"] or match["q_sf"] or match["q_f"] or match["q_own"])
    if year is None and fiscal:
        year = _fiscal_year(match, n, now)
    if match["q_report"] and n == 3:  # noqa: PLR2004
        return Period(*match.span(), "nine", 0, year)  # a 三季报 covers the first three quarters
    return Period(*match.span(), "quarter", n, year, fiscal=fiscal)


def _fiscal_year(match: re.Match[str], n: int, now: int | None) -> int | None:
    """Return the year in which the fourth quarter ends after an nth whose last day is named before it: 截至7月27日的第二财季."""
    ended = _ENDED.search(match.string, max(0, match.start() - _ENDED_REACH), match.start())
    told = int(ended["year"]) if ended and ended["year"] else now
    if ended is None or told is None:
        return None
    return told + (int(ended["month"]) + 3 * (4 - n) - 1) // 12


_ENDED = re.compile(r"截至(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月\d{1,2}日止?的?$")
_ENDED_REACH = 16


def _half(match: re.Match[str], now: int | None) -> Period:
    n = 2 if match["h_u"] == "下" else int(match["h_n"] or match["h_m"] or 1)
    fiscal = bool(match["h_fy"] or match["h_f"])
    return Period(*match.span(), "half", n, _year(match, "h", now), fiscal=fiscal)


def _two_quarters(match: re.Match[str], now: int | None) -> Period | None:
    """Parse 一、二季度, which is a half."""
    first, second = _number(match["hh_a"]), _number(match["hh_b"])
    return (
        Period(*match.span(), "half", second // 2, _year(match, "hh", now)) if second == first + 1 else None
    )


def _to(match: re.Match[str], now: int | None) -> Period:
    if match["hy_month"]:
        return Period(*match.span(), "months_to", 6, month=int(match["hy_month"]))
    if match["n_u"]:
        months = {"年度": 12, "财政年度": 12, "财年": 12, "半年": 6, "中期": 6}.get(match["n_u"], 3)
        month, day = _month(match["n_month"]), _number(match["n_day"] or "0")
        year = int(match["n_late"]) if match["n_late"] else _year(match, "n", now)
    else:
        months, year = _number(match["m_n"]), _year(match, "m", now)
        month, day = _month(match["m_month"]), _number(match["m_day"] or "0")
    return Period(*match.span(), "months_to", months, year, month=month, day=day)


def _month(written: str) -> int:
    return min(max(_number(written), 1), 12)


def _span(match: re.Match[str], now: int | None) -> Period | None:
    return named.of_months(match, _number(match["s_a"]), _number(match["s_b"]), _year(match, "s", now))


def _from_day(match: re.Match[str], now: int | None) -> Period | None:
    """Parse days of one year: 1月1日至6月30日, which are whole months, and 8月1日至17日."""
    first, last = int(match["dd_a"]), int(match["dd_b"] or match["dd_a"])
    since, day = int(match["dd_first"]), int(match["dd_day"])
    year = int(match["dd_late"]) if match["dd_late"] else _year(match, "dd", now)
    if since == 1 and 1 <= first <= last <= 12 and day >= _MONTH_OVER:  # noqa: PLR2004
        return Period(*match.span(), "span", 0, year, month=last, first=first)
    return named.of_days(match, (first, since), (last, day), year)


def _years_and_part(match: re.Match[str], _now: int | None) -> Period | None:
    """Parse 2023年至2025年上半年: from the first year's beginning to the end of a part of the last."""
    month = 6 if match["yy_6"] else 9 if match["yy_9"] else 3
    return named.of_years(match, int(match["yy_a"]), int(match["yy_b"]), month)


def _day(match: re.Match[str], now: int | None) -> Period | None:
    month, day = _number(match["d_month"] or match["d_m"]), _number(match["d_day"] or match["d_d"])
    return named.of_day(match, month, day, _year(match, "d", now))


def _third_of_month(match: re.Match[str], now: int | None) -> Period:
    """Parse 8月上旬, the first ten days; 下旬 lasts to the month's end."""
    month = int(match["td_month"])
    last = {"上": 10, "中": 20}.get(match["td_n"], named.last_day(month))
    days = last - 20 if last > 20 else 10  # noqa: PLR2004
    return Period(*match.span(), "days_to", days, _year(match, "td", now), month=month, day=last)


def _whole_year(match: re.Match[str], now: int | None) -> Period | None:
    fiscal = bool(match["y_fy"] or match["y_ff"] or match["y_short"] or match["y_fys"])
    short = match["y_two"] or match["y_short"] or match["y_fys"]
    year = 2000 + int(short[-2:]) if short else _year(match, "y", now)
    return Period(*match.span(), "year", 0, year, fiscal=fiscal)


def _relative(match: re.Match[str], _now: int | None) -> Period:
    form = _RELATIVE[match["rel_w"]]
    return Period(*match.span(), form, {"月": 1, "财年": 12, "周": 0}.get(match["rel_u"], 3))


_RELATIVE: dict[str, Form] = {"上": "last", "最近": "last", "本": "this", "这": "this", "下": "next"}


def _week(match: re.Match[str], now: int | None) -> Period:
    day = int(match["ww_day"] or 7 * _N[match["ww_n"]])
    return Period(
        *match.span(), "days_to", 7, _year(match, "ww", now), month=_month(match["ww_month"]), day=day
    )


def _same(match: re.Match[str], _now: int | None) -> Period:
    months = 3 if match["same_3"] else 1 if match["same_1"] else 0
    return Period(*match.span(), "same_quarter" if match["same_q"] else "same", months)


def _year_before(match: re.Match[str], _now: int | None) -> Period:
    return Period(*match.span(), "year_before", 0, int(match["ago_year"]) if match["ago_year"] else None)


def _quarter_of_fiscal_year(match: re.Match[str], _now: int | None) -> Period:
    year = 2000 + int(match["fyq_year"][-2:])
    return Period(*match.span(), "quarter", int(match["fyq_n"]), year, fiscal=True)


def _whole_month(match: re.Match[str], now: int | None) -> Period:
    return Period(*match.span(), "month", 0, _year(match, "my", now), month=_month(match["my_month"]))


_READERS: dict[str, Callable[[re.Match[str], int | None], Period | None]] = {
    "same": _same,
    "ago": _year_before,
    "rtd": lambda match, _now: Period(*match.span(), "same_to_date"),
    "ytd": lambda match, _now: Period(*match.span(), "to_date"),
    "fyq": _quarter_of_fiscal_year,
    "q": _quarter,
    "nine": lambda match, now: Period(*match.span(), "nine", 0, _year(match, "nine", now)),
    "hh": _two_quarters,
    "h": _half,
    "m": _to,
    "s": _span,
    "dd": _from_day,
    "ww": _week,
    "yy": _years_and_part,
    "ys": lambda match, _now: named.of_years(match, int(match["ys_a"]), int(match["ys_b"])),
    "t": lambda match, now: named.of_months(match, 1, _number(match["t_b"]), _year(match, "t", now)),
    "d": _day,
    "e": lambda match, now: named.of_month_end(match, _month(match["e_month"]), _year(match, "e", now)),
    "td": _third_of_month,
    "fy": lambda match, now: Period(*match.span(), "year", 0, _year(match, "fy", now)),
    "ye": lambda match, now: named.of_day(match, 12, 31, _year(match, "ye", now)),
    "my": _whole_month,
    "rel": _relative,
    "y": _whole_year,
}
