"""Which person, or which people without a name, act in a Chinese clause. Leaves firms and other subjects to `chinese_speakers`."""

from __future__ import annotations

from functools import cache

from nlp.names import lexicon as names
from nlp.quotes.draft import Span
from nlp.quotes.leaf import Leaf
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

PERSON = frozenset({"PERSON", "PER"})

WHEREABOUTS = frozenset({"所在", "所属", "任职", "供职", "就职", "创办", "执掌", "参股", "控制", "投资"})
"""Behind a name and before 的 and a firm."""

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

ADDRESSED = ("先生", "女士", "小姐", "老师", "师傅", "阿姨", "大爷", "某", "某某")

FIRMS = ("公司", "集团", "企业", "机构", "银行", "平台", "品牌", "协会")
"""How a firm's kind ends; the word cutter takes 共享出行公司 for a verb."""

JOINS = frozenset({"兼", "兼任", "执行", "常务"})
"""In the offices of one person; the word cutter takes them for verbs."""


@cache
def ends() -> frozenset[str]:
    """Where a subject ends although the parts of speech do not say so."""
    found: frozenset[str] = words("zh")["speakers"]["ends"]
    return found


def person_in(leaf: Leaf, numbers: list[int]) -> tuple[Span, Span] | None:
    """The first person of a clause who is not spoken to or about."""
    holder = _in_office(leaf, numbers)
    if holder is not None:
        return holder
    barred = False
    for index, number in enumerate(numbers):
        word, tag = leaf.word(number), leaf.tags[number]
        if leaf.kinds[number] in PERSON:
            if not barred and not is_whereabouts(leaf, numbers, index):
                end = index
                while end + 1 < len(numbers) and leaf.kinds[numbers[end + 1]] in PERSON:
                    end += 1
                start = index
                while (
                    start > 0
                    and _belongs(leaf, numbers[start - 1])
                    and leaf.word(numbers[start - 1]) not in ends()
                ):
                    start -= 1
                return spans(leaf, numbers[start], number, numbers[end])
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


def people_at_end(leaf: Leaf, numbers: list[int]) -> tuple[Span, Span] | None:
    """People without a name who end a clause of whose nouns the word cutter makes verbs: 董秘 处 一 女性 工作人员."""
    if not leaf.word(numbers[-1]).endswith(tuple(words("zh")["speakers"]["people"])):
        return None
    first = len(numbers) - 1
    while first > 0 and (leaf.tags[numbers[first - 1]] in HEADS - {"LOC"} or leaf.kinds[numbers[first - 1]]):
        first -= 1
    told = [leaf.word(number) for number in numbers]
    if first > 0 and told[first - 1] == "的" and leaf.tags[numbers[0]] == "m":
        return spans(leaf, numbers[0], numbers[first], numbers[-1])  # 一名曾在某某工作的员工
    barred = "的" in told or not AWAY.isdisjoint(told)
    return None if barred or first == 0 else spans(leaf, numbers[first], numbers[first], numbers[-1])


def is_whereabouts(leaf: Leaf, numbers: list[int], index: int) -> bool:
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
    return spans(leaf, numbers[0], numbers[-1], numbers[-1])


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


def spans(leaf: Leaf, first: int, name: int, last: int) -> tuple[Span, Span]:
    """Where somebody is named, and the whole phrase, by the numbers of their words."""
    return (leaf.starts[name], leaf.ends[last]), (leaf.starts[first], leaf.ends[last])


def is_somebody(leaf: Leaf, who: Span) -> bool:
    """Whether a speaker is a person: by name, by pronoun, or addressed as one, 吴先生."""
    wording = leaf.text[slice(*who)]
    pronouns = words("zh")["speakers"]["pronouns"]
    if wording in pronouns["m"] | pronouns["f"] or wording.endswith(ADDRESSED):
        return True
    return any(leaf.kinds[number] in PERSON for number in leaf.words(*who))
