"""Recognises copies of one quotation in several documents, whole, trimmed or split. Pure: records in, records out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from nlp.chinese.script import fold
from nlp.speakers import may_be_one
from records import Issue, Quote

WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’][^\W\u3400-\u9fff]+)?")
LATIN_PIECE = 3
HAN_PIECE = 4
"""Words of the pieces that are compared, so that a word set right costs few; a Chinese character is a word."""

FEWEST_LATIN = 6
FEWEST_HAN = 10
"""Words from which a quotation can be told again; shorter ones are said by many."""

LEAST_LATIN = 4
LEAST_HAN = 6
"""The same where both are given to one speaker: a person's own words cut short."""

SHARED = 0.6
"""Share of the shorter one's pieces that the other must hold; of one that many might say, all."""

COMMON = 50
"""Quotations that may hold a piece; one that more hold is a set phrase."""


HAN = "\u3400"

NOT = frozenset({"not", "never", "no", "cannot", "不", "没", "未", "无", "非", "否"})
BESIDE_NOT = frozenset({"do", "does", "did", "有", "并"})
"""Words that a denial brings with it: "we do not sell", 并没有."""

SPELLINGS = (
    (re.compile(r"([a-z]{3,})is(e|ed|es|ing|er|ation)$"), r"\1iz\2"),
    (re.compile(r"([aeiou])ll(er|ers|ed|ing)$"), r"\1l\2"),
    (re.compile(r"([a-z]{3,})our(s|ed|ing|able|ite)?$"), r"\1or\2"),
)
"""British endings and the American ones beside them, under which both are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A quotation as one document carries it. Hand them over with the earliest document first."""

    id: str
    document: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What is concluded about one carried quotation."""

    id: str
    same_as: str | None
    """Id of the earliest copy; None: it is the earliest, or the only one."""
    speaker: str | None
    """As its own document says; without one, as the earliest copy that names somebody says."""
    speaker_entity: str | None


def find_copies(carried: Sequence[Carried]) -> tuple[list[Copy], list[Issue]]:
    """A conclusion for each quotation, in order, and an issue for each that is given to different speakers."""
    earliest = _join(carried)
    groups: dict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(earliest):
        groups[first].append(number)
    named: dict[int, Quote] = {}
    issues: list[Issue] = []
    for first, numbers in groups.items():
        speaking = [carried[number] for number in numbers if carried[number].quote.speaker is not None]
        if speaking:
            named[first] = max(
                speaking, key=lambda one: (one.quote.speaker_entity is not None, one.quote.confidence)
            ).quote
            issues.extend(_conflicts(speaking))
    copies = []
    for number, one in enumerate(carried):
        source = one.quote if one.quote.speaker is not None else named.get(earliest[number], one.quote)
        same_as = carried[earliest[number]].id if earliest[number] != number else None
        copies.append(
            Copy(id=one.id, same_as=same_as, speaker=source.speaker, speaker_entity=source.speaker_entity)
        )
    return copies, issues


def normalised(text: str) -> list[str]:
    """The words of a quotation without case, marks and punctuation, in simplified characters."""
    return [_spelled(match.group().casefold().replace("’", "'")) for match in WORD.finditer(fold(text))]


@lru_cache(maxsize=1 << 15)
def _spelled(word: str) -> str:
    for british, american in SPELLINGS:
        word = british.sub(american, word)
    return word


def _join(carried: Sequence[Carried]) -> list[int]:
    """For each quotation the number of the earliest one it repeats, or its own."""
    wordings = [_wording(one.quote.text) for one in carried]
    shingles = [_shingles(words) for words in wordings]
    telling = [_is_telling(words) for words in wordings]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    earliest = list(range(len(carried)))
    for number, pieces in enumerate(shingles):
        holding = [holders[piece] for piece in pieces]
        shared = Counter(chain.from_iterable(holding))
        for held in holding:
            if len(held) < COMMON:
                held.append(number)
        for other in sorted(shared):
            one, also = carried[number], carried[other]
            share = SHARED if telling[number] and telling[other] else 1
            if share == 1 and not _of_one(one.quote, also.quote):
                continue
            least = min(len(pieces), len(shingles[other]))
            if (
                also.document != one.document
                and shared[other] >= share * least
                and not _denies(wordings[number], wordings[other])
                and not _denies(wordings[other], wordings[number])
            ):
                earliest[number] = earliest[other]
                break
    return earliest


@lru_cache(maxsize=1 << 14)
def _wording(text: str) -> tuple[str, ...]:
    """The words of a quotation; the same ones are asked for in each pass as long as they are carried."""
    return tuple(normalised(text))


def _denies(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a quotation has a "not" in the middle of what the other says without it."""
    if NOT.isdisjoint(words) and not any(word.endswith("n't") for word in words):
        return False
    plain = _in_full(words)
    beside = set(pairwise(_in_full(others)))
    number = 0
    while number < len(plain):
        end = number
        while end < len(plain) and plain[end] in NOT | BESIDE_NOT:
            end += 1
        if 0 < number < end < len(plain) and not NOT.isdisjoint(plain[number:end]):
            before = {plain[number - 1]} | ({plain[number]} if plain[number] in BESIDE_NOT else set())
            if any((word, plain[end]) in beside for word in before):
                return True
        number = max(end, number + 1)
    return False


def _in_full(words: Sequence[str]) -> list[str]:
    """The words with "won't" as "will not"."""
    full: list[str] = []
    for word in words:
        stem = {"won't": "will", "can't": "can", "shan't": "shall"}.get(word, word.removesuffix("n't"))
        full.extend([stem, "not"] if word.endswith("n't") else [word])
    return full


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    is_han = _is_han(words)
    size = HAN_PIECE if is_han else LATIN_PIECE
    if len(words) < (LEAST_HAN if is_han else LEAST_LATIN):
        return frozenset()
    return frozenset(zip(*(words[start:] for start in range(size)), strict=False))


def _is_telling(words: Sequence[str]) -> bool:
    return len(words) >= (FEWEST_HAN if _is_han(words) else FEWEST_LATIN)


def _is_han(words: Sequence[str]) -> bool:
    return sum(word >= HAN for word in words) * 2 > len(words)


def _of_one(quote: Quote, other: Quote) -> bool:
    if quote.speaker is None or other.speaker is None:
        return False
    return quote.speaker_entity == other.speaker_entity and (
        quote.speaker_entity is not None or fold(quote.speaker) == fold(other.speaker)
    )


def _conflicts(speaking: Sequence[Carried]) -> Iterator[Issue]:
    """Direct speech given to others than the first says: reported content passes through many mouths."""
    direct = [one for one in speaking if one.quote.kind == "direct"]
    for other in direct[1:]:
        if not may_be_one(direct[0].quote, other.quote):
            yield Issue(
                kind="quote_conflict",
                message=f"{direct[0].quote.speaker!r} and {other.quote.speaker!r} are both said to have said: {other.quote.text[:120]!r}",
                document=other.document,
                where=other.id,
            )
