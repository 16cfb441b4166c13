"""Caches, between passes of one process, the response candidates of a story's items, their answers and the responses made of them.

Most items of a widely reported story are unchanged in the next pass. `gathering` finds candidates, `carriers` groups
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from records import Item, Response, Story
from stories.items.roster import Roster
from stories.responses import gathering, titled
from stories.responses.candidates import Candidate
from stories.responses.carriers import AnswerGroups


@dataclass(slots=True)
class CandidateCache:
    """The cached candidates of one story."""

    groups: AnswerGroups = field(default_factory=AnswerGroups)
    _about: object = None
    """The facts of the story that all candidates depend on."""
    _of_item: dict[str, tuple[Item, tuple[Candidate, ...]]] = field(default_factory=dict)
    _unasked_about: object = None
    _unasked: dict[str, Item] = field(default_factory=dict)
    """Items known not to report an answer of the subject."""
    _responses: dict[int, tuple[object, Response]] = field(default_factory=dict)
    """Answer number to the parts of its response, and the response."""

    def asked(self, told: Iterable[Item], story: Story, roster: Roster) -> bool:
        """Return whether any title reports an answer of the subject."""
        about = _facts_of(story)
        if about != self._unasked_about:
            self._unasked_about, self._unasked = about, {}
        for item in told:
            if self._unasked.get(item.id) is not item:
                if titled.tells_of_answer(item, story, roster):
                    return True
                self._unasked[item.id] = item
        return False

    def candidates(
        self, told: Iterable[Item], story: Story, roster: Roster, *, asked: bool
    ) -> Iterator[Candidate]:
        """Yield the candidates of a story's items, recomputing those of changed items."""
        about = *_facts_of(story), asked
        before = self._of_item if about == self._about else {}
        self._about, self._of_item = about, {}
        for item in told:
            known = before.get(item.id)
            if known is None or (known[0] is not item and known[0] != item):
                known = item, tuple(gathering.of_item(item, story, roster, asked=asked))
            self._of_item[item.id] = known
            yield from known[1]

    def responses(self, parts_of: Iterable[object], make: Callable[[int], Response]) -> list[Response]:
        """Return the response of each answer, by number; `make` is called for those whose parts have changed."""
        before, self._responses = self._responses, {}
        for number, parts in enumerate(parts_of):
            known = before.get(number)
            response = known[1] if known is not None and known[0] == parts else make(number)
            self._responses[number] = parts, response
        return [response for _, response in self._responses.values()]


def _facts_of(story: Story) -> tuple[object, ...]:
    """Return what candidates depend on of a story."""
    return story.subject, story.claim, story.claim_item, story.claim_rule, story.first_seen
