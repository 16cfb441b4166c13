"""Decides a number's basis (level, change, share or rate), and the direction of a change."""

from __future__ import annotations

import re

from nlp.figures.metrics import shares
from nlp.figures.numbers.candidates import RATES
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.statuses import signs
from nlp.figures.statuses.moves import against_base, is_amount_of_change, move_of, way
from nlp.figures.text.senses import Mark, kinds

_OF_ITS_VALUE = re.compile(
    r"[ ](?:of|off) (?:its|their|the company's|the stock's) (?:market |share )?(?:value|price|worth)\b"
)
"""In "lost about a third of their value", the fraction is the fall of a price."""
_OF_ALL_ZH = re.compile(
    r"(?:达到?|为|约)[^，。；]{0,10}总[^，。；]{0,6}的$|(?:完成|达成|实现|达到?|相当于|占|恢复[至到])[^，。；]{0,12}(?:目标|计划|指引|任务|预算|同期)的(?:约|近|超|逾)?$"
)
"""达到汽车新车总销量的40.3%, 完成全年计划的47%, 恢复至2019年同期的九成."""
_FALL_ZH = re.compile(
    r"(?:(?P<down>跌幅|降幅)|涨幅|升幅|增幅)(?:进一步|一度|最高|最多|现|已)?(?:(?:扩大|收窄|缩窄|缩小)[至到]|达到?)(?:约|逾|超|近)?\s*$"
)
"""In 跌幅扩大至1.7%, 跌幅一度达40%, the percentage is the fall itself."""
_EXTENTS = {"kilometre", "mile", "metre", "foot", "yard", "centimetre", "inch"}
"""Lengths as the size of a fall: "plunged 30 metres"."""
_DONE_ZH = re.compile(r"(?:仅|只|已)(?:经)?完成(?:了)?$")
_GAPPED = re.compile(r",? and (?:[a-z'-]+ ){1,4}")
"""A verb said once for two figures: "sales grew 12% and comparable sales 3%"."""
_ROW = re.compile(r"[ ]?(?:和|、|及|与|以及|, and |and |, )[ ]?")


def assign_direction(scene: Scene) -> None:
    """Give every draft of a sentence its basis, its direction and the sign of its value."""
    for draft in scene.drafts:
        _set_basis(draft)
        signs.set_sign(draft)


def _set_basis(draft: Draft) -> None:
    if "against consensus" in draft.rules:
        return
    if _is_plain_level(draft):
        draft.basis = "level"
        return
    move = move_of(draft)
    base = draft.previous if draft.status in {"prior", "estimate"} else None
    draft.basis = "level"
    if base is not None and _is_base_of(draft, base):
        draft.basis = base.basis  # both sides of a comparison have the same basis
        draft.direction = way(move) if move is not None else base.direction
    elif draft.kind == "fraction" and _OF_ITS_VALUE.match(draft.page.words, draft.end):
        draft.basis, draft.direction = "change", -1 if _loses(draft) else 1
    elif (
        "share" in draft.rules
        or "whole" in draft.rules
        or (draft.kind == "fraction" and not _is_change_by(draft, move))
        or _is_part(draft)
    ):
        draft.basis = "share"
    elif draft.kind == "percent" and (fall := _FALL_ZH.search(draft.lead)) is not None:
        draft.basis, draft.direction = "change", -1 if fall["down"] else 1
    elif move is None and (side := against_base(draft)):
        draft.basis, draft.direction = "change", side
    elif draft.kind in RATES or draft.kind in {"multiple", "fraction"}:
        _set_basis_of_rate(draft, move)
    elif (
        move is not None
        and draft.metric_id not in {"layoffs", "jobs_added"}
        and is_amount_of_change(draft, move)
    ):
        draft.basis, draft.direction = "change", way(move)


def _is_plain_level(draft: Draft) -> bool:
    """Return whether it is a paid premium or a distance, which are levels despite nearby verbs of movement."""
    if draft.kind == "count":
        return draft.candidate.unit in _EXTENTS
    return draft.metric_id is None and shares.is_premium(draft)


def _is_base_of(prior: Draft, told: Draft) -> bool:
    """Return whether a base belongs to the figure before; in 利润率由31%升至36% after a growth of 27% it does not."""
    if prior.kind != told.kind or told.status == "prior" or not told.basis:
        return False
    if prior.status == "estimate":
        # "beating the 3.1% that was expected": of the same change
        stated = kinds()[prior.metric_id].takes if prior.metric_id else ()
        change = told.basis == "change" and prior.kind == "percent"
        return change and prior.metric_id == told.metric_id and stated != ("percent",)
    kind = kinds().get(prior.metric_id or "")
    return prior.metric_id == told.metric_id or kind is None or not kind.rate


def _set_basis_of_rate(draft: Draft, move: Mark | None) -> None:
    """Set the basis of a rate: a change if something moves or is compared, else by its metric."""
    kind = kinds().get(draft.metric_id or "")
    if move is None and ("unlisted rate" in draft.rules or _is_margin(draft)):
        draft.basis = "rate"
    elif move is not None:
        draft.basis, draft.direction = "change", way(move)
    elif (before := _before_in_row(draft)) is not None:
        draft.basis, draft.direction = "change", before.direction
    elif draft.kind in {"pp", "bp"} or (draft.kind == "multiple" and draft.candidate.spelled):
        draft.basis = "change"
    elif draft.status != "prior" and (has(draft.before, "yoy", "qoq", "mom") or _compared_after(draft)):
        draft.basis, draft.direction = "change", _previous_direction(draft)
    elif draft.metric_id == "growth":
        draft.basis, draft.direction = "change", 1
    elif kind and kind.rate:
        draft.basis = "rate" if draft.kind == "percent" else "level"
    elif kind and kind.share:
        draft.basis = "share"
    elif kind is not None and "percent" not in kind.takes and draft.kind != "multiple":
        draft.basis, draft.direction = "change", _previous_direction(draft)


def _is_margin(draft: Draft) -> bool:
    """Return whether it is a margin in brackets after its profit, and give it that metric."""
    margin = shares.margin(draft) or shares.margin_zh(draft)
    if margin is not None:
        draft.metric_id, draft.metric_span = margin, None
    return margin is not None


def _loses(draft: Draft) -> bool:
    return has(draft.before, "lose", "down")


def _is_change_by(draft: Draft, move: Mark | None) -> bool:
    """Return whether a fraction is the size of a change: "cut the risk by a quarter"."""
    return move is not None and draft.lead.endswith(" by ")


def _before_in_row(draft: Draft) -> Draft | None:
    """Return the figure before in a row of changes: 分别增长26.3%和27.4%."""
    before = draft.previous
    if before is None or not (_ROW.fullmatch(draft.lead) or _GAPPED.fullmatch(draft.lead)):
        return None
    return before if before.basis == "change" and before.kind == draft.kind else None


def _is_part(draft: Draft) -> bool:
    """Return whether a percentage is part of an unlisted whole: "8% of its workforce", 占比40%."""
    if draft.kind not in {"percent", "fraction"}:
        return False
    own = draft.own
    if _is_share_again(draft):
        return True
    if (shares.is_said(draft) and _is_close(draft.scene, own)) or draft.metric_id == "layoffs":
        return True
    if draft.page.lang == "zh" and (
        _OF_ALL_ZH.search(draft.page.plain, *own) or _DONE_ZH.search(draft.page.plain, *own)
    ):
        return True
    if draft.page.lang == "en" and re.search(r"\b(?:share|proportion) of\b", draft.lead):
        return True
    return (
        draft.page.lang == "en"
        and re.match(
            r"[ ](?:of|stake|interest|shareholding|holding)[ ]", draft.scene.text(draft.end, draft.end + 16)
        )
        is not None
    )


def _is_close(scene: Scene, own: tuple[int, int]) -> bool:
    return has(scene.between(max(own[0], own[1] - 16), own[1]), "share_verb")


def _is_share_again(draft: Draft) -> bool:
    """Recognise the second share in "$1.1bn, or 47.6% of revenue, compared with $1.0bn, or 47.1%"."""
    share = draft.previous.previous if draft.previous else None
    again = re.fullmatch(r"[ ]?[,，(]?[ ]?(?:or |或|即)?", draft.lead) is not None
    return share is not None and again and share.basis == "share" and share.kind == "percent"


def _compared_after(draft: Draft) -> bool:
    start, end = draft.trail
    reach = 0 if draft.page.lang == "zh" else 3
    return has(
        [mark for mark in draft.scene.between(start, end) if mark.start - start <= reach], "yoy", "qoq", "mom"
    )


def _previous_direction(draft: Draft) -> int:
    """Return the previous figure's direction for the second of "up 32% year on year and 17.7% quarter on quarter"."""
    if (
        draft.previous
        and draft.previous.basis == "change"
        and (draft.previous.kind == draft.kind or re.fullmatch(r"[ ]?[,，]?[ ]?(?:or|或|即)[ ]?", draft.lead))
    ):
        return draft.previous.direction
    return 0
