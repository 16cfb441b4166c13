"""Apologies that a text tells of in no words of theirs: "Maker apologised to its customers". Whose answer it is, responses decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from records import Item
from stories.phrases import DENSE


class Apology(NamedTuple):
    """Where a text tells that somebody apologised."""

    entity: str
    start: int
    end: int


_SPACED = re.compile(
    r"(?:[’']s (?:chief executive|boss|chairman|chairwoman|president|founder|CEO))?(?:, [^,.;]{2,60},)?"
    r"(?: (?:has|have|had|also|later|again|then|publicly|formally|quickly|since|immediately|on \w+|late on \w+))*"
    r" apologi[sz](?:ed|es)\b[^.;!?\n]*"
)
_DENSE = re.compile(
    r"(?:官方|方面|公司|集团|品牌|董事长|创始人|负责人|总裁|CEO)?(?:已|也|再次|公开|正式|随后|连夜|深夜|当晚|今日|昨日|\d+日)*"
    r"(?:就[^，。！？\n]{1,20})?(?:向[^，。！？\n]{1,12})?(?:公开|鞠躬|诚恳|正式|表示)?(?:致歉|道歉)(?!信|声明|视频)[^，。！？；\n]*"
)


def told(item: Item) -> Iterator[Apology]:
    """The apologies of watched companies and people that the body of a text tells of, in order."""
    pattern = _DENSE if item.lang in DENSE else _SPACED
    for mention in item.reading.mentions:
        if mention.entity is None or mention.start < len(item.title):
            continue
        found = pattern.match(item.text, mention.end)
        if found:
            yield Apology(mention.entity, mention.start, found.end())
