"""A speaker's wordings in one language, to look up those that a candidate repeats. Which speakers are asked, `answer_index` knows.

A widely reported story has thousands of candidates; each is compared only with wordings that may be the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from stories.items.features import key_of
from stories.text import tokens

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

GRAM = 4
"""Length of the letter n-grams that find a wording containing another whole."""

FEW = 100
"""Up to this many wordings, comparing all is faster than the index."""


@lru_cache(maxsize=10_000)
def letters(text: str) -> str:
    """Return the comparison key for containment."""
    return key_of(text)


@lru_cache(maxsize=10_000)
def words(text: str, lang: str) -> frozenset[str]:
    """Return the comparison key for shared words."""
    return frozenset(tokens.terms(text, lang))


@dataclass(slots=True, eq=False)
class Answer:
    """One answer with the candidates that carry it."""

    number: int
    candidates: list[Candidate] = field(default_factory=list)
    stances: set[str] = field(default_factory=set)
    _moments: list[datetime] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Add a candidate."""
        self.candidates.append(candidate)
        self.stances.add(candidate.stance)
        insort(self._moments, candidate.item.at)

    def remove_last(self) -> None:
        """Remove the candidate added last."""
        candidate = self.candidates.pop()
        self.stances = {other.stance for other in self.candidates}
        del self._moments[bisect_left(self._moments, candidate.item.at)]

    def copy(self) -> Answer:
        """Return an independent copy."""
        return Answer(self.number, [*self.candidates], {*self.stances}, [*self._moments])

    def seconds_to(self, candidate: Candidate) -> float:
        """Return the seconds between a candidate and the nearest one of this answer."""
        at, place = candidate.item.at, bisect_left(self._moments, candidate.item.at)
        return min(abs((at - near).total_seconds()) for near in self._moments[max(0, place - 1) : place + 1])


Known: TypeAlias = tuple[Answer, "Candidate"]
"""An answer and one of its candidates."""

Same: TypeAlias = Callable[["Candidate", "Candidate"], bool]
"""Predicate: whether a candidate repeats another."""


@dataclass(slots=True)
class Wordings:
    """A speaker's wordings in one language, each wording of an answer once."""

    known: list[Known] = field(default_factory=list)
    _letters: list[str] = field(default_factory=list)
    _words: list[frozenset[str]] = field(default_factory=list)
    """Comparison keys of each wording."""
    _once: set[object] = field(default_factory=set)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_gram: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_start: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _short: list[int] = field(default_factory=list)
    _repeated: dict[object, tuple[int, dict[int, Answer]]] = field(default_factory=dict)
    """Cached look-ups: number of wordings then known, and the answers found."""

    def add(self, answer: Answer, candidate: Candidate) -> None:
        """Add a candidate with words."""
        wording = _wording(answer, candidate)
        if wording in self._once:
            return
        self._once.add(wording)
        number, key = len(self.known), letters(candidate.text)
        self.known.append((answer, candidate))
        terms = words(candidate.text, candidate.lang)
        self._letters.append(key)
        self._words.append(terms)
        for term in terms:
            self._by_word[term].append(number)
        for gram in _grams(key):
            self._by_gram[gram].append(number)
        (self._by_start[key[:GRAM]] if len(key) >= GRAM else self._short).append(number)

    def remove_last(self, answer: Answer, candidate: Candidate) -> None:
        """Remove a candidate that was added last, unless its wording had been known before."""
        if not self.known or self.known[-1][1] is not candidate:
            return
        self.known.pop()
        self._once.discard(_wording(answer, candidate))
        key = self._letters.pop()
        for term in self._words.pop():
            self._by_word[term].pop()
        for gram in _grams(key):
            self._by_gram[gram].pop()
        (self._by_start[key[:GRAM]] if len(key) >= GRAM else self._short).pop()

    def forget_repeated(self) -> None:
        """Drop cached look-ups that include wordings removed since."""
        known = len(self.known)
        self._repeated = {
            asked: (since, found) for asked, (since, found) in self._repeated.items() if since <= known
        }

    def repeated(self, candidate: Candidate, share: float, same: Same) -> dict[int, Answer]:
        """Return the answers that a candidate repeats, by number.

        Hundreds of texts carry the same words, and the result depends only on speaker and words (for posts, also on
        time). So it is cached, and only wordings added since are compared.
        """
        voice = candidate.voice
        speaker = voice.party, voice.entity, voice.name, voice.company
        asked = candidate.text, candidate.stance, candidate.direct, speaker
        of_post = candidate.item.kind == "post" or candidate.channel_kind == "post"
        since, found = (0, {}) if of_post else self._repeated.get(asked, (0, {}))
        for answer, other in self._like(candidate.text, candidate.lang, share, since):
            if answer.number not in found and same(candidate, other):
                found[answer.number] = answer
        if not of_post:
            self._repeated[asked] = len(self.known), found
        return found

    def _like(self, text: str, lang: str, share: float, since: int) -> Iterator[Known]:
        """Yield wordings that may contain the text, be contained in it, or share enough words of the shorter one."""
        key, terms = letters(text), words(text, lang)
        if len(self.known) - since <= FEW:
            yield from self._looked_through(key, terms, share, since)
            return
        if len(key) < GRAM:
            yield from self.known[since:]
            return
        grams = _grams(key)
        found = {*self._short, *min((self._by_gram.get(gram, ()) for gram in grams), key=len)}
        for gram in grams:
            found.update(self._by_start.get(gram, ()))
        shared: Counter[int] = Counter()
        for term in terms:
            holders = self._by_word.get(term, ())
            shared.update(holders[bisect_left(holders, since) :] if since else holders)
        mine = len(terms)
        for number, count in shared.items():
            if count / min(mine, len(self._words[number])) >= share:
                found.add(number)
        for number in sorted(found):
            if number >= since:
                yield self.known[number]

    def _looked_through(self, key: str, terms: frozenset[str], share: float, since: int) -> Iterator[Known]:
        for number in range(since, len(self.known)):
            other, others = self._letters[number], self._words[number]
            least = share * min(len(terms), len(others))
            if key in other or other in key or len(terms & others) >= least:
                yield self.known[number]


def _wording(answer: Answer, candidate: Candidate) -> object:
    """Return the key that distinguishes wordings of an answer; posts count individually."""
    post = candidate.item.kind == "post" or candidate.channel_kind == "post"
    return (
        answer.number, candidate.text, candidate.stance, candidate.direct, candidate.item.id if post else None
    )  # fmt: skip


def _grams(key: str) -> set[str]:
    return {key[at : at + GRAM] for at in range(len(key) - GRAM + 1)}
