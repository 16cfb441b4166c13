"""The brief as Markdown, for chats and wikis. Collected text is escaped."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from urllib.parse import quote

from review.brief.masthead import FOOT, masthead, opening
from review.brief.record import Brief, Entry, Section, Sheet
from review.control_characters import visible

WHOLE = string.punctuation.replace("<", "").replace(">", "").replace("\\", "")
"""Signs of a URL that stay as they are; the others would end the link before its end."""


def as_markdown(brief: Brief) -> str:
    """Return CommonMark with tables."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield escape(masthead(brief))
    yield ""
    yield f"## 1. {opening(brief)}"
    yield ""
    yield f"**{escape(brief.night)}**"
    for number, section in enumerate(brief.sections, start=2):
        yield ""
        yield f"## {number}. {escape(section.title)}"
        yield ""
        yield from _section(section)
    yield ""
    yield f"## {len(brief.sections) + 2}. {FOOT}"
    for line in brief.foot:
        yield ""
        yield escape(line)


def _section(section: Section) -> Iterator[str]:
    for entry in section.entries:
        yield from _entry(entry)
    if section.sheet:
        yield from _sheet(section.sheet)
    if section.note:
        yield ""
        yield escape(section.note)
    if section.left_out:
        yield ""
        yield escape(f"{section.left_out}: {section.path}")


def _entry(entry: Entry) -> Iterator[str]:
    lead = escape(entry.lead)
    yield f"- [{lead}](<{quote(entry.url, safe=WHOLE)}>)" if entry.url else f"- {lead}"
    if entry.details:
        yield f"  {escape(' | '.join(entry.details))}"
    if entry.said:
        yield f"  > {escape(entry.said)}"
    if entry.by:
        yield f"  > — {escape(entry.by)}"
        yield ""


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield "| " + " | ".join(sheet.head) + " |"
    yield "|" + " --- |" * len(sheet.head)
    for row in sheet.rows:
        yield "| " + " | ".join(map(escape, row)) + " |"


def escape(text: str) -> str:
    """Return the text on one line, with all Markdown and HTML syntax escaped."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(visible(text).split()))
    return re.sub(r"^(\d{1,9}(?=[.)])|(?=[-+=]))", r"\1\\", escaped)
