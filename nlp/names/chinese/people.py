"""Finds the people of a Chinese text: LAC and the BiLSTM propose, and a name must be made like a person's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from nlp.chinese import dictionary
from nlp.names import lexicon, pinyin
from nlp.names.chinese import evidence, given_names
from nlp.names.chinese.evidence import DOTS, Evidence, Span

_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+")
_SMALL = frozenset("也还又再将已曾仍均都则并也未")
_NOT_HAN = re.compile(rf"[^\u3400-\u9fff{DOTS}]")


def find(seen: Evidence, firms: Collection[Span]) -> list[Span]:
    """Return people's names in order, none overlapping a known company."""
    by_lac, by_model = seen.tagged("PER"), seen.labelled("PERSON")
    taken = evidence.Places(firms)
    tails = {tail for tail in _people_at_end(seen, by_lac) if not taken.meet(tail)}
    inside = {span for span in by_lac | by_model if span not in tails and _is_inside_firm(seen, span)}
    candidates = {
        _trimmed(seen, span, by_lac, by_model) for span in ((by_lac | by_model) - inside) | tails
    } | {*_by_deed(seen), *_by_address(seen)}
    told = {*given_names.find(seen), *_by_office(seen)}
    good = [
        span
        for span in candidates | told
        if span in told or _is_person(seen, span, sure=span in by_model or span in tails)
    ]
    good.sort(key=lambda span: (span[0] - span[1], -(span in by_lac) - (span in by_model), span))
    return sorted(_with_last_character(seen, span) for span in taken.choose(good))


def _people_at_end(seen: Evidence, by_lac: Collection[Span]) -> Iterator[Span]:
    """Yield the person at the end of what the model takes for one name: "农夫山泉钟睒睒", "特斯拉CEO马斯克"."""
    for found in seen.model:
        if found.label not in {"ORG", "LOC", "COMMERCIAL", "PERSON"}:
            continue
        for length in (4, 3, 2):
            tail = (found.end - length, found.end)
            if tail[0] - found.start < 2:  # noqa: PLR2004 — a firm's name has two characters at least
                continue
            after_title = seen.title_before(tail[0]) < tail[0]
            surname = pinyin.surname_of(seen.text[slice(*tail)])
            if after_title or (tail in by_lac and surname and found.end - found.start > len("胖东来")):
                yield tail
                break


def _is_inside_firm(seen: Evidence, span: Span) -> bool:
    """Whether the other model sees a company here: 文远知行, 西贝."""
    found = seen.around.get(span[0])
    if _is_before_trade(seen, span[1]):
        return True
    number = seen.at.get(span[0])
    if number is not None and seen.words[number].tag == "ORG" and span[1] < seen.words[number].end:
        return evidence.has_ending(seen.text[span[0] : seen.words[number].end])  # 云汐 in "云汐科技CEO蒋未"
    if seen.text[slice(*span)] in lexicon.words("zh", "people", "known"):
        return (
            found is not None
            and span[1] < found.end
            and evidence.has_ending(seen.text[found.start : found.end])
        )
    return found is not None and span[1] <= found.end and found.label in {"ORG", "COMMERCIAL", "MANUFACTURE"}


def _is_before_trade(seen: Evidence, end: int) -> bool:
    """Whether a line of business and then an office follow: 柏舟 in "柏舟资本合伙人"."""
    number = seen.at.get(end)
    if number is None:
        return False
    behind = seen.words[number]
    trade = seen.text[behind.start : behind.end] in lexicon.words("zh", "organisations", "trades")
    return trade and seen.title_after(behind.end) > behind.end


def _by_deed(seen: Evidence) -> Iterator[Span]:
    """Yield a surname with one or two characters before what people do, at the start of a clause: "历军出任董事长"."""
    deeds = lexicon.words("zh", "people", "deeds")
    for number, word in enumerate(seen.words):
        if seen.text[word.start : word.end] not in deeds or word.tag not in {"v", "vn"}:
            continue
        for length in (3, 2):
            start = word.start - length
            if start < 0 or not seen.is_clause_start(start) or start not in seen.at:
                continue
            name = seen.text[start : word.start]
            whole = seen.words[number - 1].start == start
            ordinary = whole and seen.words[number - 1].tag in {
                "r",
                "t",
                "TIME",
                "LOC",
                "ORG",
                "m",
                "d",
                "a",
                "f",
            }
            surname = pinyin.surname_of(name)
            if name[-1] in lexicon.load("zh")["people"]["adverbs"]:
                continue
            if surname and len(name) > len(surname) and not ordinary and not dictionary.is_common(name):
                yield start, word.start


def _by_address(seen: Evidence) -> Iterator[Span]:
    """Yield full names before a form of address, after an office or at the start of a clause: "投诉人明月女士"."""
    for number, word in enumerate(seen.words):
        if not number or seen.text[word.start : word.end] not in {"先生", "女士", "小姐"}:
            continue
        before = seen.words[number - 1]
        led = seen.is_clause_start(before.start) or seen.title_before(before.start) < before.start
        name = seen.text[before.start : before.end]
        if led and pinyin.surname_of(name) and before.tag in {"n", "nz", "nw", "PER"}:
            yield before.start, before.end


def _by_office(seen: Evidence) -> Iterator[Span]:
    """Yield names after an office whose surname is on no list: 祈耀年 in "行政总裁祈耀年"."""
    for span in seen.tagged("PER", "ORG", "nz") | seen.labelled("PERSON", "ORG"):
        name = seen.text[slice(*span)]
        if len(name) != len("祈耀年") or _NOT_HAN.search(name) or seen.title_before(span[0]) == span[0]:
            continue
        known = name in lexicon.words("firms", "zh") or name in lexicon.words("places", "zh")
        if not (known or pinyin.surname_of(name) or dictionary.is_common(name) or evidence.has_ending(name)):
            yield span


def _trimmed(seen: Evidence, span: Span, by_lac: Collection[Span], by_model: Collection[Span]) -> Span:
    """Return the span without an office or a verb that a model included."""
    start, end = span
    deed = _before_deed(seen, start, end)
    if deed < end:
        return start, deed
    if end - start > len("雷军") and seen.text[end - 1] in lexicon.load("zh")["people"]["adverbs"]:
        number = seen.at.get(end)
        is_name = not dictionary.is_common(seen.text[start : end - 1])
        if is_name and number is not None and seen.words[number].tag in {"v", "vn", "p", "d", "ad"}:
            end -= 1  # 雷军 in "雷军也透露", where both models see three characters
    title = seen.title_before(end)
    if start + 1 < title < end:
        end = title
    if end - start > len("雷军") and seen.text[end - 2 : end] in lexicon.words("zh", "people", "deeds"):
        end -= 2  # 老周 in "老周直言"
    if end - start > len("雷军") and seen.text[end - 1 : end + 1] in lexicon.words("zh", "people", "deeds"):
        end -= 1  # 雷军 in "雷军官宣"
    if end - start > len("雷军") and seen.text[end - 1] in "指称说":
        end -= 1  # 岑乐天 in "岑乐天指"; no given name ends this way
    agreed = span in by_lac and span in by_model
    follows = seen.text[end - 1 : end + 2]
    cuts_word = dictionary.is_common(follows[:2]) and not dictionary.is_common(follows[1:])
    if not agreed and end - start > len("雷军") and cuts_word:
        return start, end - 1  # 倪捷 in "倪捷公开质疑"
    not_last = lexicon.load("zh")["people"]["not_last"]
    if (
        (cuts_word or not agreed)
        and end - start > len("雷军")
        and seen.text[end - 1] in not_last
        and not any(dot in seen.text[start:end] for dot in DOTS)
    ):
        end -= 1
    return start, end


def _before_deed(seen: Evidence, start: int, end: int) -> int:
    """Return where a name ends before its verb: 程一笑 in "程一笑谈可灵"."""
    family = len(pinyin.surname_of(seen.text[start:end]) or "")
    if not family or end - start <= family + 2:
        return end
    deeds = lexicon.words("zh", "people", "deeds")
    for length in (family + 2, family + 1):
        place = start + length
        if any(seen.text[place : place + size] in deeds for size in (1, 2)):
            return place
    return end


def _is_person(seen: Evidence, span: Span, *, sure: bool) -> bool:
    name = seen.text[slice(*span)]
    if _LATIN_NAME.fullmatch(name) or name in lexicon.words("zh", "people", "known"):
        return True
    if len(name) < len("雷军") or _is_address(name) or _is_writing(name):
        return False
    no_names = (lexicon.words("zh", "titles", "words"), lexicon.words("zh", "organisations", "endings"))
    if name[-1] in "他她" or any(name in words for words in no_names) or _NOT_HAN.search(name):
        return False
    if any(dot in name for dot in DOTS):
        return len(name) > len("雷·军")
    surname = pinyin.surname_of(name)
    if surname and len(surname) < len(name) <= len(surname) + 2:
        return sure or not evidence.has_ending(name)
    return _is_foreigner(seen, span, sure=sure)


def _is_writing(name: str) -> bool:
    """Whether it is an ordinary word with "in" or an adverb after it: 文章中, 公告还."""
    last = "中" + lexicon.load("zh")["people"]["adverbs"]
    return len(name) > len("雷军") and name[-1] in last and dictionary.is_common(name[:-1])


def _is_address(name: str) -> bool:
    """Whether it is a form of address (雷总) or a word for anybody."""
    generic = lexicon.words("zh", "organisations", "generic")
    return name in generic or name[1:] in lexicon.words("zh", "titles", "addresses")


def _is_foreigner(seen: Evidence, span: Span, *, sure: bool) -> bool:
    """Whether it is a foreign name by its characters (马斯克), its Japanese surname (佐藤恒治) or the office before it."""
    name = seen.text[slice(*span)]
    if all(character in lexicon.sounds() for character in name):
        return (sure or not dictionary.is_common(name)) and len(name) > len("库克")
    japanese = name[:2] in lexicon.words("surnames", "japanese", "words") and len(name) <= len("佐藤恒治") + 1
    return sure and (japanese or seen.title_before(span[0]) < span[0]) and not evidence.has_ending(name)


def _with_last_character(seen: Evidence, span: Span) -> Span:
    """Return the span with a last character that was cut off: 欧阳明高 from "欧阳明" and "高院士"."""
    start, end = span
    found = seen.around.get(end)
    follows = seen.text[found.start : found.end] if found and found.start == end else ""
    is_short = end - start == len(pinyin.surname_of(seen.text[start:end])) + 1
    if any(dot in seen.text[start:end] for dot in DOTS) and given_names.is_cut_short(
        seen, end, lexicon.sounds()
    ):
        return start, end + 1
    if given := _japanese_given(seen, start, end):
        return start, end + given
    if _ends_with_yi(seen, start, end):
        return start, end + 1
    return (start, end + 1) if is_short and follows[1:] in lexicon.words("zh", "titles", "words") else span


def _japanese_given(seen: Evidence, start: int, end: int) -> int:
    """Return how many characters of a given name follow a Japanese surname with an office: 和男 in "行长植田和男重申"."""
    if (
        seen.text[start:end] not in lexicon.words("surnames", "japanese", "words")
        or seen.title_before(start) == start
    ):
        return 0
    deeds = lexicon.words("zh", "people", "deeds")
    for length in (2, 1):
        begin = end + length
        given = seen.text[end:begin]
        told = begin in seen.at and seen.text[begin : begin + 2] in deeds
        if told and _SMALL.isdisjoint(given) and not dictionary.is_common(given):
            return length
    return 0


def _ends_with_yi(seen: Evidence, start: int, end: int) -> bool:
    """Whether 一 is the last character of the name before it: 高桥健一 before 鞠躬, 符嘉一 before "向界面新闻否认"."""
    number = seen.at.get(end)
    name = seen.text[start:end]
    if number is None or seen.text[end] != "一" or number + 1 >= len(seen.words):
        return False
    word, after = seen.words[number], seen.words[number + 1]
    if word.end - word.start == 1:
        japanese = len(name) > len("高桥") and name[:2] in lexicon.words("surnames", "japanese", "words")
        return japanese and after.tag == "v"
    to = seen.text[end + 1 : word.end] == "向" and after.tag in {"n", "nz", "ORG", "PER"}
    return to and any(
        seen.text[later.start : later.end] in lexicon.words("zh", "people", "deeds")
        for later in seen.words[number + 2 : number + 6]
    )
