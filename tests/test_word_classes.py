"""Parts of speech equal those of the model's own attribute ruler, word for word."""

from __future__ import annotations

import pytest
import spacy
from marked_quotes import texts
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp import pipelines, weights, word_classes
from records import Watchlist


@pytest.fixture(scope="module")
def model() -> spacy.language.Language:
    """The shipped model, with what the part-of-speech rules need."""
    folder = f"{pipelines.ENGLISH}-{pipelines.ENGLISH_VERSION}"
    path = weights.find(pipelines.ENGLISH, f"{folder}/config.cfg").parent
    return spacy.load(path, exclude=["lemmatizer", "senter", "ner"])


def reader(patterns: list[dict[str, object]], vocab: Vocab) -> word_classes.PartReader:
    made = word_classes.PartReader()
    made.use(patterns, vocab.strings)
    return made


def test_tags_equal_those_of_the_attribute_ruler(model: spacy.language.Language) -> None:
    ruler = model.get_pipe(pipelines.RULER)
    ours = reader(ruler.patterns, model.vocab)
    marked = [
        text.text
        for folder in ("en", "articles_en")
        for half in ("dev", "held")
        for text in texts(folder, half)
    ]
    odd = [
        "",
        "  \n ",
        "There's no way. There is! I'd have had to, but that's that; do they? Who does.",
        "“ ” ‘ — …",
    ]
    with model.select_pipes(disable=[pipelines.RULER]):
        docs = list(model.pipe([*marked, *odd]))
    for doc in docs:
        told = ours(doc.copy())
        ruler(doc)
        assert [(token.tag_, token.pos_) for token in told] == [(token.tag_, token.pos_) for token in doc]


def test_the_last_matching_rule_wins_also_across_words() -> None:
    vocab = spacy.blank("en").vocab
    there = {"LOWER": "there"}, {"LOWER": {"IN": ["is", "was"]}}
    patterns = [
        {"patterns": [[{"LOWER": "is"}]], "attrs": {"POS": "AUX", "MORPH": "Mood=Ind"}, "index": 0},
        {"patterns": [[*there]], "attrs": {"POS": "VERB"}, "index": 1},
        {"patterns": [[{"LOWER": "was"}]], "attrs": {"POS": "X"}, "index": 0},
        {"patterns": [[{"LOWER": "there"}]], "attrs": {"LEMMA": "there"}, "index": 0},
    ]
    doc = reader(patterns, vocab)(Doc(vocab, words=["There", "is", "There", "was", "is", "there"]))
    assert [token.pos_ for token in doc] == ["", "VERB", "", "X", "AUX", ""]


def test_an_unsupported_condition_is_an_error() -> None:
    patterns = [{"patterns": [[{"LOWER": {"REGEX": "^a"}}]], "attrs": {"POS": "X"}, "index": 0}]
    with pytest.raises(ValueError, match="REGEX"):
        reader(patterns, Vocab())


def test_the_ruler_is_not_run_as_well() -> None:
    names = pipelines.load("en", Watchlist()).pipe_names
    assert pipelines.RULER not in names
    assert word_classes.PARTS in names
