"""Decides which capitalised words of an English Doc may belong to a name. Leaves where a name ends to `segments`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from nlp.names import dictionary, lexicon, pinyin
from nlp.names.english import joints

MODEL_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "LAW", "EVENT"}
)
"""The model's labels for names; dates, sums and the like are none."""
_NAMING = MODEL_LABELS - {"NORP"}


def is_name_word(doc: Doc, place: int, titles: Mapping[int, tuple[int, bool]]) -> bool:
    """Whether a word may belong to a name. Words of offices, at the places in `titles`, may not."""
    token = doc[place]
    word = token.text
    if place in titles or "$" in word or not (word[0].isupper() or _is_numbered(token) or _is_camel(token)):
        return False
    if word == "The" and (place == 0 or token.is_sent_start or doc[place - 1].is_punct):
        return False  # an article there; inside a sentence its capital makes it part of a name
    listed = lexicon.words("en", "not_names", "words")
    if (word in listed and not _is_month_before(doc, place)) or token.lower_ in lexicon.words(
        "en", "titles", "honorifics"
    ):
        return False
    return (
        token.tag_ in {"NNP", "NNPS"}
        or _is_unknown_word(token)
        or _is_forename_before(doc, place)
        or _is_capital_inside(doc, place)
        or word in lexicon.firms()
        or token.ent_type_ in _NAMING
        or _is_pronoun_like_surname(doc, place)
        or _is_korean_surname(doc, place)
        or (word.isupper() and len(word) > 1 and word.isalpha() and token.tag_ in {"NN", "NNS", "FW"})
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


def _is_forename_before(doc: Doc, place: int) -> bool:
    """Whether an ordinary word is a forename because a proper name follows: "Raj Malhotra", "said Per Lind"."""
    if place + 1 >= len(doc) or not doc[place].text.istitle():
        return False
    follows = doc[place + 1]
    told = place > 0 and doc[place - 1].text in lexicon.words("en", "people", "telling")
    if told and follows.tag_ == "NNP" and follows.text.istitle() and lexicon.is_given(doc[place].text):
        return doc[place].text != "The"
    surname = follows.tag_ == "NNP" and follows.text.istitle() and not dictionary.is_common(follows.text)
    return surname and lexicon.is_forename(doc[place].text)


def _is_capital_inside(doc: Doc, place: int) -> bool:
    """Whether an ordinary word is capitalised because it begins a name: "that Autumn Reeve had", "; Rain Cooper, who"."""
    token = doc[place]
    if not 0 < place < len(doc) - 1 or not token.text.istitle() or token.is_stop or token.ent_type_ == "NORP":
        return False
    before, follows = doc[place - 1], doc[place + 1]
    running = (before.is_lower and before.is_alpha) or before.text in {",", ";", "and"}
    return running and follows.tag_ == "NNP" and token.tag_ in {"NN", "JJ", "NNS", "VBG"}


def _is_month_before(doc: Doc, place: int) -> bool:
    """Whether a month is a forename because a surname follows: "thanked June Carver"."""
    if doc[place].text not in {"April", "May", "June", "August"} or place + 1 >= len(doc):
        return False
    follows, before = doc[place + 1], doc[place - 1].lower_ if place else ""
    return (
        follows.text.istitle()
        and follows.tag_ == "NNP"
        and before not in {"in", "last", "this", "next", "since", "every"}
    )


def _is_camel(token: Token) -> bool:
    """Whether it is written like "iPhone" or "eBay"."""
    return token.text[0].islower() and any(letter.isupper() for letter in token.text[1:3]) and token.is_alpha


def _is_pronoun_like_surname(doc: Doc, place: int) -> bool:
    """Whether "He", "She" or "You" is a surname before a given name in pinyin."""
    if doc[place].text not in {"He", "She", "You"} or place + 1 >= len(doc):
        return False
    follows = doc[place + 1]
    return follows.tag_ == "NNP" and follows.text.istitle() and pinyin.is_given_name(follows.text)


def _is_korean_surname(doc: Doc, place: int) -> bool:
    """Whether a Korean given name follows: "Ha Joon-young", "So Ji-sub"."""
    listed = doc[place].text in lexicon.words("en", "people", "korean")
    return listed and place + 3 < len(doc) and joints.is_before_syllable(doc, place + 2)
