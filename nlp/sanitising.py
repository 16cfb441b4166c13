"""Replaces characters that break or slow down the readers, one code point for one, so that offsets stay valid."""

from __future__ import annotations

import re
from dataclasses import replace

from records import Reading

SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Lone surrogates, which can be neither stored nor sent."""

LONGEST_RUN = 32
"""Punctuation marks in a row; spaCy's tokenizer strips them one at a time and rescans the rest each time."""

LONGEST_WORD = 1000
"""Code points without a space, in a language that uses spaces."""

_SLUG = re.compile(
    r"\A\s*(?:(?:UPDATE|WRAPUP|CORRECTED|CORRECTION|REFILE|REPEAT|RPT|EXCLUSIVE|BREAKING|BRIEF|FACTBOX|EXPLAINER|INSIGHT|ANALYSIS"
    r"|FOCUS|POLL|TIMELINE|RECAP|DEVELOPING)(?: ?\d{1,2})?(?:-|: ?))+(?=[A-Z‘“\"'])"
)
"""Agency slugs before a headline, such as "UPDATE 2-" or "EXCLUSIVE-", which would merge with a name after them."""

_RUN = re.compile(rf"([^\w\s]{{{LONGEST_RUN}}})([^\w\s]+)")
_WORD = re.compile(rf"(\S{{{LONGEST_WORD}}})\S")


def replace_surrogates(text: str) -> str:
    """Replace lone surrogates with U+FFFD, so that the text can be stored and sent."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def sanitise(text: str, lang: str) -> str:
    """Replace everything the readers cannot handle, keeping the number of code points."""
    text = replace_surrogates(text)
    if lang == "zh":  # the model segments words without spaces and punctuation
        return text
    text = _SLUG.sub(lambda found: " " * len(found[0]), text)
    text = _RUN.sub(lambda found: found[1] + " " * len(found[2]), text)
    return _WORD.sub(r"\1 ", text)


def restore_wording(reading: Reading, text: str) -> Reading:
    """Put the original wording back into the facts of a reading."""
    text = replace_surrogates(text)
    return replace(
        reading,
        mentions=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.mentions),
        quotes=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.quotes),
        figures=tuple(replace(fact, text=text[fact.start : fact.end]) for fact in reading.figures),
    )
