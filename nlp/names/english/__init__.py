"""Finds the names of an English Doc by correcting the model's. Knows no watch list.

`reading` runs the rules. `segments` cuts a `page` into candidates, with `capitals`, `joints` and `titles`. `rules` labels them,
helped by `context`, `own_words`, `neighbours`, `works` and `alone`; `weights` and `around` weigh the rest.
"""

from __future__ import annotations

from nlp.names.english.reading import find

__all__ = ["find"]
