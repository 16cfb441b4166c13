"""What may stand between a company's name and its verb: its organs, manner and time.

Whose voice it is, voices decides.
"""

from __future__ import annotations

import re
from functools import cache

from stories.text import lexicon
from stories.text.phrases import DENSE, phrases, plain

NAMED_BY_OFFICE = 4
"""Maximum length of a name after an office, in a script without spaces: 副总裁陈某."""


def strip_organs(words: str, lang: str) -> str:
    """Return what is left of the words after a company's name without its organs, manner and time."""
    rest = words
    while (match := _start(lang).match(plain(rest, lang))) and match.end():
        rest = rest[match.end() :]
    return rest.strip(_MARKS)


def is_organ(words: str, lang: str) -> bool:
    """Return whether the words after a company's name are its organs, with or without the office holder's name."""
    rest = strip_organs(words, lang)
    if not rest:
        return True
    if len(rest) == len(words.strip(_MARKS)):
        return False
    if lang in DENSE:
        return len(rest) <= NAMED_BY_OFFICE
    return bool(_NAME.fullmatch(rest))


def is_actor(words: str, lang: str, *, mends: bool = False) -> bool:
    """Return whether the company itself is the actor, given the words between its name and the act.

    Only its organs or hardly a word may stand there; before a remedy also its goods, shops or people.
    """
    if is_organ(words, lang) or _DISPOSES.match(strip_organs(words, lang)):
        return True
    why = phrases("responses", "causes", lang).search(plain(words, lang))
    return (
        lang in DENSE
        and not why
        and len(_MODEL.sub("", _without_adverb(strip_organs(words, lang), lang)))
        <= (GOODS if mends else AMID)
    )


def _without_adverb(words: str, lang: str) -> str:
    """Return words without the adverb of manner or time that ends them: 护理液 | 已."""
    manner = lexicon.table("responses")["manner"].get(lang, ())
    ending = max((word for word in manner if words.endswith(word)), key=len, default="")
    return words.removesuffix(ending)


def strip_preamble(words: str, lang: str) -> str:
    """Return what is left of the words before a company's name without who asked it, manner and time."""
    rest = words
    while (match := _manner(lang).match(plain(rest, lang))) and match.end():
        rest = rest[match.end() :]
    rest = rest.strip(_MARKS)
    return "" if lang == "en" and _apposed().fullmatch(rest) else rest


def is_office_alone(before: str, lang: str) -> bool:
    """Return whether the answer names only an office, whose company is understood: 客服致歉, but not 极越公关负责人.

    Listed words alone count: what else stands before an office may be another company's name.
    """
    rest = before
    while (match := _listed(lang).match(plain(rest, lang))) and match.end():
        rest = rest[match.end() :]
    return lang in DENSE and bool(before.strip(_MARKS)) and not rest.strip(_MARKS)


def is_description(words: str) -> bool:
    """Return whether an English headline calls a company, or its officer, by trade and office alone: "Security firm boss"."""
    return _described().fullmatch(words.strip()) is not None


def is_firm(words: str) -> bool:
    """Return whether a text calls a company by its trade, or by home and trade: "the carrier's", "the Atlanta firm"."""
    return _firm().fullmatch(words.strip()) is not None


_DISPOSES = re.compile(r"(?:把|将)[^，。：:]{1,14}$")
"""In Chinese the object may precede the verb: 把全部月饼销毁."""

GOODS = 7
AMID = 2
"""Maximum other characters allowed there, model numbers not counted: an adverb, a part of the goods."""

_MODEL = re.compile(r"[\x21-\x7e]*\d[\x21-\x7e]*")
_MARKS = " \t,，:：“”‘’\"'·、"


def _any(section: str) -> str:
    """Return the English words of a section as one alternative."""
    return f"(?:{'|'.join(lexicon.table('responses')[section]['en'])})"


@cache
def _apposed() -> re.Pattern[str]:
    """Return what a headline puts before a company's name: "Singapore's", "Mining giant", "Embattled"."""
    small = r"(?!(?:at|of|from|with|by|for|in|and|to)\b)"
    trade = rf"(?:{small}[\w-]+ ){{0,3}}(?i:{_any('trades')})"
    return re.compile(rf"(?:[A-Z][\w.-]*(?:['’]s|s['’]))?(?: ?(?i:{_any('battered')}))?(?: ?{trade})?")


@cache
def _described() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\w-]+ )?{_any('trades')}(?:['’]s)?(?: {_any('holders')})?|{_any('holders')}", re.IGNORECASE
    )


@cache
def _firm() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he )?(?:[A-Z][\w.’'-]* ){{0,2}}{_any('trades')}(?:['’]s?)?")


_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")


@cache
def _manner(lang: str) -> re.Pattern[str]:
    listed = sorted(lexicon.table("responses")["manner"].get(lang, ()), key=len, reverse=True)
    body = "|".join(map(re.escape, listed)) or "(?!)"
    return re.compile(rf"[{re.escape(_MARKS)}]*(?:{body})" + ("" if lang in DENSE else r"(?!\w)"))


@cache
def _start(lang: str) -> re.Pattern[str]:
    return _leading([*_words(lang), *lexicon.table("responses")["units"].get(lang, ())], lang)


@cache
def _listed(lang: str) -> re.Pattern[str]:
    return _leading(_words(lang), lang)


def _words(lang: str) -> list[str]:
    responses, names = lexicon.table("responses"), lexicon.table("names")
    words = [*responses["organs"].get(lang, ()), *responses["manner"].get(lang, ())]
    for section in ("tails", "offices"):
        words += names[section].get(lang, ())
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def _leading(alternatives: list[str], lang: str) -> re.Pattern[str]:
    body = "|".join(alternatives) or "(?!)"
    return re.compile(rf"[{re.escape(_MARKS)}]*(?:{body})" + ("" if lang in DENSE else r"(?!\w)"))
