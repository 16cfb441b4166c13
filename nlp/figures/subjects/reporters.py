"""Who is named as the source of a sentence's figures: "according to", 据…数据. `cast` decides whose figures they are."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.figures.scenes import Scene
from nlp.rare import Rare

_NAME = r"[A-Z][\w&'-]*+(?: (?:of |for )?[A-Z][\w&-]*+){0,4}"
_BODY = (
    r"(?:[Tt]he )?(?:[a-z]+ ){0,3}(?:office|bureau|ministry|agency|association|institute|regulator|administration|authority|"
    r"federation|exchange|council|department|commission|bank|firm|provider|consultancy|tracker|union)(?![a-z])"
)
_SOURCE_EN = Rare(
    (
        "ccording to", "eported by", "ata from", "igures from", "stimates ", " data ", " figures ",
        " research ", " numbers ",
    ),
    rf"(?:[Aa]ccording to|[Aa]s reported by|reported by|[Dd]ata from|[Ff]igures from|[Ee]stimates (?:by|from))(?: data from| figures from| a report (?:by|from))? "
    rf"(?:(?:[a-z]+ ){{1,3}}(?=[A-Z]))?(?P<who>(?:(?:the|The) )?{_NAME}|{_BODY})"
    rf"|(?P<whose>{_NAME})(?:'s)? (?:data|figures|research|estimates|numbers) (?:showed|show|shows|suggest|suggested|indicate|indicated)\b",
)  # fmt: skip
_SOURCE_ZH = re.compile(
    r"(?:据|根据|援引|按照)(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:(?:的)?(?:报道|披露|消息|数据|统计|报告|测算|估算|公布|发布|显示|称|援引)"
    r"|(?<=[局署部院会所社网报委行心统])(?=[，,]))"
)
_NO_SOURCE_ZH = re.compile(r"^(?:此|公告|公司|财报|报告|年报|了解|悉|介绍|规定|协议)")


class Reporter(NamedTuple):
    """A source named in a sentence."""

    start: int
    end: int
    name: str


def named_in(scene: Scene) -> Reporter | None:
    """Return the source named in a sentence."""
    is_chinese = scene.page.lang == "zh"
    match = (_SOURCE_ZH if is_chinese else _SOURCE_EN).search(scene.page.plain, scene.start, scene.end)
    if match is None or (is_chinese and _NO_SOURCE_ZH.search(match["who"])):
        return None
    group = "who" if match["who"] is not None else "whose"
    return Reporter(match.start(group), match.end(group), match[group])


def gave_only_forecast(scene: Scene, said: Reporter) -> bool:
    """Return whether a source after an actual and its forecast gave only the forecast: "missing the $4.4bn expected, according to"."""
    before = [draft for draft in scene.drafts if draft.end <= said.start]
    return (
        len(before) > 1
        and before[-1].status == "estimate"
        and any(draft.status == "actual" for draft in before)
    )
