"""Finds who speaks in a Chinese clause: its initial noun phrase, by parts of speech and names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from nlp.marks import PEOPLE
from nlp.quotes.chinese.page import COMMA, Page
from nlp.quotes.chinese.people import (
    AWAY,
    HEADS,
    JOINS,
    NOMINAL,
    ends,
    is_whereabouts,
    people_at_end,
    person_in,
)
from nlp.quotes.draft import Draft, Span
from nlp.quotes.lexicon import endings, words

LONGEST = 60
"""Words of a clause in which its subject is looked for."""

NICKNAME = 16
"""Characters of the longest name that somebody goes by."""

ACCOUNT = re.compile(r"@(?P<who>[^\s：:@#，,。]{1,20})(?=\s|$)")
"""An account with a blank after it: @某某 发文."""

PLACED = ("区", "里", "中", "上", "内", "圈", "间", "下")
"""How a place ends where somebody is, after it: 评论区有车主说."""


PLANS = frozenset({"原", "原计划", "原定", "原本", "拟", "计划"})
"""What the word cutter takes for nouns after a subject."""

NOTICED = re.compile(r"(?:注意|关注|留意|监测|观察|看|了解)到[^，。有]{0,6}有|(?:发现|获悉)[^，。有]{0,6}有")
"""After these words comes who says what somebody became aware of: 公司关注到近日有媒体称."""

COUNTED = re.compile(r"(?:第?[一二三四五六七八九十两\d]+|首|另一?|后一?|前一?|末|最后一?)[条句段个点度次]")
"""What counts sayings and speaks none: 第一条：“…”."""

COLUMN = re.compile(r"\s*[（(](?:[^（()），,。]{1,10}|[^（()），,。]{2,24}[电讯])[）)](?=\S)")
"""A newspaper's column or an agency's dateline before who speaks: （消费）某某茶饮, （路讯社东京11月27日电）首相."""

OVER = re.compile(r"\s*(?:随后|昨日|今日|已)?就[^，,。]{2,20}(?:向[^，,。]{1,12})?(?:致歉|道歉|表示歉意)$")
"""A clause that says for what somebody apologises, and not who."""

BRACKET = re.compile(r"(?<=\S)\s*[（(][^（()）]*[)）]$")
"""What may follow a firm's name, and is no part of it: 某某控股（002352.SZ）."""

CLOSING = frozenset("”」》）")


@cache
def _lead() -> frozenset[str]:
    found: frozenset[str] = words("zh")["speakers"]["lead"]
    return found


def segments(page: Page, begin: int, end: int) -> list[Span]:
    """The clauses between commas of a stretch, last first; no comma inside marks or brackets parts them."""
    found: list[Span] = []
    start = begin
    for match in COMMA.finditer(page.text, begin, end):
        if page.marked(match.start()) is None:
            found.append((start, match.start()))
            start = match.end()
    found.append((start, end))
    return found[::-1]


def speaker_in(page: Page, clause: Span) -> tuple[Span, Span] | None:
    """Return the spans of the name and the whole phrase of a clause's subject; None if it is omitted."""
    column = COLUMN.match(page.text, *clause)
    if column is not None:
        clause = (column.end(), clause[1])
    account = ACCOUNT.search(page.text, *clause)
    if account is not None:
        return account.span("who"), account.span("who")
    numbers = list(page.words(_behind_marks(page, clause), clause[1]))[:LONGEST]
    numbers = numbers[_behind_place(page, numbers) :]
    while numbers and _leads(page, numbers[0]):
        numbers.pop(0)
    if numbers and page.word(numbers[0]) == "被":
        numbers = numbers[_behind_passive(page, numbers) :]
    if numbers and page.kinds[numbers[0]] in PEOPLE and is_whereabouts(page, numbers, 0):
        numbers = numbers[next(n for n, number in enumerate(numbers) if page.word(number) == "的") + 1 :]
    if not numbers or OVER.match(page.text, clause[0], clause[1]):
        return None
    person = person_in(page, numbers) or people_at_end(page, numbers)
    if person is not None:
        name, phrase = person
        return _by_nickname(page, _alone(page, name), _alone(page, phrase))
    first, last = _noun_phrase(page, numbers)
    if last < first:
        return None
    start, end = page.starts[numbers[first]], page.ends[numbers[last]]
    span = _alone(page, (start, end))
    bracket = BRACKET.search(page.text, *span)
    return _by_nickname(page, (span[0], bracket.start()) if bracket else span, span)


def _alone(page: Page, span: Span) -> Span:
    """Return a span without a 并 joined to it: 公司并表示."""
    pronouns = words("zh")["speakers"]["pronouns"]
    joined = page.text[span[1] - 1] in "并则亦"
    firm = joined and page.text[span[0] : span[1] - 1] in pronouns["company"] | pronouns["body"]
    return (span[0], span[1] - 1) if firm else span


def _behind_marks(page: Page, clause: Span) -> int:
    """Return where a clause starts after quoted speech: “…”一位分析师."""
    mark = page.marked(clause[0])
    if mark is None or mark.start != clause[0] or mark.end >= clause[1]:
        return clause[0]
    is_speech = (
        mark.inner_end - mark.inner_start > NICKNAME or page.text[mark.inner_end - 1] in "，,。！？!?…"
    )
    return mark.end if is_speech else clause[0]


def _behind_passive(page: Page, numbers: list[int]) -> int:
    """Return the number of words that only say what befell whoever speaks: 被点名的 | 公司, 被举报人 | 孙某."""
    for index, number in enumerate(numbers[1:8], start=1):
        if page.word(number) == "的" and index > 1 and index + 1 < len(numbers):
            return index + 1
        if (
            index + 1 < len(numbers)
            and page.word(number)[-1] in "人方者"
            and page.kinds[numbers[index + 1]] in PEOPLE
        ):
            return index + 1
    return 0


def _behind_place(page: Page, numbers: list[int]) -> int:
    """Return the number of words that only place somebody: 评论区有."""
    for index, number in enumerate(numbers[1:5], start=1):
        if page.word(number) == "有" and page.word(numbers[index - 1]).endswith(PLACED):
            return index + 1
    return 0


def as_noticed(page: Page, draft: Draft) -> Draft:
    """Return the draft with whoever became aware of its words for its speaker, if its sentence tells of him."""
    if draft.speaker is None or draft.sentence is None:
        return draft
    noticed = NOTICED.search(page.text, draft.sentence[0], draft.speaker[0])
    clauses = segments(page, draft.sentence[0], noticed.start()) if noticed else []
    who = next((found for clause in clauses if (found := speaker_in(page, clause))), None)
    return replace(draft, speaker=who[0], phrase=who[1]) if who else draft


def _by_nickname(page: Page, name: Span, phrase: Span) -> tuple[Span, Span]:
    """The name in marks of somebody known by it: 博主“老陈不打烊”."""
    mark = page.marked(max(name[1] - 1, phrase[0]))
    if mark is None or mark.start < phrase[0] or mark.inner_end - mark.inner_start > NICKNAME:
        return name, phrase
    return (mark.inner_start, mark.inner_end), (phrase[0], max(phrase[1], mark.end))


def _noun_phrase(page: Page, numbers: list[int]) -> tuple[int, int]:
    """First and last place of the noun phrase at the head of some words; the last is the lesser where there is none."""
    last = -1
    for index, number in enumerate(numbers):
        word, tag = page.word(number), page.tags[number]
        if (word in ends() and not (index == 0 and word == "一")) or (index > 0 and word in PLANS):
            break
        if tag not in NOMINAL and word not in JOINS and not word.endswith(endings("firms")):
            if tag == "v" and last >= 0 and _names_affair(page, numbers, index):
                continue
            if (
                tag != "v"
                or word in AWAY | words("zh")["cues"]["answers"]
                or not _describes(page, numbers, index)
            ):
                break
            last = -1
        elif tag in HEADS or page.kinds[number] or word in CLOSING:
            last = index
    if 0 < last == len(numbers) - 2 and page.tags[numbers[-1]] == "a":
        last -= 1  # 某某股份反应强烈
    if last >= 0 and (
        page.word(numbers[last]) in words("zh")["speakers"]["never"]
        or COUNTED.fullmatch(page.text[page.starts[numbers[0]] : page.ends[numbers[last]]])
    ):
        return 0, -1
    return (1 if page.tags[numbers[0]] in {"c", "u"} else 0), last


def _names_affair(page: Page, numbers: list[int], index: int) -> bool:
    """Return whether a verb is part of an affair's name whose people speak: 某某维权事件当事人."""
    people = endings("people")
    for count, number in enumerate(numbers[index + 1 : index + 5]):
        if page.tags[number] not in NOMINAL:
            return False
        if page.word(number).endswith(people):
            return count > 0
    return False


def _describes(page: Page, numbers: list[int], index: int) -> bool:
    """Whether a verb only describes a noun after it: "定居波兰的美国记者"; else it is the clause's own."""
    for later in range(index + 1, min(index + 12, len(numbers) - 1)):
        if page.tags[numbers[later]] == "p":
            return False
        if page.word(numbers[later]) == "的":
            return page.tags[numbers[later + 1]] in HEADS | {"a", "f", "d"}
    return False


def _leads(page: Page, number: int) -> bool:
    word, tag = page.word(number), page.tags[number]
    return (
        (tag in {"TIME", "t", "c", "d", "ad", "_"} and not page.kinds[number])
        or word in _lead()
        or (tag == "w" and word not in {"“", "《", "「"})
    )
