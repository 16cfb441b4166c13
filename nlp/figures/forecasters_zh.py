"""Tells who forecasts a Chinese figure: 市场预期 estimates, 公司预计 guides, 目标 and 计划 aim."""

from __future__ import annotations

import re

from nlp.figures.scenes import Scene, last
from nlp.figures.senses import Mark

_BREAK = re.compile(r"[,，;；:：。]")
_ACTUALLY = re.compile(r"[，,][^，]*实际")
_PAST = re.compile(r"[，,；].{0,4}(?:过去|以往|此前|迄今|目前为止)")
"""Where a forecast is over and the text speaks of what was: 预计将有所波动，而过去四季的资本开支."""
_HELD = {"目标", "计划"}
"""Words of aiming that hold over a comma."""
_OBJECT = re.compile(r"[^，。]{0,16}(?:下调|上调|从|由|提高|降低|降至|升至|售|维持|保持|定为|增至|减至)")
_BEATEN = re.compile(r"高于|低于|高出|超出|不及|超过|超(?:市场)?预期|好于|优于|逊于")


def who(scene: Scene, told: list[Mark], own: tuple[int, int]) -> str | None:
    """Estimate, guidance or target; None where the words tell of no forecast.

    Args:
        scene: the sentence.
        told: the marks between the figure before and this one that say forecast, at least one.
        own: from the figure before to this one.
    """
    final = told[-1]
    between = scene.text(final.end, own[1])
    if (source := last(told, "consensus")) is not None:
        goes_on = _ACTUALLY.search(between) is None and not _is_beaten(scene, source, own)
        return "estimate" if goes_on else None
    if scene.text(final.start, final.end).startswith("未来") and last(told, "target") is not None:
        return "target"  # 计划未来三年投资
    if "target" in final.what.cues:
        held = not _BREAK.search(between) or scene.text(final.start, final.end) in _HELD
        return "target" if held else None
    return None if _is_plain_will(scene, final) or _PAST.search(between) else "guidance"


def _is_plain_will(scene: Scene, final: Mark) -> bool:
    """将 that only marks an object: 将利率下调."""
    if scene.page.plain[final.start : final.end] != "将":
        return False
    return _OBJECT.match(scene.page.plain[final.end : final.end + 20]) is not None


def _is_beaten(scene: Scene, source: Mark, own: tuple[int, int]) -> bool:
    """高于市场预期3%: the figure is the difference, not the estimate; 高于市场预期的3% is the estimate."""
    head = scene.page.plain[max(0, source.start - 3) : source.end]
    return _BEATEN.search(head) is not None and scene.text(source.end, own[1]).strip() in {"", "约", "了"}
