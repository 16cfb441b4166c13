"""Decides whether the words around a Chinese cue rule out a report: said by nobody, not yet, or not at all."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.chinese.page import Page
from nlp.quotes.lexicon import words

DONE = re.compile(
    r"[了过](?:[，,：:“「]|一句|[一两三几][个项组条则点件][^，,。：:；;！？“”「」\n]{1,10}(?=[：:]))"
)
"""After a cue that something did report: 说过，补了一句：, 透露了一项数据："""

_MEETING = re.compile(
    r"(?:记者|发布|业绩|股东|股东大|说明|通气|沟通|座谈|电话|研讨|[年大峰例晚协议商学工国展董监])会$"
)
"""A 会 that is a meeting or a body, though the word cutter may take it for an auxiliary."""

_PROVERB = re.compile(r"(?:俗话|老话|常言|古话|古语|谚语|民谚|俗语|古人|人们常|有句话)$")
"""Before a cue: everybody says so, and nobody."""

ALSO = frozenset("则均并还又亦也")
"""Before a 称 that can be nothing else, whatever follows."""

_OPEN_TO = re.compile(
    r"(?:可以?|应当?|须|需要?|能够?|请|欢迎)(?:直接|及时|随时|先|再|依法|第一时间|积极|主动)?(?:向|对|通过|拨打|到)[^，,。]{1,12}$"
    r"|(?:何时|是否|能否|会否)[^，,。时后]{0,12}$"
    r"|(?<![按照据应])(?:要求|责令|敦促)(?!的)[^，,。]{1,16}$"
)
"""Before a cue: somebody may or should say something, and has not, or is asked to: 可直接向他们反映, 何时披露, 要求他们道歉."""

_FULL_OF = re.compile(r"(?:语带|带着|充满|满是|饱含|面带)$")
"""Before a word that then is a thing: 语带嘲讽."""

_FARTHEST = 24
"""Characters before a cue in which a word may stand that makes it unreal."""


def denies(page: Page, begin: int, start: int, end: int) -> bool:
    """Return whether the words around a cue rule out a report: 可能会说, 没有透露, 说明."""
    text = page.text
    before, after, unreal = _guards()
    head = text[max(begin, start - 5) : start]
    if (
        _PROVERB.search(head)
        or _FULL_OF.search(head)
        or _OPEN_TO.search(text, max(begin, start - _FARTHEST), start)
    ):
        return True
    refused = None if _MEETING.search(text, max(begin, start - 5), start) else unreal.search(head)
    if refused and start - len(refused.group()) in page.edges and not head.endswith(("不得不", "不要")):
        return True  # 会 in 证监会 is no word
    tail = text[end : end + 3]
    if DONE.match(text, end):
        return False
    if tail[:1] in {"的", "了", "过", "着"}:
        return True
    if head.endswith("的话"):
        return False
    joined = before.search(head)
    glued = joined is not None and start - len(joined.group()) in page.edges  # not 人 in 发言人称
    alone = text.startswith("称", start) and head[-1:] in ALSO  # 原告方则称判决…
    return end - start == 1 and (glued or (after.match(tail) is not None and not alone))


@cache
def _guards() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues = words("zh")["cues"]

    def one_of(key: str) -> str:
        return "|".join(sorted(map(re.escape, cues[key]), key=len, reverse=True))

    return (
        re.compile(f"(?:{one_of('not_before')})$"),
        re.compile(f"(?:{one_of('not_after')})"),
        re.compile(f"(?:{one_of('unreal')})(?:会|再|作|作出|做出|正面|直接|明确|公开|立即)?$"),
    )
