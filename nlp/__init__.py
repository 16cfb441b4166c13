"""READ: text → mentions, quotations and figures, with spans. Start at `Reader`; `load` builds the pipeline of one language.

The readers are imported when first used: spaCy costs a second and a hundred megabytes, and linking, which runs in a process
of its own, needs only the light modules `copies` and `embedding`.

Where to look:

- A text's way: `reader` takes it, `language` chooses the pipeline, `bearable` replaces odd characters, `pipelines` assembles the
  components, `reading` turns the Doc into records.
- Components: names/, quotes/ and figures/, registered by `components`. `marks` is what they write on a Doc, `context` what is
  known beforehand. chinese/ has the Chinese models.
- Robustness and speed: `sparing` (a failing rule costs one component of one text), `parts`, `rare`, `batches`, `threads`, `weights`.
- Beside the pipeline: `lines` (`rejoinder analyze`), `same` and `copies` with `speakers` (copies of one quotation), `embedding` (vectors of
  titles).
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
