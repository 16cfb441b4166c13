"""Decides whether a Chinese word means the watched company of that name: 小米 in "小米回应", not in 小米粥.

Weighs the words before and after it, the models' labels, and what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from nlp.names import lexicon
from nlp.names.watched.match import Match
from nlp.names.watched.page import Name, Page

SURE = 5.0
STRONG = 3.0
WEAK = 1.0
ENOUGH = 2.0
"""The sum of signs that suffices."""

_LISTING = ("、", "和", "与", "及")
_BEFORE = ("品牌", "车企", "厂商", "巨头", "公司", "旗下", "集团", "对手", "平台")
_CLAUSE_START = "，。！？；：、“”「『（(《\n \t\r,;:!?|—…】》"
_TIME = re.compile(
    r"(?:[0-9〇一二三四五六七八九十两]{1,4}(?:年|月|日|季度|点|时)|第[一二三四]季度|周[一二三四五六日]|[Qq][1-4])+份?"
)
_NAME_TAGS = frozenset({"nz", "ORG", "LOC"})
_QUALITIES = frozenset({"a", "ad", "an", "d"})
_STATES = frozenset({"是", "有", "属于", "要", "没有", "等于", "意味着", "成为", "像", "如同", "如", "来自"})
"""Verbs that things and thoughts take as well as companies."""
_TOWARDS = frozenset({"向", "对", "与", "和", "被", "遭"})
"""Prepositions before another body, after which the verb follows."""
_WITHIN = frozenset({"上", "里", "中", "旁", "边"})
"""Words that make a place of it: 地平线上."""
_SIDE = re.compile(r"方面(?![的，,。、；]|$)")
_IN_RESPECT = ("在", "从", "于", "对", "就")
_LONGEST_CUE = 6
_MODIFIERS = frozenset({"n", "vn", "an"})
_MOST_BETWEEN = 3
"""The most dates and adverbs between a company and its verb."""


def is_meant(match: Match, certain: Collection[str]) -> bool:
    """Whether the signs suffice for one place of a doubtful word; `certain` has the ids that are surely named."""
    return weight(match, certain) >= (ENOUGH if match.form.doubt == "common" else 0.0)


def is_the_person(match: Match, certain: Collection[str]) -> bool:
    """Whether the person is meant by a name that other things bear as well: Altman, not the toy 奥特曼."""
    kind = match.page.kind_around(match.start, match.end)
    is_told = kind is not None and kind.label == "PERSON"
    says = match.is_before(("：", *lexicon.words("zh", "people", "deeds")))
    return is_told or match.form.entity in certain or (_begins(match) and says)


def is_ordinary(match: Match) -> bool:
    """Whether the sentence speaks of the ordinary thing and nothing adjacent suggests a company."""
    return _speaks_of_other(match) and not _has_adjacent_cue(match)


def weight(match: Match, certain: Collection[str]) -> float:
    """Sum up the signs: above nought for the company, below for the word."""
    around = match.name
    listed = match.written in lexicon.words("firms", "zh")
    told = (
        around is not None
        and around[2] in {"ORG", "PRODUCT", "MEDIA"}
        and (around[0] == match.start or _is_in_full(match, around))
        and not listed
    )
    word = match.page.word_from(match.start)
    return (
        SURE * _has_adjacent_cue(match)
        + STRONG * _has_firm_verb(match)
        + STRONG * _is_speaker(match)
        + 2 * WEAK * told
        + STRONG * match.is_named("REGULATOR")
        + WEAK * (word is not None and word.tag in _NAME_TAGS)
        + 2 * WEAK * (match.form.entity in certain)
        + 2 * WEAK * _is_listed(match)
        - (STRONG if _speaks_of_other(match) else WEAK * _speaks_of_ordinary_things(match.page.text))
        - 2 * WEAK * _is_animal_or_time(match)
        - 2 * WEAK * _is_head_of_compound(match)
        - _owned(match)
    )


def _is_in_full(match: Match, around: Name) -> bool:
    """Whether it stands in the full name of a company of its home: 青浦市蓝驰饮料股份有限公司."""
    home = match.page.text[around[0] : match.start].removesuffix("省").removesuffix("市")
    return home in lexicon.words("places", "zh") and match.page.text[: around[1]].endswith("有限公司")


def is_person_name(match: Match) -> bool:
    """Whether an occupation before it or kin after it make it a person's: 拳王阿里, 民警小鹏, 小鹏爸爸."""
    if match.is_before(("爸爸", "妈妈", "父亲", "母亲", "同学", "老师", "家长", "奶奶", "爷爷")):
        return True
    return match.is_after(tuple(lexicon.words("watch", "zh", "callings")))


def _speaks_of_other(match: Match) -> bool:
    return _speaks_of_ordinary_things(match.sentence)


@lru_cache(maxsize=64)
def _speaks_of_ordinary_things(text: str) -> bool:
    """Whether a text speaks of ordinary things: of crops, animals, weather."""
    return any(word in text for word in lexicon.words("watch", "zh", "counter"))


def _has_adjacent_cue(match: Match) -> bool:
    """Whether an adjacent word suggests a company: 小米手机, 品牌理想, 苹果CEO, 理想李想."""
    page = match.page
    behind = _behind(match)
    after = page.text[behind : behind + _LONGEST_CUE]
    follows = page.name_around(match.end, match.end + 1)
    owned = after[:1] == "的" and after[1:].startswith(tuple(lexicon.words("watch", "zh", "owned")))
    return (
        owned
        or _is_a_side(match)
        or after.startswith((*lexicon.words("watch", "zh", "cues"), *_deeds()))
        or match.is_after(_BEFORE)
        or (behind == match.end and after[:1].isascii() and after[:1].isalpha())
        or (follows is not None and follows[2] in {"PERSON", "PRODUCT"} and follows[0] == match.end)
    )


def _is_a_side(match: Match) -> bool:
    """Whether it is a side that speaks or acts, 自如方面告诉记者, and no respect in which something is so, 在理想方面."""
    is_side = _SIDE.match(match.page.text, _behind(match)) is not None
    return is_side and not match.is_after(_IN_RESPECT)


def _is_speaker(match: Match) -> bool:
    """Whether it is a Latin word that heads a clause and its colon: "Manner：已辞退". A Chinese word there may be the topic."""
    return match.written.isascii() and match.is_before("：") and _begins(match)


def _behind(match: Match) -> int:
    """Return where the words after a name begin: some writers put a space after Latin letters."""
    spaced = match.written.isascii() and match.is_before(" ")
    return match.end + spaced


def _begins(match: Match) -> bool:
    return match.start == 0 or match.page.text[match.start - 1] in _CLAUSE_START


def _has_firm_verb(match: Match) -> bool:
    """Whether it does or suffers what companies do, over adverbs and dates: 理想七月交付, 荣耀启动, 荣耀被罚."""
    page = match.page
    takings = lexicon.words("zh", "organisations", "takings")
    suffers, employs = (lexicon.words("watch", "zh", words) for words in ("suffers", "employs"))
    taken = match.start - match.is_after(("了", "过"))
    if page.text.endswith(tuple(takings | employs), 0, taken):
        return True
    place = _after_product(page, _behind(match))
    for _ in range(_MOST_BETWEEN):
        time = _TIME.match(page.text, place)
        small = max(
            (w for w in lexicon.words("watch", "zh", "between") if page.text.startswith(w, place)),
            key=len,
            default="",
        )
        if not time and not small:
            break
        place = time.end() if time else place + len(small)
        other = page.name_around(place, place + 1)
        if small in _TOWARDS and other and other[0] == place and other[2] != "GPE":
            place = other[1]  # 三只松鼠向港交所递交
        if small == "被曝":
            return True
        if small == "被" and page.text.startswith(tuple(takings | suffers), place):
            return True
    cues = tuple(lexicon.words("watch", "zh", "cues"))
    if place > _behind(match) and page.text.startswith((*_deeds(), *cues), place):
        return True
    word = page.word_from(place)
    return (
        _begins(match)
        and word is not None
        and word.tag == "v"
        and page.text[word.start : word.end] in lexicon.words("zh", "organisations", "deeds")
    )


def _after_product(page: Page, place: int) -> int:
    """Skip the noun of its product before a passive: 魔爪饮料被曝."""
    word = page.word_from(place)
    is_product = word is not None and word.tag == "n" and page.text.startswith("被", word.end)
    return word.end if word is not None and is_product else place


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(lexicon.words("zh", "organisations", "deeds") | lexicon.words("watch", "zh", "does"))


def _is_listed(match: Match) -> bool:
    """Whether a company stands beside it in a list: 长城和比亚迪."""
    page = match.page
    other = None
    if page.text[match.end : match.end + 1] in _LISTING:
        other = page.name_around(match.end + 1, match.end + 2)
    if other is None and match.start > 1 and page.text[match.start - 1] in _LISTING:
        other = page.name_around(match.start - 2, match.start - 1)
    return other is not None and other[2] == "ORG"


def _is_animal_or_time(match: Match) -> bool:
    """Whether the model labels it as an animal or as part of a time: 海豹, 寒武纪 in 寒武纪晚期."""
    kind = match.page.kind_around(match.start, match.end)
    return kind is not None and (
        kind.label == "CREATURE"
        or (kind.label == "TIME" and (kind.start, kind.end) != (match.start, match.end))
    )


def _is_head_of_compound(match: Match) -> bool:
    """Whether the noun right before it makes it the head of a compound: 裁员浪潮, but not "品牌浪潮"."""
    page = match.page
    word = page.word_around(match.start - 1) if match.start else None
    if word is None or word.tag not in _MODIFIERS or page.name_around(word.start, word.end):
        return False
    return not match.is_after(_BEFORE)


def _owned(match: Match) -> float:
    """Weigh adjacent words that make it a quality or a possession: 很理想, 他的理想, 吉利的数字."""
    page = match.page
    before = page.text[match.start - 1 : match.start]
    weight = STRONG * (before != "" and before in lexicon.words("watch", "zh", "degrees"))
    place = page.name_around(match.start - 1, match.start) if match.start else None
    weight += WEAK * (place is not None and place[2] == "GPE" and place[1] == match.start)
    weight += STRONG * match.is_after("家的")
    weight += WEAK * (before in {"的", "了", "着", "过"}) + WEAK * match.is_before("的")
    itself, word = page.word_from(match.start), page.word_around(match.end)
    weight += WEAK * (itself is not None and itself.tag in _QUALITIES)
    state = word is not None and word.start == match.end and page.text[word.start : word.end] in _STATES
    where = word is not None and word.tag == "f" and page.text[match.end : word.end] in _WITHIN
    return weight + 2 * WEAK * state + STRONG * where
