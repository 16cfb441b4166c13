"""The English model as shipped (tagger, parser, attribute ruler, names), for comparing speed."""

from __future__ import annotations

import spacy
from spacy.language import Language

from nlp import pipelines, weights


def model() -> Language:
    """Load it without lemmatiser and sentence recogniser, which are not used here."""
    folder = f"{pipelines.ENGLISH}-{pipelines.ENGLISH_VERSION}"
    path = weights.find(pipelines.ENGLISH, f"{folder}/config.cfg").parent
    return spacy.load(path, exclude=list(pipelines.UNUSED))
