"""A Chinese Doc laid out: characters with words, parts of speech and names; marks and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.chinese.script import fold
from nlp.marks import text_of
from nlp.quotes.chinese.words import read_words
from nlp.quotes.draft import Span
from nlp.quotes.marks import Marked, pair, paragraphs

LONGEST = 600
"""Characters after which a sentence is taken to end even without a stop."""

STOP = re.compile(r"[。！？!?]+[”」』\"’）)]*|\.(?=\s|$)|……")

DATELINE = re.compile(
    r"\s*(?:[【\[][^】\]\n]{0,24}(?:讯|电|消息|报道)[】\]]|[^，。：；“”！？\n]{2,24}[电讯]\s*(?:[（(][^（()）\n]{2,30}[)）]|——?|--|[ \u3000]))\s*"
)
"""Place, day and reporters at the head of an agency's report, who say nothing in it."""

COMMA = re.compile(r"[，,；;：:。！？!?\n】｜丨|]|(?<=[\u3400-\u9fff%％）」”])[ \u3000]+(?=[\u3400-\u9fff])")
"""What parts clauses; a headline's blank does, too."""


@dataclass(slots=True)
class Page:
    """Look-ups that the Chinese finders share; computed once, in time linear in the text."""

    doc: Doc
    text: str
    """In simplified characters, in which the rules are written."""
    written: str
    """As written; character for character beside `text`."""
    blocks: list[Span]
    marks: list[Marked]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    kinds: list[str]
    """Label of the name a token belongs to, or ""."""
    edges: frozenset[int]
    """Characters at which a word begins or ends."""
    mark_starts: list[int]

    def marked(self, place: int) -> Marked | None:
        """The mark around a character."""
        index = bisect_right(self.mark_starts, place) - 1
        if index >= 0 and self.marks[index].start <= place < self.marks[index].end:
            return self.marks[index]
        return None

    def words(self, start: int, end: int) -> range:
        """Numbers of the tokens inside a stretch of characters."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def word(self, number: int) -> str:
        """A token's wording."""
        return self.text[self.starts[number] : self.ends[number]]

    def sentences(self, block: Span) -> list[Span]:
        """Return the sentences of a paragraph; one with a stop inside marks ends with the mark."""
        found: list[Span] = []
        start = begin = after_dateline(self.text, block)
        for match in STOP.finditer(self.text, *block):
            around = self.marked(match.start())
            if match.start() < start:
                continue
            end = match.end() if around is None else around.end
            opened = self.marked(end - 1)
            if around is None and opened is not None and match.start() < opened.start:
                end = opened.start  # a straight mark that opens
            found.append((begin, end))
            start = begin = end
        if begin < block[1]:
            found.append((begin, block[1]))
        return [piece for sentence in found for piece in self._pieces(sentence)]

    def _pieces(self, sentence: Span) -> list[Span]:
        """Return a sentence, cut into pieces if it is too long to be one."""
        found: list[Span] = []
        start, end = sentence
        while end - start > LONGEST:
            around = self.marked(start + LONGEST)
            cut = min(around.end, end) if around is not None else start + LONGEST
            found.append((start, cut))
            start = cut
        return [*found, (start, end)] if start < end else found

    def marks_in(self, start: int, end: int) -> list[Marked]:
        """The marks that open in a stretch of characters."""
        return self.marks[bisect_left(self.mark_starts, start) : bisect_left(self.mark_starts, end)]


def after_dateline(text: str, block: Span) -> int:
    """Return where a paragraph starts, after its dateline."""
    match = DATELINE.match(text, *block)
    return match.end() if match is not None and match.end() < block[1] else block[0]


def lay_out(doc: Doc) -> Page:
    """Reads words, names and marks of a Doc."""
    written = text_of(doc)
    text = fold(written)
    blocks = paragraphs(text)
    marks = pair(text, blocks)
    found = read_words(doc, text)
    starts = [word.start for word in found]
    ends = [word.end for word in found]
    return Page(
        doc=doc,
        text=text,
        written=written,
        blocks=blocks,
        marks=marks,
        starts=starts,
        ends=ends,
        tags=[word.tag for word in found],
        kinds=[word.kind for word in found],
        edges=frozenset(starts) | frozenset(ends),
        mark_starts=[mark.start for mark in marks],
    )
