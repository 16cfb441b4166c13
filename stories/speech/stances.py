"""Which stance words of an answer take: by the words of each stance, by whom they blame, by what they say is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from records import Stance
from stories.english import statements
from stories.speech import signs, subject_phrase
from stories.text import lexicon
from stories.text.phrases import DENSE, compiled, phrases, plain

UNSAID = frozenset({"silent", "decline"})
"""To have said nothing is not part of what was said."""


@lru_cache(maxsize=20_000)
def stance_of(words: str, lang: str) -> Stance:
    """The stance that words of an answer take by themselves: the heaviest that they show, else an explanation."""
    text = plain(words, lang)
    for accepted in patterns("accepted", lang):
        text = accepted.sub(" ", text)
    for stance, listed in lexicon.table("responses")["weight"].items():
        if compiled(_of_script(tuple(listed), lang), lang).search(text):
            weight: Stance = stance
            return weight
    return "explain"


def only_restates(words: str, claim: str, lang: str) -> bool:
    """Whether what makes words a promise is what is claimed: to speak of the stoppage that one is asked about mends nothing."""
    listed = tuple(lexicon.table("responses")["weight"]["promise"])
    told, text = plain(claim, lang), plain(words, lang)
    found = compiled(_of_script(listed, lang), lang).findall(text) or [
        act[0] for act, done in framed("acts", text, lang) if done == "promise"
    ]
    return bool(found) and all(word in told for word in found)


def _of_script(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(word for word in words if word[0].isascii() != (lang in {"zh", "ja"}))


def spoken_stance(words: str, lang: str) -> Stance:
    """The stance of somebody's words: with "no" at their head, or laying it at others' door, they deny; else what is done tells."""
    text = plain(words, lang).lstrip(" “‘「『\"'")
    if mended := _done_first(text, lang):
        return mended
    stance = next((worded for pattern, worded in _stanced("worded", lang) if pattern.search(text)), None)
    blames = any(pattern.search(text) for pattern in patterns("blames", lang))
    if stance == "confirm" and blames:
        return "deny"  # somebody else's slip is owned to
    if stance is None and lang == "en":
        stance = statements.stance_of_statement(words)
    if stance is None:
        stance = stance_of(words, lang)
    if stance != "explain":
        return stance
    says_no = signs.begins_with_no(text, lang) and not phrases("responses", "unhurt", lang).match(text)
    if says_no or blames:
        return "deny"
    for act, done in framed("acts", text, lang):
        if _heads(act, text, lang):
            return done
    return signs.stance_by_signs(text, lang) or stance


def _done_first(text: str, lang: str) -> Stance | None:
    """The remedy with which words in a script without spaces begin: what it mends may be called what it likes."""
    if lang not in DENSE or stance_of(text, lang) in {"deny", "apologise"}:
        return None
    for act, done in framed("acts", text, lang):
        if done == "promise" and _heads(act, text, lang) and not signs.negated(text, act.end(), lang):
            return "promise" if phrases("responses", "remedies", lang).search(act[0]) else None
    return None


def _heads(act: re.Match[str], text: str, lang: str) -> bool:
    """Whether words begin with what is done: before it stand only who does it, how and when, or goods by their model."""
    before = subject_phrase.left(text[: act.start()], lang)
    if lang in DENSE:
        before = _TO_WHOM.sub("", _MODEL.sub("", before))
    return not before and text[act.end() : act.end() + 1] not in NOUNS


_MODEL = re.compile(r"[\x00-\x7f]+")
"""What of a line in a script without spaces is a name of goods: E5."""

_TO_WHOM = re.compile(r"^[向对与同][^，。：: ]{1,8}$")
"""… and whom what is done is done to, or with: 向公安机关报案."""

NOUNS = frozenset("是系属为需须应要请以")
"""After an act these make a thing of it that is spoken of: 降价是…"""


def framed(section: str, text: str, lang: str) -> Iterator[tuple[re.Match[str], Stance]]:
    """What the regular expressions of a section find in a plain text, each with its stance."""
    if _any_of(section, lang).search(text) is None:
        return
    for pattern, stance in _stanced(section, lang):
        match = pattern.search(text)
        if match:
            yield match, stance


@cache
def _stanced(section: str, lang: str) -> tuple[tuple[re.Pattern[str], Stance], ...]:
    """The regular expressions of a section with their stances; in scripts with spaces they match whole words."""
    listed: dict[str, Stance] = lexicon.table("responses")[section].get(lang, {})
    return tuple((_bounded(body, lang), stance) for body, stance in listed.items())


@cache
def _any_of(section: str, lang: str) -> re.Pattern[str]:
    """All regular expressions of a section in one: most titles hold none, which one search tells."""
    bodies = lexicon.table("responses")[section].get(lang, ())
    return _bounded("|".join(f"(?:{body})" for body in bodies) or "(?!)", lang)


def _bounded(body: str, lang: str) -> re.Pattern[str]:
    return re.compile(body if lang in DENSE else rf"(?<!\w)(?:{body})(?!\w)")


@cache
def patterns(section: str, lang: str) -> tuple[re.Pattern[str], ...]:
    """The regular expressions of a section that takes no stance."""
    return tuple(map(re.compile, lexicon.table("responses")[section].get(lang, ())))
