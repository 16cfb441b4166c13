"""Refused or missing answers in English: "declined to comment", "did not immediately respond"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from nlp.quotes.draft import Draft
from nlp.quotes.english.drafting import reported
from nlp.quotes.english.page import Page
from nlp.quotes.english.subjects import subject_of
from nlp.quotes.lexicon import words
from nlp.rare import Group, Rare

ASKED = re.compile(
    r"comment|request|inquir|enquir|question|email|e-mail|call|message|report|press|media|discuss|elaborate|interview|reach|say|disclose|confirm",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[tuple[str, Rare], ...]:
    return tuple(
        (entry["stance"], Rare(entry["needs"], entry["pattern"])) for entry in words("silence_en")["silence"]
    )


@cache
def _group() -> Group:
    return Group(pattern for _, pattern in _patterns())


def untold(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Return the silences of a page, without those a spokesperson reports: "a spokesman said the firm would not comment".

    What he says takes the stance of a refusal.
    """
    for silence in silences(page):
        teller = next((draft for draft in drafts if _tells(draft, silence)), None)
        if teller is None:
            yield silence
        else:
            teller.stance = "decline"


OPENING = 40
"""Characters of what somebody says in which the firm that does not comment is named."""


def _tells(draft: Draft, silence: Draft) -> bool:
    start, end = draft.span
    return draft.kind == "indirect" and start <= silence.span[0] <= start + OPENING and silence.span[1] <= end


def silences(page: Page) -> Iterator[Draft]:
    """A draft for each answer that a page says was refused or not given."""
    for stance, pattern in _patterns() if _group().is_likely(page.text) else ():
        for match in pattern.finditer(page.text):
            start, end = match.span("as")
            first = page.token_at(start)
            if page.inside[first] != -1 or not ASKED.search(match["as"]):
                continue
            end = min(end, page.ends[page.stop[first]])
            end = page.text.find(",", start, end) if "," in page.text[start:end] else end
            while end > start and page.text[end - 1] in " ,.":
                end -= 1
            verb = page.doc[first]
            while verb.dep_ in {"aux", "neg", "auxpass"}:
                verb = verb.head
            subject = subject_of(verb)
            if subject is None or page.inside[subject.i] != -1:
                continue
            draft = reported(page, (start, end), subject, page.doc[first], ("indirect", "silence"))
            yield replace(draft, cue=(start, page.ends[first]), stance=stance)  # type: ignore[arg-type]
