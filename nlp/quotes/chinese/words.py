"""Retokenises a Chinese Doc for quotations: names and offices whole, pronouns apart from cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.attrs import ENT_IOB, ENT_TYPE, IDX, LENGTH, TAG
from spacy.tokens import Doc

from nlp.names import lexicon as names
from nlp.quotes.lexicon import words

LED = re.compile(r"[但而却若如因][他她它其]")
"""A conjunction and a pronoun that the word cutter takes for one word, or for a name."""

GLUED = re.compile(r"([他她它话])((?:说|称|指|道|问|答|表示|认为|则|还|也|又|曾|均|都)(?:说|称|指|道)?)")
"""A pronoun and a cue or adverb that the word cutter takes for one word."""

SAID_LAST = re.compile(r"(?P<who>人)称|(?P<called>[\u3400-\u9fff][总董])[说称指道]")
"""Somebody and a cue that the word cutter takes for one word: 负责 人称, 李总说."""

CUE_FIRST = re.compile(
    r"称(?![为呼号赞谓道职心霸雄帝王重量颂许奇羡病臣叹快]|得上|之为|不上|兄道弟)\S{1,3}"
    r"|[说指][因其该已将自在这此有无未不没曾按对与由他她目公双如若虽]"
)
"""A cue and the first word of what is reported, which the word cutter takes for one word: 称因, 称汇率."""

CUE_LAST = re.compile(r"(?P<rest>[\u3400-\u9fff])[指称](?=[，,：:「“])")
"""A cue before its comma and the last character of a name, which the word cutter takes for one word: 祈耀 年指."""

DONE = re.compile(r"([说讲提谈问写表坦][到过明示言]?)(过|了)")
"""A cue and the particle after it: 说过."""

KIND_TAGS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "MEDIA": "ORG", "REGULATOR": "ORG", "GPE": "LOC"}
INSIDE = 1
"""spaCy's number for a token that carries a name on."""

MOST = 4
"""Words of which the word cutter makes one office: 实际 控制 人."""


class Word(NamedTuple):
    """A word with its part of speech, and the label of the name it is, or ""."""

    start: int
    end: int
    tag: str
    kind: str


def read_words(doc: Doc, text: str) -> list[Word]:
    """The words of a Doc, in order; `text` is its text in simplified characters."""
    return list(_whole_offices(text, list(_cut(text, list(_whole_names(doc))))))


def _whole_names(doc: Doc) -> Iterator[Word]:
    """Yield one word for each name, however it was segmented."""
    strings = doc.vocab.strings
    begun: Word | None = None
    for start, length, tag, iob, kind in doc.to_array([IDX, LENGTH, TAG, ENT_IOB, ENT_TYPE]).tolist():
        if begun is not None:
            if iob == INSIDE:
                begun = Word(begun.start, start + length, begun.tag, begun.kind)
                continue
            yield begun
            begun = None
        if kind:
            label = strings[kind]
            begun = Word(start, start + length, KIND_TAGS.get(label, "nz"), label)
        else:
            yield Word(start, start + length, strings[tag], "")
    if begun is not None:
        yield begun


def _cut(text: str, found: list[Word]) -> Iterator[Word]:
    for word in found:
        wording = text[word.start : word.end]
        if LED.fullmatch(wording):
            yield Word(word.start, word.start + 1, "c", "")
            yield Word(word.start + 1, word.end, "r", "")
        elif word.kind or len(wording) == 1:
            yield word
        elif glued := GLUED.fullmatch(wording):
            yield Word(word.start, word.start + 1, "r", "")
            yield Word(word.start + 1, word.end, "d" if glued[2] in _ADVERBS else "v", "")
        elif said := SAID_LAST.fullmatch(wording):
            yield Word(word.start, word.end - 1, "n" if said["who"] else "PER", "")
            yield Word(word.end - 1, word.end, "v", "")
        elif wording in {"有关", "相关"}:
            yield Word(word.start, word.end, "a", "")
        elif (last := CUE_LAST.match(text, word.start)) and last["rest"] not in words("zh")["cues"][
            "not_before"
        ]:
            yield Word(word.start, word.start + 1, "n", "")
            yield Word(word.start + 1, word.end, "v", "")
        elif CUE_FIRST.fullmatch(wording):
            yield Word(word.start, word.start + 1, "v", "")
            yield Word(word.start + 1, word.end, "d", "")
        elif DONE.fullmatch(wording):
            yield Word(word.start, word.end - 1, "v", "")
            yield Word(word.end - 1, word.end, "u", "")
        else:
            yield word


def _whole_offices(text: str, found: list[Word]) -> Iterator[Word]:
    """One word for each office and each phrase that stands before one: 首席 财务 官, 涉 事."""
    whole, _ = _offices()
    number = 0
    while number < len(found):
        begin, taken = found[number].start, _words_of_office(text, found, number)
        if taken:
            end = found[number + taken - 1].end
            yield Word(begin, end, whole[text[begin:end]], "")
        else:
            yield found[number]
        number += taken or 1


def _words_of_office(text: str, found: list[Word], number: int) -> int:
    """Return how many words from one on make the longest office or phrase before one; 0: none does."""
    whole, begins = _offices()
    start = found[number].start
    if found[number].kind or text[start : start + 2] not in begins:
        return 0
    for count in range(min(MOST, len(found) - number), 0, -1):
        part = found[number : number + count]
        if text[start : part[-1].end] in whole and not any(word.kind for word in part):
            return count
    return 0


@cache
def _offices() -> tuple[dict[str, str], frozenset[str]]:
    """Return offices and their modifiers with the part of speech they get, and their first characters."""
    roles = words("roles_zh")["roles"] | names.words("zh", "titles", "words")
    before = words("roles_zh")["before"]
    whole = dict.fromkeys(roles | {first + role for first in before for role in roles}, "n")
    whole |= dict.fromkeys(words("zh")["speakers"]["describing"], "a")
    return whole, frozenset(wording[:2] for wording in whole)


_ADVERBS = frozenset({"则", "还", "也", "又", "曾", "均", "都"})
