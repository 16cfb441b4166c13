"""Separates estimate, guidance and target by the cue word and the forecaster.

Who forecasts is decided by forecasters_en.py and forecasters_zh.py.
"""

from __future__ import annotations

import re

from nlp.figures.scenes import BREAK, Draft, has
from nlp.figures.statuses import forecasters_en, forecasters_zh
from nlp.figures.text.senses import Mark

_SAYS = frozenset({"consensus", "expected", "guidance", "target"})
_REPORTED = {"实际", "实际为", "实际值", "录得", "reported", "posted", "came in at", "came in", "actual"}
_OF_ALL = {"gdp", "cpi", "ppi", "unemployment_rate", "retail_sales", "industrial_output"}
"""Metrics no company guides: any forecast of them, even a central bank's, is an estimate."""
_AGREED = {"deal_value", "stake"}
_PROPOSED = {"dividend", "dps"}
"""As in 拟每10股派3元: a proposed dividend counts as actual, as does "proposes a dividend of"."""
_WILL_ZH = {"将", "将会"}
"""As in 收购完成后将持有51%: agreed terms are not a forecast."""
_OPEN_ZH = re.compile(r"预计|估计|[会可]")
"""Within a figure's own qualifier: 预计约, 不会超过, 最高可达."""
_NOUNS_ZH = {
    "指引": "guidance", "业绩指引": "guidance", "展望": "guidance", "公司指引": "guidance", "目标": "target", "年度目标": "target",
    "销售目标": "target", "销量目标": "target", "预期": "estimate", "预测": "estimate", "市场预期": "estimate",
}  # fmt: skip
"""Nouns that make the figure before them a forecast: 维持全年45万辆的销量指引."""
_OF_NOUN_ZH = re.compile(r"(?:左右|以上|上下)?的[^，。；\d]{0,8}")
_REVISED_ZH = re.compile(
    r"[，,]?(?:现|现已|此次|本次|如今|随后|最新)?(?:再度|大幅|小幅|进一步)?(?:上调|下调|调高|调低|调升|调降|修订|调整|提高|提升|上修|下修|降|升|调|改|增加|削减)(?:至|到|为)(?:约)?"
)
_FORETOLD_ZH = re.compile(r"(?P<what>指引|展望|预期|预测|预计|预估|目标(?!价)|计划)[^，。；]{0,10}$")
_GUIDED_ZH = re.compile(r"指引[^，。；]{0,6}(?:下调|上调|调低|调高|提高|降低|下修|上修|修订)[至到为]$")
"""As in 全年指引下调至, whatever was said about market expectations before."""
_CLOSE = 26
"""Characters after a figure within which a word can still give its status."""
_BEATEN_EN = re.compile(
    r"\b(?:and|against|versus|vs|beat|beating|above|below|than|topping|missing|exceeding|topped|missed|exceeded)\b"
)
_THAT_WAS = re.compile(
    r"[ ](?:(?:[a-z']+[ ]){0,3}(?:that|which|who)?[ ]?(?:was|were|had been|had|analysts had)[ ])?"
)
"""As in "missing the 4.8% gain that was expected", "versus 22 cents expected"."""


_OTHERS_HAD = re.compile(
    r"[ ](?:[a-z]+ )?(?:(?:that|which)[ ])?(?:the )?(?:city|market|street|wall street|investors|traders|forecasters|brokers|brokerages|economists|analysts)"
    r"(?: [a-z]+){0,4}? (?:had|was|were)(?: been)? (?:[a-z]+ )?(?:pencilled in|penciled in|expected|expecting|looking for|forecast|forecasting|predicted|anticipated|hoping for|braced for)\b"
)
"""As in "the 3.1 per cent the City had pencilled in", "the $75 million that Wall Street was looking for"."""


def forecast(draft: Draft) -> str | None:
    """Return estimate, guidance or target, by the last cue word and the forecaster; None if it is not a forecast."""
    if draft.index and _turns_to_actual(draft):
        return None
    if draft.page.lang == "zh" and (told_zh := _of_its_words(draft) or _revised(draft)):
        return told_zh
    told = [
        mark
        for mark in draft.before
        if mark.what.cues & _SAYS
        and not _is_of_another_clause(draft, mark)
        and not draft.page.words.endswith("than ", 0, mark.start)  # "cut more-than-expected 48,000 jobs"
    ]
    decided = _who(draft, told) if told else None
    if draft.metric_id == "target_price":
        return None  # setting a target for a price is an accomplished fact
    metric, place = draft.metric_id, draft.start
    if decided == "guidance" and (
        metric in _OF_ALL or (metric == "growth" and forecasters_en.is_of_office(draft.scene, place))
    ):
        decided = "estimate"
    return decided or _behind(draft)


def _is_of_another_clause(draft: Draft, mark: Mark) -> bool:
    """Return whether a price moved after a comma: "cut its forecast, and its shares fell 13%"."""
    between = draft.scene.text(mark.end, draft.start)
    return draft.metric_id == "share_price" and BREAK.search(between) is not None


def _who(draft: Draft, told: list[Mark]) -> str | None:
    """Decide between estimate and guidance by the forecaster; a result reported since is not a forecast."""
    scene = draft.scene
    final = told[-1]
    behind = final.end + (draft.page.lang == "zh")  # 预计录得亏损 is still a forecast
    for mark in draft.before:
        if (
            mark.start >= behind
            and "actual" in mark.what.cues
            and scene.text(mark.start, mark.end) in _REPORTED
        ):
            return None
    if draft.page.lang == "zh":
        decided = forecasters_zh.who(draft, told)
        metric = draft.metric_id
        agreed = metric in _AGREED
        if (
            decided == "target"
            and metric in _PROPOSED
            and scene.text(final.start, final.end).startswith("拟")
        ):
            return None
        if decided == "guidance" and scene.text(final.start, final.end) in _WILL_ZH:
            return None if agreed else "target" if metric and metric in forecasters_en.DECIDED else "guidance"
        return decided
    decided = forecasters_en.who(draft, told)
    return forecasters_en.of_deed(draft, final) if decided == "guidance" else decided


def _turns_to_actual(draft: Draft) -> bool:
    """Return whether the text turns to results after a comma."""
    if "actual" not in draft.scene.cues:
        return False
    broken = [match.end() for match in BREAK.finditer(draft.page.words, *draft.own)]
    nearer = [mark for mark in draft.before if broken and mark.start >= broken[-1]]
    return has(nearer, "actual") and not has(nearer, *_SAYS)


def _of_its_words(draft: Draft) -> str | None:
    """Return a forecast marked in the figure's own qualifier: 预计约2亿元, 不会超过40亿元."""
    if draft.kind == "count" and draft.metric_id is None:
        return None  # 最高时速可达160公里
    if not _OPEN_ZH.search(draft.page.plain, draft.start, draft.candidate.number[0]):
        return None
    return "estimate" if forecasters_zh.is_by_others(draft.scene, draft.start) else "guidance"


def _revised(draft: Draft) -> str | None:
    """Return the status of a revised figure: in 将全年预期由2.1亿下调至1.8亿 the second has the first's status."""
    if _GUIDED_ZH.search(draft.lead):
        return "guidance"
    before = draft.previous
    if before is None or before.status != "prior" or not _REVISED_ZH.fullmatch(draft.lead):
        return None
    foretold = _FORETOLD_ZH.search(draft.page.plain, draft.clause[0], before.start)
    if foretold is None:
        return None
    if foretold["what"] in {"目标", "计划"}:
        return "target"
    return "estimate" if forecasters_zh.is_by_others(draft.scene, foretold.start()) else "guidance"


def _behind(draft: Draft) -> str | None:
    """Return the status named right after a figure: "the $2.05bn consensus", "a 2 per cent target"."""
    end = draft.end
    near = next((mark for mark in draft.behind if mark.what.cues & _SAYS), None)
    if near is None or near.start - end >= _CLOSE:
        return None
    words = draft.scene.text(end, near.start)
    if draft.page.lang == "zh":
        said = draft.scene.text(near.start, near.end)
        return _NOUNS_ZH.get(said) if _OF_NOUN_ZH.fullmatch(words) else None
    return _behind_en(draft, near, words)


def _behind_en(draft: Draft, near: Mark, words: str) -> str | None:
    """The same for English, by the nearest cue and the words before it."""
    compared = has(draft.before, "beat", "missed", "from_prior")
    if _OTHERS_HAD.match(draft.page.words, draft.end):
        return "estimate"
    if "expected" in near.what.cues and compared and _THAT_WAS.fullmatch(words):
        return "estimate"
    if "consensus" in near.what.cues or has(draft.behind, "consensus"):
        alone = re.fullmatch(r"[ ](?:[a-z']+[ ]){0,4}", words) and not _BEATEN_EN.search(words)
        return "estimate" if alone else None
    if re.fullmatch(r"[ ](?:[a-z']+[ ]){0,2}", words) is None:
        return None
    return "target" if draft.scene.text(near.start, near.end) in {"target", "goal"} else None
