"""The ideas that words name, by the table of concepts: what lets wordings meet that share no word, in one language or in several."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stories import lexicon
from stories.phrases import DENSE, plain
from stories.script import simplified
from stories.tokens import fold

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PROCLITICS = ("وال", "بال", "ال", "لل", "و", "ب", "ل")
"""Arabic writes article, "and", "in", "for" onto the word."""


PLACE = "@"
"""How an idea begins that is a place."""


@cache
def _all() -> dict[str, dict[str, str]]:
    concepts: dict[str, dict[str, str]] = lexicon.table("concepts")
    return concepts | {PLACE + place: forms for place, forms in lexicon.table("places").items()}


def ideas_in(text: str, lang: str) -> list[str]:
    """The ideas that a line names, in reading order."""
    if lang in DENSE:
        plain = simplified(text) if lang == "zh" else text
        pattern, forms = _dense_forms(lang)
        return list(dict.fromkeys(idea for form in pattern.findall(plain) for idea in forms[form]))
    found = [idea for _, _, idea in phrases_in(text, lang)]
    found += (idea for word in _WORDS.findall(text) for idea in ideas_of(fold(word), lang))
    return list(dict.fromkeys(found))


def phrases_in(text: str, lang: str) -> list[tuple[int, int, str]]:
    """Where a line in a script with spaces names an idea by several words, and the idea; the longest at every place."""
    ideas, pattern, starts = _phrases(lang)
    same = plain(text, lang)
    if not any(start in same for start in starts):
        return []
    return [(m.start(), m.end(), ideas[m[1].replace(" ", "-")]) for m in pattern.finditer(same)]


@lru_cache(maxsize=200_000)
def ideas_of(folded: str, lang: str) -> tuple[str, ...]:
    """The ideas that a folded word names in a language."""
    if folded in lexicon.stop_words(lang):
        return ()
    exact, prefixes = _ideas(lang)
    forms = [folded]
    if lang == "ar":
        forms += [folded[len(fold(start)) :] for start in _PROCLITICS if folded.startswith(fold(start))]
    found: dict[str, None] = {}
    for form in forms:
        found.update(dict.fromkeys(exact.get(form, ())))
        for length in range(2, len(form) + 1):
            found.update(dict.fromkeys(prefixes.get(form[:length], ())))
    return tuple(found)


@cache
def _ideas(lang: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Whole words and beginnings of words, each with its ideas."""
    exact: dict[str, list[str]] = {}
    prefixes: dict[str, list[str]] = {}
    for idea, forms in _all().items():
        for form in forms.get(lang, "").split():
            into = prefixes if form.endswith("*") else exact
            into.setdefault(fold(form.rstrip("*")), []).append(idea)
    return exact, prefixes


@cache
def _phrases(lang: str) -> tuple[dict[str, str], re.Pattern[str], tuple[str, ...]]:
    """What is listed with hyphens → idea, the pattern that finds it, written with them or with spaces, and how it begins.

    Where nothing of a text begins so, the search is not worth its time. The first group is what is listed, without the ending.
    """
    ideas: dict[str, str] = {}
    bodies: list[tuple[str, str]] = []
    for idea, forms in _all().items():
        for form in filter(lambda form: "-" in form, forms.get(lang, "").split()):
            words = fold(form.rstrip("*"))
            ideas.setdefault(words, idea)
            ending = r"\w*" if form.endswith("*") else ""
            bodies.append((words, "[ -]".join(map(re.escape, words.split("-"))) + rf"(?={ending}(?!\w))"))
    bodies.sort(key=lambda pair: (-len(pair[0]), pair))
    body = "|".join(body for _, body in bodies) or "(?!)"
    starts = sorted({words.partition("-")[0] + mark for words in ideas for mark in " -"})
    return ideas, re.compile(rf"(?<!\w)({body})\w*"), tuple(starts)


@cache
def _dense_forms(lang: str) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """Finds the longest form at every place of a line, and the ideas that each form names."""
    forms: dict[str, list[str]] = {}
    for idea, listed in _all().items():
        for form in listed.get(lang, "").split():
            forms.setdefault(form, []).append(idea)
    body = "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
    return re.compile(f"(?=({body}))"), forms
