"""An English Doc as the rules of names read it: each word and what the model says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.attrs import ENT_TYPE, TAG
from spacy.tokens import Doc

from nlp.marks import columns


@dataclass(slots=True)
class Page:
    """Look-ups by token. Beyond either end of the text they all return an empty string."""

    doc: Doc
    words: list[str]
    """As written."""
    titles: dict[int, tuple[int, bool]] = field(default_factory=dict)
    """For each token of an office where the office ends, and whether it is political."""
    _lower: list[str] = field(init=False)
    _tags: list[int] = field(init=False)
    _kinds: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._lower = [word.lower() for word in self.words]
        self._tags, self._kinds = columns(self.doc, TAG, ENT_TYPE)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, place: int) -> str:
        """The word as written."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def lower(self, place: int) -> str:
        """The word in small letters."""
        return self._lower[place] if 0 <= place < len(self.words) else ""

    def tag(self, place: int) -> str:
        """The tagger's tag."""
        return self._string(self._tags[place]) if 0 <= place < len(self.words) else ""

    def kind(self, place: int) -> str:
        """The model's label of the name that the word belongs to; empty if it belongs to none."""
        return self._string(self._kinds[place]) if 0 <= place < len(self.words) else ""

    def _string(self, number: int) -> str:
        string: str = self.doc.vocab.strings[number]
        return string

    def opens_sentence(self, place: int) -> bool:
        """Whether a sentence begins with the word."""
        return bool(self.doc[place].is_sent_start)
