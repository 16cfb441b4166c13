"""The office and the organisation that a Chinese text gives its speakers: 辰微科技CEO霍南, 霍南（辰微科技CEO）. Resolves no names."""

from __future__ import annotations

import re
from functools import cache

from nlp.names import lexicon as names
from nlp.quotes.draft import Span
from nlp.quotes.leaf import Leaf
from nlp.quotes.lexicon import words

ORGANISATION = frozenset({"ORG", "MEDIA", "REGULATOR"})
PERSON = frozenset({"PERSON", "PER"})
BRACKET = re.compile(r"\s*[（(][^（()）\n]{2,40}[)）]")
"""What may stand behind a name to say who it is."""

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


def office_in(leaf: Leaf, phrase: Span, name: Span) -> Office:
    """Role and organisation in the phrase around a name; both None where it gives none."""
    found = None
    for match in offices().finditer(leaf.text, *phrase):
        if match.end() <= name[0] or match.start() >= name[1] or phrase == name:
            found = match
            if match.start() >= name[1]:
                break
    while found is not None and found.start() not in leaf.edges:
        found = offices().match(leaf.text, found.start() + 1, found.end())  # 公关负责人 in 驰原公关负责人
    if found is None:
        return None, None
    begin = phrase[0] if found.end() <= name[0] or phrase == name else name[1]
    organisation = _organisation(leaf, begin, found.start())
    if organisation and HEAD.match(leaf.text, found.start()) and leaf.text[found.start() - 1] not in BODY:
        organisation += leaf.written[found.start()]  # 经济部 in 经济部长
    return leaf.written[slice(*found.span())], organisation


def introductions(leaf: Leaf) -> dict[str, Office]:
    """What the text says, the first time it does, of everybody it names: role and organisation by name."""
    known: dict[str, Office] = {}
    for number, kind in enumerate(leaf.kinds):
        if kind not in PERSON:
            continue
        name = (leaf.starts[number], leaf.ends[number])
        office = office_in(leaf, around(leaf, name), name)
        written = leaf.written[slice(*name)]
        if office[0] is not None and _is_fuller(office, known.get(written)):
            known[written] = office
    return known


def around(leaf: Leaf, name: Span) -> Span:
    """A name with the nouns that stand right before it and the bracket behind it."""
    number = leaf.words(*name)[0]
    first = number
    while first > 0 and leaf.starts[number] - leaf.starts[first - 1] <= BESIDE:
        word = leaf.word(first - 1)
        joins = word in {"、", "兼", "兼任", "的", "及", "（", "）", "(", ")"} and first < number
        if not (joins or leaf.kinds[first - 1] or _is_part(leaf, first - 1)):
            break
        if leaf.kinds[first - 1] in PERSON:
            break
        first -= 1
    return leaf.starts[first], behind(leaf, name[1])


def behind(leaf: Leaf, end: int) -> int:
    """Where a bracket that opens here ends; the place itself where none does."""
    match = BRACKET.match(leaf.text, end)
    return match.end() if match else end


def _is_part(leaf: Leaf, number: int) -> bool:
    return leaf.tags[number] in {"n", "nz", "ORG", "LOC", "vn", "f", "a", "nt"} or (
        leaf.tags[number] in {"d", "v"} and leaf.word(number) in words("roles_zh")["before"]
    )


def _is_fuller(one: Office, other: Office | None) -> bool:
    return other is None or (other[1] is None and one[1] is not None)


def _organisation(leaf: Leaf, start: int, end: int) -> str | None:
    """The organisation that stands in a stretch; several in a row are one: 江城大学 经济学院."""
    found: list[int] = []
    if any(leaf.tags[number] == "v" and leaf.word(number) not in JOINS for number in leaf.words(start, end)):
        return None  # 接近晨星科技的知情人士 holds no office there
    for number in leaf.words(start, end):
        is_body = leaf.tags[number] == "ORG" and not leaf.kinds[number] and leaf.word(number)[-1] in BODY
        if leaf.kinds[number] in ORGANISATION or is_body:
            if found and found[-1] != number - 1:
                found = []
            found.append(number)
    return leaf.written[leaf.starts[found[0]] : leaf.ends[found[-1]]] if found else None
