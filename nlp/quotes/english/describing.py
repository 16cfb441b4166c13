"""English descriptions and calls partly in marks: "described the result as “solid”", "urged them to “stay calm and vote”"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.quotes.dates import WEEKDAYS
from nlp.quotes.draft import Draft
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.drafting import How, reported
from nlp.quotes.english.page import Page
from nlp.quotes.english.speech import look_at
from nlp.quotes.english.stretches import FINITE
from nlp.quotes.lexicon import verbs

DESCRIBED: How = ("mixed", "described")
FEWEST = 4
NAMED = 5
"""Words in marks from which naming something is saying it."""

ADDRESSEE = 3
"""Tokens after a verb in which "to" or a pronoun tells that no thing is named."""

LEADING = frozenset({"ADP", "DET", "PART", "ADJ", "PRON", "SCONJ"})
"""What never ends a description, but leads on to what the writer says."""

TAIL = 10
"""Words after the marks that may still belong to the description."""

OCCASION = re.compile(
    rf"[ ](?:(?:late|early|earlier|later)[ ])?(?:on[ ])?(?:{'|'.join(WEEKDAYS)}|yesterday|today|tonight)\b"
    r"|[ ](?:in|on|via|through|at|during)[ ](?:(?:an?|the|his|her|its|their)[ ])?(?:[\w.-]+[ ]){0,2}"
    r"(?:posts?|statement|filing|letter|interview|memo|e-?mail|tweet|video|speech|call|note|briefing|conference|hearing"
    r"|announcement|Weibo|X|Twitter|Facebook|LinkedIn|Instagram|Truth[ ]Social|television)\b",
    re.IGNORECASE,
)
"""After the marks: when and where it was said, which is no part of it."""


def described(page: Page, cues: Iterable[Cue]) -> Iterator[Draft]:
    """A draft for each verb that describes something partly in marks."""
    for cue in cues:
        if cue.subject is not None and cue.lemma in verbs("naming"):
            yield from _named(page, cue)
        if (
            cue.subject is None
            or not (cue.lemma in verbs("object") or cue.lemma in verbs("as"))
            or page.lower[min(cue.last + 1, len(page.doc) - 1)] in {"for", "on"}
        ):
            continue
        number = _marked_object(page, cue)
        if (
            number is not None
            and cue.lemma not in verbs("object")
            and page.lower[page.mark_tokens(page.marks[number])[0] - 1] != "as"
        ):
            continue
        if number is None or look_at(page, page.marks[number]).title:
            continue
        start = page.starts[cue.last + 1]
        end = end_of(page, number, page.stop[cue.last])
        if sum(1 for word in page.text[start:end].split() if word[:1].isalnum() or word[:1] in '“"') < FEWEST:
            continue
        yield reported(page, (start, end), cue.subject, cue, DESCRIBED)


def _named(page: Page, cue: Cue) -> Iterator[Draft]:
    """A draft for what somebody names in many words: "warned of a “long and bitter winter for all of us”"."""
    number = _marked_object(page, cue)
    first = cue.last + 1
    if number is None or any(page.tag[index] in {"TO", "PRP"} for index in range(first, first + ADDRESSEE)):
        return
    mark = page.marks[number]
    opens, _ = page.mark_tokens(mark)
    look = look_at(page, mark)
    between = page.doc[first:opens]
    if look.title or look.words < NAMED or any(token.pos_ in {"VERB", "PRON", "SCONJ"} for token in between):
        return
    while first < opens and page.pos[first] in {"ADP", "ADV"}:
        first += 1
    span = page.starts[first], end_of(page, number, page.stop[cue.last])
    yield reported(page, span, cue.subject, cue, DESCRIBED)


def _marked_object(page: Page, cue: Cue) -> int | None:
    for index in range(cue.last + 1, min(page.stop[cue.last], cue.last + 20) + 1):
        if page.inside[index] != -1:
            return page.inside[index] if index > cue.last + 1 else None
        if (
            page.written[index] in {",", ":", ";"}
            or page.tag[index] in {"VBD", "VBZ", "VBP", "MD"}
            or page.lower[index] == "that"
        ):
            return None
    return None


def end_of(page: Page, number: int, stop: int) -> int:
    """Return the character where a description that is mostly quoted ends."""
    _, last = page.mark_tokens(page.marks[number])
    end = last
    for index in range(last + 1, min(stop, last + TAIL) + 1):
        if page.inside[index] != -1 or (page.dep[index] == "cc" and page.inside[min(index + 1, stop)] != -1):
            end = index
            continue
        if (
            page.doc[index].is_punct
            or page.dep[index] == "cc"
            or page.pos[index] in {"VERB", "AUX", "SCONJ"}
            or page.tag[index] in {"WDT", "WP", "WRB"}
        ):
            break
        end = index
    while end > last and page.pos[end] in LEADING:
        end -= 1
    upto = page.ends[end] if end < stop or page.doc[end].is_punct is False else page.ends[last]
    occasion = OCCASION.search(page.text, page.ends[last], upto)
    return occasion.start() if occasion else upto


FEWEST_CALLED = 4
"""Words, "to" taken in, from which a call says something."""

CALLED_ON = 12
"""Tokens between a verb and its "to": who is called on."""

LED_IN = 3
"""Tokens between "to" and the marks: the verb itself may stand before them."""


def urged(page: Page, cues: Iterable[Cue]) -> Iterator[Draft]:
    """A draft for each call whose wording stands in marks after its "to"."""
    urging = verbs("urging")
    for cue in cues:
        opens = _opens(page, cue) if cue.lemma in urging and cue.subject is not None else None
        if opens is None:
            continue
        first, number = opens
        start, end = page.starts[first], end_of(page, number, page.stop[cue.last])
        if len(page.text[start:end].split()) < FEWEST_CALLED:
            continue
        yield reported(page, (start, end), cue.subject, cue, ("mixed", "urged"))


def _opens(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The "to" (or "not to") after a cue and the number of the mark right after it."""
    doc = page.doc
    to: int | None = None
    for number in range(cue.last + 1, min(cue.last + CALLED_ON, page.stop[cue.last]) + 1):
        if page.inside[number] != -1:
            near = to is not None and number - to <= LED_IN
            return (to - (page.lower[to - 1] == "not"), page.inside[number]) if near and to else None
        if page.tag[number] in FINITE or doc[number].is_punct or page.lower[number] == "that":
            return None
        if page.tag[number] == "TO":
            to = number
    return None
