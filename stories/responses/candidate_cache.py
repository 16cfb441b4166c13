"""What a story's items hold that may answer it, and which tellings are one answer, kept from pass to pass of one process.

A story that everybody tells comes again in each pass, and most of its items as they were. What it holds is gathering's, what
is one answer carriers'.
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
    """What was heard of one story when it was told last."""

    told: Told = field(default_factory=Told)
    _about: object = None
    """What decides about all its items alike."""
    _of_item: dict[str, tuple[Item, tuple[Candidate, ...]]] = field(default_factory=dict)

    def candidates(
        self, told: Iterable[Item], story: Story, roster: Roster, *, asked: bool
    ) -> Iterator[Candidate]:
        """What a story's items hold that may answer it; of an item that is as it was, what it held."""
        about = story.subject, story.claim, story.first_seen, asked
        before = self._of_item if about == self._about else {}
        self._about, self._of_item = about, {}
        for item in told:
            known = before.get(item.id)
            if known is None or known[0] != item:
                known = item, tuple(gathering.of_item(item, story, roster, asked=asked))
            self._of_item[item.id] = known
            yield from known[1]
