"""Spells out the forms in which each name of a watch list may be written, and how doubtful each is. Reads no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.chinese import dictionary as chinese_dictionary
from nlp.chinese import script
from nlp.names import dictionary, lexicon, pinyin, units
from nlp.names.chinese.evidence import DOTS
from records import Company, Person, Watchlist

_ADDRESSES = ("总", "先生", "女士", "董", "老板")

_COUNTED = re.compile("[一二两三四五六七八九十百千](?:[只个头条匹位口])")

_SIZES = "小大老"
"""Sizes that make a word with a thing or an animal: 小牛."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a watched name."""

    entity: str
    label: str
    text: str
    doubt: str | None = None
    """None: it means this entity wherever it stands as a word; "phrase": words that may also be used in their own sense;
    "common": an ordinary word too; "derived": spelled by rule, not by the watch list."""


def shorts(name: str) -> Iterator[str]:
    """Yield what a person is called after the full name: a surname in Latin letters, 雷总, 库克 after 蒂姆·库克."""
    if name.isascii() or " " in name:
        yield "".join(unit.key for unit in units.cut(_surname(name.split())))
    elif any(dot in name for dot in DOTS):
        yield name.replace("•", "·").replace("・", "·").rpartition("·")[2]
    else:
        surname = pinyin.surname_of(name)
        if surname:
            yield from (surname + address for address in _ADDRESSES)


def _surname(words: Sequence[str]) -> str:
    """Return the surname in Latin letters with its particles: Lee of "Lee Jae-yong", "de Meo" of "Luca de Meo"."""
    korean = words[0] in lexicon.words("en", "people", "korean") and "-" in words[-1]
    if len(words) > 1 and (korean or pinyin.is_name(words)):
        return words[0]
    particle = next((number for number, word in enumerate(words) if number and word.islower()), -1)
    return " ".join(words[particle:])


def surnames(watchlist: Watchlist) -> dict[str, str]:
    """Return the people by surname, except where several share one."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in watchlist.people:
        for name in (person.name, *person.aliases):
            if " " in name or any(dot in name for dot in DOTS):
                found[next(shorts(script.fold(name)))].add(person.id)
    return {surname: min(ids) for surname, ids in found.items() if len(ids) == 1}


def key(name: str) -> str:
    """Return the units of a name run together, which is the same however the name is spaced or hyphenated."""
    return "".join(unit.key for unit in units.cut(script.fold(name)))


_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ø": "Oe", "Ü": "Ue", "Å": "Aa"}
)
"""Letters spelled out: "Kaellenius"."""


def of(watchlist: Watchlist) -> Iterator[Form]:
    """Yield every form of every company and person on a watch list."""
    for company in watchlist.companies:
        yield from _company_forms(company)
    for person in watchlist.people:
        yield from _person_forms(person)


def _company_forms(company: Company) -> Iterator[Form]:
    for name in (company.name, *company.aliases):
        for written in dict.fromkeys((name, name.replace(" & ", " and "), name.replace(" and ", " & "))):
            yield Form(company.id, "ORG", written, _doubt(name))
    for brand in company.brands:
        label = "ORG" if _is_unit(brand) else "PRODUCT"
        yield Form(company.id, label, brand, _doubt(brand))
        if label == "PRODUCT" and brand.isascii() and not brand.endswith("s"):
            yield Form(company.id, label, f"{brand}s", _doubt(brand))  # "two F-35s"


def _person_forms(person: Person) -> Iterator[Form]:
    names = (person.name, *person.aliases)
    for name in names:
        for written in dict.fromkeys((name, name.translate(_SPELLED_OUT))):
            other = script.fold(written) in lexicon.words("watch", "zh", "ambiguous")
            yield Form(person.id, "PERSON", written, "common" if other else None)
    for name in names:
        folded = script.fold(name)
        for spelling in sorted(pinyin.spellings(folded)):
            yield Form(person.id, "PERSON", spelling.title(), "derived")
        words = name.split()
        if name.isascii() and len(words) == 2:  # noqa: PLR2004 — a given name and a surname
            yield Form(person.id, "PERSON", " ".join(reversed(words)), "derived")


def _doubt(name: str) -> str | None:
    if _is_common(name):
        return "common"
    return "phrase" if _is_phrase(script.fold(name)) else None


def _is_phrase(name: str) -> bool:
    """Whether a Chinese name consists of two ordinary words, the second no legal form: 新希望, 应用材料, 小牛, not 小米集团."""
    if name in lexicon.words("watch", "zh", "seldom"):
        return True
    if name in lexicon.words("firms", "zh") or name.isascii():
        return False
    if len(name) == len("小牛"):
        return name[0] in _SIZES and chinese_dictionary.is_common(name[1])
    return any(
        chinese_dictionary.is_common(name[:length])
        and chinese_dictionary.is_common(name[length:])
        and name[length:] not in lexicon.words("zh", "organisations", "endings")
        for length in range(1, len(name))
    )


def _is_common(name: str) -> bool:
    if not name.isascii():
        folded = script.fold(name)
        if folded in lexicon.words("watch", "zh", "ambiguous"):
            return True
        counted = _COUNTED.match(folded)
        if counted and chinese_dictionary.is_common(folded[counted.end() :]):
            return True  # 三只松鼠
        known = folded in lexicon.words("firms", "zh") or folded in lexicon.words("watch", "zh", "sure")
        return chinese_dictionary.is_common(folded) and not known
    if name in lexicon.words("watch", "en", "sure"):
        return False
    if name in lexicon.words("watch", "en", "ambiguous") or name in lexicon.words("places", "en"):
        return True
    words = [word.strip("?!.") for word in name.split()]  # "Which?", "Yahoo!"
    small = lexicon.words("watch", "en", "small")
    return all(word.lower() in small or dictionary.is_common(word) for word in words) and not name.isupper()


def _is_unit(brand: str) -> bool:
    """Whether a brand is named like a company: 小米汽车, "Xiaomi Auto"."""
    words = brand.split()
    if len(words) > 1 and words[-1].lower() in lexicon.words("en", "organisations", "endings"):
        return True
    return script.fold(brand).endswith(tuple(lexicon.words("zh", "organisations", "endings")))
