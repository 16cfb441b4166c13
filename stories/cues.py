"""A title that says somebody answers, taken apart: who, in what manner, to what. Whose voice it is, responses decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from records import Stance
from stories import lexicon
from stories.phrases import DENSE, compiled, phrases, plain


@dataclass(frozen=True, slots=True)
class Cue:
    """An answer as a title tells it."""

    before: str
    """What names who answers."""
    cue: str
    after: str
    stance: Stance
    start: int
    end: int
    plain_speech: bool
    """The cue reports any speech (says); only an open claim makes it an answer."""


@lru_cache(maxsize=100_000)
def answer_in(title: str, lang: str) -> Cue | None:
    """The first cue of a title, or None. A cue of answering counts before one of plain speech that stands later."""
    text = plain(title, lang)
    answering = _cues(lang).search(text)
    framed = _frame(lang).search(text)
    if framed and (answering is None or framed.start() < answering.start()):
        answering = framed
    speaking = phrases("responses", "says", lang).search(text)
    found = answering or speaking
    if (
        answering
        and speaking
        and speaking.start() < answering.start()
        and speaking.end() != answering.start()
    ):
        found = (
            speaking if speaking.start() > 0 and not _names_topic(text, speaking, answering) else answering
        )
    if found is None:
        return None
    return Cue(
        before=title[: found.start()],
        cue=title[found.start() : found.end()],
        after=title[found.end() :],
        stance=_stance(text, found, found is answering, lang),
        start=found.start(),
        end=found.end(),
        plain_speech=found is not answering,
    )


@lru_cache(maxsize=100_000)
def speech_in(title: str, lang: str) -> Cue | None:
    """A title of the form "who: what", as topics in scripts without spaces give somebody's words, or None."""
    found = _SPEECH.match(title) if lang in DENSE else None
    if found is None:
        return None
    return Cue(
        before=found[1],
        cue=found[2],
        after=title[found.end() :],
        stance=stance_of(title[found.end() :], lang),
        start=found.start(2),
        end=found.end(2),
        plain_speech=True,
    )


_SPEECH = re.compile(r"([^\s：:，,。！？!?]{2,12})([：:])(?=.{4})")


def _names_topic(text: str, speaking: re.Match[str], answering: re.Match[str]) -> bool:
    """Whether the speech stands inside what is answered, as in a quoted wording."""
    return any(mark in text[speaking.end() : answering.start()] for mark in "”」』》#：:")


@cache
def _frame(lang: str) -> re.Pattern[str]:
    """Cues that stand around what they are about: 发布 … 情况说明."""
    frames = lexicon.table("responses")["frames"].get(lang, ())
    return re.compile("|".join(frames) or r"(?!)")


@cache
def _cues(lang: str) -> re.Pattern[str]:
    return compiled(tuple(_stances(lang)), lang)


@cache
def _stances(lang: str) -> dict[str, Stance]:
    stances: dict[str, Stance] = lexicon.table("responses")["cues"].get(lang, {})
    return stances


def _stance(text: str, found: re.Match[str], answering: bool, lang: str) -> Stance:
    cue = _stances(lang).get(found[0], "explain") if answering else "explain"
    return cue if cue != "explain" else stance_of(text[found.start() :], lang)


def stance_of(words: str, lang: str) -> Stance:
    """The stance that words of an answer take by themselves: the heaviest that they show, else an explanation."""
    text = plain(words, lang)
    for stance, listed in lexicon.table("responses")["weight"].items():
        if compiled(_of_script(tuple(listed), lang), lang).search(text):
            weight: Stance = stance
            return weight
    return "explain"


def _of_script(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(word for word in words if word[0].isascii() != (lang in {"zh", "ja"}))


@lru_cache(maxsize=100_000)
def third_party(words: str, lang: str) -> bool:
    """Whether words that name who answers name somebody who does not speak for a company."""
    return bool(phrases("responses", "third", lang).search(plain(words, lang)))


def of_the_ranks(words: str, lang: str) -> bool:
    """Whether words that name a speaker name somebody of a company who does not speak for it: a worker, a dealer."""
    return bool(phrases("responses", "ranks", lang).search(plain(words, lang)))


@lru_cache(maxsize=100_000)
def attack_in(title: str, lang: str) -> int | None:
    """Where a title says that who stands before attacks somebody; None where it says nothing of that, or who is attacked."""
    text = plain(title, lang)
    found = phrases("responses", "attacks", lang).search(text)
    if found is None or phrases("responses", "suffers", lang).search(text[: found.start()]):
        return None
    return found.start()


@lru_cache(maxsize=100_000)
def says_nothing_else(words: str, lang: str) -> bool:
    """Whether of a title without its names nothing is left that tells which affair it belongs to."""
    left = _cues(lang).sub(" ", plain(words, lang))
    for section in ("says", "vague"):
        left = phrases("responses", section, lang).sub(" ", left)
    left = re.sub(r"[\W_]+", "", left)
    return len(left) <= (2 if lang in {"zh", "ja"} else 3)
