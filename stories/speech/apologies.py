"""Apologies that a text reports without quoting: "Maker apologised to its customers".

Whose answer it is, responses decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from records import Item
from stories.text.phrases import DENSE
from stories.text.script import simplified


class Apology(NamedTuple):
    """Where a text reports an apology."""

    entity: str
    start: int
    end: int


OFFICE = 60
"""Characters before a company's name in which its officer may be named: "the chief executive of …"."""

_SPACED = re.compile(
    r"(?:[’']s (?:chief executive|boss|chairman|chairwoman|president|founder|CEO))?(?:, [^,.;]{2,60},)?"
    r"(?: (?:has|have|had|also|later|again|then|publicly|formally|quickly|since|immediately|on \w+|late on \w+))*"
    r" apologi[sz](?:ed|es)\b[^.;!?\n]*"
)
_OF = re.compile(r"\b(?:[Tt]he |[Aa]n? )?(?:[\w-]+ )?([\w-]+) of (?:the )?$")
_OFFICES = frozenset(
    {
        "boss",
        "ceo",
        "chair",
        "chairman",
        "chairwoman",
        "director",
        "executive",
        "founder",
        "head",
        "owner",
        "president",
    }
)
"""Who apologises for the company that is named after "of"; a customer or a supplier of it does not."""
_DENSE = re.compile(
    r"(?:官方|方面|公司|集团|品牌|董事长|创始人|负责人|总裁|CEO)?(?:已|也|再次|公开|正式|随后|连夜|深夜|当晚|今日|昨日|\d+日)*"
    r"(?:就[^，。！？\n]{1,20})?(?:向[^，。！？\n]{1,12})?(?:公开|鞠躬|诚恳|正式|表示)?(?:致歉|道歉)(?!信|声明|视频)[^，。！？；\n]*"
)
_DENSE_TO = re.compile(
    r"(?!(?:[^。！？；\n]{0,30}?)(?:要求|敦促|呼吁|督促|责令|应该?|必须|须|拒|[未没不]|让|令|等待|是否|接受|收到|会否))"
    r"[^。！？；\n“”「」]{0,30}?(?<![，。])向[^，。！？\n]{1,10}(?:公开|鞠躬|诚恳|正式|表示|深切)?(?:致歉|道歉)(?!信|声明|视频)[^，。！？；\n]*"
)
"""The same by an officer to someone: 海湾巴士总监某某今早见记者，就事故向伤者致歉."""


def reported(item: Item) -> Iterator[Apology]:
    """Yield the apologies of watched companies and people that the body reports, in order."""
    dense = item.lang in DENSE
    if dense and "歉" not in item.text:
        return
    pattern, text = (_DENSE, simplified(item.text)) if dense else (_SPACED, item.text)
    for mention in item.reading.mentions:
        if mention.entity is None or mention.start < len(item.title):
            continue
        found = pattern.match(text, mention.end) or (dense and _DENSE_TO.match(text, mention.end))
        of = None if dense else _OF.search(text, max(mention.start - OFFICE, len(item.title)), mention.start)
        if found and (of is None or of[1].casefold() in _OFFICES):
            yield Apology(mention.entity, of.start() if of else mention.start, found.end())
