"""Sentences of a company's own release or filing that answer a claim without a quotation.

Whose they are, `issued` says.
"""

from __future__ import annotations

import re

from records import Item
from stories.items.roster import Roster
from stories.speech import cues
from stories.text import tokens
from stories.text.phrases import DENSE

SHARED = 2
"""Minimum terms shared with the claim, the subject's name excluded."""

_SPACED = re.compile(r"[^\s].*?(?:[.!?](?=\s+[A-Z“\"]|\s*$)|(?=\n)|$)", re.MULTILINE)
_DENSE = re.compile(r"[^\s。！？][^。！？\n]*[。！？]?")
_PAPER = re.compile("公告|通报|通知")
"""What any notice calls itself."""

_CLAIMED = re.compile(
    r"(?:^|\n)\W{0,3}(?:Claim|Allegation|Myth|Accusation|Assertion)s?(?: \d+)?\s*:|(?:质疑|传言|指控|谣言)[一二三四五六七八九十\d]*[：:]"
)
_ANSWERED = re.compile(
    r"\b(?:Facts?|Truth|Reality|Our (?:response|answer)|Response|Answer)\s*:\s*(?P<en>[^\n]+)|(?:事实|回应|澄清|真相)[：:]\s*(?P<zh>[^\n]+)"
)


def point_by_point(item: Item) -> list[tuple[int, int]]:
    """Return the answers of a release in the form of claims and facts."""
    if not _CLAIMED.search(item.text):
        return []
    return [found.span("en" if found["en"] else "zh") for found in _ANSWERED.finditer(item.text)]


def sentence_on(claim: str, item: Item, subject: str, roster: Roster) -> tuple[int, int] | None:
    """Return the sentence that shares most terms with the claim; None if none shares enough."""
    wanted = set(tokens.terms(claim, item.lang)) - _of_names(subject, item.lang, roster)
    best: tuple[int, int, int] | None = None
    pattern = _DENSE if item.lang in DENSE else _SPACED
    for match in pattern.finditer(item.text, len(item.title)):
        shared = len(wanted & set(tokens.terms(match[0], item.lang)))
        if shared >= SHARED and (best is None or shared > best[0]):
            best = shared, *match.span()
    return best[1:] if best else None


def first_sentence(item: Item) -> tuple[int, int] | None:
    """Return where the first sentence behind the title stands."""
    first = (_DENSE if item.lang in DENSE else _SPACED).search(item.text, len(item.title))
    return first.span() if first else None


def is_answer(item: Item) -> bool:
    """Return whether a title says that all of a notice answers something: 关于媒体报道的说明公告."""
    cue = cues.answer_in(item.title, item.lang)
    return cue is not None and not cue.plain_speech and not _PAPER.fullmatch(cue.cue)


def _of_names(subject: str, lang: str, roster: Roster) -> set[str]:
    return {term for name, entity in roster.names if entity == subject for term in tokens.terms(name, lang)}
