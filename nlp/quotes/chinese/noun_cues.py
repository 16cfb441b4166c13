"""Tells whether a Chinese reporting word is a noun in its context: an awaited answer, the topic of a clause."""

from __future__ import annotations

import re

from nlp.quotes.chinese.page import Page

ABOUT = re.compile(
    r"\s*(?:但|而|不过|同时)?(?:对于?|就|针对|面对|关于|根据|据|随着|由于|按照|面临|除了?|通过)"
)
COUNTED = re.compile(r"[一这该那两几][份篇则条项封次]$")
ISSUED = re.compile(r"(?:发布|发出|公布|刊发|流出|曝光|一出|后|前|中|里|时)")
AWAITED = re.compile(r"(?:未|没有|没|等待|得到|收到|接到|获得?|期待)[^，,。]{0,10}$")
"""Before an answer that is a noun: 未得到公司回复，…"""

GIVEN_OUT = re.compile(r"(?:发布|发出|刊发|披露)[^，,。“「]{1,14}$")
"""Before a paper that somebody issues, told by its kind: 发布道歉声明，…"""

DUMMY = re.compile(r"(?:进行|加以|予以|给予|作出|做出|给出|展开|创建)(?:了|过)?$")
"""A verb whose object says what is done: 无法进行预测, 作出回应."""

MEETS = re.compile(
    "(?:符合|不符|达到|未达|满足|按照?|遵照|依照|根据|依据|遵守|遵从|违反|高于|低于|超出|超过)[^，,；;：:]{0,8}$"
)
"""Before what is demanded or promised, which then is a thing: 指标符合监管要求."""


def is_noun(page: Page, begin: int, start: int, end: int, *, marks: bool = False) -> bool:
    """Return whether a word is a noun here: 对于高管的质疑, 一份报告, 声明发布后. Before marks only after 的."""
    text = page.text
    if DUMMY.search(text, begin, start):
        return True
    if marks:
        return text[start - 1 : start] == "的"
    clause = max(begin, *(text.rfind(mark, begin, start) + 1 for mark in "，,；;：:"))
    counted = any(
        page.tags[number] in {"m", "q"} for number in page.words(start - 1, start)
    ) or COUNTED.search(text, clause, start)
    if (
        text[start - 1 : start] == "的"
        or text[start - 2 : start] in {"情况", "书面"}
        or counted
        or ISSUED.match(text, end)
        or AWAITED.search(text, clause, start)
        or MEETS.search(text[clause:start])
        or GIVEN_OUT.search(text[clause:start])
    ):
        return True
    about = ABOUT.match(text, clause)
    return about is not None and not text.startswith("此", about.end())
