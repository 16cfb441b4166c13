"""Finds the person, named or nameless, who acts in a Chinese clause. Leaves firms and other subjects to `speakers`."""

from __future__ import annotations

from functools import cache

from nlp.marks import PEOPLE
from nlp.names import lexicon as names
from nlp.quotes.chinese.page import Page
from nlp.quotes.draft import Span
from nlp.quotes.lexicon import endings, words

NOMINAL = frozenset({
    "n", "nz", "nw", "PER", "ORG", "LOC", "nr", "ns", "nt", "r", "m", "q", "a", "an", "vn", "s",
    "f", "xc", "u", "w", "X", "_", "c",
})  # fmt: skip

HEADS = frozenset({"n", "nz", "nw", "PER", "ORG", "LOC", "nr", "ns", "nt", "r", "vn", "an", "s", "m", "q"})

OF_PEOPLE = HEADS - {"LOC"} | {"a", "f"}
"""Parts of speech before nameless people that belong to them: 某某内部人士, 某某相关人士."""

AWAY = frozenset({
    "对", "向", "与", "和", "跟", "给", "同", "援引", "接受", "引述", "引用", "转发", "采访", "告诉", "被", "把", "将",
    "就", "当", "在", "于", "针对", "关于", "陪同", "会见",
})  # fmt: skip
"""What stands after these does not speak."""


ADDRESSED = ("先生", "女士", "小姐", "老师", "师傅", "阿姨", "大爷", "某", "某某")


JOINS = frozenset({"兼", "兼任", "执行", "常务"})
"""In the offices of one person; the word cutter takes them for verbs."""


@cache
def ends() -> frozenset[str]:
    """Return the words that end a subject although their part of speech does not say so."""
    found: frozenset[str] = words("zh")["speakers"]["ends"]
    return found


def person_in(page: Page, numbers: list[int]) -> tuple[Span, Span] | None:
    """The first person of a clause who is not spoken to or about."""
    holder = _in_office(page, numbers)
    if holder is not None:
        return holder
    barred = False
    for index, number in enumerate(numbers):
        word = page.word(number)
        if page.kinds[number] in PEOPLE:
            if not barred and not is_whereabouts(page, numbers, index):
                other = _own_people(page, numbers, index)
                return other or _whole_person(page, numbers, index)
        elif word in AWAY:
            barred = True
        elif word in {"时", "后", "的话", "采访", "，", "的"}:
            barred = False
    return None


def _own_people(page: Page, numbers: list[int], index: int) -> tuple[Span, Span] | None:
    """Return who speaks where a name only tells whose people they are: 罗永浩团队, 宗馥莉的代理律师."""
    end = index + 1
    while end < len(numbers) and page.kinds[numbers[end]] in PEOPLE:
        end += 1
    begin, name = page.ends[numbers[end - 1]], numbers[index]
    for number in numbers[end : end + 4]:
        whose = page.text[begin : page.ends[number]]
        if (
            not whose.startswith(("的", "方"))
            and not whose.endswith(endings("families"))
            and len(whose) <= LONE
        ):
            continue  # 张三律师 is a lawyer
        if whose.endswith(endings("own_people") + endings("families")):
            after = number + 1
            if after <= numbers[-1] and page.kinds[after] in PEOPLE:
                return spans(page, name, after, after)  # 董明珠的秘书李然
            return spans(page, name, name, number)
        if page.tags[number] not in NOMINAL and page.word(number) not in JOINS:
            return None
    return None


LONE = 2
"""Characters of a calling without anything before it."""


def _whole_person(page: Page, numbers: list[int], index: int) -> tuple[Span, Span]:
    """Return the person of whose name a word is the first, with what belongs to him before it."""
    end = index
    while end + 1 < len(numbers) and page.kinds[numbers[end + 1]] in PEOPLE:
        end += 1
    start = index
    while start > 0 and _belongs(page, numbers[start - 1]) and page.word(numbers[start - 1]) not in ends():
        start -= 1
    return spans(page, numbers[start], numbers[index], numbers[end])


def people_at_end(page: Page, numbers: list[int]) -> tuple[Span, Span] | None:
    """Return nameless people at the end of a clause whose nouns are mistagged as verbs: 董秘 处 一 女性 工作人员."""
    if not page.word(numbers[-1]).endswith(endings("people")):
        return None
    first = len(numbers) - 1
    while first > 0 and (
        page.tags[numbers[first - 1]] in OF_PEOPLE
        or page.kinds[numbers[first - 1]]
        or page.word(numbers[first - 1]) in IN_CHARGE
    ):
        first -= 1
    told = [page.word(number) for number in numbers]
    if first > 0 and told[first - 1] == "的" and page.tags[numbers[0]] == "m":
        return spans(page, numbers[0], numbers[first], numbers[-1])  # 一名曾在某某工作的员工
    barred = "的" in told or not AWAY.isdisjoint(told)
    return None if barred or first == 0 else spans(page, numbers[first], numbers[first], numbers[-1])


IN_CHARGE = frozenset({"负责", "主管"})
"""What the word cutter takes for verbs before nameless people: 公关部 负责 人士."""


def is_whereabouts(page: Page, numbers: list[int], index: int) -> bool:
    """Return whether a name only identifies a firm: 翟小满 in "翟小满所在的橙果传媒"."""
    follow = [page.word(number) for number in numbers[index + 1 : index + 4]]
    return bool(follow) and follow[0] in words("zh")["speakers"]["belonging"] and "的" in follow


def _in_office(page: Page, numbers: list[int]) -> tuple[Span, Span] | None:
    """Return the person whose name follows an office at the end of a clause: …促进工程执行主任袁帅."""
    if len(numbers) < 2:  # noqa: PLR2004 — an office and a name
        return None
    office = page.word(numbers[-2])
    addressed = office.endswith("代表") and page.word(numbers[-1]).endswith(ADDRESSED)
    if page.kinds[numbers[-1]] not in PEOPLE and not addressed:
        return None
    if (
        not addressed
        and not office.endswith(endings("offices"))
        and office not in names.words("zh", "titles", "words")
    ):
        return None
    return spans(page, numbers[0], numbers[-1], numbers[-1])


def _belongs(page: Page, number: int) -> bool:
    """Whether a word before a name is part of its phrase."""
    word = page.word(number)
    nominal = page.tags[number] in NOMINAL - {"_"} or word in JOINS or word.endswith(endings("firms"))
    return bool(nominal or page.kinds[number])


def spans(page: Page, first: int, name: int, last: int) -> tuple[Span, Span]:
    """Return the spans of a name and of its whole phrase."""
    return (page.starts[name], page.ends[last]), (page.starts[first], page.ends[last])


def is_somebody(page: Page, who: Span) -> bool:
    """Whether a speaker is a person: by name, by pronoun, or addressed as one, 吴先生."""
    wording = page.text[slice(*who)]
    pronouns = words("zh")["speakers"]["pronouns"]
    if wording in pronouns["m"] | pronouns["f"] or wording.endswith(ADDRESSED):
        return True
    return any(page.kinds[number] in PEOPLE for number in page.words(*who))
