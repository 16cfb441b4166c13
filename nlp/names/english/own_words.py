"""Labels an English name by its own words: its line of business, legal form or language. Knows no text around it."""

from __future__ import annotations

from itertools import pairwise

from nlp.names import dictionary, lexicon, pinyin

_CUT_FORMS = frozenset({("A", "S"), ("S.p", "A."), ("S.p", "A")})
"""Legal forms that the tokenizer cuts: A/S, S.p.A."""
_PARTICLES = frozenset({"von", "van", "der", "den", "ter", "ten", "bin", "binti"})
"""Small words of surnames, which are no syllables of a given name."""


def label_of(words: tuple[str, ...], model: str | None) -> str | None:
    """Return the label that a name's own words give it, or None; `model` is what the model calls it."""
    if len(words) > 1 and (label := _of_a_body(words) or _of_a_firm(words)):
        return label
    if _is_of_a_trade(words, model):
        return "ORG"
    if _has_syllables(words) or _is_chinese_person(words):
        return "PERSON"
    return None


def _of_a_body(words: tuple[str, ...]) -> str | None:
    if {"de", "do", "del"} & set(words) and words[-1] in lexicon.words("places", "en"):
        return "ORG"  # Banco de Chile
    if words[-1] in lexicon.words("bodies", "media", "en", "endings"):
        return "MEDIA"
    if words[-1] in lexicon.words("bodies", "regulators", "en", "endings") or words[0] == "Ministry":
        return "REGULATOR"
    bodies = lexicon.words("en", "bodies", "heads")
    heads = (head.lower() in bodies for head, word in pairwise(words) if word in {"of", "for"})
    return "ORG" if any(heads) else None  # Economic Club of Detroit


def _of_a_firm(words: tuple[str, ...]) -> str | None:
    firms = (
        (words[-2:] in _CUT_FORMS and len(words) > len(words[-2:]))
        or (words[0].lower() in lexicon.words("en", "organisations", "firsts") and words[1] != "&")
        or words[-1].lower() in lexicon.words("en", "organisations", "endings")
        or words[-1] == "AI"
        or (
            words[1:-1] == ("&",) and not (dictionary.is_common(words[0]) and dictionary.is_common(words[-1]))
        )
        or _is_club(words)
    )
    return "ORG" if firms else None


def _is_club(words: tuple[str, ...]) -> bool:
    """Whether a club's nickname follows a town: "Miami Heat"."""
    town = " ".join(words[:-1])
    known = lexicon.is_city(town) or town in lexicon.words("places", "en")
    return known and words[-1] in lexicon.words("firms", "nicknames")


def _is_of_a_trade(words: tuple[str, ...], model: str | None) -> bool:
    """Whether it ends with a line of business or a plural, without a forename in front: "Meru Cabs".

    Where the model sees a person, a plural may be a surname ("Sowers").
    """
    last = words[-1].lower()
    if len(words) == 1 or not words[-1][0].isupper() or lexicon.is_forename(words[0]) or len(words[0]) == 1:
        return False
    return last in lexicon.words("en", "organisations", "trades") or (
        model in {"ORG", None} and ends_with_things(words) and not dictionary.is_common(words[0])
    )


def ends_with_things(words: tuple[str, ...]) -> bool:
    """Whether the last word is an ordinary plural: "Basil Kitchens"."""
    last = words[-1].lower()
    return (
        words[-1].istitle()
        and last.endswith("s")
        and not last.endswith("ss")
        and last not in lexicon.words("en", "organisations", "no_trades")
        and words[-1] not in lexicon.words("en", "people", "common_surnames")
        and dictionary.is_listed(last.removesuffix("s"))
    )


def _has_syllables(words: tuple[str, ...]) -> bool:
    """Whether a given name of two syllables stands beside a surname: "Kim Min-jae", "Eun-ji Park"."""
    first = len(words) == len(("Mei", "ling", "Hsu")) and words[1].islower()
    korean = words[-1] in lexicon.words("en", "people", "korean")
    if first and (korean or pinyin.is_given_name(words[0] + words[1])):
        return True
    return len(words) > 2 and words[-1].islower() and words[-1] not in _PARTICLES  # noqa: PLR2004 — surname and two syllables


def _is_chinese_person(words: tuple[str, ...]) -> bool:
    """Whether the words are a Chinese person's name in Latin letters, and no company that reads like one."""
    return (
        all(word[:1].isupper() for word in words)
        and not all(word.isupper() for word in words)
        and " ".join(words) not in lexicon.load("en")["not_names"]["people"]
        and pinyin.is_name(words)
    )
