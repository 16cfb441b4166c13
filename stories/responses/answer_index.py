"""The answers told so far, and where to look for the one that a telling repeats: by who speaks, when and in which words.

A story that everybody tells holds thousands of tellings; each is held only against those that may be the same. Whether they
are, carriers decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from stories.conclusions.headlines import asks
from stories.items.features import key_of
from stories.text import tokens

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

GRAM = 4
"""Letters by which a wording is found that holds another one whole."""

FEW = 100
"""So many wordings are sooner looked at one by one than looked up."""

Speaker: TypeAlias = tuple[str, str | None, str | None]
"""Party, entity, and the folded name where there is no entity."""


@lru_cache(maxsize=10_000)
def letters(text: str) -> str:
    """What a wording is compared by where one may hold the other."""
    return key_of(text)


@lru_cache(maxsize=10_000)
def words(text: str, lang: str) -> frozenset[str]:
    """… and where both may share most of their words."""
    return frozenset(tokens.terms(text, lang))


def speaker_of(telling: Candidate) -> Speaker:
    """Under whom a telling is looked for."""
    voice = telling.voice
    return voice.party, voice.entity, None if voice.entity else tokens.fold(voice.name or "")


@dataclass(slots=True, eq=False)
class Answer:
    """One answer with its tellings."""

    number: int
    tellings: list[Candidate] = field(default_factory=list)
    stances: set[str] = field(default_factory=set)
    _moments: list[datetime] = field(default_factory=list)

    def add(self, telling: Candidate) -> None:
        """Let it be told once more."""
        self.tellings.append(telling)
        self.stances.add(telling.stance)
        insort(self._moments, telling.item.at)

    def take_back(self) -> None:
        """Let what was told last be untold."""
        telling = self.tellings.pop()
        self.stances = {other.stance for other in self.tellings}
        del self._moments[bisect_left(self._moments, telling.item.at)]

    def copy(self) -> Answer:
        """The same answer, to be told of further on its own."""
        return Answer(self.number, [*self.tellings], {*self.stances}, [*self._moments])

    def apart(self, telling: Candidate) -> float:
        """Seconds between a telling and the nearest one of it."""
        at, place = telling.item.at, bisect_left(self._moments, telling.item.at)
        return min(abs((at - near).total_seconds()) for near in self._moments[max(0, place - 1) : place + 1])


Known: TypeAlias = tuple[Answer, "Candidate"]
"""An answer, and one of its tellings."""

Same: TypeAlias = Callable[["Candidate", "Candidate"], bool]
"""Whether a telling repeats another one."""


@dataclass(slots=True)
class _Wordings:
    """What a speaker said in a language; every wording of an answer once."""

    known: list[Known] = field(default_factory=list)
    _letters: list[str] = field(default_factory=list)
    _words: list[frozenset[str]] = field(default_factory=list)
    """What each of them is compared by."""
    _once: set[object] = field(default_factory=set)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_gram: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_start: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _short: list[int] = field(default_factory=list)
    _repeated: dict[object, tuple[int, dict[int, Answer]]] = field(default_factory=dict)
    """What was asked for → how many wordings were known then, and the answers that they gave."""

    def add(self, answer: Answer, telling: Candidate) -> None:
        wording = _wording(answer, telling)
        if wording in self._once:
            return
        self._once.add(wording)
        number, key = len(self.known), letters(telling.text)
        self.known.append((answer, telling))
        terms = words(telling.text, telling.lang)
        self._letters.append(key)
        self._words.append(terms)
        for term in terms:
            self._by_word[term].append(number)
        for gram in _grams(key):
            self._by_gram[gram].append(number)
        (self._by_start[key[:GRAM]] if len(key) >= GRAM else self._short).append(number)

    def take_back(self, answer: Answer, telling: Candidate) -> None:
        """Forget a telling that was added last, if its wording was not known before."""
        if not self.known or self.known[-1][1] is not telling:
            return
        self.known.pop()
        self._once.discard(_wording(answer, telling))
        key = self._letters.pop()
        for term in self._words.pop():
            self._by_word[term].pop()
        for gram in _grams(key):
            self._by_gram[gram].pop()
        (self._by_start[key[:GRAM]] if len(key) >= GRAM else self._short).pop()

    def forget_repeated(self) -> None:
        """Forget what was found among wordings that were taken back since."""
        known = len(self.known)
        self._repeated = {
            asked: (since, found) for asked, (since, found) in self._repeated.items() if since <= known
        }

    def repeated(self, telling: Candidate, share: float, same: Same) -> dict[int, Answer]:
        """The answers that a telling repeats, by number.

        Hundreds of texts carry the same words. Whether these repeat others depends on who says them and on nothing else, but
        of posts also on when; so what was found for them before is found again, and only what came since is looked at.
        """
        voice = telling.voice
        asked = telling.text, telling.stance, voice.party, voice.entity, voice.name, voice.company
        of_post = telling.item.kind == "post" or telling.channel_kind == "post"
        since, found = (0, {}) if of_post else self._repeated.get(asked, (0, {}))
        for answer, other in self._like(telling.text, telling.lang, share, since):
            if answer.number not in found and same(telling, other):
                found[answer.number] = answer
        if not of_post:
            self._repeated[asked] = len(self.known), found
        return found

    def _like(self, text: str, lang: str, share: float, since: int) -> Iterator[Known]:
        """Those that may hold a text whole, that it may hold, or that have so much of the shorter one's words in common."""
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


def _wording(answer: Answer, telling: Candidate) -> object:
    """What makes a wording of an answer another one: of posts, which of them it is, too."""
    post = telling.item.kind == "post" or telling.channel_kind == "post"
    return answer.number, telling.text, telling.stance, telling.item.id if post else None


def _grams(key: str) -> set[str]:
    return {key[at : at + GRAM] for at in range(len(key) - GRAM + 1)}


@dataclass(slots=True)
class _Said:
    """What a speaker said: the wordings by language, all tellings in the order of time, and the titles that only say so."""

    wordings: dict[str, _Wordings] = field(default_factory=lambda: defaultdict(_Wordings))
    told: list[Known] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    manners: list[tuple[int, str]] = field(default_factory=list)
    """Of each telling, the number of the answer and the stance."""
    titles: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Answers:
    """All answers to a story, in the order in which they were first told. Those with words are told in the order of time."""

    found: list[Answer] = field(default_factory=list)
    _said: dict[Speaker, _Said] = field(default_factory=lambda: defaultdict(_Said))

    def begin(self) -> Answer:
        """Another answer, not told yet."""
        self.found.append(Answer(len(self.found)))
        return self.found[-1]

    def tell(self, answer: Answer, telling: Candidate) -> None:
        """Let an answer be told once more."""
        answer.add(telling)
        said = self._said[speaker_of(telling)]
        if not telling.worded:
            said.titles[letters(telling.text)].append((answer, telling))
            return
        said.wordings[telling.lang].add(answer, telling)
        said.told.append((answer, telling))
        said.moments.append(telling.item.at)
        said.manners.append((answer.number, telling.stance))

    def take_back(self, told: Sequence[Known]) -> None:
        """Let what was told last be untold: tellings with words, in the order of telling."""
        for answer, telling in reversed(told):
            said = self._said[speaker_of(telling)]
            said.wordings[telling.lang].take_back(answer, telling)
            for told_of in (said.told, said.moments, said.manners):
                told_of.pop()
            answer.take_back()
            if not answer.tellings:
                self.found.pop()
        for said in self._said.values() if told else ():
            for wordings in said.wordings.values():
                wordings.forget_repeated()

    def copy(self) -> Answers:
        """The same answers, to be told of by titles; what these add, the answers themselves know nothing of."""
        said = {
            speaker: _Said(one.wordings, one.told, one.moments, one.manners)
            for speaker, one in self._said.items()
        }
        return Answers([answer.copy() for answer in self.found], defaultdict(_Said, said))

    def repeated(self, telling: Candidate, share: float, same: Same) -> list[Answer]:
        """The answers that a telling with words repeats, in order; `share` of the words is the least."""
        own = speaker_of(telling)
        found: dict[int, Answer] = {}
        for speaker in self._beside(own, telling.voice.company):
            said = self._said[speaker]
            if telling.lang in said.wordings:
                found |= said.wordings[telling.lang].repeated(telling, share, same)
        if self._said[own].wordings.keys() - {telling.lang}:
            for answer, other in self._said[own].told:
                if other.lang != telling.lang and answer.number not in found and same(telling, other):
                    found[answer.number] = answer
        return [found[number] for number in sorted(found)]

    def like_title(self, title: Candidate, begin: datetime, end: datetime) -> Iterator[Known]:
        """Where an answer may stand that a title without words tells of: in the same title, or told within a time.

        What asks about an answer may tell of any.
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
        """A speaker, and those by whom the company speaks for which he does, or by whom he is the company."""
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
