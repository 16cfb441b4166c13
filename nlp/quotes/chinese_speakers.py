"""Who speaks in a Chinese clause: the noun phrase at its head, by parts of speech and names."""

from __future__ import annotations

import re
from functools import cache

from nlp.names import lexicon as names
from nlp.quotes.draft import Span
from nlp.quotes.leaf import COMMA, Leaf
from nlp.quotes.lexicon import words

NOMINAL = frozenset({
    "n", "nz", "nw", "PER", "ORG", "LOC", "nr", "ns", "nt", "r", "m", "q", "a", "an", "vn", "s",
    "f", "xc", "u", "w", "X", "_", "c",
})  # fmt: skip
HEADS = frozenset({"n", "nz", "nw", "PER", "ORG", "LOC", "nr", "ns", "nt", "r", "vn", "an", "s", "m", "q"})
AWAY = frozenset({
    "对", "向", "与", "和", "跟", "给", "同", "援引", "接受", "引述", "引用", "转发", "采访", "告诉", "被", "把", "将",
    "就", "当", "在", "于", "针对", "关于", "陪同", "会见",
})  # fmt: skip
"""What stands after these does not speak."""
LONGEST = 60
"""Words of a clause in which its subject is looked for."""

NICKNAME = 16
"""Characters of the longest name that somebody goes by."""

JOINS = frozenset({"兼", "兼任", "执行", "常务"})
"""In the offices of one person; the word cutter takes them for verbs."""

FIRMS = ("公司", "集团", "企业", "机构", "银行", "平台", "品牌", "协会")
"""How a firm's kind ends; the word cutter takes 共享出行公司 for a verb."""

ACCOUNT = re.compile(r"@(?P<who>[^\s：:@#，,。]{1,20})(?=\s|$)")
"""An account with a blank behind it: @某某 发文."""

PLACED = ("区", "里", "中", "上", "内", "圈", "间", "下")
"""How a place ends where somebody is, behind it: 评论区有车主说."""

ANSWERS = frozenset({"回应", "否认", "辟谣", "澄清", "驳斥", "反驳", "答复", "回复"})
"""Verbs whose object is what others say; they describe no noun behind them."""

ADDRESSED = ("先生", "女士", "小姐", "老师", "师傅", "阿姨", "大爷", "某", "某某")

OFFICES = (
    "主任",
    "长",
    "教授",
    "研究员",
    "分析师",
    "律师",
    "总监",
    "经理",
    "总裁",
    "董事",
    "主席",
    "书记",
    "合伙人",
    "创始人",
    "院士",
    "博士",
    "发言人",
    "负责人",
    "专家",
)
"""How an office ends."""

WHEREABOUTS = frozenset({"所在", "所属", "任职", "供职", "就职", "创办", "执掌", "参股", "控制", "投资"})
"""Behind a name and before 的 and a firm."""

PLANS = frozenset({"原", "原计划", "原定", "原本", "拟", "计划"})
"""What the word cutter takes for nouns behind a subject."""

COUNTED = re.compile(r"(?:第?[一二三四五六七八九十两\d]+|首|另一?|后一?|前一?|末|最后一?)[条句段个点]")
"""What counts sayings and speaks none: 第一条：“…”."""

COLUMN = re.compile(r"\s*[（(](?:[^（()），,。]{1,10}|[^（()），,。]{2,24}[电讯])[）)](?=\S)")
"""A newspaper's column or an agency's dateline before who speaks: （消费）某某茶饮, （路讯社东京11月27日电）首相."""

OVER = re.compile(r"\s*(?:随后|昨日|今日|已)?就[^，,。]{2,20}(?:向[^，,。]{1,12})?(?:致歉|道歉|表示歉意)$")
"""A clause that says for what somebody apologises, and not who."""

BRACKET = re.compile(r"(?<=\S)\s*[（(][^（()）]*[)）]$")
"""What may stand behind a firm's name, and is no part of it: 某某控股（002352.SZ）."""

CLOSING = frozenset("”」》）")
PERSON = frozenset({"PERSON", "PER"})
WRITINGS = frozenset({
    "报道", "报导", "报告", "文章", "公告", "声明", "通报", "通知", "研报", "消息", "评论", "社论", "公报", "爆料", "财报", "来信",
})  # fmt: skip


@cache
def _ends() -> frozenset[str]:
    found: frozenset[str] = words("zh")["speakers"]["ends"]
    return found


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
    if numbers and leaf.kinds[numbers[0]] in PERSON and _is_whereabouts(leaf, numbers, 0):
        numbers = numbers[next(n for n, number in enumerate(numbers) if leaf.word(number) == "的") + 1 :]
    if not numbers or OVER.match(leaf.text, clause[0], clause[1]):
        return None
    person = _person(leaf, numbers) or _people_at_end(leaf, numbers)
    if person is not None:
        name, phrase = person
        return _by_nickname(leaf, _alone(leaf, name), _alone(leaf, phrase))
    first, last = _noun_phrase(leaf, numbers)
    if last < first:
        writing = leaf.word(numbers[0]) in WRITINGS or leaf.text[slice(*clause)] in WRITINGS
        return _spans(leaf, numbers[0], numbers[0], numbers[0]) if writing else None
    start, end = leaf.starts[numbers[first]], leaf.ends[numbers[last]]
    span = _alone(leaf, (start, end))
    bracket = BRACKET.search(leaf.text, *span)
    return _by_nickname(leaf, (span[0], bracket.start()) if bracket else span, span)


def _people_at_end(leaf: Leaf, numbers: list[int]) -> tuple[Span, Span] | None:
    """People without a name who end a clause of whose nouns the word cutter makes verbs: 董秘 处 一 女性 工作人员."""
    if not leaf.word(numbers[-1]).endswith(tuple(words("zh")["speakers"]["people"])):
        return None
    first = len(numbers) - 1
    while first > 0 and (leaf.tags[numbers[first - 1]] in HEADS - {"LOC"} or leaf.kinds[numbers[first - 1]]):
        first -= 1
    barred = any(leaf.word(number) in AWAY or leaf.word(number) == "的" for number in numbers)
    return None if barred or first == 0 else _spans(leaf, numbers[first], numbers[first], numbers[-1])


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
        if (word in _ends() and not (index == 0 and word == "一")) or (index > 0 and word in PLANS):
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


def _person(leaf: Leaf, numbers: list[int]) -> tuple[Span, Span] | None:
    """The first person of a clause who is not spoken to or about."""
    holder = _in_office(leaf, numbers)
    if holder is not None:
        return holder
    barred = False
    for index, number in enumerate(numbers):
        word, tag = leaf.word(number), leaf.tags[number]
        if leaf.kinds[number] in PERSON:
            if not barred and not _is_whereabouts(leaf, numbers, index):
                end = index
                while end + 1 < len(numbers) and leaf.kinds[numbers[end + 1]] in PERSON:
                    end += 1
                start = index
                while (
                    start > 0
                    and _belongs(leaf, numbers[start - 1])
                    and leaf.word(numbers[start - 1]) not in _ends()
                ):
                    start -= 1
                return _spans(leaf, numbers[start], number, numbers[end])
            continue
        if word in AWAY:
            barred = True
        elif (
            tag == "v"
            and index > 0
            and not leaf.kinds[number]
            and word not in JOINS
            and not word.endswith(FIRMS)
            and not _attributive(leaf, numbers, index)
        ):
            return None
        elif word in {"时", "后", "的话", "采访", "，", "的"}:
            barred = False
    return None


def _is_whereabouts(leaf: Leaf, numbers: list[int], index: int) -> bool:
    """Whether a name only tells which firm is meant: 翟小满 in "翟小满所在的橙果传媒"."""
    follow = [leaf.word(number) for number in numbers[index + 1 : index + 4]]
    return bool(follow) and follow[0] in WHEREABOUTS and "的" in follow


def _in_office(leaf: Leaf, numbers: list[int]) -> tuple[Span, Span] | None:
    """The person whose name ends a clause right behind an office: …促进工程执行主任袁帅, whatever verbs stand in the office."""
    if len(numbers) < 2:  # noqa: PLR2004 — an office and a name
        return None
    office = leaf.word(numbers[-2])
    addressed = office.endswith("代表") and leaf.word(numbers[-1]).endswith(ADDRESSED)
    if leaf.kinds[numbers[-1]] not in PERSON and not addressed:
        return None
    if not addressed and not office.endswith(OFFICES) and office not in names.words("zh", "titles", "words"):
        return None
    if any(leaf.word(number) in AWAY for number in numbers):
        return None
    return _spans(leaf, numbers[0], numbers[-1], numbers[-1])


def _belongs(leaf: Leaf, number: int) -> bool:
    """Whether a word before a name is part of its phrase."""
    word = leaf.word(number)
    nominal = leaf.tags[number] in NOMINAL - {"_"} or word in JOINS or word.endswith(FIRMS)
    return bool(nominal or leaf.kinds[number])


def _attributive(leaf: Leaf, numbers: list[int], index: int) -> bool:
    """Whether a verb only describes a noun to come, or is one: "总部设在科罗拉多州的公司", "他的前搭档"."""
    if leaf.word(numbers[index - 1]) in {"的", "前", "原"}:
        return True
    return any(leaf.word(number) == "的" for number in numbers[index + 1 :])


def _spans(leaf: Leaf, first: int, name: int, last: int) -> tuple[Span, Span]:
    return (leaf.starts[name], leaf.ends[last]), (leaf.starts[first], leaf.ends[last])


def is_somebody(leaf: Leaf, who: Span) -> bool:
    """Whether a speaker is a person: by name, by pronoun, or addressed as one, 吴先生."""
    wording = leaf.text[slice(*who)]
    pronouns = words("zh")["speakers"]["pronouns"]
    if wording in pronouns["m"] | pronouns["f"] or wording.endswith(ADDRESSED):
        return True
    return any(leaf.kinds[number] in PERSON for number in leaf.words(*who))
