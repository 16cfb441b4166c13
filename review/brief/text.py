"""The brief as plain text, for the terminal and the mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from review.brief.masthead import FOOT, masthead, opening
from review.brief.record import Brief, Entry, Section, Sheet
from review.control_characters import visible

WIDTH = 96


def as_text(brief: Brief) -> str:
    """Return plain text, at most 96 characters a line; a Chinese one takes two columns."""
    return "\n".join(line.rstrip() for line in _lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield brief.title.upper()
    yield from textwrap.wrap(masthead(brief), WIDTH)
    yield ""
    yield f"1. {opening(brief)}"
    yield from textwrap.wrap(visible(brief.night), WIDTH, initial_indent="   ", subsequent_indent="   ")
    for number, section in enumerate(brief.sections, start=2):
        yield ""
        yield f"{number}. {section.title}"
        yield from _section(section)
    yield ""
    yield f"{len(brief.sections) + 2}. {FOOT}"
    for line in brief.foot:
        yield from textwrap.wrap(visible(line), WIDTH, initial_indent="   ", subsequent_indent="   ")


def _section(section: Section) -> Iterator[str]:
    for entry in section.entries:
        yield from _entry(entry)
    if section.sheet:
        yield from _sheet(section.sheet)
    if section.note:
        yield from _indented(section.note)
    if section.left_out:
        yield from _indented(f"{section.left_out}: {section.path}")


def _entry(entry: Entry) -> Iterator[str]:
    yield from textwrap.wrap(visible(entry.lead), WIDTH, initial_indent=" * ", subsequent_indent="   ")
    if entry.details:
        yield from _indented("; ".join(entry.details))
    if entry.said:
        yield from _indented(entry.said)
    if entry.by:
        yield from _indented(f"— {entry.by}")
    if entry.url:
        yield f"   {entry.url}"


def _indented(text: str) -> list[str]:
    return textwrap.wrap(visible(text), WIDTH, initial_indent="   ", subsequent_indent="   ")


def _sheet(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows:
        yield from _indented("; ".join(map(visible, row)))
