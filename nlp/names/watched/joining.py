"""Joins a text's names to the watch list: first the sure forms, then the doubtful ones that the context supports.

Works by offsets on folded text in both languages. Leaves the forms to `watch`, the other names to the models, and the
sense of ordinary words to `meant_english` and `meant_chinese`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp import language
from nlp.chinese import dictionary
from nlp.names.dictionary import is_common
from nlp.names.watched import borders, cashtags, meant_chinese, meant_english, namesakes, shortened
from nlp.names.watched.forms import Form
from nlp.names.watched.index import Index
from nlp.names.watched.match import Match
from nlp.names.watched.page import Joined, Name, Page
from nlp.names.watched.people import People
from records import Watchlist

_NO_FORM = Form("", "ORG", "")


def join(page: Page, index: Index, watchlist: Watchlist) -> list[Joined]:
    """Return all names of the page in order, without overlaps, with their watch-list ids."""
    others = [name for name in page.names if not _is_ordinary(page, name)]
    if index.is_empty:
        return _without_overlaps([], others)
    if not page.is_chinese and not language.is_read(page.text):
        page = replace(page, names=(), is_foreign=True)
    matches = [match for match in index.find(page) if borders.is_whole(match)]
    chosen = _chosen(page, matches, watchlist)
    strangers = {match.start for match in _namesakes(chosen, watchlist)}
    chosen = [match for match in chosen if match.start not in strangers]
    people = People(page, index, watchlist, chosen)
    chosen += [
        match
        for match in matches
        if match.form.doubt == "derived"
        and people.has_company_beside(match.start, match.end, match.form.entity)
    ]
    joined: list[Joined] = [
        (*borders.extended(match), match.form.label, match.form.entity) for match in chosen
    ]
    joined += shortened.find(page, chosen)
    joined += cashtags.find(page, watchlist)
    joined += (name for name in people.spelled(joined) if name[0] not in strangers)
    joined += people.by_surname(joined)
    return _without_overlaps(joined, others)


def _chosen(page: Page, matches: Sequence[Match], watchlist: Watchlist) -> list[Match]:
    """Return the sure matches and the doubtful ones that are meant; what one place shows counts for the others."""
    sure = [match for match in matches if match.form.doubt is None and not _is_other_sense(match)]
    certain = _certain(page, sure, watchlist)
    certain.update(
        person.id for person in watchlist.people if not certain.isdisjoint(person.companies_on(page.day))
    )
    page = page.with_firms((match.start, match.end) for match in sure if match.form.label == "ORG")
    doubtful = [replace(match, page=page) for match in matches if match.form.doubt in {"common", "phrase"}]
    meant = [match for match in doubtful if _is_meant(match, certain)]
    certain |= {match.form.entity for match in meant}
    meant = [match for match in doubtful if _is_meant(match, certain)]
    certain |= {match.form.entity for match in meant}
    return sure + meant


def _namesakes(chosen: Sequence[Match], watchlist: Watchlist) -> list[Match]:
    """Return the matches of people that mean a namesake; none where the person's company is named as well."""
    here = {match.form.entity for match in chosen}
    return [
        match
        for match in chosen
        if match.form.label == "PERSON"
        and here.isdisjoint(_companies(watchlist, match))
        and _is_someone_else(match, watchlist)
    ]


def _certain(page: Page, sure: Sequence[Match], watchlist: Watchlist) -> set[str]:
    """Return who is surely named, also by a ticker or by one of the company's people."""
    named = {match.form.entity for match in sure if match.form.label != "PERSON"}
    named.update(entity for *_, entity in cashtags.find(page, watchlist) if entity)
    for match in sure:
        if match.form.label == "PERSON" and not _is_someone_else(match, watchlist):
            named.update(_companies(watchlist, match))
    return named


def _is_someone_else(match: Match, watchlist: Watchlist) -> bool:
    """Whether a namesake is meant. Nothing can contradict the name of a person without a role."""
    person = watchlist.person(match.form.entity)
    if person is None or not person.roles:
        return False
    employed = bool(person.companies_on(match.page.day))
    return (employed and namesakes.holds_an_office_elsewhere(match)) or namesakes.is_someone_else(match)


def _companies(watchlist: Watchlist, match: Match) -> Collection[str]:
    person = watchlist.person(match.form.entity)
    return person.companies_on(match.page.day) if person else ()


def _is_meant(match: Match, certain: Collection[str]) -> bool:
    """Whether the signs suffice for a doubtful match."""
    if match.page.is_chinese and match.form.label == "PERSON":
        return meant_chinese.is_the_person(match, certain)
    if not match.page.is_chinese:
        return meant_english.is_meant(match, certain)
    return meant_chinese.is_meant(match, certain) and not meant_chinese.is_person_name(match)


def _is_other_sense(match: Match) -> bool:
    """Whether an unmistakable name means something else here: "GM Hikaru Nakamura"."""
    return match.form.label != "PERSON" and not match.page.is_chinese and meant_english.is_other_sense(match)


def _is_ordinary(page: Page, name: Name) -> bool:
    """Whether the models took an ordinary word (millet, an apple) for a company."""
    if name[2] != "ORG":
        return False
    match = Match(page, *name[:2], _NO_FORM)
    word = match.written
    if not page.is_chinese:
        return is_common(word) and meant_english.is_ordinary(match)
    is_word = dictionary.is_common(word) or dictionary.is_common(word[1:])
    return is_word and meant_chinese.is_ordinary(match)


def _without_overlaps(joined: Sequence[Joined], names: Sequence[Name]) -> list[Joined]:
    """Return the joined names, the longest first where two overlap, and the models' names beside them."""
    if not joined and all(left[1] <= right[0] for left, right in pairwise(names)):
        return [(*name, None) for name in names]
    taken: set[int] = set()
    kept: list[Joined] = []
    ranked = sorted(joined, key=lambda name: (name[0] - name[1], name[0]))
    for name in [*ranked, *((*name, None) for name in names)]:
        places = range(name[0], name[1])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name[0])
