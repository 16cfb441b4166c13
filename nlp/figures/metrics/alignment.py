"""Aligns figures with metrics listed in the same order: "respectively", 分别."""

from __future__ import annotations

import itertools
import re

from nlp.figures.metrics.fitting import fits, take
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import Mark

_BOTH_ZH = re.compile(r"产销量?")
_DONE_ZH = re.compile(r"(?:累计|合计)?(?:完成|为|达到?)?")
_CHANGES = re.compile(
    r"[，,](?:分别)?(?:同比|环比|按年)(?:分别|均)?(?:增速|增幅|增长|上升|下降|减少|变动|变化)?(?:率)?(?:分别)?(?:为|是)?"
)
_MOVES = {"percent", "multiple"}
_MADE_AND_SOLD = ("production", "unit_sales")
"""产销 names two metrics in one word."""


def align(scene: Scene) -> None:
    """Assign metrics listed in the same order as the figures, where the text says so."""
    for mark in scene.marks if "respectively" in scene.cues else ():
        if "respectively" in mark.what.cues:
            _align(scene, mark)
    if scene.page.lang == "zh":
        _align_made_and_sold(scene)
        _align_changes(scene)


def _align_changes(scene: Scene) -> None:
    """Assign a row of changes to an equal number of preceding levels: 营业收入30亿元，净利润2亿元，同比增速为3.2%、-8.8%."""
    for draft in scene.drafts:
        if draft.metric_id is not None or draft.kind not in _MOVES or not _CHANGES.fullmatch(draft.lead):
            continue
        run = _run_after(scene, draft.start, draft.clause[1])
        first = draft.index - len(run)
        if len(run) < 2 or first < 0:  # noqa: PLR2004
            continue
        for level, change in zip(scene.drafts[first : draft.index], run, strict=True):
            _take_of_level(level, change)


def _take_of_level(level: Draft, change: Draft) -> None:
    """Give a change the metric of its level, known already or named right before it."""
    if level.kind in _MOVES:
        return
    named = [mark for mark in level.before if mark.what.metric and not mark.what.is_verb]
    if level.metric_id is not None:
        change.metric_id, change.metric_span = level.metric_id, level.metric_span
        change.rules.append("respectively")
    elif named and fits(named[-1], change.candidate):
        take(change, named[-1], "respectively")


def _align_made_and_sold(scene: Scene) -> None:
    """Split 产销: in 产销累计完成2790万辆和2794万辆 the order is implied."""
    for both in _BOTH_ZH.finditer(scene.page.plain, scene.start, scene.end):
        high = scene.clause(both.start())[1]
        done = _DONE_ZH.match(scene.page.plain, both.end())
        run = _run_after(scene, done.end() if done else both.end(), high)
        if len(run) == len(_MADE_AND_SOLD):
            for draft, metric in zip(run, _MADE_AND_SOLD, strict=True):
                draft.metric_id, draft.metric_span = metric, both.span()
                draft.rules.append("respectively")


def _align(scene: Scene, told: Mark) -> None:
    low, high = scene.clause(told.start)
    if scene.page.lang == "zh":
        run = _run_after(scene, told.end, high)
        first = told.start
    else:
        run = _run_before(scene, told.start, low)
        first = run[0].start if run else told.start
        if not run:  # "increased, respectively by 26.6 % and 3.4 %"
            run = _run_after(scene, told.end, high)
    if len(run) < 2:  # noqa: PLR2004
        return
    names = [
        mark
        for mark in scene.between(low, first)
        if mark.what.metric and not mark.what.is_verb and fits(mark, run[0].candidate)
    ]
    if len(names) >= len(run):
        chosen = names[-len(run) :]
        gaps = [scene.text(one.end, two.start) for one, two in itertools.pairwise(chosen)]
        listed = all(len(gap) < 40 and not re.search(r"\d", gap) for gap in gaps)  # noqa: PLR2004
        if listed or _is_each_told(scene, run, chosen):
            for draft, mark in zip(run, chosen, strict=True):
                take(draft, mark, "respectively")


def _is_each_told(scene: Scene, run: list[Draft], names: list[Mark]) -> bool:
    """Return whether each metric has its level before the changes: "sales of 66tn and operating profit of 12tn, up 8.0% and 58.8% respectively"."""
    ends = [*[name.start for name in names[1:]], run[0].start]
    return all(
        [draft.kind == "percent" for draft in scene.drafts if name.end <= draft.start < end] == [False]
        for name, end in zip(names, ends, strict=True)
    )


def _run_before(scene: Scene, place: int, low: int) -> list[Draft]:
    run: list[Draft] = []
    right = place
    for draft in reversed([draft for draft in scene.drafts if low <= draft.start < place]):
        gap = scene.text(draft.end, right)
        if run and not re.fullmatch(
            r"[ ,]*(?:and|of [a-z ]{1,30}|respectively)?[ ,]*(?:to |by )?(?:about |approximately )?", gap
        ):
            break
        run.insert(0, draft)
        right = draft.start
    return run


def _run_after(scene: Scene, place: int, high: int) -> list[Draft]:
    run: list[Draft] = []
    for draft in scene.drafts:
        if draft.start < place or draft.start > high:
            continue
        left = run[-1].end if run else place
        if run and not re.fullmatch(
            r"[ ]?(?:、|,|，|和|及|以及|与|and)?[ ]?(?:约|为|(?:by|to) )?",
            scene.page.plain[left : draft.start],
        ):
            break
        run.append(draft)
    return run
