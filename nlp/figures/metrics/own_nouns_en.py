"""Names the thing that an English change refers to if it is not a listed metric: "Bills will go up by 6.5%".

Such a figure takes no metric from its sentence or the one before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.figures.numbers import units
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import MOVED, MOVES

_ROSE = re.compile(
    r"(?:^[ ,;]*(?:and |but |while |as )?|[,;:.!?] (?:but |and )?|\b(?:and|while|as|but|that|said|because|after|with) )(?:the |its |their |most |all )?"
    r"(?P<noun>(?:[a-z&-]+ ){0,5}?(?P<head>[a-z]+)) "
    r"(?:(?:will|would|are|were|have|has|had|is|was|be|been|to|due|set|expected|likely|going|also|now|then|about|by) )*"
    r"(?:go(?:es|ing)? (?:up|down)|went (?:up|down)|gone (?:up|down)|rises?|risen|increases?|climbs?|jumps?|falls?|fallen|drops?|declines?|"
    rf"grow|grown|shrank|eased|up|down|{MOVED})"
    r" (?:by )?(?:an? (?:further|additional|average of) |another |on average )*$"
)
_FALL_IN = re.compile(
    rf"[ -](?:[a-z-]+ ){{0,2}}?(?:{MOVES}) in (?:the number of |the |its |their )?"
    r"(?P<noun>(?P<first>[a-z][a-z'-]+)(?: [a-z][a-z'-]+){0,3}?)"
    r"(?= (?:since|from|to|over|at|in|during|by|after|as|and|while|but|this|last|on|for|of|compared|was|were|is|are|had|has|between|across|among|"
    r"due|caused|that|which|helped|driven|offset|year|when|or|year-on-year)\b|[,.;:)]|\s*$)"
)
_SEVERAL = re.compile(r"[^s]s$")
_LEAD = re.compile(
    r"(?:.* )?(?:said|says|that|while|as|but|after|because|when|where)(?: (?:the|its|their))? "
)
"""What precedes the noun in its clause: "Norvale said bills"."""
_INSIDE = re.compile(r"[ ,;]*(?:while|as|after|because|with) ")
_ALSO = re.compile(r"[ ,;]*and ")
_BEHIND = {"on", "for", "in", "at", "to", "across", "of"}
"""Prepositions that attach a place or a kind to the noun: "fares on the line"."""
_CHANGES = {"percent", "pp", "multiple"}


class Named(NamedTuple):
    """The thing that changes."""

    span: tuple[int, int]
    metric: str | None
    """None: something without a metric."""


def of(draft: Draft) -> Named | None:
    """Return what changes by this figure, in the text's words; None if a list has it or nothing is named."""
    scene = draft.scene
    if draft.kind not in _CHANGES or draft.page.lang != "en":
        return None
    low, high = draft.own
    rose = _ROSE.search(scene.text(low, high))
    if rose is not None:
        lead = _LEAD.match(rose["noun"])
        start, end = low + rose.start("noun") + (lead.end() if lead else 0), low + rose.end("noun")
        alone = lead is not None or _INSIDE.match(rose.group()) is not None
        alone = alone or (_ALSO.match(rose.group()) is not None and scene.text(end - 1, end) == "s")
        return None if _is_listed(scene, start, end) else _named(scene, start, end, alone=alone)
    fell = _FALL_IN.match(draft.page.words, draft.end, scene.end)
    if fell is None or fell["first"] in units.nouns_en("no_nouns"):
        return None
    start, end = fell.span("noun")
    return (
        None
        if _is_listed(scene, start, end) or draft.page.plain[start].isupper()
        else Named((start, end), None)
    )


def _named(scene: Scene, start: int, end: int, *, alone: bool) -> Named | None:
    """Return something people pay, or another noun of two or more words; a single word must not be a name at a sentence start."""
    words = scene.text(start, end).split()
    place = next((n for n, word in enumerate(words) if n and word in _BEHIND), len(words))
    head = words[place - 1]
    if head in units.nouns_en("priced"):
        return Named((start, end), "price")
    if head in units.nouns_en("paid"):
        return Named((start, end), "pay")
    if place < len(words) or any(word in units.nouns_en("hollow") or word.endswith("ly") for word in words):
        return None
    several = (_SEVERAL.search(head) is not None or head in units.nouns_en("masses")) and len(words) > 1
    small = scene.page.plain[end - len(head) : end].islower()
    return Named((start, end), None) if small and (several or (alone and len(words) == 1)) else None


def _is_listed(scene: Scene, start: int, end: int) -> bool:
    """Return whether the words contain a metric; "cash withdrawals" are not cash, and "pay" alone needs money."""
    told = [mark for mark in scene.marks if mark.start < end and start < mark.end]
    listed = [mark for mark in told if mark.what.metric not in {None, "pay"} and not mark.what.is_verb]
    if not listed:
        return False
    return _SEVERAL.search(scene.text(listed[-1].end, end)) is None
