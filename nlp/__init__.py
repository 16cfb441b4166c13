"""Text → mentions, quotes and figures, with spans. Start at `Reader`; `load` builds the pipeline of one language.

The readers are imported on first use: spaCy costs a second and a hundred megabytes, and linking, which runs in its own
process, needs only the light modules `copies` and `embedding`.

Where to look:

- The way of a text: `reader` takes it, `language` chooses the pipeline, `sanitising` replaces odd characters, `pipelines`
  assembles the components, `reading` turns the Doc into records.
- Components: names/, quotes/ and figures/, registered by `components`. `marks` defines what they write to a Doc, `context`
  what is known in advance. chinese/ has the Chinese models.
- Robustness and speed: `isolation` (a failing rule costs one component of one text), `word_classes`, `rare`, `batches`,
  `threads`, `weights`.
- Shared words: `months`.
- Besides the pipeline: `lines` (`rejoinder analyze`), `copies` and `same` with `speakers` (copies of one quote), `embedding`
  (vectors of titles).
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
    """Import one of the names above from its module."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
