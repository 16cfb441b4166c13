"""Language-independent features ("ties") of an item: watched entities, figures, model numbers, transliterated names, concepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from sys import intern

from records import Item
from stories.items.clashes import marks
from stories.items.features import Features, share_key
from stories.items.spelling import kana, sounds
from stories.items.term_counts import NAMES
from stories.text import lexicon
from stories.text.concepts import NAME as KNOWN
from stories.text.concepts import concepts_in, concepts_of
from stories.text.numerals import numbers
from stories.text.phrases import DENSE
from stories.text.script import simplified
from stories.text.term_extraction import common, of_word
from stories.text.tokens import fold, in_title_case

NAME, FIGURE, CODE, ENTITY, NUMBER, CONCEPT, WORD = 1.6, 1.5, 1.4, 1.2, 1.2, 1.0, 0.6
"""Weight of each kind of tie, before rarity is taken into account."""

ENTITY_TIE = "e:"
"""Prefix of a tie that is a watched entity."""

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_COGNATE = 7
"""Minimum letters of a word in lower case that may be a cognate, as referendum and референдум are."""

_PREFIX = 6
_TITLE = 240

_NATIVE = 4
"""Maximum characters of a Chinese name that other languages spell in pinyin; a longer one is foreign, spelt by its sound."""


def add_ties(features: Features) -> None:
    """Add the ties of an item to its features."""
    if not features.alone:
        features.ties = ties_of(features)
        features.marks = marks(features.ties)


def ties_of(features: Features) -> dict[str, float]:
    """Return the weight of each tie."""
    item = features.item
    text = unicodedata.normalize("NFKC", features.nameless[:_TITLE])
    words = _WORDS.findall(text)
    ties: dict[str, float] = {f"e:{entity}": ENTITY for entity in features.entities}
    ties |= {f"e:{company}": ENTITY for company in sorted(features.companies)}
    ties |= {f"f:{figure}": FIGURE for figure in sorted(features.figures)}
    ties |= dict(map(_concept_tie, concepts_in(text, item.lang)))
    counted = numbers(text, item.lang)
    ties |= {f"#:{number}": NUMBER for number in counted}
    # In a language whose figures are not read, a percentage counts as a figure too.
    ties |= {
        f"f:{share_key(float(number[1:]))}": FIGURE
        for number in counted
        if number[0] == "%" and "." in number
    }
    ties |= {intern(f"n:{name}"): NAME for name in _known_names(text, item.lang)}
    if item.lang in DENSE:
        ties |= dict.fromkeys(_dense_names(features, text), NAME)
    plain, last = _plain_words(words, text, item), None
    for word in words:
        if not word.isascii() and item.lang in DENSE:
            continue
        found = ties_of_word(word, item.lang)
        ties |= dict.fromkeys(found, WORD) if word in plain else found
        if last is not None and word[:1].isupper() and last[:1].isupper() and plain.isdisjoint((last, word)):
            ties[f"n:{fold(last)}{fold(word)}"] = NAME
        last = word
    return ties


def _plain_words(words: Iterable[str], text: str, item: Item) -> frozenset[str]:
    """Return the words whose capital tells nothing: the common ones of a title in title case that are no name by themselves."""
    often = common(item.lang)
    if not often or not in_title_case(text):
        return frozenset()
    named = {mention.text for mention in item.reading.mentions if mention.label in NAMES}
    return frozenset(
        word for word in words if word not in named and not often.keys().isdisjoint(of_word(word, item.lang))
    )


@lru_cache(maxsize=10_000)
def _concept_tie(concept: str) -> tuple[str, float]:
    """Return the tie of a concept; for someone known by several names, that of the full name as other languages spell it."""
    if concept.startswith(KNOWN):
        return intern(f"n:{concept[len(KNOWN) :].replace('_', '')}"), NAME
    return intern(f"c:{concept}"), CONCEPT


@lru_cache(maxsize=200_000)
def ties_of_word(word: str, lang: str) -> dict[str, float]:
    """Return the ties of one word with their weights.

    In a script without case, such as Arabic, any word may be a name.
    """
    folded = fold(word)
    if folded in lexicon.stop_words(lang):
        return {}
    ties: dict[str, float] = {}
    if any(map(str.isdigit, word)) and any(map(str.isalpha, word)) and len(word) > 2:  # noqa: PLR2004
        ties[intern(f"k:{folded}")] = CODE
    elif not word[:1].islower():
        name = sounds(folded)
        if name is not None and (word[:1].isupper() or not name.startswith("=")):
            ties[intern(f"n:{name}")] = CONCEPT if concepts_of(folded, lang) else NAME
    elif len(folded) >= _COGNATE and folded.isascii():
        ties[intern(f"w:{folded[:_PREFIX]}")] = WORD
    return ties


def _known_names(text: str, lang: str) -> Iterator[str]:
    """Yield transliterated names that this language does not spell by sound: 丰田 is Toyota."""
    names: dict[str, str] = lexicon.table("exonyms").get(lang, {})
    if not names:
        return
    plain = simplified(text) if lang == "zh" else text
    for form in _exonyms(lang).findall(plain):
        words = [fold(word) for word in _WORDS.findall(names[form])]
        yield from filter(None, map(sounds, words))
        if len(words) > 1:
            yield "".join(words)


@cache
def _exonyms(lang: str) -> re.Pattern[str]:
    forms = sorted(lexicon.table("exonyms").get(lang, ()), key=len, reverse=True)
    body = "|".join(map(re.escape, forms)) or "(?!)"
    return re.compile(body if lang in DENSE else rf"(?<!\w)(?:{body})(?!\w)")


def _dense_names(features: Features, text: str) -> list[str]:
    names: list[str] = [f"n:{name}" for word in kana(text) if (name := sounds(word))]
    lang, titled = features.item.lang, len(features.item.title)
    for mention in features.item.reading.mentions:
        if mention.entity or mention.start > _TITLE or mention.text.isascii():
            continue
        if mention.label == "PERSON":
            spelt = _pinyin(mention.text)
            if len(mention.text) <= _NATIVE:
                names.append(f"n:{spelt}")
            name = sounds(spelt)
            if len(mention.text) > 2 and name and not name.startswith("="):  # noqa: PLR2004
                names.append(f"n:{name}")
        elif mention.label == "GPE" and lang == "zh" and mention.end <= titled:
            names += _place(mention.text)
    return names


@lru_cache(maxsize=10_000)
def _place(name: str) -> tuple[str, ...]:
    """Return the tie of a Chinese place missing from the table, by its pinyin; none for a short, ambiguous name."""
    sound = None if concepts_in(name, "zh") else sounds(_pinyin(name))
    return (f"n:{sound}",) if sound and not sound.startswith("=") else ()


@lru_cache(maxsize=10_000)
def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (0.2 s and 55 MB, for whoever meets a Chinese name)

    return "".join(lazy_pinyin(simplified(name)))
