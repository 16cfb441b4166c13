"""READ: text → mentions, quotes and figures, with spans. Start at `Reader`; `load` is the pipeline of one language.

What reads is imported when it is first asked for: spaCy takes a second and a hundred megabytes, and linking, which is a
process of its own in every pass of the job, uses only what is light here (`same`, `embedding`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.language import NOT_READ
    from nlp.pipelines import load
    from nlp.reader import VERSION, Reader, Text
    from nlp.reading import as_json
    from nlp.weights import ModelError

__all__ = ["NOT_READ", "VERSION", "ModelError", "Reader", "Text", "as_json", "load"]

_PLACES = {
    "NOT_READ": "nlp.language",
    "load": "nlp.pipelines",
    "VERSION": "nlp.reader",
    "Reader": "nlp.reader",
    "Text": "nlp.reader",
    "as_json": "nlp.reading",
    "ModelError": "nlp.weights",
}


def __getattr__(name: str) -> object:
    """One of the names above, from the module that knows it."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
