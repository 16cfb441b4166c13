"""Whether two documents' names for a speaker may mean the same person: Ms. Moss and Ada Moss, 雷军 and 小米创始人雷军."""

from __future__ import annotations

import re

from nlp.chinese.script import HAN, fold
from records import Quote

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NOBODY_HAN = re.compile(
    r"(?:.*(?:人士|负责人|发言人|人员|公司|集团|品牌|网友|用户|博主|方面|媒体|报道|声明|公告|通报|分析师|专家|律师|家属|消费者|车主)|[他她其它]|他们|她们|对方|前者|后者)"
)
"""Speakers who are only described, so could be anybody."""


def may_be_one(one: Quote, other: Quote) -> bool:
    """Return whether the speakers of two quotes may be the same, judging by names and ids.

    Without ids, names in different scripts cannot be told apart; nor can a firm and its spokesperson.
    """
    if one.speaker_entity is not None and other.speaker_entity is not None:
        return one.speaker_entity == other.speaker_entity
    name, also = fold(one.speaker or ""), fold(other.speaker or "")
    if bool(HAN.search(name)) != bool(HAN.search(also)):
        return True
    if _speaks_for(one, also) or _speaks_for(other, name):
        return True
    if HAN.search(name):
        described = NOBODY_HAN.fullmatch(name) or NOBODY_HAN.fullmatch(also)
        return bool(described) or name in also or also in name
    return _latin(name, also)


def _speaks_for(one: Quote, body: str) -> bool:
    """Return whether the other name is the organisation that this speaker represents."""
    organisation = fold(one.organisation or "").casefold()
    return bool(organisation) and (organisation in body.casefold() or body.casefold() in organisation)


def _latin(name: str, also: str) -> bool:
    words, others = WORD.findall(name), WORD.findall(also)
    if not any(word[0].isupper() for word in words) or not any(word[0].isupper() for word in others):
        return True  # "a spokesman" may be anybody
    ours, theirs = {word.casefold() for word in words}, {word.casefold() for word in others}
    return words[-1].casefold() == others[-1].casefold() or ours <= theirs or theirs <= ours
