"""Finds what an English speaker answers: the topic or claim after "responded to", "denied", "in response to"."""

from __future__ import annotations

import re

from nlp.quotes.draft import Span
from nlp.quotes.marks import Marked
from nlp.rare import Rare

WHAT = r"(?:[^,:;\n]|(?<=\d),(?=\d)){3,160}"
NOUNS = r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|criticisms?|questions?|speculation|news|complaints?|concerns?|suggestions?|outcry|backlash)"
"""What is said by others, and may be answered."""

NEEDED = frozenset({
    "respon", "repl", "react", "answer", "topic", "report", "rumo", "claim", "allegation", "accusation",
    "critic", "question", "speculation", "news", "complaint", "concern", "suggestion", "outcry", "backlash",
})  # fmt: skip
"""One of these stands in everything that TO matches."""

TO = Rare(
    NEEDED,
    rf"\b(?:respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|react(?:s|ed|ing)?|answer(?:s|ed|ing)?|in\s+(?:response|reply|answer|reaction))\s+to\s+(?P<what>{WHAT})"
    rf"|\b(?:answer(?:s|ed|ing)?|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?|den(?:y|ies|ied|ying)|address(?:es|ed|ing)|dismiss(?:es|ed|ing)?|clarif(?:y|ies|ied|ying)|comment(?:s|ed|ing)\s+on|regarding|as\s+for)\s+(?P<claim>(?:(?!that\b)[\w’'-]+\s+){{0,4}}?(?:topic|{NOUNS})\b(?:[^,:;\n]|(?<=\d),(?=\d)){{0,160}})",
    re.IGNORECASE,
)
CLAIM = re.compile(rf"\b{NOUNS}\b", re.IGNORECASE)
THAT = re.compile(rf"\b{NOUNS}\s+that\s+(?P<that>.+)", re.IGNORECASE | re.DOTALL)
"""A claim that is told in a clause of its own."""

REJECTS = Rare(
    ("reject", "dismiss", "denie", "disput", "refut", "rebut"),
    rf"\b(?:reject(?:s|ed)|dismiss(?:es|ed)|den(?:ies|ied)|disput(?:es|ed)|refut(?:es|ed)|rebut(?:s|ted))\s+(?P<claim>(?:[\w’'-]+\s+){{0,4}}?{NOUNS}\b[^.;\n]{{0,160}})",
    re.IGNORECASE,
)
"""Somebody's claim is turned down; the words in the next sentence say why."""

LABEL = re.compile(
    r"(?:the\s+|online\s+|media\s+|recent\s+|trending\s+|hot\s+|hashtag\s+)*(?:topic|rumou?rs?|reports?|claims?|allegations?|speculation|news|question|hashtag|search)s?\s*(?:of|that|about|on)?\s*$",
    re.IGNORECASE,
)


def told_of(text: str, cue_end: int, that: int) -> bool:
    """Return whether a "that" clause states a claim made by others: "answered a widely shared claim that …"."""
    words = text[cue_end:that].split()
    return bool(words) and re.fullmatch(NOUNS, words[-1], re.IGNORECASE) is not None


def rejected(text: str, sentence: Span) -> tuple[int, str] | None:
    """Return where a sentence rejects somebody's claim, and the claim as stated; None if it rejects none."""
    match = REJECTS.search(text, *sentence)
    return (match.start(), match["claim"].strip()) if match else None


def answers(text: str, sentence: Span, marks: list[Marked]) -> tuple[bool, str | None, Span | None]:
    """Return whether a sentence answers something, what it answers, and the span of a quoted title that is not speech."""
    match = TO.search(text, *sentence)
    if match is None:
        return False, None, None
    group = "what" if match["what"] else "claim"
    start, end = match.span(group)
    for mark in marks:
        if (
            mark.start >= start and LABEL.fullmatch(text[start : mark.start].strip() + " ")
        ) or mark.start == start:
            return True, text[mark.inner_start : mark.inner_end].strip(" ,"), (mark.start, mark.end)
    told = THAT.search(text, start, end)
    if told is not None:
        return True, told["that"].strip(' .”"'), None
    wording = re.split(r"\s+(?:on|in|by|with|via|saying|after|at)\s", text[start:end])[0].strip()
    return True, wording if CLAIM.search(wording) else None, None
