"""The names of a Chinese text in place, and which kinds of names a pronoun can refer to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nlp.marks import BODIES, PEOPLE
from nlp.quotes.chinese.page import Page, after_dateline
from nlp.quotes.lexicon import words

COMPANY = frozenset({"ORG"})

ADDRESSED = ("先生", "女士", "小姐")
"""How somebody is called whose name a text does not give."""

JOINED = 4
"""Words between a firm and whoever is its officer or reporter."""

ASIDE = frozenset(
    {"与", "和", "跟", "同", "对", "向", "对于", "针对", "关于", "据", "被", "给", "不同于", "除了", "援引"}
)
"""A name after one of these is not what the sentence is about."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    start: int
    end: int
    name: str
    kind: str
    entity: str | None
    aside: bool
    """A preposition stands before it."""
    part: bool = False
    """It only tells whose somebody is, who is named or called by an office after it: 某某股份董秘张三, 某某报记者."""


def named_in(page: Page) -> list[Named]:
    """Return every name outside datelines, in order; also 冯女士, which the name finder leaves out."""
    found = []
    sent = {
        number for block in page.blocks for number in page.words(block[0], after_dateline(page.text, block))
    }
    for span in page.doc.ents:
        number = page.words(span.start_char, span.start_char + 1)
        before = number[0] - 1 if len(number) else -1
        if before + 1 in sent:
            continue
        found.append(
            Named(
                span.start_char,
                span.end_char,
                page.written[span.start_char : span.end_char],
                span.label_,
                span.id_ or None,
                before >= 0 and page.word(before) in ASIDE,
                span.label_ in BODIES and len(number) > 0 and _is_part(page, number[0]),
            )
        )
    known = {place for named in found for place in range(named.start, named.end)}
    for token, tag in enumerate(page.tags):
        start, end = page.starts[token], page.ends[token]
        if tag == "PER" and start not in known and page.text.endswith(ADDRESSED, start, end):
            aside = token > 0 and page.word(token - 1) in ASIDE
            found.append(Named(start, end, page.written[start:end], "PERSON", None, aside))
    return sorted(found, key=lambda named: named.start)


def _is_part(page: Page, number: int) -> bool:
    """Whether nouns join a firm's name to somebody after it."""
    for after in range(number + 1, min(number + 1 + JOINED, len(page.starts))):
        if page.kinds[after] in PEOPLE or page.word(after) == "记者":
            return True
        if page.tags[after] not in {"n", "nz", "ORG", "vn"} and page.word(after) not in "》）)":
            return False
    return False


@cache
def kinds_of(plain: str) -> frozenset[str]:
    """Return the labels of the names a pronoun can refer to; empty if it is no pronoun."""
    pronouns = words("zh")["speakers"]["pronouns"]
    if plain in pronouns["m"] | pronouns["f"]:
        return PEOPLE
    if plain in pronouns["own"] | pronouns["letter"]:
        return PEOPLE | BODIES
    if plain in pronouns["company"]:
        return COMPANY
    if plain in pronouns["report"]:
        return frozenset({"MEDIA"})
    if plain in pronouns["body"] | pronouns["writing"]:
        return BODIES
    return frozenset()
