"""A form of a watched name where it stands in a text. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.names.watched.forms import Form
from nlp.names.watched.page import Name, Page


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text."""

    page: Page
    start: int
    end: int
    form: Form

    @property
    def written(self) -> str:
        """The words as the text writes them."""
        return self.page.text[self.start : self.end]

    @property
    def bounds(self) -> tuple[int, int]:
        """Where the sentence around it begins and ends, cut to what is near."""
        return self.page.sentence(self.start)

    @property
    def sentence(self) -> str:
        """The sentence around it, cut to what is near."""
        return self.page.text[slice(*self.bounds)]

    @property
    def lead(self) -> str:
        """What that sentence says before it."""
        return self.page.text[self.bounds[0] : self.start]

    @property
    def rest(self) -> str:
        """What that sentence says after it."""
        return self.page.text[self.end : self.bounds[1]]

    @property
    def name(self) -> Name | None:
        """The models' name that contains it."""
        return self.page.name_around(self.start, self.end)

    def is_named(self, label: str) -> bool:
        """Whether exactly this is a name of that label for the models."""
        return self.name == (self.start, self.end, label)

    def is_before(self, words: str | tuple[str, ...]) -> bool:
        """Whether one of these words follows at once."""
        return self.page.text.startswith(words, self.end)

    def is_after(self, words: str | tuple[str, ...]) -> bool:
        """Whether one of these words stands right before it."""
        return self.page.text.endswith(words, 0, self.start)
