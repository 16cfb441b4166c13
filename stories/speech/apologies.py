"""Apologies that a Chinese text reports without quoting: 蓝驰向车主致歉.

Whose answer it is, responses decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from records import Item
from stories.text.script import simplified


class Apology(NamedTuple):
    """Where a text reports an apology."""

    entity: str
    start: int
    end: int


_APOLOGISES = re.compile(
    r"(?:官方|方面|公司|集团|品牌|董事长|创始人|负责人|总裁|CEO)?(?:已|也|再次|公开|正式|随后|连夜|深夜|当晚|今日|昨日|\d+日)*"
    r"(?:就[^，。！？\n]{1,20})?(?:向[^，。！？\n]{1,12})?(?:公开|鞠躬|诚恳|正式|表示)?(?:致歉|道歉)(?!信|声明|视频)[^，。！？；\n]*"
)
_TO_WHOM = re.compile(
    r"(?!(?:[^。！？；\n]{0,30}?)(?:要求|敦促|呼吁|督促|责令|应该?|必须|须|拒|[未没不]|让|令|等待|是否|接受|收到|会否))"
    r"[^。！？；\n“”「」]{0,30}?(?<![，。])向[^，。！？\n]{1,10}(?:公开|鞠躬|诚恳|正式|表示|深切)?(?:致歉|道歉)(?!信|声明|视频)[^，。！？；\n]*"
)
"""The same by an officer to someone: 海湾巴士总监某某今早见记者，就事故向伤者致歉."""


def reported(item: Item) -> Iterator[Apology]:
    """Yield the apologies of watched companies and people that the body of a Chinese text reports, in order."""
    if "歉" not in item.text:
        return
    text = simplified(item.text)
    for mention in item.reading.mentions:
        if mention.entity is None or mention.start < len(item.title):
            continue
        found = _APOLOGISES.match(text, mention.end) or _TO_WHOM.match(text, mention.end)
        if found:
            yield Apology(mention.entity, mention.start, found.end())
