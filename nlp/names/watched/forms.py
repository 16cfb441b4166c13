"""Finds the names of the watch list in a text, in both scripts. Knows no context; doubtful forms are marked as such."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from nlp.chinese import dictionary as chinese_dictionary
from nlp.chinese import script
from nlp.names import dictionary, lexicon, pinyin, units
from nlp.names.chinese.evidence import DOTS
from nlp.names.units import Unit
from records import Company, Person, Watchlist

_ADDRESSES = ("总", "先生", "女士", "董", "老板")

_STAFF = re.compile("员(?!工)")
"""What makes another word of a name's last one: 外卖员 in "美团外卖员"."""

_COUNTED = re.compile("[一二两三四五六七八九十百千](?:[只个头条匹位口])")

_SIZES = "小大老"
"""Sizes that make a word with a thing or an animal: 小牛."""

_SHORT = 3
"""Letters of the longest abbreviation, whose case counts."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a watched name."""

    entity: str
    label: str
    text: str
    doubt: str | None = None
    """None: it means this entity wherever it stands as a word; "phrase": words that may also be used in their own sense;
    "common": an ordinary word too; "derived": spelled by rule, not by the watch list."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text."""

    start: int
    end: int
    form: Form


class Index:
    """All forms of a watch list, keyed by their units run together: "Lei Jun", "Lei-jun" and "Leijun" are one."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._forms: dict[str, Form] = {}
        self._spellings: dict[str, set[str]] = defaultdict(set)
        """How the watch list writes the name with each key: "H&M" and "HM" are one."""
        self._begins: set[str] = set()
        self._marks: set[str] = set()
        """Punctuation between two units of some form: the bracket of "Halden (UK) Ltd"."""
        for form in _forms(watchlist):
            key = _key(form.text)
            known = self._forms.get(key)
            if known is None or known.entity == form.entity:
                self._spellings[key].add(form.text)
            if key and (known is None or (known.doubt == "derived" and form.doubt != "derived")):
                self._forms[key] = form
                self._begins.update(key[:length] for length in range(1, len(key) + 1))
                self._marks.update(filter(None, _marks(form.text, [*units.cut(script.fold(form.text))])))
        self.surnames = _surnames(watchlist)
        """People by a surname (in Latin letters, or after a dot in Chinese) that nobody else on the watch list has."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is watched."""
        return not self._forms

    def person(self, key: str) -> str | None:
        """Return the id of the person with this name in Latin letters, folded and run together."""
        form = self._forms.get(key)
        return form.entity if form and form.label == "PERSON" else None

    def find(self, text: str, found: Sequence[Unit]) -> list[Match]:
        """Return the longest forms, from left to right, in a text of simplified characters."""
        matches: list[Match] = []
        place = 0
        while place < len(found):
            match, count = self._longest(text, found, place)
            if match:
                matches.append(match)
            place += count
        return matches

    def _longest(self, text: str, found: Sequence[Unit], place: int) -> tuple[Match | None, int]:
        key = ""
        longest: tuple[Match | None, int] = (None, 1)
        for end in range(place, len(found)):
            if end > place and not self._may_follow(text, found[end - 1], found[end]):
                break
            key += found[end].key
            if key not in self._begins:
                break
            form = self._forms.get(key)
            written = text[found[place].start : found[end].end]
            if (
                form
                and _is_marked_like(form, text, found[place : end + 1])
                and (
                    _is_written_like(form, self._spellings[key], written, found[place : end + 1])
                    or (
                        form.label != "PERSON"
                        and len(key) > _SHORT
                        and _is_set_in_han(text, found[place], found[end])
                    )
                )
                and not _STAFF.match(text, found[end].end)
            ):
                stop = _closed(form, text, found[end].end)
                longest = Match(found[place].start, stop, form), end + 1 - place
        return longest

    def _may_follow(self, text: str, left: Unit, right: Unit) -> bool:
        """Whether two units can belong to one name, over marks that some watched name has: "Trade, Industry and Energy"."""
        return units.may_follow(text, left, right) or _mark(text, left, right) in self._marks


def _mark(text: str, left: Unit, right: Unit) -> str:
    """Return the marks between two units without width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text[left.end : right.start]).split())


def _marks(text: str, run: Sequence[Unit]) -> list[str]:
    """Return the marks between neighbouring units that only a form with the same marks may have."""
    return [
        _mark(text, left, right)
        for left, right in itertools.pairwise(run)
        if not units.may_follow(text, left, right)
    ]


def _is_marked_like(form: Form, text: str, run: Sequence[Unit]) -> bool:
    """Whether the words are punctuated like the form: "Halden (UK)" is not "Halden UK", though the form may be written so."""
    marks = _marks(text, run)
    return not marks or marks == _marks(form.text, [*units.cut(script.fold(form.text))])


_CLOSING = ")]）】"


def _is_set_in_han(text: str, first: Unit, last: Unit) -> bool:
    """Whether Latin letters stand right beside a Chinese character, where small letters are no sign of a common word: "tiffany致歉"."""
    return any(
        _HAN.match(beside) for beside in (text[first.start - 1 : first.start], text[last.end : last.end + 1])
    )


_HAN = re.compile("[\u3400-\u9fff]")


def _closed(form: Form, text: str, end: int) -> int:
    """Return the end of a match, with the form's closing bracket."""
    return end + 1 if form.text[-1] in _CLOSING and text[end : end + 1] in {*_CLOSING} else end


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


def _surnames(watchlist: Watchlist) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for person in watchlist.people:
        for name in (person.name, *person.aliases):
            if " " in name or any(dot in name for dot in DOTS):
                found[next(shorts(script.fold(name)))].add(person.id)
    return {surname: min(ids) for surname, ids in found.items() if len(ids) == 1}


def _key(name: str) -> str:
    return "".join(unit.key for unit in units.cut(script.fold(name)))


def _is_written_like(form: Form, spellings: Collection[str], written: str, run: Sequence[Unit]) -> bool:
    """Whether case and breaks fit the form: "apple" and "nio" are not Apple and NIO, "XIAOMI" is Xiaomi."""
    if any(unit.is_han for unit in run):
        return True
    if written.endswith(("'s", "’s")) and not form.text.endswith(("'s", "’s")):
        return False  # "TikTok's" is no plural
    if form.label == "PERSON":
        last_word = written.rsplit(maxsplit=1)[-1]
        return run[0].text[0].isupper() and not last_word.islower()  # "Jae-yong", "al-Jabiri"
    key = "".join(unit.key for unit in run)
    if form.text.islower() or key.isdigit():
        return True
    if any(character.isdigit() for character in key):  # "SU 7"
        return not form.doubt or not run[0].text[0].islower()
    return _has_case_of(form, spellings, written, key)


_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ø": "Oe", "Ü": "Ue", "Å": "Aa"}
)
"""Letters spelled out: "Kaellenius"."""
_JOINED = re.compile(r" (?:and|&) ")


def _has_case_of(form: Form, spellings: Collection[str], written: str, key: str) -> bool:
    is_short = len(key) <= _SHORT
    if _JOINED.search(form.text):
        return written[0].isupper()  # "baker and sons" are people
    if " " in written and " " not in form.text and (form.doubt or is_short):
        return False
    if is_short:
        return written in spellings or (
            len(key) == _SHORT and written[0].isupper() and not dictionary.is_common(written)
        )
    is_word = form.doubt or len(key) == _SHORT + 1 or dictionary.is_listed(form.text)
    return written[0].isupper() or not is_word


def _forms(watchlist: Watchlist) -> Iterator[Form]:
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
