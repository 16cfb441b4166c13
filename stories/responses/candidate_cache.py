"""Caches, between passes of one process, the response candidates of a story's items and how they group into answers.

Most items of a widely reported story are unchanged in the next pass. `gathering` finds candidates, `carriers` groups
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from records import Item, Story
from stories.items.roster import Roster
from stories.responses import gathering
from stories.responses.candidates import Candidate
from stories.responses.carriers import Told


@dataclass(slots=True)
class Heard:
    """The cached candidates of one story."""

    told: Told = field(default_factory=Told)
    _about: object = None
    """The facts of the story that all candidates depend on."""
    _of_item: dict[str, tuple[Item, tuple[Candidate, ...]]] = field(default_factory=dict)

    def candidates(
        self, told: Iterable[Item], story: Story, roster: Roster, *, asked: bool
    ) -> Iterator[Candidate]:
        """Yield the candidates of a story's items, recomputing those of changed items."""
        about = story.subject, story.claim, story.first_seen, asked
        before = self._of_item if about == self._about else {}
        self._about, self._of_item = about, {}
        for item in told:
            known = before.get(item.id)
            if known is None or known[0] != item:
                known = item, tuple(gathering.of_item(item, story, roster, asked=asked))
            self._of_item[item.id] = known
            yield from known[1]
