"""Tells estimate, guidance and target apart: by the word that says so, and by who forecasts."""

from __future__ import annotations

import re

from nlp.figures.scenes import Scene, has, last
from nlp.figures.senses import Mark

BREAK = re.compile(r"[,，;；:：。]|\b(?:while|whereas|but)\b")
"""Where what was said of a figure before no longer holds."""


_SAYS = frozenset({"consensus", "expected", "guidance", "target"})
_CLOSE = 26
"""Characters behind a figure within which a word can still say whose it is."""
_BEATEN_EN = re.compile(
    r"\b(?:and|beat|beating|above|below|than|topping|missing|exceeding|topped|missed|exceeded)\b"
)
_UNREAL = re.compile(r"[ ]have (?:been|had|come|risen|fallen|grown)\b")
"""What "would have been" without one-off items is told of the past."""
_MODAL = {"could", "may", "should", "would", "see", "sees", "will", "will be", "would be"}
"""They say that something is to come, but only of what they stand with."""


def forecast(scene: Scene, index: int, marks: list[Mark], trail: list[Mark]) -> str | None:
    """Estimate, guidance or target, by the last word that says so and who forecasts; None where nobody does.

    Args:
        scene: the sentence.
        index: which of its figures.
        marks: the marks between the figure before and this one.
        trail: the marks behind it, up to the next comma or figure.
    """
    if index and _turns_to_actual(scene, index, marks):
        return None
    told = [mark for mark in marks if mark.what.cues & _SAYS]
    decided = _who(scene, told, marks, scene.own(index)) if told else None
    return decided or _behind(scene, index, marks, trail)


def _turns_to_actual(scene: Scene, index: int, marks: list[Mark]) -> bool:
    """Whether behind a comma the text goes on with what was reported."""
    broken = [match.end() for match in BREAK.finditer(scene.page.words, *scene.own(index))]
    nearer = [mark for mark in marks if broken and mark.start >= broken[-1]]
    return has(nearer, "actual") and not has(nearer, *_SAYS)


def _behind(scene: Scene, index: int, marks: list[Mark], trail: list[Mark]) -> str | None:
    """What the words right behind a figure make of it: "the $2.05bn consensus", "a 2 per cent target"."""
    end = scene.drafts[index].candidate.end
    near = next((mark for mark in trail if mark.what.cues & _SAYS), None)
    if near is None or near.start - end >= _CLOSE:
        return None
    words = scene.text(end, near.start)
    if scene.page.lang == "zh":
        return "estimate" if "consensus" in near.what.cues and words == "的" else None
    if "consensus" in near.what.cues or has(trail, "consensus"):
        alone = re.fullmatch(r"[ ](?:[a-z']+[ ]){0,4}", words) and not _BEATEN_EN.search(words)
        return "estimate" if alone else None
    if re.fullmatch(r"[ ](?:[a-z']+[ ]){0,2}", words) is None:
        return None
    if has(marks, "beat", "missed") and near.what.cues & {"expected", "guidance"}:
        return "estimate"
    return "target" if scene.text(near.start, near.end) in {"target", "goal"} else None


def _who(scene: Scene, told: list[Mark], marks: list[Mark], own: tuple[int, int]) -> str | None:  # noqa: C901, PLR0911
    """Who forecasts decides between estimate and guidance."""
    final = told[-1]
    cues = final.what.cues
    between = scene.text(final.end, own[1])
    acted = [
        mark
        for mark in marks
        if mark.start >= final.end
        and mark.what.cues & {"actual"}
        and scene.text(mark.start, mark.end)
        in {"实际", "实际为", "实际值", "录得", "reported", "posted", "came in at", "came in", "actual"}
    ]
    if acted:
        return None
    if scene.page.lang == "en":
        beaten = [mark for mark in marks if mark.what.cues & {"beat", "missed"}]
        if has(told, "consensus"):
            who = last(told, "consensus")
            assert who is not None
            tail = scene.text(who.end, own[1])
            if re.search(r"\bby[ ](?:about |some |nearly )?$", tail) and beaten:
                return None
            if (
                beaten
                and beaten[0].start < who.start
                and scene.drafts[0].candidate.end < who.start
                and BREAK.search(tail)
            ):
                return None
            return (
                "estimate"
                if not BREAK.search(tail)
                or (len(tail) < 90 and not has([mark for mark in marks if mark.start > who.end], "guidance"))  # noqa: PLR2004
                else None
            )
        if "target" in cues:
            return "target"
        if cues & {"guidance"}:
            words = scene.text(final.start, final.end)
            if words.startswith("would") and _UNREAL.match(scene.page.words, final.end):
                return None
            if words in _MODAL and (BREAK.search(between) or re.search(r"\bwas|were|had\b", between)):
                return None
            return "guidance"
        if "expected" in cues:
            head = scene.text(max(own[0], final.start - 12), final.start)
            passive = re.search(
                r"\b(?:than|as|was|were|had been|the|originally|previously|initially|widely)[ ]$", head
            )
            told_by_others = scene.text(final.start, final.end) == "estimated" and head.endswith(
                ("is ", "are ")
            )
            return "estimate" if passive or told_by_others else "guidance"
        return None
    if has(told, "consensus"):
        return (
            "estimate"
            if not re.search(r"[，,][^，]*实际", between) and not _beaten_by(scene, told, own)
            else None
        )
    if "target" in cues:
        return (
            "target"
            if not BREAK.search(between)
            else ("target" if scene.text(final.start, final.end) in {"目标", "计划"} else None)
        )
    return "guidance" if cues & {"guidance", "expected"} and not _is_plain_will(scene, final) else None


def _is_plain_will(scene: Scene, final: Mark) -> bool:
    """将 that only marks an object: 将利率下调."""
    word = scene.page.plain[final.start : final.end]
    return (
        word == "将"
        and re.match(
            r"[^，。]{0,16}(?:下调|上调|从|由|提高|降低|降至|升至|售|维持|保持|定为|增至|减至)",
            scene.page.plain[final.end : final.end + 20],
        )
        is not None
    )


def _beaten_by(scene: Scene, told: list[Mark], own: tuple[int, int]) -> bool:
    """高于市场预期3%: the figure is the difference, not the estimate; 高于市场预期的3% is the estimate."""
    who = last(told, "consensus")
    assert who is not None
    head = scene.page.plain[max(0, who.start - 3) : who.end]
    beaten = re.search(r"高于|低于|高出|超出|不及|超过|超(?:市场)?预期|好于|优于|逊于", head) is not None
    return beaten and scene.text(who.end, own[1]).strip() in {"", "约", "了"}
