"""Maps words to shared concepts, so that texts match that share no word, in one language or across several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from stories.text import lexicon
from stories.text.phrases import DENSE, plain
from stories.text.script import simplified
from stories.text.tokens import fold

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RUN = re.compile(r"\w+")
"""A run of letters. A listed phrase starts with one."""

_PROCLITICS = ("وال", "بال", "ال", "لل", "و", "ب", "ل")
"""Arabic clitics (article, "and", "in", "for"), which are written onto the word."""


PLACE, NAME = "@", "="
"""Prefixes of concepts that are places, and people or things known by several names."""


@cache
def _all() -> dict[str, dict[str, str]]:
    concepts: dict[str, dict[str, str]] = lexicon.table("concepts")
    places = {PLACE + place: forms for place, forms in lexicon.table("places").items()}
    sections = lexicon.table("known_as").values()
    return concepts | places | {NAME + name: forms for section in sections for name, forms in section.items()}


def concepts_in(text: str, lang: str) -> list[str]:
    """Return the concepts of a line in reading order."""
    if lang in DENSE:
        forms, _ = _dense_forms(lang)
        line = simplified(text) if lang == "zh" else text
        return list(dict.fromkeys(concept for form in _longest_forms(line, lang) for concept in forms[form]))
    found = [concept for _, _, concept in concept_phrases(text, lang)]
    found += (concept for word in _WORDS.findall(text) for concept in concepts_of(fold(word), lang))
    return list(dict.fromkeys(found))


def first_mention(concept: str, text: str, lang: str) -> str | None:
    """Return the first wording of a concept in a line: as listed in scripts without spaces, else as written."""
    if lang in DENSE:
        forms, _ = _dense_forms(lang)
        line = simplified(text) if lang == "zh" else text
        return next((form for form in _longest_forms(line, lang) if concept in forms[form]), None)
    phrase = next(
        (text[start:end] for start, end, found in concept_phrases(text, lang) if found == concept), None
    )
    named = (word for word in _WORDS.findall(text) if concept in concepts_of(fold(word), lang))
    return phrase or next(named, None)


def concept_phrases(text: str, lang: str) -> list[tuple[int, int, str]]:
    """Return (start, end, concept) of multi-word phrases in a script with spaces, the longest at each position."""
    if not opens_phrase(text, lang):
        return []
    concepts, patterns = _phrases(lang)
    same = plain(text, lang)
    found: list[tuple[int, int, str]] = []
    for run in _RUN.finditer(same):
        pattern = patterns.get(run[0])
        if pattern is None or (found and run.start() < found[-1][1]):
            continue
        if phrase := pattern.match(same, run.start()):
            found.append((phrase.start(), phrase.end(), concepts[phrase[1].replace(" ", "-")]))
    return found


def opens_phrase(text: str, lang: str) -> bool:
    """Return whether any word of a line can begin a multi-word phrase."""
    _, patterns = _phrases(lang)
    return not patterns.keys().isdisjoint(_RUN.findall(plain(text, lang)))


@lru_cache(maxsize=200_000)
def concepts_of(folded: str, lang: str) -> tuple[str, ...]:
    """Return the concepts of one folded word."""
    folded = folded.replace("’", "'")
    if folded in lexicon.stop_words(lang):
        return ()
    folded = _bare(folded, lang)
    exact, prefixes, lengths = _forms(lang)
    forms = [folded]
    if lang == "ar":
        forms += [folded[len(fold(start)) :] for start in _PROCLITICS if folded.startswith(fold(start))]
    found: dict[str, None] = {}
    for form in forms:
        found.update(dict.fromkeys(exact.get(form, ())))
        for length in lengths.get(form[:SHORTEST], ()):
            found.update(dict.fromkeys(prefixes.get(form[:length], ())))
    if lang in COMPOUNDING:
        found.update(dict.fromkeys(_compounded(folded, lang)))
    return tuple(found)


def _bare(folded: str, lang: str) -> str:
    """Strip what an apostrophe attaches to a word: Spain's, l'UE, dell'Etna."""
    before, mark, after = folded.rpartition("'")
    if not mark:
        return folded
    return before if lang == "en" else after or before


COMPOUNDING = frozenset({"de"})
"""Languages that write compounds as one word."""

LEAST_HEAD, LEAST_TAIL = 3, 4
"""Minimum letters of a compound's first and last part; a listed first part may be shorter: Öl-preis."""

_NO_HEAD = re.compile(
    r"(?:ab|an|auf|aus|be|bei|ein|ent|ge|miss|nach|um|un|unter|uber|ver|vor|wider|wieder|zer|zu)$"
)
"""German prefixes that change the meaning of a noun: Entscheidung (decision) is no Scheidung (divorce)."""

_NO_TAIL = frozenset({"essen"})
"""Verb endings that look like the last part of a compound: schließen contains no meal (essen)."""

_CASE = re.compile(r"(?:e?n|e?s|er|e)?")


def _compounded(word: str, lang: str) -> list[str]:
    """Return the concepts of a compound's longest listed last part and of its first part: Bahn-streik, Öl-preis."""
    if "-" in word:
        return [concept for part in word.split("-") for concept in concepts_of(part, lang)]
    exact, prefixes, _ = _forms(lang)
    for at in range(2, len(word) - LEAST_TAIL + 1):
        head, tail = word[:at], word[at:]
        listed = head in exact or head in prefixes
        if tail in _NO_TAIL or not (listed or (at >= LEAST_HEAD and not _NO_HEAD.search(head))):
            continue
        for end in range(len(tail), LEAST_TAIL - 1, -1):
            form = tail[:end]
            concepts = exact.get(form, ()) if end == len(tail) else ()
            if not concepts and (end > LEAST_TAIL or _CASE.fullmatch(tail[end:])):
                concepts = prefixes.get(form, ())
            if concepts:
                return [*exact.get(head, ()), *prefixes.get(head, ()), *concepts]
    return []


SHORTEST = 2
"""Minimum letters of a listed prefix."""


@cache
def _forms(lang: str) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, tuple[int, ...]]]:
    """Return concepts by whole word, concepts by word prefix, and the lengths of such prefixes by their first letters."""
    exact: dict[str, list[str]] = {}
    prefixes: dict[str, list[str]] = {}
    for concept, forms in _all().items():
        for form in forms.get(lang, "").split():
            into = prefixes if form.endswith("*") else exact
            into.setdefault(fold(form.rstrip("*")), []).append(concept)
    return exact, prefixes, _lengths(prefixes, SHORTEST)


def _lengths(forms: Iterable[str], first: int) -> dict[str, tuple[int, ...]]:
    """Map the first letters of forms to the lengths that occur, shortest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        if len(form) >= first:
            lengths[form[:first]].add(len(form))
    return {letters: tuple(sorted(found)) for letters, found in lengths.items()}


@cache
def _phrases(lang: str) -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    """Return concepts by hyphenated phrase, and a pattern of all phrases by their first run of letters.

    A phrase matches with hyphens or spaces. Group 1 is the phrase as listed, without its ending.
    """
    concepts: dict[str, str] = {}
    bodies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept, forms in _all().items():
        for form in filter(lambda form: "-" in form, forms.get(lang, "").split()):
            words = fold(form.rstrip("*"))
            concepts.setdefault(words, concept)
            ending = r"\w*" if form.endswith("*") else ""
            bodies[_RUN.findall(words)[0]].append(
                (words, "[ -]".join(map(re.escape, words.split("-"))) + rf"(?={ending}(?!\w))")
            )
    patterns = {}
    for run, listed in bodies.items():
        listed.sort(key=lambda pair: (-len(pair[0]), pair))
        patterns[run] = re.compile(f"({'|'.join(body for _, body in listed)})\\w*")
    return concepts, patterns


@cache
def _dense_forms(lang: str) -> tuple[dict[str, list[str]], dict[str, tuple[int, ...]]]:
    """Return concepts by form, and by first character the lengths that occur, longest first."""
    forms: dict[str, list[str]] = {}
    for concept, listed in _all().items():
        for form in listed.get(lang, "").split():
            forms.setdefault(form, []).append(concept)
    return forms, {sign: found[::-1] for sign, found in _lengths(forms, 1).items()}


def _longest_forms(text: str, lang: str) -> Iterator[str]:
    """Yield the longest listed form at each position."""
    forms, lengths = _dense_forms(lang)
    for at, sign in enumerate(text):
        for length in lengths.get(sign, ()):
            if (form := text[at : at + length]) in forms:
                yield form
                break
