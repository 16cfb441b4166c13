"""English transcripts, interviews and headlines: words after the name of who speaks ("MODERATOR: …", "A: …", "Ada Moss: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.quotes.draft import Draft, Span
from nlp.quotes.english.page import Page
from nlp.quotes.english.stretches import has_verb, trimmed
from nlp.quotes.lexicon import words

LABEL = re.compile(
    r"(?P<who>(?:(?:MR|MS|MRS|DR|SEN|REP|GOV)\. )?[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,4})(?: ?\([^)\n]{1,40}\)|, [A-Z][^:\n]{2,40})?: +(?=\S)"
)
NAMED = re.compile(r"(?P<who>[A-Z][a-zé’'-]+(?: [A-Z][a-zé’'-]+){0,2}): +(?=[A-Z])")

FEWEST = 2
FEWEST_NAMED = 3
"""Turns that make a transcript. Names in ordinary letters need more, since they also head lists."""


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
        found.append(Draft((match.end(), end), "direct", "turn", who, who, None, (start, match.end())))
    return found


def _heads(label: str) -> bool:
    """Whether a label heads a part of the page and names no speaker."""
    return (
        label.startswith("DEAR ")
        or label in words("en")["labels"]["nobody"]
        or label.rsplit(maxsplit=1)[-1] in words("en")["labels"]["headings"]
    )


QUESTION_LABEL = re.compile(r"(?P<label>Q|A|Question|Answer)\s?[:.]\s+(?=\S)")
ANSWERS = frozenset({"A", "Answer"})
MEETS = re.compile(
    r"(?:(?:spoke|talked|sat down|chatted|caught up|interview|conversation|Q&A|exchange)\s+(?:to|with)|interviewed|asked)\s+(?:[\w’'-]+\s+){0,6}?$"
)
"""Before the name of the one who is interviewed."""

HEADLINE = 140
"""Characters of a headline, at most."""

FEWEST_SAID = 4
OURS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|will|won['’]t|must|should|can['’]t|cannot|not)\b")
"""A headline after a name is speech with one of these; without, it may be a title: "Ada Moss: The Long Ridge opens"."""

ASKS = re.compile(r"(?:what|who|how|why|when|where|which|a|an|the)\b", re.IGNORECASE)


def answered(page: Page) -> Iterator[Draft]:
    """A draft for each answer in paragraphs that begin with Q and A, where the lines above name one who answers."""
    labels = [(block, QUESTION_LABEL.match(page.text, *block)) for block in page.blocks]
    labelled = [(block, match) for block, match in labels if match]
    kinds = {match["label"] in ANSWERS for _, match in labelled}
    if kinds != {True, False}:
        return
    who = _interviewed(page, labelled[0][0][0])
    if who is None:
        return
    for block, match in labelled:
        if match["label"] in ANSWERS and page.text[match.end()] not in '“"':
            yield Draft((match.end(), block[1]), "direct", "turn", who, who, None, (block[0], match.end()))


def _interviewed(page: Page, before: int) -> Span | None:
    """Where the one who answers is named: the only person above the first question, else whom somebody spoke to."""
    people = [page.chars(first, last) for first, last, label in page.names if label == "PERSON"]
    people = [span for span in people if span[1] <= before]
    surnames = {page.text[start:end].rsplit(maxsplit=1)[-1] for start, end in people}
    if len(surnames) == 1:
        return max(people, key=lambda span: (span[1] - span[0], -span[0]))
    return next((span for span in people if MEETS.search(page.text, max(span[0] - 80, 0), span[0])), None)


def headline(page: Page) -> Iterator[Draft]:
    """A draft for what a text's first line gives as somebody's words after the name and a colon."""
    if not page.blocks or ":" not in page.written:
        return
    start, end = page.blocks[0]
    colon = page.text.find(": ", start, min(end, start + HEADLINE))
    if colon < 0 or end - start > HEADLINE or len(page.blocks) < 2 or page.text[end - 1] in '.”"':  # noqa: PLR2004 — a headline and its text
        return
    last = page.token_at(colon - 1)
    named = [name for name in page.names if name[1] == last and name[2] == "PERSON"]
    stretch = trimmed(page, last + 2, page.token_at(end - 1), fewest=FEWEST_SAID)
    if not named or stretch is None or not has_verb(page, stretch):
        return
    span = page.chars(*stretch)
    said = page.text[slice(*span)]
    lower = said[0].islower() and not ASKS.match(said)
    if (lower or OURS.search(said)) and page.inside[stretch[0]] == -1 and not ASKS.match(said):
        who = page.chars(*named[0][:2])
        yield Draft(span, "indirect", "headline", who, (start, who[1]), None, (start, end))
