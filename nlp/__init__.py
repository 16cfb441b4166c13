"""READ: text → mentions, quotes and figures, with spans. Start at `Reader`; `load` is the pipeline of one language."""

from nlp.language import NOT_READ
from nlp.pipelines import load
from nlp.reader import VERSION, Reader, Text
from nlp.reading import as_json
from nlp.weights import ModelError

__all__ = ["NOT_READ", "VERSION", "ModelError", "Reader", "Text", "as_json", "load"]
