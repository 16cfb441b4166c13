"""Finds the names of a Chinese text by merging the answers of two models. Knows no watch list.

`reading` merges. `people` and `given_names` find people; `firms`, `firm_names`, `trades` and `deeds` find organisations;
`repeats` makes a text agree with itself. `evidence` is what they all look at.
"""

from __future__ import annotations

from nlp.names.chinese.reading import find

__all__ = ["find"]
