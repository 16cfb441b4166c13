"""Finds the names of the watch list in a text, in both scripts. Knows no context; doubtful forms are marked as such."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from nlp.chinese import script
from nlp.names import dictionary, units
from nlp.names.units import Unit
from nlp.names.watched import forms
from nlp.names.watched.forms import Form
from nlp.names.watched.match import Match
from nlp.names.watched.page import Page
from records import Watchlist

_STAFF = re.compile("员(?!工)")
"""What makes another word of a name's last one: 外卖员 in "美团外卖员"."""

_INNER_CAPITAL = re.compile("[a-z][A-Z]")
"""A capital that no ordinary word has: BlackBerry, eBay."""
_CLOSING = ")]）】"

_JOINED = re.compile(r" (?:and|&) ")

_SHORT = 3
"""Letters of the longest abbreviation, whose case counts."""


class Index:
    """All forms of a watch list, keyed by their units run together: "Lei Jun", "Lei-jun" and "Leijun" are one."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._forms: dict[str, Form] = {}
        self._spellings: dict[str, set[str]] = defaultdict(set)
        """How the watch list writes the name with each key: "H&M" and "HM" are one."""
        self._begins: set[str] = set()
        self._marks: set[str] = set()
        """Punctuation between two units of some form: the bracket of "Halden (UK) Ltd"."""
        for form in forms.of(watchlist):
            key = forms.key(form.text)
            known = self._forms.get(key)
            if known is None or known.entity == form.entity:
                self._spellings[key].add(form.text)
            if key and (known is None or (known.doubt == "derived" and form.doubt != "derived")):
                self._forms[key] = form
                self._begins.update(key[:length] for length in range(1, len(key) + 1))
                self._marks.update(filter(None, _marks(form.text, [*units.cut(script.fold(form.text))])))
        self.surnames = forms.surnames(watchlist)
        """People by a surname (in Latin letters, or after a dot in Chinese) that nobody else on the watch list has."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is watched."""
        return not self._forms

    def person(self, key: str) -> str | None:
        """Return the id of the person with this name in Latin letters, folded and run together."""
        form = self._forms.get(key)
        return form.entity if form and form.label == "PERSON" else None

    def find(self, page: Page) -> list[Match]:
        """Return the longest forms, from left to right."""
        found = list(units.cut(page.text))
        matches: list[Match] = []
        place = 0
        while place < len(found):
            match, count = self._longest(page, found, place)
            if match:
                matches.append(match)
            place += count
        return matches

    def _longest(self, page: Page, found: Sequence[Unit], place: int) -> tuple[Match | None, int]:
        text, key = page.text, ""
        longest: tuple[Match | None, int] = (None, 1)
        for end in range(place, len(found)):
            if end > place and not self._may_follow(text, found[end - 1], found[end]):
                break
            key += found[end].key
            if key not in self._begins:
                break
            form = self._forms.get(key)
            written = text[found[place].start : found[end].end]
            if form and written in self._spellings[key] and _INNER_CAPITAL.search(written):
                form = replace(form, doubt=None)
            if form and self._fits(form, key, text, found[place : end + 1]):
                stop = _closed(form, text, found[end].end)
                longest = Match(page, found[place].start, stop, form), end + 1 - place
        return longest

    def _fits(self, form: Form, key: str, text: str, run: Sequence[Unit]) -> bool:
        """Whether these units are written as the form may be."""
        if not _is_marked_like(form, text, run) or _STAFF.match(text, run[-1].end):
            return False
        written = text[run[0].start : run[-1].end]
        is_set_in_han = len(key) > _SHORT and _is_set_in_han(text, run[0], run[-1])
        return _is_written_like(form, self._spellings[key], written, run) or (
            form.label != "PERSON" and is_set_in_han
        )

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


def _is_set_in_han(text: str, first: Unit, last: Unit) -> bool:
    """Whether Latin letters stand right beside a Chinese character, where small letters are no sign of a common word: "tiffany致歉"."""
    return any(
        script.HAN.match(beside)
        for beside in (text[first.start - 1 : first.start], text[last.end : last.end + 1])
    )


def _closed(form: Form, text: str, end: int) -> int:
    """Return the end of a match, with the form's closing bracket."""
    return end + 1 if form.text[-1] in _CLOSING and text[end : end + 1] in {*_CLOSING} else end


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


def _has_case_of(form: Form, spellings: Collection[str], written: str, key: str) -> bool:
    is_short = len(key) <= _SHORT
    if _JOINED.search(form.text):
        return written[0].isupper()  # "baker and sons" are people
    if " " in written and " " not in form.text and (form.doubt or is_short):
        return False
    if written in spellings:
        return True
    if is_short:
        return len(key) == _SHORT and written[0].isupper() and not dictionary.is_common(written)
    is_word = form.doubt or len(key) == _SHORT + 1 or dictionary.is_listed(form.text)
    return written[0].isupper() or not is_word
