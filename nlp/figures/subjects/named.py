"""Finds the names in a page: companies and segments, excluding money, datelines and offices. Chooses no subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from nlp.context import Context
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import MOVED
from nlp.figures.text.words import load
from nlp.rare import Rare
from records import Mention

_SEGMENT = Rare(
    (" such as ", "of which ", " unit", " division", " segment", " arm", " subsidiary", " business group"),
    r"(?<![\w-])(?P<such>(?P<whole>(?:[a-z-]+ ){0,2}(?:businesses|units|segments|products|services|companies|brands)) such as (?P<part>[a-z][a-z -]{2,50}?)(?= (?:was|were|had|posted|reported|recorded|rose|fell|grew|has|is|are|generated|with|totalled|reached)\b|[,.;]))"
    r"|(?:[Tt]he |[Ii]ts |[Tt]heir |'s )(?P<unit>(?:[A-Za-z&-]+ ){0,3}(?:unit|division|segment|arm|subsidiary|business group))(?![a-z])"
    r"|of which (?P<which>[a-z][a-z -]{2,50}?)(?= (?:had|was|were|accounted|contributed|generated|made)\b)",
)
_SEGMENT_ZH = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}?(?:等创新业务|业务|分部|板块|事业部|部门|事业群))(?!额|量|利润率)"
)
_NOT_SEGMENT_ZH = re.compile(
    r"^(?:公司|其中|该|其|主营|新|各|本|上述|相关|全部|主要)?(?:业务|板块|部门|分部)$|(?:监管|有关|相关|执法|主管|政府|职能|公安|司法|消防)部门|收购|负债|公司的|没收|^被|暂停|停止|全部业务|经营业务"
)
_LEADS_ZH = re.compile(
    r"^(?:[亿万]?(?:[美港日欧韩]?元)|[亿万])?(?:和|及|与|以及|的)?(?:由|来自)?(?:其中|当中|而|但|另外|此外|同时|受益于|得益于)?(?:20\d\d年|\d+月|本?财?年|年内)?(?:上半年|下半年|前三季度|第?[一二三四]季度|全年|去年|今年|期内|报告期内|本季度?|当季|本期|同期|上年)?(?:内)?的?(?=.{3})"
)
"""Words before the name of a segment that are not part of it: 其中调味品业务, 上半年云业务."""
_NAME_EN = re.compile(
    r"[A-Z](?<![\w.][A-Z])(?:[a-z]+-listed [A-Z])?[\w&'’-]*+(?: (?:&|of|and)? ?[A-Z][\w&-]*+){0,3}"
)
_SMALL = re.compile(r"[a-z](?<![\w-][a-z])[\w&'’-]*")
_JOINTS = {"of", "and", "&"}
_AMOUNT = re.compile(r"[A-Za-z]{1,4}\$?\d")
_CODE = re.compile(r"([A-Z]{3})(?: ?[\d.,]+)?")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = Rare(
    ("- ",),
    rf"^[ ]*[A-Z][\w .,'/]{{1,40}}?(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?(?: \([^()\n]{{2,30}}\))?| \([^()\n]{{2,30}}\)|(?<=[A-Z]{{3}})) ?-{{1,2}} ",
    re.MULTILINE,
)
"""Datelines: "LEEDS, Aug 22 (Newsline) -"."""
_BEGINS = re.compile(r"(?:^|\n|[.!?]['\"”’]? |[\"“‘] ?)$")
_DOES = re.compile(
    rf"'s | (?:\([^()]*\) )?(?:also |now |then )?(?:sa(?:id|ys)|plans?|planned|expect(?:s|ed)|post(?:s|ed)|report(?:s|ed)|{MOVED}|"
    r"added|shed|sees|saw|earned|made|sold|sells|delivered|forecasts?|raised|cut|cuts|bought|agreed|announced|launched|will|would|has|had|aims|employs|operates|owns|reaffirmed|"
    r"trimmed|lifted|kept|repeated|approved|pays|paid|priced|closed|ended|completed|shares|stock)\b"
)
_PLACED = re.compile(rf",? {_MONTH} \d{{1,2}} (?:\(|-)")
_HEAD_ZH = re.compile(
    r"(?:^|(?<=[。；\n，]))(?P<name>[\u4e00-\u9fffA-Za-z]{2,12}?)(?=(?:20\d\d年?|第?[一二三四]财?季度?|上半年|下半年|前三季度|全年|预计|发布|公告|宣布|披露|公布|去年|今年|Q[1-4]|一季度|二季度|三季度|四季度|1?[0-9]月))"
)
_NOT_HEAD_ZH = re.compile(
    r"(?:[较比]|率|从$|由$|季度|公司|数据|其中|截至|此前|同时|此外|根据|显示|报告|预计|公告|该|财报|另外|目前|日前|今日|昨日|近日|其|但|而|实现|净利|营收|收入|同比|环比|市场|分析师|董事会|业绩|集团|上年|去年|今年|利润|股东|国家|方面|机构|消息|称|会议|表示|我们|今年|将|达|为|前|后|中|第)"
)
_NOMINAL = {"NOUN", "PROPN", "NUM", "X"}
_ORGS = {"ORG", "MEDIA", "REGULATOR", "PRODUCT", "COMPANY", "BRAND"}
_OUTSIDE = {"MEDIA", "REGULATOR"}


class Named(NamedTuple):
    """A possible subject and its position in the page."""

    start: int
    end: int
    text: str
    entity: str | None = None
    is_segment: bool = False
    is_outside: bool = False
    """Whether it is a news organisation or authority, which usually reports others' figures."""


def find(
    page: Page,
    context: Context,
    names: Sequence[Mention],
    parts: Mapping[int, str],
    datelines: Sequence[tuple[int, int]],
) -> list[Named]:
    """Return marked names and capitalised phrases outside of datelines, in order.

    Args:
        page: the text.
        context: has the watch list.
        names: names marked by the names component, which knows where a watched name means something else.
        parts: universal part of speech of each word by its offset; empty: unknown.
        datelines: spans of datelines, which contain no subject.
    """
    found = [named for named in _marked(page, context, names) if not _is_money(page, named)]
    other = {"PERSON"} if page.lang == "zh" else {"PERSON", "GPE", "LOC"}  # 柏林食品 begins with a place
    people = [
        (page.place(name.start), page.place(name.end))
        for name in names
        if name.label == "PERSON" or (name.label in other and name.entity is None)
    ]
    taken = _taken(page, [*((named.start, named.end) for named in found), *people])
    found += _capitals(page, taken, parts) if page.lang == "en" else _heads_zh(page, taken, parts)
    if datelines:
        found = [one for one in found if not any(low <= one.start < high for low, high in datelines)]
    return sorted(found, key=attrgetter("start"))


def datelines_of(page: Page) -> list[tuple[int, int]]:
    """Return the spans of datelines."""
    return [match.span() for match in _DATELINE.finditer(page.plain)] if page.lang == "en" else []


def segments(page: Page, start: int, end: int) -> list[Named]:
    """Return the company segments that a sentence names."""
    if page.lang == "zh":
        return [
            _without_lead(match)
            for match in _SEGMENT_ZH.finditer(page.plain, start, end)
            if not _NOT_SEGMENT_ZH.search(match["name"])
        ]
    found = []
    for match in _SEGMENT.finditer(page.plain, start, end):
        if match["such"]:
            whole = re.sub(r"^(?:revenue of |of |the |its |s |and )+", "", match["whole"].strip())
            text = f"{match['part'].strip()} and other {whole}"
            found.append(Named(match.start(), match.end(), text, is_segment=True))
        else:
            group = "unit" if match["unit"] else "which"
            found.append(Named(*match.span(group), match[group], is_segment=True))
    return found


def _without_lead(match: re.Match[str]) -> Named:
    lead = _LEADS_ZH.match(match["name"])
    cut = lead.end() if lead else 0
    return Named(match.start("name") + cut, match.end("name"), match["name"][cut:], is_segment=True)


def _marked(page: Page, context: Context, names: Sequence[Mention]) -> list[Named]:
    return [
        Named(
            page.place(name.start),
            page.place(name.end),
            name.text,
            name.entity,
            is_outside=name.label in _OUTSIDE,
        )
        for name in names
        if (name.label in _ORGS and (name.entity or name.text.removeprefix("The ") not in _not_names()))
        or (name.entity is not None and context.watchlist.person(name.entity) is None)
    ]


def _is_money(page: Page, named: Named) -> bool:
    """Return whether a name is a currency code: the EUR of EUR 145.1 mn."""
    code = _CODE.fullmatch(named.text)
    after = page.plain[named.end : named.end + 2].strip()[:1]
    return _AMOUNT.match(named.text) is not None or (
        code is not None and code[1] in load("currencies") and (after.isdigit() or named.text != code[1])
    )


def _taken(page: Page, spans: Iterable[tuple[int, int]]) -> bytearray:
    """Return a flag for each character of the page: 1 if it lies in one of the spans."""
    taken = bytearray(len(page.plain))
    for start, end in spans:
        taken[start:end] = b"\1" * (min(end, len(taken)) - min(start, len(taken)))
    return taken


def _capitals(page: Page, taken: bytearray, parts: Mapping[int, str]) -> list[Named]:
    """Find English names by capitals that were not marked."""
    places = sorted(parts)
    small: set[str] | None = None
    more = []
    for match in _NAME_EN.finditer(page.plain):
        if match.group() in _not_names():
            continue
        start, end = match.span()
        words = match.group().split()
        while words and (words[0].partition("-")[0] in _not_names() or words[0] in _JOINTS):
            start += len(words[0]) + 1
            words = words[1:]
        text = page.plain[start:end].strip()
        owner, mark, _ = text.partition("'s")
        if mark:  # "Norvale's China sales" belong to Norvale
            text, end = owner, start + len(owner)
        if _is_no_name(text, words) or 1 in taken[start:end] or _AMOUNT.match(text):
            continue
        if (written_small := text.lower()) in page.plain:
            small = set(_SMALL.findall(page.plain)) if small is None else small
            if written_small in small:
                continue  # "Owners" is only a sentence start if the text has it in lower case elsewhere
        if _is_other_thing(page, end) or _only_begins_sentence(page, text, start, end):
            continue
        if parts and not _has_part(places, parts, start, end, {"PROPN", "X"}):
            continue
        first, last = page.span(start, end)
        more.append(Named(start, end, page.text[first:last]))
    return more


def _is_other_thing(page: Page, end: int) -> bool:
    """Return whether what follows makes it a currency code, a dateline or an office."""
    return _before_money(page, end) or _PLACED.match(page.plain, end) is not None or _is_office(page, end)


def _only_begins_sentence(page: Page, text: str, start: int, end: int) -> bool:
    """Return whether a capital may only mark a sentence start: "Obviously", "Population growth"."""
    if (
        " " in text
        or not text.isalpha()
        or text.isupper()
        or not _BEGINS.search(page.plain, max(0, start - 3), start)
    ):
        return False
    return not _DOES.match(page.plain, end) and page.plain.count(text) == 1


def _is_no_name(text: str, words: list[str]) -> bool:
    return (
        len(text) < 2  # noqa: PLR2004 — a letter
        or not text[0].isupper()
        or text in _not_names()
        or all(word in _not_names() or word in _JOINTS for word in words)
        or (len(words) == 1 and words[0].lower() in _metric_words())
    )


def _has_part(places: list[int], parts: Mapping[int, str], start: int, end: int, wanted: set[str]) -> bool:
    return any(parts[place] in wanted for place in _within(places, start, end))


def _within(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def _before_money(page: Page, end: int) -> bool:
    return page.plain[end : end + 1] == "$" or page.plain[end : end + 2].strip()[:1].isdigit()


def _is_office(page: Page, end: int) -> bool:
    """Return whether a name continues as an office: "Finance chief"."""
    word = re.match(r" ([a-z]+)", page.plain[end : end + 12])
    return word is not None and word[1] in load("figures_subjects_en")["offices"]


def _heads_zh(page: Page, taken: bytearray, parts: Mapping[int, str]) -> list[Named]:
    """Find the subject at the head of a sentence, before a period or an announcement."""
    places = sorted(parts)
    return [
        Named(match.start("name"), match.end("name"), match["name"])
        for match in _HEAD_ZH.finditer(page.plain)
        if not _NOT_HEAD_ZH.search(match["name"])
        and 1 not in taken[match.start("name") : match.end("name")]
        and all(parts[place] in _NOMINAL for place in _within(places, *match.span("name")))
    ]


@cache
def _not_names() -> frozenset[str]:
    return frozenset(load("figures_subjects_en")["not_names"])


@cache
def _metric_words() -> frozenset[str]:
    """Words of the metric lists: "Result" at the head of a sentence is not a name."""
    listed = load("metrics_en").values()
    return frozenset(
        part for entry in listed for words in entry.values() for word in words for part in word.split()
    )
