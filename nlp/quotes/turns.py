"""Transcripts and interviews in English: paragraphs that begin with who speaks ("MODERATOR: …")."""

from __future__ import annotations

import re

from nlp.quotes.draft import Draft
from nlp.quotes.page import Page

LABEL = re.compile(
    r"(?P<who>(?:(?:MR|MS|MRS|DR|SEN|REP|GOV)\. )?[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,4})(?: ?\([^)\n]{1,40}\)|, [A-Z][^:\n]{2,40})?: +(?=\S)"
)
NAMED = re.compile(r"(?P<who>[A-Z][a-zé’'-]+(?: [A-Z][a-zé’'-]+){0,2}): +(?=[A-Z])")
NO_SPEAKER = frozenset(
    {
        "UPDATE",
        "NOTE",
        "CORRECTION",
        "WASHINGTON",
        "BREAKING",
        "WATCH",
        "READ",
        "MORE",
        "RELATED",
        "PHOTO",
        "PHOTOS",
        "VIDEO",
        "SEE",
        "ALSO",
        "Q",
        "BOTTOM LINE",
        "READ MORE",
        "FACT CHECK",
        "THE FACTS",
        "SEE ALSO",
    }
)
HEADINGS = frozenset({
    "CLAIM", "CLAIMS", "FACTS", "ASSESSMENT", "VERDICT", "RATING", "CONCLUSION", "ANALYSIS", "BACKGROUND", "CONTEXT",
    "SUMMARY", "DATE", "PLACE", "TIME", "SOURCE", "SOURCES",
})  # fmt: skip
"""Last words of what heads a part of a fact check or a notice and speaks for nobody."""

FEWEST = 2
FEWEST_NAMED = 3
"""Turns that make a transcript; with names in ordinary letters it takes more, for they also head lists."""


_OCCASION = re.compile(
    r"\b(?:(?:earnings|results|conference|analyst|investor) call|podcast|interview|press conference|news conference|town hall|webcast)\b",
    re.IGNORECASE,
)

_SPOKEN = {"podcast": "podcast interview"}


def occasion_of(title: str) -> str:
    """On what occasion a transcript was spoken, as its title says, in the words by which a channel is known."""
    found = _OCCASION.search(title)
    if found is None:
        return ""
    what = found[0].lower()
    return f"on a {what}" if what.endswith("call") else f"in a {_SPOKEN.get(what, what)}"


def turns(page: Page) -> list[Draft]:
    """A draft for each turn of a transcript; none where no two paragraphs begin that way."""
    found = _turns(page, LABEL)
    if len(found) >= FEWEST:
        return found
    found = _turns(page, NAMED)
    return (
        found
        if len(found) >= FEWEST_NAMED
        and len({page.text[slice(*draft.speaker)] for draft in found if draft.speaker}) < len(found)
        else []
    )


def _turns(page: Page, label: re.Pattern[str]) -> list[Draft]:
    found: list[Draft] = []
    for start, end in page.blocks:
        match = label.match(page.text, start, end)
        if match is None or _heads(match["who"]) or not page.text[match.end() : end].strip():
            continue
        if page.text[match.end()] in '“"‘':
            continue
        who = match.span("who")
        found.append(
            Draft(
                span=(match.end(), end),
                kind="direct",
                rule="turn",
                speaker=who,
                phrase=who,
                sentence=(start, match.end()),
            )
        )
    return found


def _heads(label: str) -> bool:
    """Whether a label heads a part of the page and names no speaker."""
    return label.startswith("DEAR ") or label in NO_SPEAKER or label.rsplit(maxsplit=1)[-1] in HEADINGS
