"""Joins people written otherwise than in the watch list: in pinyin, by surname alone, with a middle name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from nlp.names import lexicon, pinyin, units
from nlp.names.dictionary import is_common
from nlp.names.watched.forms import shorts
from nlp.names.watched.index import Index
from nlp.names.watched.match import Match
from nlp.names.watched.page import Joined, Page
from records import Watchlist

_LAST_WORD = re.compile(r"([\w-]+),? $")
_MOST_OF_SURNAME = 3
"""Words of the longest surname: "van der Berg"."""
_BESIDE = 40
"""Code points on either side that are searched for an office."""


class People:
    """The people of the watch list on one page."""

    def __init__(self, page: Page, index: Index, watchlist: Watchlist, sure: Sequence[Match]) -> None:
        self._page = page
        self._index = index
        self._watchlist = watchlist
        self._sure = sorted(sure, key=lambda match: match.start)

    def has_company_beside(self, start: int, end: int, entity: str) -> bool:
        """Whether the sentence names the person's company of that day, or an office stands beside and no other company."""
        begin, stop = self._page.sentence(start)
        person = self._watchlist.person(entity)
        if person is None:
            return False
        companies = person.companies_on(self._page.day)
        first = bisect_left(self._sure, begin, key=lambda match: match.start)
        near = self._sure[first : bisect_left(self._sure, stop, key=lambda match: match.start)]
        here = {match.form.entity for match in near if match.form.label != "PERSON"}
        if here & set(companies):
            return True
        others = any(
            name[2] == "ORG" and not start <= name[0] < end for name in self._page.names_in(begin, stop)
        )
        return not here and not others and self._has_office_beside(start, end)

    def spelled(self, joined: Sequence[Joined]) -> Iterator[Joined]:
        """Yield people whose name is a watched one in the other script, or has a middle name."""
        taken = {name[0] for name in joined}
        for start, end, label in self._page.names:
            if label not in {"PERSON", "ORG"} or start in taken:
                continue
            name = self._page.text[start:end]
            if name.isascii() or not self._page.is_chinese:
                words = [unit.key for unit in units.cut(name)]
                entity = (
                    self._index.person(words[0] + words[-1]) if len(words) > len(("Elon", "Musk")) else None
                )
                if entity:
                    yield start, end, "PERSON", entity
            elif label == "PERSON":
                spelled = (self._index.person(key) for key in sorted(pinyin.spellings(name)))
                entity = next((one for one in spelled if one), None)
                if entity and self.has_company_beside(start, end, entity):
                    yield start, end, label, entity

    def by_surname(self, joined: Sequence[Joined]) -> Iterator[Joined]:
        """Yield surnames alone, after the full name ("Lei", 雷总) or where the text names the company and no other bearer."""
        full = sorted(name for name in joined if name[2] == "PERSON" and name[3])
        whose = self._expected(full)
        if not full and not whose:
            return
        found = list(units.cut(self._page.text))
        taken = {place for start, end, *_ in joined for place in range(start, end)}
        told: set[str] = set()
        ahead = iter([*full, None])
        upcoming = next(ahead)
        for number, unit in enumerate(found):
            while upcoming and upcoming[1] <= unit.start:
                for short in shorts(self._page.text[upcoming[0] : upcoming[1]]):
                    whose[short] = upcoming[3] or ""
                    told.add(short)
                upcoming = next(ahead)
            if unit.start in taken or not whose:
                continue
            short, end = self._short_at(found, number, whose)
            if end and self._stands_alone(unit, end):
                name = unit.start, end, "PERSON", whose[short]
                if short in told or self._is_expected(name, full):
                    yield name

    def _short_at(self, found: Sequence[units.Unit], number: int, shorts: Collection[str]) -> tuple[str, int]:
        """Return the short name that begins at a unit and its end; nought if none does."""
        text, start = self._page.text, found[number].start
        if found[number].is_han:
            short = next((short for short in shorts if len(short) > 1 and text.startswith(short, start)), "")
            return short, start + len(short) if short else 0
        key = ""
        for unit in found[number : number + _MOST_OF_SURNAME]:
            key += unit.key
            if key in shorts:
                return key, unit.end
        return "", 0

    def _expected(self, full: Sequence[Joined]) -> dict[str, str]:
        """Return the surnames of people who are named, or whose company of that day is, in the text."""
        here = {match.form.entity for match in self._sure if match.form.label != "PERSON"}
        named, places = {name[3] for name in full}, {name[0] for name in full}
        expected = {}
        for surname, entity in self._index.surnames.items():
            if surname.isascii() == self._page.is_chinese:
                continue
            person = self._watchlist.person(entity)
            firms = person.companies_on(self._page.day) if person else ()
            if entity in named or not here.isdisjoint(firms):
                expected[surname] = entity
        for start, end, label in self._page.names:
            if not expected or label != "PERSON" or start in places:
                continue
            words = [unit.key for unit in units.cut(self._page.text[start:end])]
            if len(words) > 1:  # somebody else of that name
                expected.pop(words[0], None)
                expected.pop(words[-1], None)
        return expected

    def _stands_alone(self, unit: units.Unit, end: int) -> bool:
        """Whether it is written as a name and belongs to no longer one."""
        around = self._page.name_around(unit.start, end)
        if unit.is_han:
            return around is None or around[0] == unit.start or around[2] != "PERSON"
        return unit.text[0].isupper() and (around is None or around[:2] == (unit.start, end))

    def _is_expected(self, name: Joined, full: Sequence[Joined]) -> bool:
        """Whether a surname before any full name means the person; a common word or surname needs more than a capital."""
        start, end, _, entity = name
        around = self._page.name_around(start, end)
        seen = around is not None and around[2] in {"PERSON", "ORG"}
        word = self._page.text[start:end]
        if self._page.is_chinese:
            return seen or len(word) > len("库克") or self._has_office_beside(start, end)
        if is_common(word) and not any(entity == other[3] for other in full):
            beside = seen and self.has_company_beside(start, end, entity or "")
            return beside or self._is_behind_firm(start, entity or "")
        return seen or not (is_common(word) or pinyin.is_surname(word))

    def _is_behind_firm(self, start: int, entity: str) -> bool:
        """Whether the person's company stands before it, with or without an office: "TikTok's Chew", "TikTok boss Chew"."""
        begin = max(0, start - _BESIDE)
        before = self._page.text[begin:start]
        offices = lexicon.words("en", "titles", "heads") | lexicon.words("en", "titles", "modifiers")
        while (word := _LAST_WORD.search(before)) and word[1].lower() in offices:
            before = before[: word.start()]
        firm = begin + len(before.rstrip().removesuffix("'s").removesuffix("’s"))
        person = self._watchlist.person(entity)
        firms = person.companies_on(self._page.day) if person else ()
        return any(match.end == firm and match.form.entity in firms for match in self._sure)

    def _has_office_beside(self, start: int, end: int) -> bool:
        text = self._page.text
        if self._page.is_chinese:
            titles = lexicon.words("zh", "titles", "words")
            return any(
                text[start - n : start] in titles or text[end : end + n] in titles
                for n in range(2, min(9, start + 9))
            )
        heads = lexicon.words("en", "titles", "heads")
        before = text[max(0, start - _BESIDE) : start].replace(",", " ").split()[-2:]
        after = text[end : end + _BESIDE].replace(",", " ").split()[:4]
        return any(word.lower() in heads for word in (*before, *after))
