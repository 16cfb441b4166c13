"""Decides whose number a figure is: actual, prior, estimate, guidance or target. Against what it compares is comparing.py's."""

from __future__ import annotations

import re

from nlp.figures import forecasts
from nlp.figures.scenes import BREAK, Draft, Scene, has, last
from nlp.figures.senses import Mark
from nlp.rare import Rare

_SMALL = re.compile(
    r"[ ]?(?:\(?(?:restated |revised )?)(?:(?:a|an|the|its|net|loss|profit|of|about|around|only|just|earlier|previous|last|year's|negative|gain|rise|fall|increase|decline|drop|operating|income|pretax|same|period|estimated|revised|figure|low|high|peak|level|record|some|more|than|over|nearly|almost|under|up|to|adjusted|value)[ ]?){0,6}"
)
_BRACKET_YEAR = re.compile(
    r"\([ ]?(?:q[1-4][ /-]?|h[12][ /-]?|\d{1,2}-\d{1,2}/|(?:fy|fiscal|full year)[ ]?)?(?:19|20)\d\d(?:[/-]\d{2,4})?[ ]?[:：]?[ ]?(?:up |down |(?:a )?(?:loss|profit) of )?$"
    r"|\([ ]?(?:previous|prior|prev|last year|year ago|compared|from|一年前|上年|去年)[^()]{0,14}$"
)
_EARLIER_FORECAST = Rare(
    ("prior", "previous", "earlier", "former", "initial", "original", "old ", "last ", "前", "原"),
    r"\b(?:previous|prior|earlier|former|initial|original|old|last)(?: own)? (?:[a-z]+ ){0,2}(?:forecast|guidance|outlook|target|estimate|projection|prediction|range|goal|plan|expectation)s?(?: (?:of|for|was|range|at)){0,2}(?: (?:about|around|some|a|an|between|up|down))?[ ]$"
    r"|\b(?:previously|earlier|originally|initially)[ ](?:expected|forecast|guided|projected|targeted|anticipated|planned|aimed|seen)(?: [a-z]+){0,6}[ ]$"
    r"|(?:此前|原先|原来|原|之前|先前|早前)(?:的)?(?:预计|预期|预测|指引|目标|计划|预告)(?:的|为|是|值)*[^，。；]{0,6}$",
)
"""What its own company said before of the same figure is its earlier number."""
_OTHERS_ZH = re.compile(r"(?:市场|分析师|机构|券商|外界|华尔街|经济学家|投资者)(?:普遍|平均)?$")
_COMPARES = re.compile(r"\b(?:from|versus|vs|against|compared|after|than)\b")
_PLANS_ZH = {"计划", "打算", "力争", "争取", "规划"}
_DONE_ZH = re.compile(r"已|完成|实现|实际|目前|截至|去年|上年|此前|较")
_LEADS_TO = re.compile(
    r".{0,40}, (?:landing at|reaching|to reach|bringing [a-z ]{2,30} to|taking [a-z ]{2,30} to|totall?ing|hitting|or) (?:about |around |some )?"
)
_BETWEEN_COMMAS = re.compile(
    r", (?:adjusted|on an adjusted basis|excluding [a-z -]{3,24}|before items|in total|a share|diluted),"
)
"""An aside that a forecast runs over: "earnings of 23 cents, adjusted, on revenue of"."""
_CLOSELY = 40
"""Characters from a figure to an "expected" behind it that makes it one: "versus $13.53 billion expected"."""
_MOVES_ON_ZH = re.compile(r"的?(?:上升|提升|提高|下降|下滑|回落|增加|减少|改善|收窄|扩大|上涨)")
"""较上年同期9.7%提升0.3个百分点: what is compared with, and then how far."""
_BEFORE_ZH = re.compile(
    r"(?:之间|左右)?[，,；;(](?:而|高于|低于)?(?:(?P<last>上季度?|上一季度?|上年度?|上年全年|去年全年|上月|上期)|今年上半年|上半年|去年|前[一二三]季度?|第?[一二三四]季度?|20\d\d年|目前|现时)(?:实际|的)?(?:则|仅)?(?:为|是|的)?"
)
_RATIOS = {"percent", "fraction", "multiple"}
_OF_BASE_ZH = re.compile(
    r"(?:恢复[至到]|相当于|达到?|约?为|是)[^，。；由从]{0,12}(?:同期|去年|上年|\d年)(?:水平)?的(?:约|近|超|逾)?$"
)
"""恢复至2019年同期的九成: how much of the base is reached is no base."""
_PART_ZH = re.compile(r"[，,(](?:其中|即|约?占|相当于)")
_AGAINST_BASE = re.compile(
    r"[ ](?:[a-z]+ ){0,2}(?:below|above|under|over|more|less|fewer|higher|lower|better|worse|short of|up|down)\b"
)
_FORECAST_CHANGE = re.compile(
    r"(?: (?:for|in) (?:the |its )?[a-z]+(?: [a-z]+){0,2})?[ ]?, (?:or |up |down |an? |which is |some |about |nearly )*(?:increase of |rise of |drop of )?"
)
_AND_ALSO = re.compile(
    r",? and (?:[a-z]+ ){1,2}(?!was|were|rose|fell|had)(?:a |an |the )?[a-z ]{0,20}(?:of |to |by )?$"
)
_ASKED = {"economist", "analyst"}
"""How many were asked is known."""


def stand(scene: Scene) -> None:
    """Give every draft of a sentence its status."""
    for index, draft in enumerate(scene.drafts):
        draft.status = _status(scene, index)


def _status(scene: Scene, index: int) -> str:
    if scene.drafts[index].candidate.unit in _ASKED:
        return "actual"
    own = scene.own(index)
    marks = scene.between(*own)
    trail = scene.between(*scene.trail(index))
    if _is_prior(scene, index, marks, trail):
        return "prior"
    forecast = forecasts.forecast(scene, index, marks, trail)
    if forecast is not None:
        return forecast
    previous = scene.drafts[index - 1] if index else None
    low = scene.clause(scene.drafts[index].candidate.start)[0]
    same_clause = previous is not None and previous.candidate.end >= low
    if (
        previous is not None
        and same_clause
        and previous.status != "actual"
        and _goes_on(scene, index, previous, marks)
    ):
        return previous.status
    return "actual"


def _is_prior(scene: Scene, index: int, marks: list[Mark], trail: list[Mark]) -> bool:
    own = scene.own(index)
    before = scene.text(*own)
    if (
        _BRACKET_YEAR.search(before)
        or _is_in_brackets(scene, index)
        or _is_earlier_forecast(scene, own, marks)
    ):
        return True
    if scene.page.lang == "zh":
        return _is_prior_zh(scene, index, marks)
    origin = last(marks, "from_prior")
    if (
        origin is not None
        and (index or _moved(scene, own))
        and _SMALL.fullmatch(scene.text(origin.end, own[1]))
    ):
        near = scene.between(origin.end, own[1]) + trail[:2]
        expected = bool(trail) and has(trail[:1], "expected") and trail[0].start - own[1] < _CLOSELY
        return not has(near, "consensus") and not expected
    ago = last(trail, "year_ago")
    if ago is not None and _AGAINST_BASE.match(scene.text(scene.drafts[index].candidate.end, ago.start)):
        ago = None
    if ago is not None and scene.text(ago.start, ago.end) not in {
        "earlier",
        "previous",
        "previously",
        "prior",
        "in the same period",
    }:
        gap = scene.text(scene.drafts[index].candidate.end, ago.start)
        if not re.search(r"\b(?:from|than|over|with|versus|against|on|compared)\b", gap):
            compares = scene.text(ago.start, ago.end) != "last year" or _COMPARES.search(before) is not None
            return (
                (index > 0 and compares)
                or (compares and "had" in before)
                or origin is not None
                or (compares and re.search(r"\b(?:was|were|of)\b", before) is not None)
            )
    early = last(marks, "year_ago")
    if early is not None and index and scene.text(scene.drafts[index - 1].candidate.end, early.start) == " ":
        early = None  # "sales of $3.1 billion last year, 28% of the total"
    if early is not None and _AGAINST_BASE.match(scene.page.words, scene.drafts[index].candidate.end):
        early = None  # "last year, 4% fewer than in 2023"
    if (
        early is not None
        and early.start - scene.clause(early.start)[0] <= 4  # noqa: PLR2004
        and not has(marks, "yoy", "consensus")
    ):
        return not re.search(r",", scene.text(early.end + 1, own[1]))
    return early is not None and bool(
        _SMALL.fullmatch(
            re.sub(r"^[ ]?(?:'s|figure of|was|it was|profit of|loss of|,)", "", scene.text(early.end, own[1]))
        )
    )


def _is_earlier_forecast(scene: Scene, own: tuple[int, int], marks: list[Mark]) -> bool:
    """What was foretold before by the same one; what analysts foretold stays an estimate."""
    said = _EARLIER_FORECAST.search(scene.page.words, *own)
    if said is None or _OTHERS_ZH.search(scene.page.plain, own[0], said.start()):
        return False
    return not has(
        [mark for mark in marks if mark.start < said.start() or said.end() < mark.end], "consensus"
    )


def _is_in_brackets(scene: Scene, index: int) -> bool:
    """Of "rose to EUR 10.8 mn (EUR 10.0 mn)" the second, of one unit with the first and alone in brackets, is the base."""
    if not index or scene.text(*scene.own(index)).strip() != "(":
        return False
    level, base = scene.drafts[index - 1].candidate, scene.drafts[index].candidate
    closed = scene.text(base.end, base.end + 2).strip().startswith(")")
    return (
        closed
        and level.unit is not None
        and (level.unit, level.kind, level.per) == (base.unit, base.kind, base.per)
    )


def _moved(scene: Scene, own: tuple[int, int]) -> bool:
    return has(scene.between(*own), "up", "down", "narrow", "widen")


def _is_prior_zh(scene: Scene, index: int, marks: list[Mark]) -> bool:
    if _is_base_zh(scene, index, marks) or _is_told_behind_zh(scene, index):
        return True
    ago = last(marks, "year_ago")
    if ago is not None and not has(marks, "consensus"):
        gap = scene.text(ago.end, scene.drafts[index].candidate.start)
        head = scene.page.plain[max(0, ago.start - 4) : ago.start]
        if scene.drafts[index].candidate.kind in _RATIOS and _OF_BASE_ZH.search(
            scene.text(*scene.own(index))
        ):
            return False
        compared = re.search(r"[较比]$|(?:与|和|跟|同)$", head) is not None
        if (
            not BREAK.search(gap)
            and not has(scene.between(ago.end, scene.own(index)[1]), "up", "down")
            and "相比" not in gap
        ):
            return not compared or re.fullmatch(r"[的为]{0,2}", gap) is not None or "的" in gap[:1]
    origin = last(marks, "from_prior")
    if origin is None:
        return False
    word = scene.page.plain[origin.start : origin.end]
    gap = scene.text(origin.end, scene.own(index)[1])
    if word in {"由", "从"}:
        after = scene.page.plain[scene.drafts[index].candidate.end : scene.drafts[index].candidate.end + 12]
        return (
            len(gap) <= 14  # noqa: PLR2004
            and re.search(r"[增减升降涨跌扩缩提调滑落][^，。]{0,3}[至到为]|(?:至|到|变为)", after) is not None
        )
    return word.startswith(("前值", "前次", "此前", "对比前")) and len(gap) <= 6  # noqa: PLR2004


def _is_told_behind_zh(scene: Scene, index: int) -> bool:
    """利用率92.5%，上季为89.6%; and behind a forecast what the period before brought: 预计在33%至34%之间，上半年为32.4%."""
    if not index:
        return False
    before, draft = scene.drafts[index - 1], scene.drafts[index]
    if (before.candidate.kind, before.candidate.unit) != (draft.candidate.kind, draft.candidate.unit):
        return False
    gap = _BEFORE_ZH.fullmatch(scene.page.plain, before.candidate.end, draft.candidate.start)
    return gap is not None and (
        gap["last"] is not None or before.status in {"guidance", "target", "estimate"}
    )


def _is_base_zh(scene: Scene, index: int, marks: list[Mark]) -> bool:
    """较上年同期的5.6亿元下滑: the amount right behind the comparison is what is compared with."""
    candidate = scene.drafts[index].candidate
    told = last(marks, "yoy", "qoq", "mom")
    if told is None or candidate.kind in {"pp", "bp", "multiple"}:
        return False
    if candidate.kind == "percent" and not _MOVES_ON_ZH.match(scene.page.plain, candidate.end):
        return False
    word = scene.text(told.start, told.end)
    return (
        word[0] in "较比与" and re.fullmatch(r"的?(?:约)?", scene.text(told.end, candidate.start)) is not None
    )


def _goes_on(scene: Scene, index: int, previous: Draft, marks: list[Mark]) -> bool:
    """A forecast runs on to the change and the next metric of its clause; a prior does not, except in a list."""
    gap = _BETWEEN_COMMAS.sub("", scene.text(*scene.own(index)))
    if previous.status == "prior":
        return re.fullmatch(r"[ ]?(?:and|, or|or|和|、|及|，或)[ ]?(?:up |down )?", gap) is not None
    if has(marks, "actual") and scene.page.lang == "zh" and "实" in gap:
        return False
    if _is_of_forecast(index, previous.status, gap):
        return True
    if BREAK.search(gap) is None:
        return not re.search(r"\bfrom\b", gap) and not (
            previous.status == "estimate" and re.search(r"\b(?:versus|but|was|were)\b", gap)
        )
    candidate = scene.drafts[index].candidate
    if scene.page.lang == "zh" and (previous.status == "guidance" or _is_planned(scene, index, previous)):
        return re.search(r"[;；。]", gap) is None
    return (
        candidate.kind in {"percent", "fraction"}
        and not (scene.page.lang == "zh" and _DONE_ZH.search(gap))
        and previous.status in {"guidance", "target"}
        and len(gap) < 24  # noqa: PLR2004
        and not (previous.status == "target" and any(mark.what.metric for mark in marks))
    )


def _is_planned(scene: Scene, index: int, previous: Draft) -> bool:
    """计划销售收入50亿元，利润5亿元: a plan holds on to the end of its sentence, a 目标 only for its own figure."""
    if previous.status != "target" or _DONE_ZH.search(scene.text(*scene.own(index))):
        return False
    told = last(scene.between(scene.clause(previous.candidate.start)[0], previous.candidate.start), "target")
    return told is not None and scene.text(told.start, told.end) in _PLANS_ZH


def _is_of_forecast(index: int, status: str, gap: str) -> bool:
    """A part of what is planned, a second aim, or the change that the forecast would be."""
    if status in {"guidance", "target"} and _LEADS_TO.fullmatch(gap):
        return True
    if status in {"guidance", "target"}:
        return _PART_ZH.match(gap) is not None or _AND_ALSO.match(gap) is not None
    return status == "estimate" and index == 1 and _FORECAST_CHANGE.fullmatch(gap) is not None
