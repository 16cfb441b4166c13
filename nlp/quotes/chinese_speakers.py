"""Who speaks in a Chinese clause: the noun phrase at its head, by parts of speech and names."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.chinese_people import (
    AWAY,
    FIRMS,
    HEADS,
    JOINS,
    NOMINAL,
    PERSON,
    ends,
    is_whereabouts,
    people_at_end,
    person_in,
    spans,
)
from nlp.quotes.draft import Span
from nlp.quotes.leaf import COMMA, Leaf
from nlp.quotes.lexicon import words

LONGEST = 60
"""Words of a clause in which its subject is looked for."""

NICKNAME = 16
"""Characters of the longest name that somebody goes by."""

ACCOUNT = re.compile(r"@(?P<who>[^\s：:@#，,。]{1,20})(?=\s|$)")
"""An account with a blank behind it: @某某 发文."""

PLACED = ("区", "里", "中", "上", "内", "圈", "间", "下")
"""How a place ends where somebody is, behind it: 评论区有车主说."""

ANSWERS = frozenset({"回应", "否认", "辟谣", "澄清", "驳斥", "反驳", "答复", "回复"})
"""Verbs whose object is what others say; they describe no noun behind them."""

PLANS = frozenset({"原", "原计划", "原定", "原本", "拟", "计划"})
"""What the word cutter takes for nouns behind a subject."""

COUNTED = re.compile(r"(?:第?[一二三四五六七八九十两\d]+|首|另一?|后一?|前一?|末|最后一?)[条句段个点度次]")
"""What counts sayings and speaks none: 第一条：“…”."""

COLUMN = re.compile(r"\s*[（(](?:[^（()），,。]{1,10}|[^（()），,。]{2,24}[电讯])[）)](?=\S)")
"""A newspaper's column or an agency's dateline before who speaks: （消费）某某茶饮, （路讯社东京11月27日电）首相."""

OVER = re.compile(r"\s*(?:随后|昨日|今日|已)?就[^，,。]{2,20}(?:向[^，,。]{1,12})?(?:致歉|道歉|表示歉意)$")
"""A clause that says for what somebody apologises, and not who."""

BRACKET = re.compile(r"(?<=\S)\s*[（(][^（()）]*[)）]$")
"""What may stand behind a firm's name, and is no part of it: 某某控股（002352.SZ）."""

CLOSING = frozenset("”」》）")

WRITINGS = frozenset({
    "报道", "报导", "报告", "文章", "公告", "声明", "通报", "通知", "研报", "消息", "评论", "社论", "公报", "爆料", "财报", "来信",
})  # fmt: skip


@cache
def _lead() -> frozenset[str]:
    found: frozenset[str] = words("zh")["speakers"]["lead"]
    return found


def segments(leaf: Leaf, begin: int, end: int) -> list[Span]:
    """The clauses between commas of a stretch, last first; no comma inside marks or brackets parts them."""
    found: list[Span] = []
    start = begin
    for match in COMMA.finditer(leaf.text, begin, end):
        if leaf.marked(match.start()) is None:
            found.append((start, match.start()))
            start = match.end()
    found.append((start, end))
    return found[::-1]


def speaker_in(leaf: Leaf, clause: Span) -> tuple[Span, Span] | None:
    """Span of the name and of the whole phrase of whoever acts in a clause, or None where its subject is left out."""
    column = COLUMN.match(leaf.text, *clause)
    if column is not None:
        clause = (column.end(), clause[1])
    account = ACCOUNT.search(leaf.text, *clause)
    if account is not None:
        return account.span("who"), account.span("who")
    numbers = list(leaf.words(_behind_marks(leaf, clause), clause[1]))[:LONGEST]
    numbers = numbers[_behind_place(leaf, numbers) :]
    while numbers and _leads(leaf, numbers[0]):
        numbers.pop(0)
    if numbers and leaf.word(numbers[0]) == "被":  # 被点名的公司
        numbers = numbers[
            next((n for n in range(2, min(9, len(numbers))) if leaf.word(numbers[n - 1]) == "的"), 0) :
        ]
    if numbers and leaf.kinds[numbers[0]] in PERSON and is_whereabouts(leaf, numbers, 0):
        numbers = numbers[next(n for n, number in enumerate(numbers) if leaf.word(number) == "的") + 1 :]
    if not numbers or OVER.match(leaf.text, clause[0], clause[1]):
        return None
    person = person_in(leaf, numbers) or people_at_end(leaf, numbers)
    if person is not None:
        name, phrase = person
        return _by_nickname(leaf, _alone(leaf, name), _alone(leaf, phrase))
    first, last = _noun_phrase(leaf, numbers)
    if last < first:
        writing = leaf.word(numbers[0]) in WRITINGS or leaf.text[slice(*clause)] in WRITINGS
        return spans(leaf, numbers[0], numbers[0], numbers[0]) if writing else None
    start, end = leaf.starts[numbers[first]], leaf.ends[numbers[last]]
    span = _alone(leaf, (start, end))
    bracket = BRACKET.search(leaf.text, *span)
    return _by_nickname(leaf, (span[0], bracket.start()) if bracket else span, span)


def _alone(leaf: Leaf, span: Span) -> Span:
    """A firm's pronoun without the 并 that the word cutter joins to it: 公司并表示."""
    pronouns = words("zh")["speakers"]["pronouns"]
    joined = leaf.text[span[1] - 1] in "并则亦"
    firm = joined and leaf.text[span[0] : span[1] - 1] in pronouns["company"] | pronouns["body"]
    return (span[0], span[1] - 1) if firm else span


def _behind_marks(leaf: Leaf, clause: Span) -> int:
    """Where a clause begins that has marked speech at its head: “…”一位分析师."""
    mark = leaf.marked(clause[0])
    if mark is None or mark.start != clause[0] or mark.end >= clause[1]:
        return clause[0]
    is_speech = (
        mark.inner_end - mark.inner_start > NICKNAME or leaf.text[mark.inner_end - 1] in "，,。！？!?…"
    )
    return mark.end if is_speech else clause[0]


def _behind_place(leaf: Leaf, numbers: list[int]) -> int:
    """How many words lead to somebody who is only said to be somewhere: 评论区有."""
    for index, number in enumerate(numbers[1:5], start=1):
        if leaf.word(number) == "有" and leaf.word(numbers[index - 1]).endswith(PLACED):
            return index + 1
    return 0


def _by_nickname(leaf: Leaf, name: Span, phrase: Span) -> tuple[Span, Span]:
    """The name in marks of somebody known by it: 博主“老陈不打烊”."""
    mark = leaf.marked(max(name[1] - 1, phrase[0]))
    if mark is None or mark.start < phrase[0] or mark.inner_end - mark.inner_start > NICKNAME:
        return name, phrase
    return (mark.inner_start, mark.inner_end), (phrase[0], max(phrase[1], mark.end))


def _noun_phrase(leaf: Leaf, numbers: list[int]) -> tuple[int, int]:
    """First and last place of the noun phrase at the head of some words; the last is the lesser where there is none."""
    last = -1
    for index, number in enumerate(numbers):
        word, tag = leaf.word(number), leaf.tags[number]
        if (word in ends() and not (index == 0 and word == "一")) or (index > 0 and word in PLANS):
            break
        if tag not in NOMINAL and word not in JOINS and not word.endswith(FIRMS):
            if tag == "v" and last >= 0 and _names_affair(leaf, numbers, index):
                continue
            if tag != "v" or word in AWAY | ANSWERS or not _describes(leaf, numbers, index):
                break
            last = -1
        elif tag in HEADS or leaf.kinds[number] or word in CLOSING:
            last = index
    if 0 < last == len(numbers) - 2 and leaf.tags[numbers[-1]] == "a":
        last -= 1  # 某某股份反应强烈
    if last >= 0 and (
        leaf.word(numbers[last]) in words("zh")["speakers"]["never"]
        or COUNTED.fullmatch(leaf.text[leaf.starts[numbers[0]] : leaf.ends[numbers[last]]])
    ):
        return 0, -1
    return (1 if leaf.tags[numbers[0]] in {"c", "u"} else 0), last


def _names_affair(leaf: Leaf, numbers: list[int], index: int) -> bool:
    """Whether a verb is part of what an affair is called whose people speak: 某某维权事件当事人."""
    people = tuple(words("zh")["speakers"]["people"])
    for count, number in enumerate(numbers[index + 1 : index + 5]):
        if leaf.tags[number] not in NOMINAL:
            return False
        if leaf.word(number).endswith(people):
            return count > 0
    return False


def _describes(leaf: Leaf, numbers: list[int], index: int) -> bool:
    """Whether a verb only describes a noun behind it: "定居波兰的美国记者"; else it is the clause's own."""
    for later in range(index + 1, min(index + 12, len(numbers) - 1)):
        if leaf.tags[numbers[later]] == "p":
            return False
        if leaf.word(numbers[later]) == "的":
            return leaf.tags[numbers[later + 1]] in HEADS | {"a", "f", "d"}
    return False


def _leads(leaf: Leaf, number: int) -> bool:
    word, tag = leaf.word(number), leaf.tags[number]
    return (
        (tag in {"TIME", "t", "c", "d", "ad", "_"} and not leaf.kinds[number])
        or word in _lead()
        or (tag == "w" and word not in {"“", "《", "「"})
    )
