"""Recognises share prices in market reports: "Norvale fell 1.04 dollars", 跌2.98%，报7.16元."""

from __future__ import annotations

import re
from functools import cache

from nlp.figures.metrics.fitting import PRICED
from nlp.figures.scenes import Draft
from nlp.figures.text.senses import MOVED, Sense
from nlp.figures.text.words import Hit, alternatives, load

_MOVED = re.compile(
    r"(?:(?<=[,;:-] )|(?<=\band )|(?<=\bwhile )|(?<=\bas )|(?<=\bbut )|(?<=\bwith )|(?<=[.!?\n] )|(?<=\n)|\A)"
    r"(?P<name>[A-Z][\w&.'-]*+(?: (?:(?:&|of|and) )?[A-Z][\w&.'-]*+){0,4})(?: \([^()]{2,30}\))?,? (?:also |then |each |both )?"
    r"(?:rises|falls|drops|gains|loses|jumps|slides|slips|sinks|surges|climbs|tumbles|plunges|added|adds|shed|sheds|gave up|advances|rallied|"
    rf"soars|edged up|edged down|ticked up|ticked down|declines|was up|was down|were up|were down|is up|is down|{MOVED})"
    r"(?: (?:by|another|a further))? $"
)
_QUOTED_ZH = re.compile(
    r"(?:^|[，,、)\s]|最新|盘中|收盘|午盘|早盘|收市|午市|半日)(?:收|现|最新|每股)?报(?:收)?(?:于)?$|(?:重上|企稳|升穿|跌穿|高见|低见|失守|触及)$"
)
_NAME_QUOTED_ZH = re.compile(r"[\u4e00-\u9fffA-Za-z0-9](?<![预申日晚早年季财上])报(?:收)?(?:于)?$")
"""… right after a name, in a sentence about trading: 截至收盘，岚桥报23.4元."""
_NAME_MOVED_ZH = re.compile(
    r"(?:^|[，。、；,]|及|和|但|则)(?P<name>[\u4e00-\u9fffA-Za-z0-9-]{2,10}?)(?:集团|股份|控股)?(?:均|亦|则|一度|急|大|微|再|更|收市|早段|午后|盘中|分别|盘前|盘后){0,3}"
    r"(?:升|跌|涨|挫|飙升|下跌|上涨|下挫|急升|急跌)(?:超|逾|近|约)?$"
)
_MOVED_ZH = re.compile(r"[涨跌升](?:了|幅)?(?:超|逾|近|约)?$")
_QUOTED_NEXT_ZH = re.compile(r"[，,](?:收|现|最新)?报(?:收于?)?[\d$]")
_PRICES_ZH = {None, "share_price"}
_KINDS = {"percent", "money"}
_DEAREST = 10**5
"""No share in the news costs more than this in its currency."""


def take(draft: Draft, before: Draft | None) -> bool:
    """Give a figure the share price as its metric if a bare name moves among market figures; `before` ends the last sentence."""
    if draft.page.lang == "zh":
        return _is_quoted_zh(draft) or _is_named_zh(draft, before)
    if draft.kind not in _KINDS or draft.candidate.largest > _DEAREST:
        return False
    low, high = draft.own
    moved = _MOVED.search(draft.page.plain, low, high)
    if moved is None or not _is_of_markets(draft, before):
        return False
    start, end = moved.span("name")
    named = any(mark.what.metric and mark.start < end and start < mark.end for mark in draft.scene.marks)
    if named or moved["name"].split()[0] in load("figures_subjects_en")["not_names"]:
        return False
    draft.metric, draft.metric_id = Hit(start, end, Sense(metric="share_price")), "share_price"
    draft.rules.append("traded name")
    return True


def _is_named_zh(draft: Draft, before: Draft | None) -> bool:
    """Recognise a name moving among shares and indices: 港交所大升近7%, 友邦升近2%."""
    low, high = draft.own
    moved = _NAME_MOVED_ZH.search(draft.page.plain, low, high) if draft.kind == "percent" else None
    if moved is None or not _is_of_markets(draft, before):
        return False
    start, end = moved.span("name")
    if any(mark.start < end and start < mark.end for mark in draft.scene.marks):
        return False  # 按年升5% names no one
    draft.metric, draft.metric_id = Hit(start, end, Sense(metric="share_price")), "share_price"
    draft.rules.append("traded name")
    return True


def _is_quoted_zh(draft: Draft) -> bool:
    """Recognise a price after 报 and its change, unless gold or an index was named before."""
    low, high = draft.own
    before = draft.previous
    if draft.kind == "money":
        quoted = _QUOTED_ZH.search(draft.page.plain, low, high) or (
            _NAME_QUOTED_ZH.search(draft.page.plain, low, high)
            and _reports().search(draft.page.words, draft.scene.start, draft.start)
        )
        told = bool(draft.candidate.largest < _DEAREST and quoted)
    elif draft.kind == "percent":
        beside = before is not None and "quoted" in before.rules
        beside = beside or _QUOTED_NEXT_ZH.match(draft.page.plain, draft.end) is not None
        told = beside and _MOVED_ZH.search(draft.page.plain, low, high) is not None
    else:
        told = False
    if not told or (before is not None and before.metric_id in PRICED - {"share_price"}):
        return False
    if any(mark.what.metric not in _PRICES_ZH for mark in draft.scene.between(low, high)):
        return False
    draft.metric, draft.metric_id = Hit(high, high, Sense(metric="share_price")), "share_price"
    draft.rules.append("quoted")
    return True


def _is_of_markets(draft: Draft, before: Draft | None) -> bool:
    scene, told = draft.scene, [before, *draft.earlier]
    if any(other is not None and other.metric_id in PRICED for other in told):
        return True
    return (
        any(mark.what.metric in PRICED for mark in scene.marks)
        or _reports().search(scene.page.words, *scene.around()) is not None
    )


@cache
def _reports() -> re.Pattern[str]:
    words = load("figures_trade")["reports"]
    return re.compile(alternatives([*words["zh"], *words["en"]]))
