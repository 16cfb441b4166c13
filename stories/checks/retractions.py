"""What a text says was never so: "an earlier version of this article gave". A number that was so and has changed is no mistake."""

from __future__ import annotations

import re

from records import FigureRef, Item
from stories.text.phrases import phrases, plain

_GIVEN = re.compile(
    r"\b(?:not|wrongly|mistakenly|erroneously|incorrectly|misstated|gave|said|put|stated|version)\b[^.!?\d]*$"
    r"|(?:不是|而非|并非|误)[^。，\d]*$"
)
"""What stands before a number that was given in error."""
_NEAR = 60
_BEGIN = re.compile(r"[.!?]\s|[。！？\n]")


def sentence_of(ref: FigureRef, item: Item) -> str:
    """The sentence in which a figure stands, folded."""
    figure = ref.figure
    begin = max((match.end() for match in _BEGIN.finditer(item.text, 0, figure.start)), default=0)
    stop = _BEGIN.search(item.text, figure.end)
    return plain(item.text[begin : stop.start() if stop else len(item.text)], item.lang)


def is_taken_back(ref: FigureRef, item: Item) -> bool:
    """Whether a figure is one that its sentence corrects: told of as the earlier one, or as "not $115 million"."""
    if phrases("corrections", "corrects", item.lang).search(sentence_of(ref, item)) is None:
        return False
    head = plain(item.text[max(0, ref.figure.start - _NEAR) : ref.figure.start], item.lang)
    return ref.figure.status == "prior" or _GIVEN.search(head) is not None
