"""What stands between a company's name and what it says or does: its organs, how and when. Whose voice it is, voices decides."""

from __future__ import annotations

import re
from functools import cache

from stories.text import lexicon
from stories.text.phrases import DENSE, phrases, plain

NAMED_BY_OFFICE = 4
"""Characters that a name takes after an office, in a script without spaces: 副总裁陈某."""


def left(words: str, lang: str) -> str:
    """What is left of words that follow a company's name when its organs, and manner and time, are taken off the front."""
    rest = words
    while (match := _start(lang).match(plain(rest, lang))) and match.end():
        rest = rest[match.end() :]
    return rest.strip(_MARKS)


def organ(words: str, lang: str) -> bool:
    """Whether words that follow a company's name are its organs, with or without the name of who holds the office."""
    rest = left(words, lang)
    if not rest:
        return True
    if len(rest) == len(words.strip(_MARKS)):
        return False
    if lang in DENSE:
        return len(rest) <= NAMED_BY_OFFICE
    return bool(_NAME.fullmatch(rest))


def beside(words: str, lang: str, *, mends: bool = False) -> bool:
    """Whether words between a company's name and what is done let it be the company that does it.

    Its organs, or hardly a word; before a remedy also what is mended: its goods, its shops, one of its people.
    """
    if organ(words, lang) or _DISPOSES.match(left(words, lang)):
        return True
    why = phrases("responses", "causes", lang).search(plain(words, lang))
    return lang in DENSE and not why and len(_MODEL.sub("", left(words, lang))) <= (GOODS if mends else AMID)


def ahead(words: str, lang: str) -> str:
    """What is left of words that stand before a company's name when who asked it, and manner and time, are taken off."""
    rest = words
    while (match := _manner(lang).match(plain(rest, lang))) and match.end():
        rest = rest[match.end() :]
    return rest.strip(_MARKS)


def nameless(before: str, lang: str) -> bool:
    """Whether who answers is named by an office alone, where a story says whose it goes without saying: 客服致歉."""
    return lang in DENSE and bool(before.strip(_MARKS)) and not left(before, lang)


_DISPOSES = re.compile(r"(?:把|将)[^，。：:]{1,14}$")
"""In Chinese what is done with something may stand behind it: 把全部月饼销毁."""

GOODS = 7
AMID = 2
"""Letters, but for a model's, that may stand there, whatever they are: an adverb, a part of the goods."""

_MODEL = re.compile(r"[\x21-\x7e]*\d[\x21-\x7e]*")
_MARKS = " \t,，:：“”‘’\"'·、"
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")


@cache
def _manner(lang: str) -> re.Pattern[str]:
    listed = sorted(lexicon.table("responses")["manner"].get(lang, ()), key=len, reverse=True)
    body = "|".join(map(re.escape, listed)) or "(?!)"
    return re.compile(rf"[{re.escape(_MARKS)}]*(?:{body})" + ("" if lang in DENSE else r"(?!\w)"))


@cache
def _start(lang: str) -> re.Pattern[str]:
    responses, names = lexicon.table("responses"), lexicon.table("names")
    words = [*responses["organs"].get(lang, ()), *responses["manner"].get(lang, ())]
    for section in ("tails", "offices"):
        words += names[section].get(lang, ())
    listed = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    body = "|".join([*listed, *responses["units"].get(lang, ())]) or "(?!)"
    return re.compile(rf"[{re.escape(_MARKS)}]*(?:{body})" + ("" if lang in DENSE else r"(?!\w)"))
