"""Joins people to the watch list where their names are not written as it has them: pinyin, surname alone, middle names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from nlp.names import lexicon, pinyin, units
from nlp.names.dictionary import is_common
from nlp.names.page import Joined, Page
from nlp.names.watch import Index, Match, shorts
from records import Watchlist

_BESIDE = 40
"""Code points within which an office stands beside a name."""


class People:
    """The people of the watch list on one page."""

    def __init__(self, page: Page, index: Index, watchlist: Watchlist, sure: Sequence[Match]) -> None:
        self._page = page
        self._index = index
        self._watchlist = watchlist
        self._sure = sorted(sure, key=lambda match: match.start)

    def has_company_beside(self, start: int, end: int, entity: str) -> bool:
        """Whether the person's company of that day is named in the sentence, or an office beside and no other firm."""
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
        """People whom the models found and whose names are a watched name in the other script, or with a middle name."""
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
        """A surname alone: after the full name ("Lei", 雷总), or where the text names the firm and nobody else so called."""
        full = sorted(name for name in joined if name[2] == "PERSON" and name[3])
        expected = {} if self._page.is_chinese else self._expected(full)
        if not full and not expected:
            return
        found = list(units.cut(self._page.text))
        taken = {place for start, end, *_ in joined for place in range(start, end)}
        whose: dict[str, str] = {}
        yield from self._unintroduced(found, expected, (taken, full))
        ahead = iter([*full, None])
        upcoming = next(ahead)
        for number, unit in enumerate(found):
            while upcoming and upcoming[1] <= unit.start:
                for short in shorts(self._page.text[upcoming[0] : upcoming[1]]):
                    whose[short] = upcoming[3] or ""
                upcoming = next(ahead)
            if unit.start in taken or not whose:
                continue
            end = unit.end
            key = unit.key
            if unit.is_han:
                key, end = next(
                    (
                        (short, unit.start + len(short))
                        for short in whose
                        if self._page.text.startswith(short, unit.start) and len(short) > 1
                    ),
                    ("", end),
                )
            if key in whose and self._stands_alone(found, number, end):
                yield unit.start, end, "PERSON", whose[key]

    def _expected(self, full: Sequence[Joined]) -> dict[str, str]:
        """Surnames of those whose firm of that day, or who themselves, are named in the text."""
        here = {match.form.entity for match in self._sure if match.form.label != "PERSON"}
        named, places = {name[3] for name in full}, {name[0] for name in full}
        expected = {}
        for surname, entity in self._index.surnames.items():
            person = self._watchlist.person(entity)
            firms = person.companies_on(self._page.day) if person else ()
            if entity in named or (not here.isdisjoint(firms) and not is_common(surname)):
                expected[surname] = entity
        for start, end, label in self._page.names:
            if not expected or label != "PERSON" or start in places:
                continue
            words = [unit.key for unit in units.cut(self._page.text[start:end])]
            if len(words) > 1:  # somebody else of that name
                expected.pop(words[0], None)
                expected.pop(words[-1], None)
        return expected

    def _unintroduced(
        self,
        found: Sequence[units.Unit],
        expected: Mapping[str, str],
        known: tuple[Collection[int], Sequence[Joined]],
    ) -> Iterator[Joined]:
        """Expected surnames before any full name of theirs, where the models see a name of one word."""
        taken, full = known
        introduced = {name[3]: name[0] for name in reversed(full)}
        for number, unit in enumerate(found):
            entity = expected.get(unit.key)
            if entity is None or unit.start in taken or unit.start > introduced.get(entity, unit.start):
                continue
            around = self._page.name_around(unit.start, unit.end)
            named = around is not None and around[2] in {"PERSON", "ORG"}
            if named and self._stands_alone(found, number, unit.end):
                yield unit.start, unit.end, "PERSON", entity

    def _stands_alone(self, found: Sequence[units.Unit], number: int, end: int) -> bool:
        unit = found[number]
        if unit.is_han:
            around = self._page.name_around(unit.start, end)
            return around is None or around[0] == unit.start or around[2] != "PERSON"
        if not unit.text[0].isupper():
            return False
        around = self._page.name_around(unit.start, unit.end)
        return around is None or (around[0], around[1]) == (unit.start, unit.end)

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
