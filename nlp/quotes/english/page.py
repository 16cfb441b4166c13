"""An English Doc seen as a page: paragraphs, marks, and where sentences stop outside the marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.attrs import DEP, HEAD, IDX, LENGTH, POS, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

from nlp.marks import text_of
from nlp.quotes.draft import Span
from nlp.quotes.english.breaks import after_dateline
from nlp.quotes.marks import Look, Marked, mended, pair, paragraphs

LONGEST = 200
"""Tokens after which a sentence is taken to end even without a stop."""

NAMES = frozenset({"PERSON", "ORG", "MEDIA", "REGULATOR", "GPE", "NORP"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
STOPS = frozenset({".", "!", "?", "…", "...", ".."})

RANKS = frozenset({
    "Lt", "Col", "Sgt", "Capt", "Maj", "Cmdr", "Det", "Supt", "Insp", "Cpl", "Pvt", "Adm", "Brig", "Hon",
    "Sens", "Reps", "Govs", "Rev", "Gens",
})  # fmt: skip

NETWORK = "X."
"""A network at a sentence's end, which the tokenizer takes for an initial: "posted on X. “…”"."""

ENDING = STOPS | {NETWORK.lower()}
"""Words with which a sentence may end, in small letters."""

HEADING_NEVER_ENDS = frozenset(".!?”\"'’:,;")


@dataclass(slots=True)
class Page:
    """Look-ups that the finders share; everything is computed once, in time linear in the text."""

    doc: Doc
    text: str
    blocks: list[Span]
    marks: list[Marked]
    starts: list[int]
    """Character at which each token starts."""
    ends: list[int]
    inside: list[int]
    """For each token the number of the mark around it, or -1."""
    block_of: list[int]
    written: list[str]
    """For each token its word; asking lists is much quicker than asking tokens."""
    lower: list[str]
    """… in small letters."""
    pos: list[str]
    dep: list[str]
    tag: list[str]
    children: list[list[int]]
    """For each token those that hang on it, in order."""
    stop: list[int] = field(default_factory=list)
    """For each token the next token outside the marks that ends a sentence or its paragraph (itself, if it does)."""
    begin: list[int] = field(default_factory=list)
    """For each token the first token of its sentence, read outside the marks."""

    names: list[tuple[int, int, str]] = field(default_factory=list)
    """First token, last token and label of every name, in order."""
    looks: dict[int, Look] = field(default_factory=dict)
    """What has been seen in a mark, by the character at which it starts."""
    cues: set[int] = field(default_factory=set)
    """Tokens that are verbs of reporting with a subject of their own."""

    def token_at(self, char: int) -> int:
        """The token that holds a character, or the one before it."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def no_blank(self, number: int) -> int:
        """The token, or if it is a blank the last before it that is none; -1 where there is none."""
        while number >= 0 and self.doc[number].is_space:
            number -= 1
        return number

    def mark_tokens(self, mark: Marked) -> tuple[int, int]:
        """First and last token of a mark, the marks themselves taken in."""
        return self.token_at(mark.start), self.token_at(max(mark.end - 1, mark.start))

    def names_between(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """The names that begin in a stretch of tokens, both ends taken in."""
        return self.names[
            bisect_left(self.names, (first, 0, "")) : bisect_left(self.names, (last + 1, 0, ""))
        ]

    def is_heading(self, token: int) -> bool:
        """Return whether a token's line ends like a headline, without a stop or marks, and is not the last."""
        number = self.block_of[token]
        return (
            number + 1 < len(self.blocks) and self.text[self.blocks[number][1] - 1] not in HEADING_NEVER_ENDS
        )

    def chars(self, first: int, last: int) -> Span:
        """Characters from one token to another, both taken in."""
        return self.starts[first], self.ends[last]


def lay_out(doc: Doc) -> Page:
    """Reads paragraphs, marks and sentence ends of a Doc."""
    text = text_of(doc)
    blocks = paragraphs(text)
    marks = list(mended(text, pair(text, blocks)))
    table = doc.to_array([HEAD, IDX, LENGTH, POS, DEP, TAG]).reshape(-1, 6).T
    starts, lengths, pos, dep, tag = table[1:].tolist()
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    strings = doc.vocab.strings
    inside = [-1] * len(starts)
    for number, mark in enumerate(marks):
        first, end = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        inside[first:end] = [number] * (end - first)
    page = Page(
        doc=doc,
        text=text,
        blocks=blocks,
        marks=marks,
        starts=starts,
        ends=ends,
        inside=inside,
        block_of=_blocks_of(starts, blocks),
        written=written,
        lower=[word.lower() for word in written],
        pos=_named(pos, strings),
        dep=_named(dep, strings),
        tag=_named(tag, strings),
        children=_children(table[0].astype("int64").tolist()),
    )
    _find_sentences(page)
    page.names = [(span.start, span.end - 1, span.label_) for span in doc.ents if span.label_ in NAMES]
    return page


_NAMES: dict[int, str] = {}
"""What spaCy's numbers for tags, parts of speech and dependencies mean; the same in every vocabulary."""


def _named(numbers: list[int], strings: StringStore) -> list[str]:
    try:
        return [_NAMES[number] for number in numbers]
    except KeyError:
        _NAMES.update((number, strings[number]) for number in numbers)
        return [_NAMES[number] for number in numbers]


def _children(heads: list[int]) -> list[list[int]]:
    """What hangs on each token, where each tells how far its head is from it."""
    found: list[list[int]] = [[] for _ in heads]
    for number, far in enumerate(heads):
        if far:
            found[number + far].append(number)
    return found


def _blocks_of(starts: list[int], blocks: list[Span]) -> list[int]:
    """For each token the number of the paragraph that it stands in, or after."""
    found: list[int] = []
    for number, (begin, _) in enumerate(blocks):
        found.extend([number - 1] * (bisect_left(starts, begin) - len(found)))
    return found + [len(blocks) - 1] * (len(starts) - len(found))


def _find_sentences(page: Page) -> None:
    count = len(page.starts)
    page.begin, page.stop = [0] * count, [0] * count
    inside, block_of = page.inside, page.block_of
    lines = {
        page.token_at(begin - 1)
        for start, end in page.blocks
        if (begin := after_dateline(page.text, start, end)) > start
    }
    first = 0
    for number, word in enumerate(page.lower):
        last = number + 1 == count or number in lines
        if not last and (
            word not in ENDING
            and inside[number + 1] == inside[number]
            and block_of[number + 1] == block_of[number]
            and number - first < LONGEST
        ):
            continue
        if last or _ends(page, first, number):
            length = number + 1 - first
            page.begin[first : number + 1] = [first] * length
            page.stop[first : number + 1] = [number] * length
            first = number + 1


def _ends(page: Page, first: int, number: int) -> bool:
    """Whether a sentence ends with a token before the last of its page."""
    around, follows = page.inside[number], page.inside[number + 1]
    wording = page.written[number]
    return (
        (number - first >= LONGEST and around == -1)
        or (page.block_of[number + 1] != page.block_of[number] and (around == -1 or around != follows))
        or (around == -1 and wording in STOPS and not _goes_on(page, number))
        or (wording == NETWORK and _new_sentence(page, number + 1))
        or (around not in {-1, follows} and _ended(page, around) and _new_sentence(page, number + 1))
    )


def _goes_on(page: Page, number: int) -> bool:
    """Return whether a stop is an ellipsis, an abbreviation inside a sentence, or split from a rank: Lt."""
    if number and page.ends[number - 1] == page.starts[number] and page.written[number - 1] in RANKS:
        return True
    end = page.ends[number]
    if page.text[end : end + 1] in {",", ";"}:  # Ada Moss, I-Vt., said
        return True
    if page.text[end : end + 1] == ")":  # Ada Moss (W.Va.) said
        end += 1
    following = page.text[end : end + 2].strip()
    return following[:1].islower() or (end > page.ends[number] and following[:1] in {",", ";"})


def _ended(page: Page, mark: int) -> bool:
    return page.text[page.marks[mark].inner_end - 1 : page.marks[mark].inner_end] == "."


def _new_sentence(page: Page, number: int) -> bool:
    wording = page.text[page.starts[number] : page.starts[number] + 1]
    return wording.isupper() or page.inside[number] != -1
