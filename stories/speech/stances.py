"""The stance of an answer, from listed wordings, from who is blamed, and from what is said to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from records import Stance
from stories.english import statements
from stories.speech import negations, subject_phrase
from stories.speech.examples import stance_by_examples
from stories.text import lexicon
from stories.text.phrases import DENSE, compiled, phrases, plain

UNSAID = frozenset({"silent", "decline"})
"""Stances of saying nothing, which a quotation cannot take."""


@lru_cache(maxsize=20_000)
def stance_of(words: str, lang: str) -> Stance:
    """Return the heaviest stance that the words show, else "explain"."""
    text = plain(words, lang)
    for accepted in patterns("accepted", lang):
        text = accepted.sub(" ", text)
    for stance, listed in lexicon.table("responses")["weight"].items():
        if compiled(_of_script(tuple(listed), lang), lang).search(text):
            weight: Stance = stance
            return weight
    return "explain"


def stance_in_words(words: str, lang: str, *, cue: str = "") -> Stance:
    """Return the stance of what somebody is quoted with or publishes: by listed wordings, else as of spoken words.

    An apology that is only asked for or taken is none: "demanded that the council apologise".
    """
    told = f"{cue} {words}"
    stance = stance_of(told, lang)
    if stance != "explain":
        return stance
    spoken = spoken_stance(words, lang)
    others = spoken == "apologise" and any(
        pattern.search(plain(told, lang)) for pattern in patterns("accepted", lang)
    )
    return stance if others else spoken


def only_restates(words: str, claim: str, lang: str) -> bool:
    """Return whether the words that look like a promise only repeat the claim: mentioning the stoppage asked about mends nothing."""
    listed = tuple(lexicon.table("responses")["weight"]["promise"])
    told, text = plain(claim, lang), plain(words, lang)
    found = compiled(_of_script(listed, lang), lang).findall(text) or [
        act[0] for act, done in matches("acts", text, lang) if done == "promise"
    ]
    return bool(found) and all(word in told for word in found)


def _of_script(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(word for word in words if word[0].isascii() != (lang in {"zh", "ja"}))


def spoken_stance(words: str, lang: str) -> Stance:
    """Return the stance of someone's own words. A leading "no" or blame on others denies; otherwise acts decide."""
    text = _statement(words, lang)
    stance = _listed(text, words, lang)
    if stance != "explain":
        return stance
    if lang == "en" and statements.stance_of_statement(_ASIDE.sub("", words)) == "explain":
        return stance
    says_no = negations.begins_with_no(text, lang) and not phrases("responses", "unhurt", lang).match(text)
    if says_no or _blames(text, lang):
        return "deny"
    for act, done in matches("acts", text, lang):
        if _heads(act, text, lang):
            return done
    idle = lang == "en" and statements.is_judged("idle", text)
    return "deny" if negations.denies_it(text, lang) and not idle else stance


def stated_stance(words: str, lang: str) -> Stance:
    """Return the stance of words known to be a statement: in Chinese, examples decide where no listed wording does."""
    if lang != "zh":
        return spoken_stance(words, lang)
    text = _statement(words, lang)
    stance = _listed(text, words, lang)
    return stance_by_examples(text) if stance == "explain" and text else stance


def _statement(words: str, lang: str) -> str:
    text = plain(words, lang).lstrip(" “‘「『\"'")
    return _ASIDE.sub("", _MARKS.sub("", text)) if lang == "en" else text


_MARKS = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[\w%])['’](?!\w)|[“”\"]")
"""Quotation marks within a statement: "it 'moved too fast'"."""
_ASIDE = re.compile(
    r"(?:^|(?<=[.;!?] ))(?:while|although|though|even though) [^,;.!?]+, |, (?:which|who|whose) [^,;.!?]+",
    re.IGNORECASE,
)
"""What a statement grants or adds beside its main clause: "while half have not voted, we ..."."""


def _listed(text: str, words: str, lang: str) -> Stance:
    """Return the stance by a remedy at the head, by listed wordings, in English also by grammar; else "explain"."""
    if mended := _done_first(text, lang):
        return mended
    stance = next((worded for pattern, worded in _stanced("worded", lang) if pattern.search(text)), None)
    if stance is None and lang == "en":
        stance = statements.stance_of_statement(_ASIDE.sub("", words))
    return stance_of(words, lang) if stance is None else stance


def _blames(text: str, lang: str) -> bool:
    return any(pattern.search(text) for pattern in patterns("blames", lang))


def _done_first(text: str, lang: str) -> Stance | None:
    """Return "promise" if words in a dense script begin with a remedy, whatever they call the matter it remedies."""
    if lang not in DENSE or stance_of(text, lang) in {"deny", "apologise"}:
        return None
    for act, done in matches("acts", text, lang):
        if done == "promise" and _heads(act, text, lang) and not negations.negated(text, act.end(), lang):
            return "promise" if phrases("responses", "remedies", lang).search(act[0]) else None
    return None


def _heads(act: re.Match[str], text: str, lang: str) -> bool:
    """Return whether an act heads the words: only the actor, manner, time or a model number precede it."""
    before = subject_phrase.strip_organs(text[: act.start()], lang)
    if lang in DENSE:
        before = _TO_WHOM.sub("", _MODEL.sub("", before))
    return not before and text[act.end() : act.end() + 1] not in NOUNS


_MODEL = re.compile(r"[\x00-\x7f]+")
"""A product name in a line without spaces: E5."""

_TO_WHOM = re.compile(r"^[向对与同][^，。：: ]{1,8}$")
"""The addressee of an act: 向公安机关报案."""

NOUNS = frozenset("是系属为需须应要请以")
"""After an act these make it a topic: 降价是..."""


def matches(section: str, text: str, lang: str) -> Iterator[tuple[re.Match[str], Stance]]:
    """Yield (match, stance) of the section's regular expressions in a folded text."""
    if _any_of(section, lang).search(text) is None:
        return
    for pattern, stance in _stanced(section, lang):
        match = pattern.search(text)
        if match:
            yield match, stance


@cache
def _stanced(section: str, lang: str) -> tuple[tuple[re.Pattern[str], Stance], ...]:
    """Return the regular expressions of a section with their stances; in scripts with spaces they match whole words."""
    listed: dict[str, Stance] = lexicon.table("responses")[section].get(lang, {})
    return tuple((_bounded(body, lang), stance) for body, stance in listed.items())


@cache
def _any_of(section: str, lang: str) -> re.Pattern[str]:
    """Return all of them as one pattern: most titles match none, and one search shows that."""
    bodies = lexicon.table("responses")[section].get(lang, ())
    return _bounded("|".join(f"(?:{body})" for body in bodies) or "(?!)", lang)


def _bounded(body: str, lang: str) -> re.Pattern[str]:
    return re.compile(body if lang in DENSE else rf"(?<!\w)(?:{body})(?!\w)")


@cache
def patterns(section: str, lang: str) -> tuple[re.Pattern[str], ...]:
    """Return the regular expressions of a section without stances."""
    return tuple(map(re.compile, lexicon.table("responses")[section].get(lang, ())))
