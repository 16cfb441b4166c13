"""For whom an employee without a name speaks in Chinese news: the firm that was asked just before."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.quotes.draft import Draft
from nlp.quotes.leaf import Leaf

NEAR = 120
"""Characters before the speaker in which it is told who was asked."""

_STAFF = re.compile(
    r"(?:该|其|一名|一位|相关|有关|值班|现场|酒店|门店|公司|平台|售后|官方)*"
    r"(?:前台)?(?:工作人员|客服(?:人员|代表|专员)?|前台|店员|店长|经理|接线员|值班人员|负责人|对方|员工)"
)
# 记者致电远山酒店，前台工作人员称
_ASKED = re.compile(
    r"(?:致电|联系(?:了|上|到)?|拨打(?:了)?|求证于|致函|询问(?:了)?|咨询(?:了)?|来到(?:了)?|走访(?:了)?|探访(?:了)?)(?P<firm>[^，。,；：“”\n]{2,24}?)"
    r"(?:的?(?:官方|全国|客服|服务|热线|电话|前台|证券部|董秘办)[^，。,；：“”\n]{0,12})?(?=[，。,；：]|时|后|$)"
)


def firm_asked(leaf: Leaf, draft: Draft, name: str | None) -> str | None:
    """The firm, as written, that was asked before words of its nameless staff; None where the speaker is anybody else."""
    if draft.speaker is None or name is None or not _STAFF.fullmatch(name):
        return None
    block = leaf.blocks[bisect_right(leaf.blocks, (draft.speaker[0], len(leaf.text))) - 1][0]
    asked = list(_ASKED.finditer(leaf.text, max(block, draft.speaker[0] - NEAR), draft.speaker[0]))
    return leaf.written[slice(*asked[-1].span("firm"))] if asked else None
