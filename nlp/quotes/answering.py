"""What an English speaker answers: the topic title or the claim that stands with "responded to", "denied", "in response to"."""

from __future__ import annotations

import re

from nlp.quotes.draft import Span
from nlp.quotes.marks import Marked

TO = re.compile(
    r"\b(?:respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|react(?:s|ed|ing)?|answer(?:s|ed|ing)?|in\s+(?:response|reply|answer|reaction))\s+to\s+(?P<what>[^,:;\n]{3,160})"
    r"|\b(?:refut(?:es|ed|ing)|den(?:ies|ied|ying)|address(?:es|ed|ing)|dismiss(?:es|ed|ing)|clarif(?:ies|ied|ying)|comment(?:s|ed|ing)\s+on|regarding|as\s+for)\s+(?P<claim>(?:the\s+|online\s+|media\s+|recent\s+)*(?:topic|rumou?rs?|reports?|claims?|allegations?|speculation|news|question)\b[^,:;\n]{0,160})",
    re.IGNORECASE,
)
CLAIM = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|allegations?|accusations?|criticism|questions?|speculation|news|complaints?|concerns?|outcry|backlash)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:the\s+|online\s+|media\s+|recent\s+|trending\s+|hot\s+|hashtag\s+)*(?:topic|rumou?rs?|reports?|claims?|allegations?|speculation|news|question|hashtag|search)s?\s*(?:of|that|about|on)?\s*$",
    re.IGNORECASE,
)


def answers(text: str, sentence: Span, marks: list[Marked]) -> tuple[bool, str | None, Span | None]:
    """Whether a sentence answers something, what as stated, and where a title in marks stands that is no speech."""
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
    wording = re.split(r"\s+(?:on|in|by|with|via|saying|after|at)\s", text[start:end])[0].strip()
    return True, wording if CLAIM.search(wording) else None, None
