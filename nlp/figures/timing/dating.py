"""Which periods of a sentence date something other than a figure: an event, a base, a record, an aside, a postponement.

own_periods.py chooses among the others.
"""

from __future__ import annotations

import re

from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene
from nlp.figures.timing import period_rows
from nlp.rare import Rare

OF_ACCOUNTS = {
    "revenue", "gross_profit", "operating_profit", "ebitda", "pretax_profit", "net_income", "eps", "cash_flow", "free_cash_flow", "gross_margin",
    "operating_margin", "ebitda_margin", "net_margin", "capex",
}  # fmt: skip
"""Flow metrics that only accounts give, which are never of one day."""
_ASIDE = Rare(
    (
        ", who", ", where", ", found", ", est", ", list", ", crea", ", set up", ", buil", ", born",
        ", laun", ", which",
    ),
    r", (?:who|whose|where|founded|established|listed|created|set up|built|born|launched|which was|which has been)\b[^,;]{3,90},",
)  # fmt: skip
_BEGAN = re.compile(
    r"\b(?:launched|founded|established|introduced|released|debuted|created|made|painted|built|incorporated|born|died|retired|opened|started|began|begun|arrived) (?:back )?(?:in )?$"
)
"""The year of a beginning is no figure's: "it launched in 2015 and has over 70% of the market"."""
_BEGAN_REACH = 24
_GIVEN_ZH = re.compile(r"[^，。；]{0,4}(?:给出|发布|公布|作出|做出|提出|制定|设定|宣布)的")
"""After an earlier forecast's day: 此前在5月给出的指引."""
_THAN = re.compile(
    r"\b(?:than|compared with|compared to|versus)(?: in| the| for| at)* $"
    r"|(?:%|\bpercent|\bper cent|\bpct|\bpoints?|\bbps?) (?:above|below|ahead of|behind|short of)(?: (?:that|those|the levels?|the))*(?: of| in)?(?: the)? $"
)
_MOVED_FROM = re.compile(
    r"(?:%|\bpercent|\bper cent|\bpct|\bpoints?|\bbps?) from (?:the )?$|(?:\d|[mb]n|illion) from the $"
)
_COMPARED_ZH = re.compile(
    r"(?:较|比|与|占|相比|相对|同比|恢复到|恢复至|相当于|剔除|撇除|扣除|不计)(?:于|了)?$"
)
_AIM_ZH = re.compile(r"[^，。；\d]{0,4}(?:目标|指引|计划|预算|任务)的")
"""As in 已完成全年目标的39%: the period is the aim's."""
_SURPASSED_ZH = re.compile(r"(?:超过|高于|低于|不及)了?$")
_SURPASSED_BEHIND = re.compile(r"[^，。；\d]{0,4}[，。；]")
"""As in 超过2024年全年，: the period is surpassed, and names no figure."""
_COMPARED_REACH = 32
"""Characters before a period in which it is told to be compared with: "6% below those of the first half of 2019"."""
_SINCE = re.compile(r"\bsince (?:the )?(?:[a-z'-]+ing (?:[a-z'-]+ ){0,3}(?:in |of ))?$|自$|自从$")
"""A record "since 2021", or what has grown "since launching in 2019", is not a figure's period."""
_SINCE_REACH = 40
_PUT_OFF = re.compile(
    r"\b(?:delay|postpon|push|defer|mov|shift|extend|put)(?:e|es|ed|ing|s)?\b[^,;.]{0,60}?\b(?:to|until|till|into|beyond) (?:early |late |mid-?)?$"
    r"|(?:推迟|延期|延后|延迟|延长|顺延|延)[至到]$"
)
"""The date of a postponement is not the period of other figures: "delay its plant to 2029 and cut 9% of staff"."""
_PUT_OFF_REACH = 90


def that_tell_when(draft: Draft, low: int, high: int) -> list[Period]:
    """Return a clause's periods without those of events, asides, "since" and postponements."""
    scene = draft.scene
    place = draft.start
    return [
        period
        for period in scene.periods
        if low <= period.start
        and period.end <= high
        and not (period_rows.is_event(scene, period) and not _is_of_trading(draft))
        and not (draft.status == "prior" and _GIVEN_ZH.match(draft.page.plain, period.end))
        and not _is_in_aside(scene, period, place)
        and not _is_beginning(scene, low, period, place)
        and not _is_of_thing(draft, period)
        and not _is_since(scene, low, period, place)
        and not _is_put_off(scene, low, period)
        and not (draft.metric_id == "recall" and _is_of_making(scene, period))
        and not (draft.metric_id in OF_ACCOUNTS and _is_of_report(scene, period))
    ]


def _is_of_report(scene: Scene, period: Period) -> bool:
    """Return whether a day is only that of a report: "On 25 July, it said revenue was down"; a day up to which is counted is not."""
    if period.form != "date":
        return False
    if scene.page.lang == "en":
        return scene.page.words.endswith("on ", scene.start, period.start)
    return not scene.page.plain.endswith(("至", "到"), scene.start, period.start)


def _is_of_making(scene: Scene, period: Period) -> bool:
    """Return whether a period is when the recalled goods were made: 生产日期在2019年1月12日至2023年4月24日期间的部分汽车."""
    head = scene.text(max(scene.start, period.start - _MADE_REACH), period.start)
    return _MADE.search(head) is not None or _MADE_ZH.match(scene.page.plain, period.end) is not None


_MADE = re.compile(
    r"\b(?:built|made|manufactured|produced|assembled|model years?)\b[^.;]{0,30}$|生产(?:日期|时间)[^，。；]{0,24}$"
)
_MADE_ZH = re.compile(r"(?:期间|之间|间)?(?:所)?(?:生产|制造)(?:日期)?的?")
_MADE_REACH = 44


def _is_beginning(scene: Scene, low: int, period: Period, place: int) -> bool:
    """Return whether a period before a figure dates the beginning of a thing."""
    goes_on = scene.page.words.startswith((",", " and ", " but "), period.end)
    if not goes_on or period.end > place or period.form not in {"year", "month"}:
        return False
    return _BEGAN.search(scene.page.words, max(low, period.start - _BEGAN_REACH), period.start) is not None


def _is_of_thing(draft: Draft, period: Period) -> bool:
    """Return whether a year dates the thing that is sold, not the sale: "a 1962 Ferrari sold for $48 million", 2019款车型."""
    scene = draft.scene
    if draft.page.lang == "zh":
        return period.form == "year" and draft.page.plain.startswith("款", period.end)
    if period.form != "year" or period.fiscal or draft.metric_id not in _OF_A_SALE:
        return False
    before = draft.page.words[max(scene.start, period.start - _ARTICLE_REACH) : period.start]
    return (
        _SOLD.search(draft.page.words, scene.start, scene.end) is not None
        and _ARTICLE.search(before) is not None
        and _NOUN.match(draft.page.words, period.end) is not None
        and not any(
            mark.what.metric and not mark.what.is_verb
            for mark in scene.between(period.end, period.end + _NOUN_REACH)
        )
    )


_OF_A_SALE = {"deal_value", "price", "proceeds", None}
_SOLD = re.compile(r"\b(?:sold|sells?|selling|bought|fetched|fetches|auctioned|costs?)\b")
_ARTICLE = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!during )(?<!under )(?<!through )(?:^|\b(?:a|an|the|its|his|her|their|this|that|bottle of) )$"
)
_ARTICLE_REACH = 16
_NOUN = re.compile(r" (?!to\b|and\b|or\b|for\b|in\b|at\b|it\b|the\b|a\b)[a-z]")
_NOUN_REACH = 24
"""Characters after the year in which a metric is named that it dates: "its 2024 offer price"."""


def _is_since(scene: Scene, low: int, period: Period, place: int) -> bool:
    """Return whether a period only dates a record or a beginning: "the lowest since February"; "since February, when it was 5" does more."""
    told = period.end < place and scene.page.words.startswith(", when ", period.end)
    return (
        not told
        and _SINCE.search(scene.page.words, max(low, period.start - _SINCE_REACH), period.start) is not None
    )


def _is_of_trading(draft: Draft) -> bool:
    """Return whether a figure is a move of a price, so that 8月18日 in 8月18日，股价上涨6% is its day."""
    return draft.page.lang == "zh" and draft.metric_id in {"share_price", "index"} and draft.kind == "percent"


def _is_put_off(scene: Scene, low: int, period: Period) -> bool:
    """Return whether a period is the date of a postponement."""
    if scene.page.lang == "en" and scene.page.words[period.start - 1 : period.start] != " ":
        return False
    near = scene.page.words[max(low, period.start - 14) : period.start]
    return ("to" in near or "il" in near or "yond" in near or "至" in near or "到" in near) and (
        _PUT_OFF.search(scene.page.words, max(low, period.start - _PUT_OFF_REACH), period.start) is not None
    )


def _is_in_aside(scene: Scene, period: Period, place: int) -> bool:
    """Return whether the period is in an aside: "Lund, who took over in 2021, wants margins of 10%"."""
    for aside in _ASIDE.finditer(scene.page.words, *scene.clause(place)):
        if (
            aside.start() <= period.start
            and period.end <= aside.end()
            and not aside.start() <= place < aside.end()
        ):
            return True
    return False


def is_compared(scene: Scene, period: Period) -> bool:
    """Return whether a period only serves as a base of comparison: 较去年同期."""
    if scene.page.lang == "zh":
        head = scene.page.plain[max(0, period.start - 3) : period.start]
        if _SURPASSED_ZH.search(head) and _SURPASSED_BEHIND.match(scene.page.plain, period.end):
            return True
        return (
            _COMPARED_ZH.search(head) is not None or _AIM_ZH.match(scene.page.plain, period.end) is not None
        )
    before = scene.text(max(scene.start, period.start - _COMPARED_REACH), period.start)
    if _THAN.search(before) or _MOVED_FROM.search(before):
        return True
    return (
        period.form in {"year_before", "last"}
        and re.search(
            r"\b(?:from|than|over|with|on|to|versus|against)[ ](?:the[ ])?$",
            scene.text(max(0, period.start - 12), period.start),
        )
        is not None
    )


def is_of_now(draft: Draft) -> bool:
    """Return whether a figure is told of the present, so that it takes no other's period: "and currently has 3,200"."""
    return _AT_PRESENT.search(draft.lead) is not None


_AT_PRESENT = re.compile(r"\b(?:currently|at present|right now)\b|目前|现有|现时|当前")
