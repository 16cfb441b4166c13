"""Decides whether an English word means the watched company of that name: "Target fell", not "Target date funds".

Sums up the signs: its capital and other senses here, its neighbours in `english_before` and `english_behind`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache

from nlp.marks import BODIES
from nlp.names import dictionary, lexicon
from nlp.names.watched.english_before import weigh_before
from nlp.names.watched.english_behind import weigh_behind
from nlp.names.watched.english_signs import (
    AFTER,
    BEFORE,
    STRONG,
    SURE,
    WEAK,
    WINDOW,
    WORD,
    has_firm_noun,
    has_second_capital,
    is_another_sense,
    is_headline,
    is_persons_title,
    is_place_name,
)
from nlp.names.watched.index import Match
from nlp.names.watched.page import Page

ENOUGH = STRONG
"""The sum of signs that suffices."""


def is_meant(page: Page, match: Match, certain: Collection[str]) -> bool:
    """Whether the signs suffice for one place of a doubtful word; `certain` has the ids that are surely named."""
    return weight(page, match, certain) >= ENOUGH


def is_ordinary(page: Page, match: Match) -> bool:
    """Whether the sentence speaks of the ordinary thing: pies and orchards."""
    begin, end = page.sentence(match.start)
    things = _ordinary_things(page.text)
    near = things[bisect_left(things, begin) : bisect_left(things, end)]
    return any(not match.start <= place < match.end for place in near)


def _is_ordinary_elsewhere(page: Page, begin: int, end: int) -> bool:
    """Whether the text beyond this sentence speaks of ordinary things."""
    things = _ordinary_things(page.text)
    return bool(things) and (things[0] < begin or end <= things[-1])


@lru_cache(maxsize=8)
def _ordinary_things(text: str) -> Sequence[int]:
    """Return where a text speaks of fruit, crops or farms, in order."""
    things = lexicon.words("watch", "en", "counter")
    return [word.start() for word in WORD.finditer(text) if word[0].lower() in things]


def is_other_sense(page: Page, match: Match) -> bool:
    """Whether an unmistakable name means something else here: another sense is spoken of, or a person's name follows."""
    behind = AFTER.match(page.text, match.end)
    before = BEFORE.search(page.text[max(0, match.start - WINDOW) : match.start])
    if before and before[1].lower() in {"the", "a"} and behind and behind[1] == "of":
        return True  # "the GM of the hotel"
    if before and before[1].lower() in {"a", "an"} and _is_without_capital(page, match):
        return not has_firm_noun(page, match.end)  # "a moonshot", not "a xiaomi phone"
    return is_another_sense(page, match) or (
        behind is not None and is_persons_title(page, match.end + 1, behind[1])
    )


def _is_without_capital(page: Page, match: Match) -> bool:
    return page.text[match.start : match.end].islower() and not match.form.text.islower()


def weight(page: Page, match: Match, certain: Collection[str]) -> float:
    """Sum up the signs: above nought for the company, below for the word."""
    weighed = STRONG * (match.form.entity in certain) - SURE * is_ordinary(page, match)
    weighed -= WEAK * _is_ordinary_elsewhere(page, *page.sentence(match.start))
    weighed += _capital(page, match) + weigh_before(page, match) - _elsewhere(page, match)
    behind = weigh_behind(page, match)
    weighed += max(behind, 0.0) if match.form.entity in certain else behind
    around = page.name_around(match.start, match.end)
    told = around is not None and around[2] in {"ORG", "PRODUCT", "MEDIA"} and around[0] == match.start
    written = page.text[match.start : match.end]
    return weighed + WEAK * (told and written not in lexicon.firms())


def _capital(page: Page, match: Match) -> float:
    """Weigh its capital, which counts inside a sentence but not at its start or in a headline, unless a second word has one."""
    begin, end = page.sentence(match.start)
    if _is_body(page, match):
        return STRONG
    if is_headline(page.text[begin:end]) or is_place_name(page, match):
        return 0.0
    if has_second_capital(page, match):
        return STRONG
    return STRONG * (page.text[begin : match.start].strip(" \t\n\"“”'‘’([—–-") != "")


def _is_body(page: Page, match: Match) -> bool:
    """Whether the models found a body of several words at exactly this place: "the Hungarian National Bank"."""
    around = page.name_around(match.start, match.end)
    if around is None or around[:2] != (match.start, match.end) or around[2] not in BODIES:
        return False
    return around[2] == "REGULATOR" or has_second_capital(page, match)


def _elsewhere(page: Page, match: Match) -> float:
    """Weigh nearby words about another sense, and a person of that name in the text."""
    written = page.text[match.start : match.end]
    bearer = dictionary.is_common(written) and written in page.surnames
    return SURE * is_another_sense(page, match) + SURE * bearer
