"""Decides which capitalised words of an English page may belong to a name. Leaves where a name ends to `segments`."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.names import dictionary, lexicon, pinyin
from nlp.names.english import joints
from nlp.names.english.page import Page

MODEL_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "LAW", "EVENT"}
)
"""The model's labels for names; dates, sums and the like are none."""
_NAMING = MODEL_LABELS - {"NORP"}


def is_name_word(page: Page, place: int) -> bool:
    """Whether a word may belong to a name. Words of offices may not."""
    token, word = page.doc[place], page.word(place)
    if place in page.titles or "$" in word:
        return False
    if not (word[0].isupper() or _is_numbered(token) or _is_camel(word)):
        return False
    if word == "The" and (place == 0 or page.opens_sentence(place) or page.doc[place - 1].is_punct):
        return False  # an article there; inside a sentence its capital makes it part of a name
    if word in lexicon.words("en", "not_names", "words") and not _is_month_before(page, place):
        return False
    if page.lower(place) in lexicon.words("en", "titles", "honorifics"):
        return False
    return (
        page.tag(place) in {"NNP", "NNPS"}
        or _is_unknown_word(token)
        or _is_forename_before(page, place)
        or _is_capital_inside(page, place)
        or word in lexicon.firms()
        or page.kind(place) in _NAMING
        or _is_pronoun_like_surname(page, place)
        or _is_korean_surname(page, place)
        or (word.isupper() and len(word) > 1 and word.isalpha() and page.tag(place) in {"NN", "NNS", "FW"})
    )


def _is_numbered(token: Token) -> bool:
    """Whether a name may begin with this figure ("361 Degrees", "58.com"); an amount ("0.40") may not."""
    amount = token.text.replace(".", "").replace(",", "").isdigit() and not token.text.isdigit()
    return token.text[0].isdigit() and token.ent_type_ in MODEL_LABELS and not amount


def _is_unknown_word(token: Token) -> bool:
    """Whether it is an unknown word, whatever its tag: the tagger takes Geely for an adverb."""
    return (
        token.is_alpha
        and len(token) > len("He")
        and token.ent_type_ != "NORP"
        and not token.is_stop
        and not dictionary.is_common(token.text)
    )


def _is_proper(page: Page, place: int) -> bool:
    """Whether the tagger and a capital make it a proper name."""
    return page.tag(place) == "NNP" and page.word(place).istitle()


def _is_forename_before(page: Page, place: int) -> bool:
    """Whether an ordinary word is a forename because a proper name follows: "Raj Malhotra", "said Per Lind"."""
    word = page.word(place)
    if not word.istitle() or not _is_proper(page, place + 1):
        return False
    if page.word(place - 1) in lexicon.words("en", "people", "telling") and lexicon.is_given(word):
        return word != "The"
    return not dictionary.is_common(page.word(place + 1)) and lexicon.is_forename(word)


def _is_capital_inside(page: Page, place: int) -> bool:
    """Whether an ordinary word is capitalised because it begins a name: "that Autumn Reeve had", "; Rain Cooper, who"."""
    if not page.word(place).istitle() or page.tag(place) not in {"NN", "JJ", "NNS", "VBG"}:
        return False
    if page.tag(place + 1) != "NNP" or page.doc[place].is_stop or page.kind(place) == "NORP":
        return False
    before = page.word(place - 1)
    return (before.islower() and before.isalpha()) or before in {",", ";", "and"}


def _is_month_before(page: Page, place: int) -> bool:
    """Whether a month is a forename because a surname follows: "thanked June Carver"."""
    return (
        page.word(place) in {"April", "May", "June", "August"}
        and _is_proper(page, place + 1)
        and page.lower(place - 1) not in {"in", "last", "this", "next", "since", "every"}
    )


def _is_camel(word: str) -> bool:
    """Whether it is written like "iPhone" or "eBay"."""
    return word[0].islower() and any(letter.isupper() for letter in word[1:3]) and word.isalpha()


def _is_pronoun_like_surname(page: Page, place: int) -> bool:
    """Whether "He", "She" or "You" is a surname before a given name in pinyin."""
    if page.word(place) not in {"He", "She", "You"} or not _is_proper(page, place + 1):
        return False
    return pinyin.is_given_name(page.word(place + 1))


def _is_korean_surname(page: Page, place: int) -> bool:
    """Whether a Korean given name follows: "Ha Joon-young", "So Ji-sub"."""
    listed = page.word(place) in lexicon.words("en", "people", "korean")
    return listed and joints.is_before_syllable(page, place + 2)
