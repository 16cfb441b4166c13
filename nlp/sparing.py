"""Runs a pipeline so that a failing rule costs one component of one text, and nothing else.

spaCy hands what a component raises to a handler (https://spacy.io/api/language#set_error_handler) and goes on without the Doc.
Such a Doc is made anew and sent through without the component that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.names import NameReader

Made = Callable[[int], Doc]
"""Makes the Doc of a place in a batch, as it is before the pipeline."""


class _Failures:
    """What components raised, by the place of the Doc; spaCy calls it."""

    def __init__(self) -> None:
        self.of: dict[int, tuple[str, Exception]] = {}

    def __call__(self, name: str, component: Any, docs: Sequence[Doc], error: Exception) -> None:  # noqa: ARG002 — spaCy's form
        if isinstance(error, MemoryError):
            raise error  # that is no fault of the text
        self.of |= {doc._.place: (name, error) for doc in docs}


def pipe(nlp: Language, docs: Sequence[Doc], made: Made) -> list[Doc]:
    """The Docs of a batch behind the pipeline, in order; what was left out of one, and why, is in its `doc._.problems`."""
    for place, doc in enumerate(docs):
        doc._.place = place
    failures = _Failures()
    _tell(nlp, failures)
    done = {doc._.place: doc for doc in nlp.pipe(docs)}
    return [
        done[place] if place in done else _without(nlp, place, *failures.of[place], made)
        for place in range(len(docs))
    ]


def _tell(nlp: Language, failures: _Failures) -> None:
    """Let our components tell their failures. The parser has no place to note a handler, so that `set_error_handler` fails on it."""
    nlp.default_error_handler = failures
    for _, component in nlp.pipeline:
        if isinstance(component, NameReader):
            component.set_error_handler(failures)  # type: ignore[arg-type]


def _without(nlp: Language, place: int, name: str, error: Exception, made: Made) -> Doc:
    """A Doc behind all components but those that fail on it."""
    left_out: dict[str, str] = {}
    failures = _Failures()
    _tell(nlp, failures)
    while True:
        left_out[name] = f"{name} failed on it: {type(error).__name__}: {error}"
        doc = made(place)
        doc._.place = place
        found = list(nlp.pipe([doc], disable=list(left_out)))
        if found or len(left_out) == len(nlp.pipe_names):
            doc = found[0] if found else doc
            doc._.problems = [*doc._.problems, *left_out.values()]
            return doc
        name, error = failures.of[place]
