"""Refused or missing answers in English: "declined to comment", "did not immediately respond"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from nlp.quotes.draft import Draft
from nlp.quotes.english.drafting import reported
from nlp.quotes.english.page import Page
from nlp.quotes.english.subjects import subject_of
from nlp.quotes.lexicon import words
from nlp.rare import Group, Rare

ASKED = re.compile(
    r"comment|request|inquir|enquir|quer(?:y|ies)|question|answer|email|e-mail|call|message|report|press|media|discuss|elaborate|interview|reach|say|disclose|confirm"
    r"|\b(?:respond(?:ed)?|repl(?:y|ied)|returned|acknowledged)$",
    re.IGNORECASE,
)
"""Who does not respond to these keeps silent; so does who does not respond at all, while others respond to treatment."""


@cache
def _patterns() -> tuple[tuple[str, bool, Rare], ...]:
    """Stance, whether the words before are what was sent to the silent one, and pattern."""
    return tuple(
        (entry["stance"], entry.get("asked", False), Rare(entry["needs"], entry["pattern"]))
        for entry in words("silence_en")["silence"]
    )


@cache
def _group() -> Group:
    return Group(pattern for *_, pattern in _patterns())


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
    for stance, asked, pattern in _patterns() if _group().is_likely(page.text) else ():
        for match in pattern.finditer(page.text):
            start, end = match.span("as")
            act = match.start("act" if "act" in match.re.groupindex else "as")
            first = page.token_at(act)
            if page.inside[first] != -1 or not ASKED.search(match["as"]):
                continue
            end = min(end, page.ends[page.stop[first]])
            end = page.text.find(",", act, end) if "," in page.text[act:end] else end
            while end > start and page.text[end - 1] in " ,.":
                end -= 1
            silent = _silent(page.doc[first], asked=asked)
            if silent is None or page.inside[silent.i] != -1:
                continue
            draft = reported(page, (start, end), silent, page.doc[first], ("indirect", "silence"))
            yield replace(draft, cue=(act, page.ends[first]), stance=stance)  # type: ignore[arg-type]


def _silent(verb: Token, *, asked: bool) -> Token | None:
    """Who did not answer: the subject, or whom the calls and letters were for."""
    while verb.dep_ in {"aux", "neg", "auxpass", "advmod"}:
        verb = verb.head
    subject = subject_of(verb)
    if subject is None or not asked:
        return subject
    return next((token for token in subject.subtree if _was_asked(token)), None)


def _was_asked(token: Token) -> bool:
    """Whether something was sent to the one named: "calls to Norvik", "a message left at Norvik's office"."""
    way = token.head
    if token.dep_ != "pobj" or way.dep_ != "prep":
        return False
    return way.lower_ in {"to", "with"} or way.head.lower_ in FROM_OR_AT.get(way.lower_, ())


FROM_OR_AT = {"from": {"comment", "response"}, "at": {"left", "made"}, "for": {"left"}}
"""Prepositions that point to whom something was sent, after these words: a letter from him was not sent to him."""
