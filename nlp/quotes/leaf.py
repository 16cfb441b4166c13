"""A Chinese Doc seen as a page: characters with their words, parts of speech and names, marks, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.quotes.draft import Span
from nlp.quotes.marks import Marked, pair, paragraphs

LONGEST = 600
"""Characters after which a sentence is taken to end even without a stop."""

STOP = re.compile(r"[。！？!?]+[”」』\"’）)]*|\.(?=\s|$)|……")
GLUED = re.compile(r"[他她它话](?:说|称|指|道|问|答|表示|认为)")
"""A pronoun and a cue that the word cutter takes for one word."""

COMMA = re.compile(r"[，,；;：:。！？!?\n]")


@dataclass(slots=True)
class Leaf:
    """Look-ups that the Chinese finders share; computed once, in time linear in the text."""

    doc: Doc
    text: str
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
        """Sentences of a paragraph; no stop inside marks ends one, but a mark that ends with a stop does."""
        found: list[Span] = []
        start = begin = block[0]
        for match in STOP.finditer(self.text, *block):
            if match.start() < start:
                continue
            around = self.marked(match.start())
            end = match.end()
            if around is not None:
                if around.inner_end > match.end() or (
                    not match.group().endswith(self.text[around.inner_end : around.end])
                    and around.end != match.end()
                ):
                    continue
                end = around.end
                follows = self.text[end : end + 1]
                if (
                    follows not in {"", "\n"}
                    and (
                        follows in "，,；;、的等一是"
                        or self.text[around.start - 1 : around.start] not in {"：", ":", "，", ",", "”", "。"}
                    )
                    and follows not in "“「"
                ):
                    if (
                        self.text[around.inner_end - 1 : around.inner_end] in "？！?!"
                        or follows in "，,；;、的等一是"
                    ):
                        continue
            found.append((begin, end))
            start = begin = end
        if begin < block[1]:
            found.append((begin, block[1]))
        return [piece for sentence in found for piece in self._pieces(sentence)]

    def _pieces(self, sentence: Span) -> list[Span]:
        """A sentence as it is, or cut where no sentence is that long."""
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


def spread(doc: Doc) -> Leaf:
    """Reads words, names and marks of a Doc."""
    text = doc.text
    blocks = paragraphs(text)
    marks = pair(text, blocks)
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    kinds: list[str] = []
    for token in doc:
        wording, place, tag = token.text, token.idx, token.tag_
        if GLUED.fullmatch(wording):
            starts.append(place)
            ends.append(place + 1)
            tags.append("r")
            kinds.append("")
            place, tag = place + 1, "v"
        starts.append(place)
        ends.append(token.idx + len(wording))
        tags.append(tag)
        kinds.append(token.ent_type_)
    return Leaf(
        doc=doc,
        text=text,
        blocks=blocks,
        marks=marks,
        starts=starts,
        ends=ends,
        tags=tags,
        kinds=kinds,
        edges=frozenset(starts) | frozenset(ends),
        mark_starts=[mark.start for mark in marks],
    )
