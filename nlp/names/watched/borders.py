"""Decides where a watched name begins and ends: whether a match is a whole word, and which legal form belongs to it."""

from __future__ import annotations

import re

from nlp.chinese import crossings, dictionary
from nlp.names import lexicon
from nlp.names.chinese.evidence import Word
from nlp.names.dictionary import is_common
from nlp.names.watched.match import Match
from nlp.names.watched.page import Name, Page

_NAME_TAGS = frozenset({"ORG", "nz", "PER", "LOC", "nw"})
_NEXT_WORD = re.compile(r"[ \t](?:& |and (?=Co))?([A-Z][\w.]*)")
_SYMBOL = re.compile(r"(?:^|[\s(<])\.$")
"""The full stop that opens the symbol of an index: ".DJI"."""
_OTHERWISE = frozenset("区市化厂")
"""Characters that make another word of a legal form: 汽车厂, 科技化."""
_STAFF = ("客服", "员工", "公关", "发言人")
_STOPS = ".,;:!?"
_MOST_EXTENSIONS = 2
_DIGITS = "0123456789〇一二三四五六七八九十百千两几数上"
_LEADING = frozenset("称说与和及在对被将由从让把向")
_COUNTED = "百千万亿"


def is_whole(match: Match) -> bool:
    """Whether the match is a name by itself, not part of another word or name."""
    page, around = match.page, match.name
    verdict = _within(match, around) if around and around[:2] != (match.start, match.end) else None
    if verdict is not None:
        return verdict
    if _is_part_of_other_name(match) or _SYMBOL.search(page.text, max(0, match.start - 2), match.start):
        return False
    is_found = match.form.label == "PERSON" and match.is_named("PERSON")
    if is_found or not page.is_chinese or match.end - match.start == 1:
        return True  # found: 怒怼雷军, where the words are cut 怼雷军
    return not crossings.is_crossed(page.text, match.start, match.end) and _is_chinese_word(match)


def _within(match: Match, around: Name) -> bool | None:
    """Whether the match is whole inside a longer name that the models found; None if that name tells nothing."""
    page, is_person = match.page, match.form.label == "PERSON"
    if around[2] == "PERSON" and not is_person and " " in page.text[slice(*around[:2])]:
        more = page.text[match.end : around[1]].split()
        if around[0] != match.start or not all(map(is_common, more)):
            return False  # Ford in "Harrison Ford"; but "Halden Close In on Rivals"
    if around[2] == "PERSON" and is_person and page.is_chinese and page.text[match.start].isalpha():
        dotted = "·" in page.text[around[0] : around[1]]
        firm = page.text[around[0] : match.start] in lexicon.words("firms", "zh")  # 特斯拉马斯克
        return dotted or firm or _has_word_borders(match)
    return False if around[2] == "MEDIA" else None


def extended(match: Match) -> tuple[int, int]:
    """Return the match with the rest of its name: "Xiaomi Corp", 小米公司, "Bonnie Chan Yiting"."""
    page, start, end, around = match.page, match.start, match.end, match.name
    if match.form.label == "PERSON":
        if around is None or around[2] != "PERSON" or page.is_chinese:
            return start, end
        more = page.text[end : around[1]].split()
        ordinary = bool(more) and all(map(is_common, more))  # "Ida Holm Hands Over"
        return start, end if ordinary or page.text[end : end + 1] in _STOPS else around[1]
    if match.form.label != "ORG":
        return start, end
    if page.is_chinese and page.text[end - 1] >= "\u3400":
        return start, _extended_end(page, end)
    if around and around[2] == "ORG" and match.written.endswith(("'s", "’s")):
        return start, around[1]  # Moody's Investors Service
    for _ in range(_MOST_EXTENSIONS):
        word = _NEXT_WORD.match(page.text, end)
        if word is None or not _is_extension(word[1]):
            break
        end = word.end()
    return start, end


def _extended_end(page: Page, end: int) -> int:
    """Return where a Chinese company name ends, its legal form included: 惠而浦中国, but not 中国门店 or 控股股东."""
    longest = max(
        (w for w in lexicon.words("watch", "zh", "extensions") if page.text.startswith(w, end)),
        key=len,
        default="",
    )
    place = end + len(longest)
    if not longest or page.text[place : place + 1] in _OTHERWISE:
        return end
    word = page.word_from(place)
    titled = any(page.text[place : place + n] in lexicon.words("zh", "titles", "words") for n in range(2, 6))
    staff = page.text.startswith(_STAFF, place)
    if longest == "中国" and word and word.tag == "n" and not (titled or staff):
        return end
    return end if dictionary.is_common(page.text[end : place + 2]) else place


def _is_extension(word: str) -> bool:
    """Whether the word is a legal form or a line of business, also in capitals."""
    extensions = lexicon.words("watch", "en", "extensions")
    return word in extensions or (word.isupper() and word.title() in extensions)


def _has_word_borders(match: Match) -> bool:
    """Whether word borders stand right around the match."""
    first, last = match.page.word_around(match.start), match.page.word_around(match.end - 1)
    return first is not None and last is not None and (first.start, last.end) == (match.start, match.end)


def _is_part_of_other_name(match: Match) -> bool:
    """Whether the next word makes it a place or another body: "Apple Daily", 平安银行, 阿里地区."""
    page = match.page
    if page.is_chinese and _is_place_or_number(match):
        return True
    if match.form.label == "PERSON":
        return False
    if page.is_chinese and match.is_named("ORG"):
        return False  # 万丰奥威 of 万丰奥威证券部, its securities office
    word = _NEXT_WORD.match(page.text, match.end)
    if word and word[1].removesuffix(".") in lexicon.words("watch", "en", "others"):
        return True
    return page.is_chinese and match.is_before(tuple(lexicon.words("watch", "zh", "others")))


def _is_place_or_number(match: Match) -> bool:
    """Whether it is part of a place, a number or an industry: 库克群岛, 北京东路, 一百度, 美国银行业."""
    text, places = match.page.text, lexicon.words("places", "zh")
    if match.is_before(tuple(lexicon.words("watch", "zh", "places"))):
        return True
    if any(text[border - 1 : border + 1] in places for border in (match.start, match.end)):
        return True
    if match.is_before(("业", "界")) and not dictionary.is_common(text[match.end : match.end + 2]):
        return True  # 美国银行业
    return text[match.start] in _COUNTED and match.is_after(tuple(_DIGITS))


def _is_chinese_word(match: Match) -> bool:
    """Whether it begins and ends at word borders, or where only the model failed to cut: 滴滴程维, not 小米粥."""
    for place in (match.start, match.end - 1):
        word = match.page.word_around(place) if match.page.text[place] >= "\u3400" else None
        reaches_out = word and (word.start < match.start if place == match.start else match.end < word.end)
        if word and reaches_out and not _may_be_cut(word, match):
            return False
    return True


def _may_be_cut(word: Word, match: Match) -> bool:
    text = match.page.text[word.start : word.end]
    before = match.page.text[word.start : match.start]
    if before in _LEADING:
        return True  # 称/问界, which a model that does not know the name cuts 称问/界
    relative = match.form.label == "PERSON" and len(before) > 1 and set(before) <= lexicon.sounds()
    if dictionary.is_common(text) or (relative and before not in lexicon.words("firms", "zh")):
        return False  # 梅耶马斯克
    unmistakable = match.form.doubt is None and match.form.label != "PERSON"
    return word.tag in _NAME_TAGS or match.end - match.start > len("小米") or unmistakable
