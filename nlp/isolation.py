"""Runs a pipeline so that a failing rule costs one component of one text and nothing else.

spaCy passes a component's exception to a handler (https://spacy.io/api/language#set_error_handler) and drops the Doc.
Such a Doc is created again and processed without the component that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.names import NameReader

MakeDoc = Callable[[int], Doc]
"""Creates the Doc at an index of the batch, as it is before the pipeline."""


class _Failures:
    """Collects the exceptions of components by the Doc's index; spaCy calls it."""

    def __init__(self) -> None:
        self.of: dict[int, tuple[str, Exception]] = {}

    def __call__(self, name: str, component: Any, docs: Sequence[Doc], error: Exception) -> None:  # noqa: ARG002 — spaCy's form
        if isinstance(error, MemoryError):
            raise error  # not the text's fault
        self.of |= {doc._.place: (name, error) for doc in docs}


def pipe(nlp: Language, docs: Sequence[Doc], make: MakeDoc) -> list[Doc]:
    """Return the processed Docs of a batch, in order; what was skipped, and why, is in `doc._.problems`."""
    for place, doc in enumerate(docs):
        doc._.place = place
    failures = _Failures()
    _handle_failures(nlp, failures)
    done = {doc._.place: doc for doc in nlp.pipe(docs)}
    return [
        done[place] if place in done else _skipping_failed(nlp, place, *failures.of[place], make)
        for place in range(len(docs))
    ]


def _handle_failures(nlp: Language, failures: _Failures) -> None:
    """Install the failure handler on our components; `set_error_handler` fails on the parser, which cannot store one."""
    nlp.default_error_handler = failures
    for _, component in nlp.pipeline:
        if isinstance(component, NameReader):
            component.set_error_handler(failures)  # type: ignore[arg-type]


def _skipping_failed(nlp: Language, place: int, name: str, error: Exception, make: MakeDoc) -> Doc:
    """Process a Doc with all components but those that fail on it."""
    left_out: dict[str, str] = {}
    failures = _Failures()
    _handle_failures(nlp, failures)
    while True:
        left_out[name] = f"{name} failed on it: {type(error).__name__}: {error}"
        doc = make(place)
        doc._.place = place
        found = list(nlp.pipe([doc], disable=list(left_out)))
        if found or len(left_out) == len(nlp.pipe_names):
            doc = found[0] if found else doc
            doc._.problems = [*doc._.problems, *left_out.values()]
            return doc
        name, error = failures.of[place]
