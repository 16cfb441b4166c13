"""Replaces characters that readers trip over, one code point for one, so that every offset stays true."""

from __future__ import annotations

import re
from dataclasses import replace

from records import Reading

SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character: no text that is stored or sent can hold it."""

LONGEST_RUN = 32
"""Marks in a row; spaCy's tokenizer takes them off one by one and looks at all the rest each time."""

LONGEST_WORD = 1000
"""Code points without a space, in a language that has spaces."""

_SLUG = re.compile(
    r"\A\s*(?:(?:UPDATE|WRAPUP|CORRECTED|CORRECTION|REFILE|REPEAT|RPT|EXCLUSIVE|BREAKING|BRIEF|FACTBOX|EXPLAINER|INSIGHT|ANALYSIS"
    r"|FOCUS|POLL|TIMELINE|RECAP|DEVELOPING)(?: ?\d{1,2})?(?:-|: ?))+(?=[A-Z‘“\"'])"
)
"""What an agency sets before a headline that it sends once more, or that is more than news: "UPDATE 2-", "EXCLUSIVE-". It
grows together with the name behind it."""

_RUN = re.compile(rf"([^\w\s]{{{LONGEST_RUN}}})([^\w\s]+)")
_WORD = re.compile(rf"(\S{{{LONGEST_WORD}}})\S")


def whole(text: str) -> str:
    """The text as it can be stored and sent: for half a character, the sign that one is missing."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def bearable(text: str, lang: str) -> str:
    """The text with what no reader can bear replaced, in the same number of code points."""
    text = whole(text)
    if lang == "zh":  # words are told by a model, not by spaces and marks
        return text
    text = _SLUG.sub(lambda found: " " * len(found[0]), text)
    text = _RUN.sub(lambda found: found[1] + " " * len(found[2]), text)
    return _WORD.sub(r"\1 ", text)


def with_own_words(reading: Reading, text: str) -> Reading:
    """A reading whose facts are worded as the text has them, not as it was made bearable."""
    text = whole(text)
    return replace(
        reading,
        mentions=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.mentions),
        quotes=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.quotes),
        figures=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.figures),
    )
