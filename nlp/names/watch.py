"""Finds the names of the watch list in a text, as words, in both scripts. Knows no models; leaves doubts to context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.chinese import script
from nlp.names import units
from nlp.names.units import Unit
from records import Watchlist


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a watched name may be written."""

    entity: str
    label: str
    kind: str
    """"name", "brand"."""
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text."""

    start: int
    end: int
    form: Form


class Index:
    """All forms of a watch list, by their first unit."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for form in _forms(watchlist):
            self._forms[form.keys[0]].append(form)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.keys))

    def find(self, text: str, found: Sequence[Unit] | None = None) -> list[Match]:
        """The longest forms, from left to right, in a text of simplified characters."""
        found = list(units.cut(text)) if found is None else found
        matches: list[Match] = []
        place = 0
        while place < len(found):
            match = self._at(text, found, place)
            if match is None:
                place += 1
                continue
            matches.append(match)
            place += len(match.form.keys)
        return matches

    def _at(self, text: str, found: Sequence[Unit], place: int) -> Match | None:
        for form in self._forms.get(found[place].key, ()):
            run = found[place : place + len(form.keys)]
            if tuple(unit.key for unit in run) != form.keys:
                continue
            if all(units.may_follow(text, left, right) for left, right in zip(run, run[1:], strict=False)):
                return Match(run[0].start, run[-1].end, form)
        return None


def _forms(watchlist: Watchlist) -> Iterator[Form]:
    for company in watchlist.companies:
        for name in (company.name, *company.aliases):
            yield from _form(company.id, "ORG", "name", name)
        for brand in company.brands:
            yield from _form(company.id, "PRODUCT", "brand", brand)
    for person in watchlist.people:
        for name in (person.name, *person.aliases):
            yield from _form(person.id, "PERSON", "name", name)


def _form(entity: str, label: str, kind: str, name: str) -> Iterator[Form]:
    keys = tuple(unit.key for unit in units.cut(script.fold(name)))
    if keys:
        yield Form(entity, label, kind, name, keys)
