"""Acts of a title's first watched name that no list of answers contains; they answer only an open claim.

Ordinary business, something that calls for an answer itself, and what befalls the name are no such acts.
"""

from __future__ import annotations

import re

from records import Item
from stories.speech import english_cues, subject_phrase
from stories.speech.answers import Cue
from stories.speech.stances import spoken_stance
from stories.speech.tone import tone
from stories.text.phrases import DENSE, phrases, plain


def deed_in(item: Item, claim: str = "") -> Cue | None:
    """Return the act of the watched name at the head of a title, or None.

    The words of the claim itself do not call for an answer again.
    """
    head = next((m for m in item.reading.mentions if m.entity and m.end <= len(item.title)), None)
    occasion = _FORETOLD if item.lang in DENSE else english_cues.OCCASION
    manner = tone(occasion.split(item.title)[0], item.lang)
    if (
        head is None
        or (item.lang in DENSE and manner.business and not manner.topical)
        or subject_phrase.strip_preamble(item.title[: head.start], item.lang)
    ):
        return None
    deed = (
        _dense(item.title, head.end, item.lang)
        if item.lang in DENSE
        else english_cues.deed_of(item.title, claim, business=manner.business and not manner.topical)
    )
    if deed is None or any(word not in claim and word != deed.cue.lower() for word in manner.calls):
        return None  # the act may be worded like a complaint: it bans, it halts
    return deed


def speaks(cue: Cue, lang: str) -> bool:
    """Return whether a cue gives words."""
    return phrases("deeds", "speaks", lang).fullmatch(cue.cue) is not None


def _dense(title: str, head: int, lang: str) -> Cue | None:
    text = plain(title, lang)
    if phrases("deeds", "undergoes", lang).search(text, head):
        return None
    rest = subject_phrase.strip_organs(title[head:], lang)
    if found := phrases("deeds", "coverbs", lang).match(rest):
        return _cue(title, len(title) - len(rest), len(title) - len(rest) + found.end(), lang, speaks=False)
    for section in ("speaks", "does"):
        for found in phrases("deeds", section, lang).finditer(text, head):
            if text.startswith(_RESULTS, found.end()):
                continue
            amid = phrases("responses", "towards", lang).split(title[head : found.start()])[0]
            between = subject_phrase.strip_organs(title[head : found.start()], lang)
            # A one-character verb counts only at once; further away it is part of other words: 公关.
            if not between or (len(found[0]) > 1 and subject_phrase.is_actor(amid, lang)):
                return _cue(title, found.start(), found.end(), lang, speaks=section == "speaks")
    return None


def _cue(title: str, start: int, end: int, lang: str, *, speaks: bool) -> Cue:
    stance = spoken_stance(title[start:], lang)
    return Cue(
        before=title[:start],
        cue=title[start:end],
        after=title[end:],
        stance=stance if stance != "explain" or speaks else "promise",
        start=start,
        end=end,
        plain_speech=True,
        act=True,
    )


_RESULTS = ("结果", "报告", "进展", "情况", "方案", "金额", "名单", "流程")
"""After a verb these turn it into a noun: 送检结果."""

_FORETOLD = re.compile("将(?=[^，。裁降关闭退破停涨亏])")
"""What follows is the future, unless it is a claim itself."""
