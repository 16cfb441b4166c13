"""Finds the office and organisation a Chinese text gives its speakers: 辰微科技CEO霍南, 霍南（辰微科技CEO）."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from nlp.chinese.script import fold
from nlp.marks import BODIES, PEOPLE
from nlp.names import lexicon as names
from nlp.quotes.chinese.page import Page
from nlp.quotes.draft import Draft, Span
from nlp.quotes.lexicon import words

BRACKET = re.compile(r"\s*[（(][^（()）\n]{2,40}[)）]")
"""What may follow a name to say who it is."""

HEAD = re.compile("[部局署厅司院]长")
BODY = frozenset("部局署厅司院委会行社校")
JOINS = frozenset({"兼", "兼任"})
BESIDE = 60
"""Characters before a name in which its office stands."""

Office = tuple[str | None, str | None]
"""Role and organisation as written."""


@cache
def offices() -> re.Pattern[str]:
    """An office or several of one person, with the department before it: 副总裁兼财务总监."""
    table = words("roles_zh")
    roles = sorted(
        (table["roles"] | names.words("zh", "titles", "words")) - {"先生", "女士"}, key=len, reverse=True
    )
    before = sorted(table["before"], key=len, reverse=True)
    one = f"(?:{'|'.join(map(re.escape, before))})*(?:{'|'.join(map(re.escape, roles))})(?![会局])"
    return re.compile(f"{one}(?:(?:、|兼任|兼|及|和)?{one})*")


def office_in(page: Page, phrase: Span, name: Span) -> Office:
    """Role and organisation in the phrase around a name; both None where it gives none."""
    found = None
    for match in offices().finditer(page.text, *phrase):
        if match.end() <= name[0] or match.start() >= name[1] or phrase == name:
            found = match
            if match.start() >= name[1]:
                break
    while found is not None and found.start() not in page.edges:
        found = offices().match(page.text, found.start() + 1, found.end())  # 公关负责人 in 驰原公关负责人
    if found is None:
        return None, None
    begin = phrase[0] if found.end() <= name[0] or phrase == name else name[1]
    organisation = _organisation(page, begin, found.start())
    if organisation and HEAD.match(page.text, found.start()) and page.text[found.start() - 1] not in BODY:
        organisation += page.written[found.start()]  # 经济部 in 经济部长
    passive = page.text[found.start() - 1 : found.start()] == "被"  # 被举报人
    return page.written[found.start() - passive : found.end()], organisation


def introductions(page: Page) -> dict[str, Office]:
    """Return the first role and organisation the text gives each person, by name."""
    known: dict[str, Office] = {}
    for number, kind in enumerate(page.kinds):
        if kind not in PEOPLE:
            continue
        name = (page.starts[number], page.ends[number])
        office = office_in(page, around(page, name), name)
        written = page.written[slice(*name)]
        if office[0] is not None and _is_fuller(office, known.get(written)):
            known[written] = office
    return known


def around(page: Page, name: Span) -> Span:
    """A name with the nouns that stand right before it and the bracket after it."""
    number = page.words(*name)[0]
    first = number
    while first > 0 and page.starts[number] - page.starts[first - 1] <= BESIDE:
        word = page.word(first - 1)
        joins = word in {"、", "兼", "兼任", "的", "及", "（", "）", "(", ")"} and first < number
        if not (joins or page.kinds[first - 1] or _is_part(page, first - 1)):
            break
        if page.kinds[first - 1] in PEOPLE:
            break
        first -= 1
    return page.starts[first], behind(page, name[1])


def behind(page: Page, end: int) -> int:
    """Where a bracket that opens here ends; the place itself where none does."""
    match = BRACKET.match(page.text, end)
    return match.end() if match else end


def _is_part(page: Page, number: int) -> bool:
    return page.tags[number] in {"n", "nz", "ORG", "LOC", "vn", "f", "a", "nt"} or (
        page.tags[number] in {"d", "v"} and page.word(number) in words("roles_zh")["before"]
    )


def _is_fuller(one: Office, other: Office | None) -> bool:
    return other is None or (other[1] is None and one[1] is not None)


def _organisation(page: Page, start: int, end: int) -> str | None:
    """The organisation that stands in a stretch; several in a row are one: 江城大学 经济学院."""
    found: list[int] = []
    if any(page.tags[number] == "v" and page.word(number) not in JOINS for number in page.words(start, end)):
        return None  # 接近晨星科技的知情人士 holds no office there
    for number in page.words(start, end):
        is_body = page.tags[number] == "ORG" and not page.kinds[number] and page.word(number)[-1] in BODY
        if page.kinds[number] in BODIES or is_body:
            if found and found[-1] != number - 1:
                found = []
            found.append(number)
    return page.written[page.starts[found[0]] : page.ends[found[-1]]] if found else None


NEAR = 120
"""Characters before the speaker in which it is told who was asked."""

_STAFF = re.compile(
    r"(?:该|其|一名|一位|相关|有关|值班|现场|酒店|门店|公司|平台|售后|官方|部门)*"
    r"(?:前台)?(?:工作人员|客服(?:人员|代表|专员)?|前台|店员|店长|经理|接线员|值班人员|负责人|对方|员工)"
)
# 记者致电远山酒店，前台工作人员称
_ASKED = re.compile(
    r"(?:致电|联系(?:了|上|到)?|拨打(?:了)?|求证于|致函|询问(?:了)?|咨询(?:了)?|来到(?:了)?|走访(?:了)?|探访(?:了)?)(?P<firm>[^，。,；：“”\n]{2,24}?)"
    r"(?:的?(?:官方|全国|客服|服务|热线|电话|前台|证券部|董秘办)[^，。,；：“”\n]{0,12})?(?=[，。,；：]|时|后|$)"
)


def firm_asked(page: Page, draft: Draft, name: str | None) -> str | None:
    """Return the firm that was asked before its nameless staff answered; None for any other speaker."""
    if draft.speaker is None or name is None or not _STAFF.fullmatch(fold(name)):
        return None
    block = page.blocks[bisect_right(page.blocks, (draft.speaker[0], len(page.text))) - 1][0]
    asked = list(_ASKED.finditer(page.text, max(block, draft.speaker[0] - NEAR), draft.speaker[0]))
    return page.written[slice(*asked[-1].span("firm"))] if asked else None
