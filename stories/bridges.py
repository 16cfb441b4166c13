"""What of an item needs no translation: watched entities, figures, models, names by their letters, ideas by word lists."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from sys import intern

from pypinyin import lazy_pinyin

from stories import lexicon
from stories.features import Features
from stories.phrases import DENSE, compiled
from stories.script import simplified
from stories.tokens import fold

NAME, FIGURE, CODE, ENTITY, NUMBER, IDEA, WORD = 1.6, 1.5, 1.4, 1.2, 1.2, 1.0, 0.6
"""How much each kind of tie tells, before rarity is counted."""

LATIN = frozenset(
    {"en", "de", "fr", "es", "it", "pt", "nl", "sl", "ca", "tr", "pl", "sv", "hr", "cs", "ro", "da", "no"}
)
"""Languages whose long words may be cognates."""

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PROCLITICS = ("وال", "بال", "ال", "لل", "و", "ب", "ل")
"""Arabic writes article, "and", "in", "for" onto the word."""

_COGNATE = 7
_PREFIX = 6
_TITLE = 240


def bridges(features: Features) -> dict[str, float]:
    """Tie → weight."""
    item = features.item
    text = unicodedata.normalize("NFKC", features.nameless[:_TITLE])
    words = _WORDS.findall(text)
    ties: dict[str, float] = {f"e:{entity}": ENTITY for entity in features.entities}
    ties |= {f"e:{company}": ENTITY for company in sorted(features.companies)}
    ties |= {f"f:{figure}": FIGURE for figure in sorted(features.figures)}
    if item.lang in DENSE:
        ties |= dict.fromkeys(_dense_ideas(text, item.lang), IDEA)
        ties |= dict.fromkeys(_dense_names(features), NAME)
    else:
        for word in words:
            ties |= _idea_ties(word, item.lang)
    ties |= dict.fromkeys(_numbers(text), NUMBER)
    last = None
    for word in words:
        if not word.isascii() and item.lang in DENSE:
            continue
        ties |= _word_ties(word, item.lang)
        if last is not None and word[:1].isupper() and last[:1].isupper():
            ties[f"n:{fold(last)}{fold(word)}"] = NAME
        last = word
    return ties


@lru_cache(maxsize=200_000)
def _word_ties(word: str, lang: str) -> dict[str, float]:
    folded = fold(word)
    if folded in lexicon.stop_words(lang):
        return {}
    ties: dict[str, float] = {}
    if any(map(str.isdigit, word)) and any(map(str.isalpha, word)) and len(word) > 2:  # noqa: PLR2004
        ties[intern(f"k:{folded}")] = CODE
    elif word[:1].isupper() or not (word.isascii() or lang in LATIN):
        bones = skeleton(folded)
        if len(bones) >= 3:  # noqa: PLR2004
            ties[intern(f"n:{bones}")] = IDEA if ideas_of(folded, lang) else NAME
    elif lang in LATIN and len(folded) >= _COGNATE and folded.isascii():
        ties[intern(f"w:{folded[:_PREFIX]}")] = WORD
    return ties


@lru_cache(maxsize=200_000)
def _idea_ties(word: str, lang: str) -> dict[str, float]:
    return dict.fromkeys((f"c:{idea}" for idea in ideas_of(fold(word), lang)), IDEA)


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
    for idea, forms in lexicon.table("concepts").items():
        for form in forms.get(lang, "").split():
            into = prefixes if form.endswith("*") else exact
            into.setdefault(fold(form.rstrip("*")), []).append(idea)
    return exact, prefixes


_NUMBER = re.compile(r"(?<![A-Za-z0-9.,])(\d{1,3}(?:[.,' ]\d{3})+|\d+(?:[.,]\d+)?)\s?(万|億|亿)?(?![\d.,]\d)")
_YEARS = range(1900, 2100)


def _numbers(text: str) -> list[str]:
    """Numbers that tell, however their thousands are marked; years, and what everybody counts to, are left out."""
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        digits, scale = match[1], match[2]
        grouped = re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", digits)
        plain = re.sub(r"\D", "", digits) if grouped else digits.replace(",", ".")
        value = float(plain) * {"万": 1e4, "亿": 1e8, "億": 1e8}.get(scale or "", 1)
        if value >= LEAST_NUMBER and value not in _YEARS:
            found.append(f"#:{value:.10g}")
    return found


LEAST_NUMBER = 11


def _dense_ideas(text: str, lang: str) -> list[str]:
    plain = simplified(text) if lang == "zh" else text
    return [f"c:{idea}" for idea, pattern in _dense_patterns(lang) if pattern.search(plain)]


@cache
def _dense_patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (idea, compiled(tuple(forms[lang].split()), lang))
        for idea, forms in lexicon.table("concepts").items()
        if forms.get(lang)
    )


def _dense_names(features: Features) -> list[str]:
    names: list[str] = []
    for mention in features.item.reading.mentions:
        if mention.entity or mention.label != "PERSON" or mention.start > _TITLE or mention.text.isascii():
            continue
        spelt = "".join(lazy_pinyin(simplified(mention.text)))
        names.append(f"n:{spelt}")
        bones = skeleton(spelt)
        if len(mention.text) > 2 and len(bones) >= 3:  # noqa: PLR2004
            names.append(f"n:{bones}")
    return names


_SPELLINGS = (
    ("sch", "s"), ("tch", "s"), ("dzh", "j"), ("ph", "f"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("cz", "s"), ("ts", "s"),
    ("tz", "s"), ("th", "t"), ("kh", "h"), ("dj", "j"), ("ck", "k"), ("gh", "g"), ("ce", "se"), ("ci", "si"), ("qu", "k"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("r", "l"), ("p", "b"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""One sound, several spellings; r and l, p and b are one where a name went through Chinese or Arabic."""


@lru_cache(maxsize=200_000)
def skeleton(folded: str) -> str:
    """The consonants of a name, as far as spellings of it in different scripts agree."""
    if not folded.isalpha():
        return ""
    word = folded[:-1] + "s" if folded.endswith("ic") else folded
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    bones = ["a"] if word[:1] in "aeiou" else []
    for letter in word:
        if letter not in "aeiouh" and (not bones or bones[-1] != letter):
            bones.append(letter)
    return "".join(bones)
