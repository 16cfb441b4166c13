"""Answers that were not given in Chinese news: 未回应置评请求, 拒绝置评, as records of whoever kept silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from nlp.quotes.chinese_speakers import speaker_in
from nlp.quotes.draft import Draft, Span
from nlp.quotes.leaf import Leaf
from nlp.quotes.lexicon import words
from records import Stance

BEFORE = re.compile(r"截至(?:本文)?发稿(?:时|前)?[，,]?")
ASKED = re.compile(r"置评|采访|记者|发稿|评论|求证|接听|接通|应答|请求|问题|询问|本报|媒体")


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    return tuple(
        (cast("Stance", entry["stance"]), re.compile(entry["pattern"]))
        for entry in words("silence_zh")["silence"]
    )


def silences(leaf: Leaf, sentence: Span) -> Iterator[Draft]:
    """A draft for each answer that a sentence says was refused or not given."""
    for stance, pattern in _patterns():
        for match in pattern.finditer(leaf.text, *sentence):
            if leaf.marked(match.start()) is not None or not ASKED.search(leaf.text, *sentence):
                continue
            lead = BEFORE.match(leaf.text, match.start("as"), match.end("as"))
            begin = lead.end() if lead else sentence[0]
            head = leaf.text.rfind("，", begin, match.start("as")) + 1 if lead is None else begin
            who = speaker_in(leaf, (max(head, begin), match.end("as"))) or speaker_in(
                leaf, (begin, match.end("as"))
            )
            if who is None:
                continue
            start = (
                max(match.start("as"), who[0][1]) if who[0][1] <= match.end("as") - 2 else match.start("as")
            )
            yield Draft(
                (start, match.end("as")),
                "indirect",
                "silence",
                0.9,
                *who,
                (start, match.end("as")),
                sentence,
                stance=stance,
            )
