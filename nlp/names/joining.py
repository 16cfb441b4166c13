"""Joins a text's names to the watch list: decides about doubtful forms by what stands around them.

Works by offsets on folded text, in both languages; the forms come from nlp.names.watch, the names from the models.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nlp.chinese import dictionary
from nlp.names import borders, lexicon, units
from nlp.names.dictionary import is_common
from nlp.names.english_context import lemma
from nlp.names.page import Joined, Name, Page
from nlp.names.watch import Form, Index, Match
from nlp.names.watched_people import People
from records import Watchlist

_LISTING = ("、", "和", "与", "及")
_NO_FORM = Form("", "ORG", "")
NAMED = frozenset({"ORG", "PRODUCT", "MEDIA", "REGULATOR"})
_WINDOW = 30
"""Code points on either side in which a word speaks for a firm, in English."""
_WORD = re.compile(r"[A-Za-z]+")


def join(page: Page, index: Index, watchlist: Watchlist) -> list[Joined]:
    """All names of the page in order, none inside another, with the watch list's ids."""
    if index.is_empty:
        return _without_overlaps([], [name for name in page.names if not _is_ordinary(page, name)])
    matches = [
        match for match in index.find(page.text, list(units.cut(page.text))) if borders.is_whole(page, match)
    ]
    sure = [match for match in matches if match.form.doubt is None]
    certain = {match.form.entity for match in sure}
    chosen = sure + [
        match for match in matches if match.form.doubt == "common" and _is_meant(page, match, certain)
    ]
    people = People(page, index, watchlist, chosen)
    chosen += [
        match
        for match in matches
        if match.form.doubt == "derived"
        and people.has_company_beside(match.start, match.end, match.form.entity)
    ]
    joined: list[Joined] = [
        (*borders.extended(page, match), match.form.label, match.form.entity) for match in chosen
    ]
    joined += people.spelled(joined)
    joined += people.by_surname(joined)
    return _without_overlaps(joined, [name for name in page.names if not _is_ordinary(page, name)])


def _is_ordinary(page: Page, name: Name) -> bool:
    """Whether the models took millet for a firm."""
    start, end, label = name
    word = page.text[start:end]
    if label != "ORG":
        return False
    if not page.is_chinese:
        return is_common(word) and _weigh_english(page, Match(start, end, _NO_FORM))[0]
    return (dictionary.is_common(word) or dictionary.is_common(word[1:])) and _weigh_chinese(
        page, Match(start, end, _NO_FORM)
    ) == (True, False)


def _is_meant(page: Page, match: Match, certain: Collection[str]) -> bool:
    """Whether an ordinary word is meant as the name it is too."""
    counter, beside = (_weigh_chinese if page.is_chinese else _weigh_english)(page, match)
    if beside or counter:
        return beside
    around = page.name_around(match.start, match.end)
    if around and around[2] in NAMED and around[0] == match.start:
        return True
    if page.is_chinese:
        word = page.word_around(match.start)
        is_name = word is not None and word.start == match.start and word.tag in {"nz", "ORG", "LOC"}
        return match.form.entity in certain and (is_name or _is_listed(page, match))
    begin, end = page.sentence(match.start)
    # The capital of a second word owes nothing to the sentence's head: "Kestrel Air: we are sorry".
    capital = any(word[0].isupper() for word in _WORD.findall(page.text[match.start : match.end])[1:])
    if _is_headline(page.text[begin:end]) or not (capital or match.start in page.proper):
        return False
    return capital or match.start != begin or match.form.entity in certain


def _is_listed(page: Page, match: Match) -> bool:
    """Whether a firm stands beside it in a list: 长城和比亚迪."""
    other = (
        page.name_around(match.end + 1, match.end + 2)
        if page.text[match.end : match.end + 1] in _LISTING
        else None
    )
    if other is None and match.start > 1 and page.text[match.start - 1] in _LISTING:
        other = page.name_around(match.start - 2, match.start - 1)
    return other is not None and other[2] == "ORG"


def _is_headline(sentence: str) -> bool:
    """Whether nearly all words begin with a capital, so that a capital says nothing."""
    words = _WORD.findall(sentence)
    capitals: int = sum(word[0].isupper() for word in words)
    return capitals * 3 > len(words) * 2


def _weigh_chinese(page: Page, match: Match) -> tuple[bool, bool]:
    """Whether the sentence speaks against the name, and whether what is right beside it speaks for it."""
    sentence = page.text[slice(*page.sentence(match.start))]
    counter = any(word in sentence for word in lexicon.words("watch", "zh", "counter"))
    after, before = page.text[match.end : match.end + 4], page.text[max(0, match.start - 4) : match.start]
    follows = page.name_around(match.end, match.end + 1)
    beside = (
        after.startswith(tuple(lexicon.words("watch", "zh", "cues")))
        or before.endswith(("品牌", "车企", "厂商", "巨头", "公司"))
        or (after[:1].isascii() and after[:1].isalpha())
        or (follows is not None and follows[2] in {"PERSON", "PRODUCT"})
    )
    return counter, beside


def _weigh_english(page: Page, match: Match) -> tuple[bool, bool]:
    start, end = page.sentence(match.start)
    words = {word.lower() for word in _WORD.findall(page.text[start:end])}
    near = _WORD.findall(page.text[match.end : min(end, match.end + _WINDOW)])[:2]
    counter = not words.isdisjoint(lexicon.words("watch", "en", "counter"))
    beside = any(word.lower() in lexicon.words("watch", "en", "cues") for word in near) or (
        match.start in page.proper
        and bool(near)
        and near[0].islower()
        and lemma(near[0]) in lexicon.words("en", "organisations", "verbs")
    )
    return counter, beside and not counter


def _without_overlaps(joined: Sequence[Joined], names: Sequence[Name]) -> list[Joined]:
    """The joined names, the longest first where two overlap, and those of the models beside them."""
    taken: set[int] = set()
    kept: list[Joined] = []
    ranked = sorted(joined, key=lambda name: (name[0] - name[1], name[0]))
    for name in [*ranked, *((*name, None) for name in names)]:
        places = range(name[0], name[1])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name[0])
