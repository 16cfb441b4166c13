"""The spaCy tokenizer of the Chinese pipeline: words and parts of speech by LAC, sentences by punctuation.

The Doc has the original text, traditional or not; the model reads its folded form. LAC's name candidates are put in
`doc.ents` for the names component to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp import batches
from nlp.chinese import script, sentences
from nlp.chinese.lac import Lac

POS = {
    "n": "NOUN", "nz": "PROPN", "nw": "PROPN", "PER": "PROPN", "LOC": "PROPN", "ORG": "PROPN", "TIME": "NOUN",
    "v": "VERB", "vd": "ADV", "vn": "NOUN", "a": "ADJ", "ad": "ADV", "an": "NOUN", "d": "ADV", "f": "ADP",
    "r": "PRON", "s": "NOUN", "t": "NOUN", "m": "NUM", "q": "NOUN", "p": "ADP", "c": "CCONJ", "u": "PART",
    "xc": "PART", "w": "PUNCT", "_": "SPACE",
}  # fmt: skip
_BLANK = re.compile(r"\s")
NAMES = ("PER", "LOC", "ORG")
BATCH = 64
Read = tuple[tuple[int, int], list[tuple[str, str]]]
"""The span of a piece of text, and LAC's words for it with their tags."""


class ChineseTokenizer:
    """Makes Docs whose tokens have LAC's tag in `tag_` and the universal part of speech in `pos_`."""

    def __init__(self, vocab: Vocab, lac: Lac) -> None:
        self.vocab = vocab
        self._lac = lac

    def __call__(self, text: str) -> Doc:
        """Tokenize one text."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], batch_size: int = BATCH) -> Iterator[Doc]:
        """Tokenize texts in order; sentences of many texts are batched together."""
        for batch in batches.cut(texts, batch_size):
            folded = [script.fold(text) for text in batch]
            spans = [list(sentences.pieces(text)) for text in folded]
            pieces = [
                text[start:end] for text, of_text in zip(folded, spans, strict=True) for start, end in of_text
            ]
            read = iter(self._lac.words(pieces))
            for text, simple, of_text in zip(batch, folded, spans, strict=True):
                yield self._doc(text, simple, [(span, next(read)) for span in of_text])

    def _doc(self, text: str, folded: str, read: Sequence[Read]) -> Doc:
        begins = sentences.starts(folded)
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        starts: list[bool | int | None] = []
        names: list[str] = []
        waiting = False  # a sentence that would begin at white space begins at the next word
        for start, end, tag, begins_word in _words(text, read):
            word = text[start:end]
            waiting = waiting or start in begins or not words
            if word == " " and words and not spaces[-1] and tags[-1] != "_":
                spaces[-1] = True
                continue
            words.append(word)
            spaces.append(False)
            tags.append(tag)
            starts.append(waiting)
            names.append(f"{'B' if begins_word else 'I'}-{tag}" if tag in NAMES else "O")
            waiting = False
        return Doc(
            self.vocab,
            words=words,
            spaces=spaces,
            tags=tags,
            pos=[POS.get(tag, "X") for tag in tags],
            sent_starts=starts,
            ents=names,
        )

    def to_bytes(self, **_: Any) -> bytes:
        """Do nothing: the model belongs to the installed package."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> ChineseTokenizer:
        """Return self."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Do nothing: the model belongs to the installed package."""

    def from_disk(self, *_: Any, **__: Any) -> ChineseTokenizer:
        """Return self."""
        return self


def _words(text: str, read: Sequence[Read]) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end and tag of every token, white space included, and whether it begins a word of LAC's."""
    place = 0
    for (start, end), words in read:
        yield from _blanks(place, start)
        place = start
        has_blanks = _BLANK.search(text, start, end) is not None
        for word, tag in words:
            if has_blanks:
                yield from _without_blanks(word, place, tag)
            else:
                yield place, place + len(word), tag, True
            place += len(word)
        place = end
    yield from _blanks(place, len(text))


def _blanks(start: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
    for place in range(start, end):
        yield place, place + 1, "_", True


def _without_blanks(word: str, start: int, tag: str) -> Iterator[tuple[int, int, str, bool]]:
    """Split a word at white space, which tokens of a Doc must not contain."""
    begin = 0
    for place, character in enumerate(word):
        if character.isspace():
            if begin < place:
                yield start + begin, start + place, tag, begin == 0
            yield start + place, start + place + 1, "_", True
            begin = place + 1
    if begin < len(word):
        yield start + begin, start + len(word), tag, begin == 0
