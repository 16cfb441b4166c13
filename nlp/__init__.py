"""READ: text → mentions, quotes and figures, with spans. Start at `Reader`; `load` is the pipeline of one language.

What reads is imported when it is first asked for: spaCy takes a second and a hundred megabytes, and linking, which is a
process of its own in every pass of the job, uses only what is light here (`same`, `embedding`).

Where to read on. A text's way: `reader` takes it in, `language` tells which pipeline reads it, `bearable` makes odd characters
harmless, `pipelines` has put the components together, and `reading` turns the Doc into records. The components are names/,
quotes/ and figures/, made spaCy's by `components`; `marks` is what they hang on a Doc, `context` what is known before, chinese/
the models of Chinese. `sparing` keeps a rule that trips from costing more than its text, `parts` and `rare` save time,
`batches`, `threads` and `weights` serve the models.

Beside the pipeline: `lines` is `rejoinder analyze`, `same` (with `speakers`) tells copies of one quotation, `embedding` what
titles mean.
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
