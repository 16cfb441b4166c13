"""Who forecasts a Chinese figure: 市场预期 and 专家预测 estimate, 公司预计 guides, 目标 and 计划 aim."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft, Scene, last
from nlp.figures.text.senses import Mark
from nlp.figures.text.words import alternatives, load

_BREAK = re.compile(r"[,，;；:：。]")
_ACTUALLY = re.compile(r"[，,][^，]*实际")
_PAST = re.compile(r"[，,；].{0,4}(?:过去|以往|此前|迄今|目前为止)")
"""Words that end a forecast and turn to the past: 预计将有所波动，而过去四季的资本开支."""
_HEAD = 40
"""Characters before a forecast in which the forecaster is named."""
_HELD = {"目标", "计划"}
"""Words of aiming that hold across a comma."""
_OBJECT = re.compile(r"[^，。]{0,16}(?:下调|上调|从|由|提高|降低|降至|升至|售|维持|保持|定为|增至|减至)")
_NAMED = load("figures_forecasters")
_OTHERS = re.compile(
    rf"(?:{alternatives(_NAMED['others']['zh'])}|(?:{alternatives(_NAMED['others']['zh_begun'])})[^，。；]{{0,3}})"
    r"[^，。；：]{0,24}(?:，并(?:将)?[^，。；]{0,6})?$"
)
"""Outside forecasters, at the end of the words before a forecast."""
_OWN = re.compile(rf"(?:{alternatives(_NAMED['own']['zh'])})[^，。；：]{{0,12}}$")
_OTHERS_BEHIND = re.compile(
    rf"[，,][^，。；]{{0,12}}(?:{alternatives(_NAMED['behind']['zh'])})[^，。；]{{0,6}}(?:预计|预测|估计|认为|称|指出|表示|说)[^，；]{{0,2}}$"
)
_PART_OF_AIM = re.compile(r"的(?:约|近|超|逾)?$|[^，。；]{0,3}(?:完成率|完成度|进度)[^，。；]{0,4}$")
"""In 已完成全年目标的四成 the figure is progress towards a target, not the target."""
_TO_COME = re.compile(r"在|于|会|不|进一步|继续|逐步|至少|全面|陆续|有|再")
"""将在三年内提升至75%以上 is a forecast; in 将利率下调, 将 only marks the object."""
_BEATEN = re.compile(r"高于|低于|高出|超出|不及|超过|超(?:市场)?预期|好于|优于|逊于")


def who(draft: Draft, told: list[Mark]) -> str | None:
    """Return estimate, guidance or target by the forecast marks before a figure, one at least; None if they state no forecast."""
    scene = draft.scene
    final = told[-1]
    between = scene.text(final.end, draft.start)
    if (source := last(told, "consensus")) is not None:
        goes_on = _ACTUALLY.search(between) is None and not _is_beaten(draft, source)
        return "estimate" if goes_on else None
    if scene.text(final.start, final.end).startswith("未来") and last(told, "target") is not None:
        return "target"  # 计划未来三年投资
    if "target" in final.what.cues:
        if _PART_OF_AIM.fullmatch(between):
            return None
        held = not _BREAK.search(between) or scene.text(final.start, final.end) in _HELD
        return "target" if held else None
    if _is_plain_will(scene, final) or _PAST.search(between):
        return None
    return "estimate" if is_by_others(scene, final.start) else "guidance"


def is_by_others(scene: Scene, place: int) -> bool:
    """Return whether an outsider makes the forecast: 机构预测, or 有望达到65%，机构预计."""
    plain = scene.page.plain
    before = max(scene.start, place - _HEAD)
    return (
        _OTHERS.search(plain, before, place) is not None and _OWN.search(plain, before, place) is None
    ) or _OTHERS_BEHIND.search(plain, place, scene.end) is not None


def _is_plain_will(scene: Scene, final: Mark) -> bool:
    """Return whether 将 only marks an object: 将利率下调."""
    if scene.page.plain[final.start : final.end] != "将":
        return False
    if _TO_COME.match(scene.page.plain, final.end):
        return False
    return _OBJECT.match(scene.page.plain[final.end : final.end + 20]) is not None


def _is_beaten(draft: Draft, source: Mark) -> bool:
    """Return whether the figure is the difference to an estimate: 高于市场预期3%, unlike 高于市场预期的3%."""
    head = draft.scene.page.plain[max(0, source.start - 3) : source.end]
    return _BEATEN.search(head) is not None and draft.scene.text(source.end, draft.start).strip() in {
        "",
        "约",
        "了",
    }
