"""Index of the answers found so far, by speaker, time and words, to look up the one that a candidate repeats.

`wordings` compares the words of one speaker; `carriers` decides whether two candidates are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from stories.conclusions.headlines import asks
from stories.responses.wordings import Answer, Known, Same, Wordings, letters
from stories.text import tokens

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

Speaker: TypeAlias = tuple[str, str | None, str | None]
"""Party, entity, and the folded name if there is no entity."""


def speaker_of(candidate: Candidate) -> Speaker:
    """Return the key of a candidate's speaker."""
    voice = candidate.voice
    return voice.party, voice.entity, None if voice.entity else tokens.fold(voice.name or "")


def _is_quoted_otherwise(candidate: Candidate, answer: Answer) -> bool:
    """Return whether an answer was first quoted in a candidate's language, in other words: translations of it may differ, not those."""
    first = answer.candidates[0]
    return candidate.direct and first.direct and first.lang == candidate.lang


@dataclass(slots=True)
class _SpeakerIndex:
    """A speaker's wordings by language, candidates in order of time, and titles without words."""

    wordings: dict[str, Wordings] = field(default_factory=lambda: defaultdict(Wordings))
    told: list[Known] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    manners: list[tuple[int, str]] = field(default_factory=list)
    """Answer number and stance of each candidate."""
    titles: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Answers:
    """All answers to a story, in order of their first report. Candidates with words are added in order of time."""

    found: list[Answer] = field(default_factory=list)
    _said: dict[Speaker, _SpeakerIndex] = field(default_factory=lambda: defaultdict(_SpeakerIndex))
    _shared: set[int] = field(default_factory=set)
    """Numbers of the answers that another index holds too; they are copied when they change."""

    def new_answer(self) -> Answer:
        """Start a new answer."""
        self.found.append(Answer(len(self.found)))
        return self.found[-1]

    def add_candidate(self, answer: Answer, candidate: Candidate) -> None:
        """Add a candidate to an answer."""
        if answer.number in self._shared:
            self._shared.discard(answer.number)
            self.found[answer.number] = answer.copy()
            answer = self.found[answer.number]
        answer.add(candidate)
        said = self._said[speaker_of(candidate)]
        if not candidate.worded:
            said.titles[letters(candidate.text)].append((answer, candidate))
            return
        said.wordings[candidate.lang].add(answer, candidate)
        said.told.append((answer, candidate))
        said.moments.append(candidate.item.at)
        said.manners.append((answer.number, candidate.stance))

    def remove_last(self, told: Sequence[Known]) -> None:
        """Remove the candidates added last; `told` is in order of addition."""
        for answer, candidate in reversed(told):
            said = self._said[speaker_of(candidate)]
            said.wordings[candidate.lang].remove_last(answer, candidate)
            for told_of in (said.told, said.moments, said.manners):
                told_of.pop()
            answer.remove_last()
            if not answer.candidates:
                self.found.pop()
        for said in self._said.values() if told else ():
            for wordings in said.wordings.values():
                wordings.forget_repeated()

    def copy(self) -> Answers:
        """Return a copy to which titles can be added without affecting this one."""
        said = {
            speaker: _SpeakerIndex(one.wordings, one.told, one.moments, one.manners)
            for speaker, one in self._said.items()
        }
        return Answers([*self.found], defaultdict(_SpeakerIndex, said), set(range(len(self.found))))

    def repeated(self, candidate: Candidate, share: float, same: Same) -> list[Answer]:
        """Return the answers that a candidate with words repeats, in order; `share` is the minimum share of words."""
        own = speaker_of(candidate)
        found: dict[int, Answer] = {}
        for speaker in self._beside(own, candidate.voice.company):
            said = self._said[speaker]
            if candidate.lang in said.wordings:
                found |= said.wordings[candidate.lang].repeated(candidate, share, same)
        if self._said[own].wordings.keys() - {candidate.lang}:
            for answer, other in self._said[own].told:
                if (
                    other.lang == candidate.lang
                    or answer.number in found
                    or _is_quoted_otherwise(candidate, answer)
                ):
                    continue
                if same(candidate, other):
                    found[answer.number] = answer
        return [found[number] for number in sorted(found)]

    def possible_for_title(self, title: Candidate, begin: datetime, end: datetime) -> Iterator[Known]:
        """Yield the answers that a title without words may report: those with the same title, or given within a time.

        A title that asks about an answer may mean any.
        """
        said = self._said[speaker_of(title)]
        yield from said.titles.get(letters(title.text), ())
        if asks(title.text, title.lang):
            for known in chain.from_iterable(said.titles.values()):
                if begin <= known[1].item.at <= end:
                    yield known
        first, last = bisect_left(said.moments, begin), bisect_right(said.moments, end)
        for place in dict(zip(said.manners[first:last], range(first, last), strict=True)).values():
            yield said.told[place]

    def _beside(self, own: Speaker, company: str | None) -> list[Speaker]:
        """Return a speaker, with the company they speak for, or the speakers of that company."""
        party, entity, _ = own
        beside = [own]
        if entity is not None and company is not None:
            beside += [
                other
                for other in self._said
                if other != own
                and other[0] == party
                and other[1]
                and (entity == company or other[1] == company)
            ]
        return beside
