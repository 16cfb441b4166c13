"""Decides whether an English word means the watched company of that name: "Target fell", not "Target date funds".

Sums up the signs: its capital and other senses here, its neighbours in `english_before` and `english_behind`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache

from nlp.marks import BODIES
from nlp.names import dictionary, lexicon
from nlp.names.watched import english_signs as signs
from nlp.names.watched.english_before import weigh_before
from nlp.names.watched.english_behind import weigh_behind
from nlp.names.watched.english_signs import AFTER, BEFORE, STRONG, SURE, WEAK, WORD
from nlp.names.watched.match import Match

ENOUGH = STRONG
"""The sum of signs that suffices."""


def is_meant(match: Match, certain: Collection[str]) -> bool:
    """Whether the signs suffice for one place of a doubtful word; `certain` has the ids that are surely named."""
    return weight(match, certain) >= ENOUGH


def is_ordinary(match: Match) -> bool:
    """Whether the sentence speaks of the ordinary thing: pies and orchards."""
    begin, end = match.bounds
    things = _ordinary_things(match.page.text)
    near = things[bisect_left(things, begin) : bisect_left(things, end)]
    return any(not match.start <= place < match.end for place in near)


def _is_ordinary_elsewhere(match: Match) -> bool:
    """Whether the text beyond this sentence speaks of ordinary things."""
    begin, end = match.bounds
    things = _ordinary_things(match.page.text)
    return bool(things) and (things[0] < begin or end <= things[-1])


@lru_cache(maxsize=8)
def _ordinary_things(text: str) -> Sequence[int]:
    """Return where a text speaks of fruit, crops or farms, in order."""
    things = lexicon.words("watch", "en", "counter")
    return [word.start() for word in WORD.finditer(text) if word[0].lower() in things]


def is_other_sense(match: Match) -> bool:
    """Whether an unmistakable name means something else here: another sense is spoken of, or a person's name follows."""
    before, follows = BEFORE.search(match.lead), AFTER.match(match.page.text, match.end)
    article, next_word = before[1].lower() if before else "", follows[1] if follows else ""
    if article in {"the", "a"} and next_word == "of":
        return True  # "the GM of the hotel"
    if article in {"a", "an"} and match.written.islower() and not match.form.text.islower():
        return not signs.has_firm_noun(match)  # "a moonshot", not "a xiaomi phone"
    return signs.is_another_sense(match) or signs.is_persons_title(match.page, match.end + 1, next_word)


def weight(match: Match, certain: Collection[str]) -> float:
    """Sum up the signs: above nought for the company, below for the word."""
    weighed = STRONG * (match.form.entity in certain) - SURE * is_ordinary(match)
    weighed -= WEAK * _is_ordinary_elsewhere(match)
    weighed += _capital(match) + weigh_before(match) - _elsewhere(match)
    behind = weigh_behind(match)
    weighed += max(behind, 0.0) if match.form.entity in certain else behind
    around = match.name
    told = around is not None and around[2] in {"ORG", "PRODUCT", "MEDIA"} and around[0] == match.start
    return weighed + WEAK * (told and match.written not in lexicon.firms())


def _capital(match: Match) -> float:
    """Weigh its capital, which counts inside a sentence but not at its start or in a headline, unless a second word has one."""
    if _is_body(match):
        return STRONG
    if signs.is_in_headline(match) or signs.is_place_name(match):
        return 0.0
    return STRONG * (signs.has_second_capital(match) or not signs.opens(match))


def _is_body(match: Match) -> bool:
    """Whether the models found a body of several words at exactly this place: "the Hungarian National Bank"."""
    if match.is_named("REGULATOR"):
        return True
    return any(map(match.is_named, BODIES)) and signs.has_second_capital(match)


def _elsewhere(match: Match) -> float:
    """Weigh nearby words about another sense, and a person of that name in the text."""
    bearer = dictionary.is_common(match.written) and match.written in match.page.surnames
    return SURE * signs.is_another_sense(match) + SURE * bearer
