"""What whoever heads a line does, in words that no list of answers knows. It answers only where a claim is open.

A line that tells of ordinary business, or of what calls for an answer, tells of no such deed, nor does one of what befalls him.
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
    """The deed of the watched name that a line begins with, or None. What a claim called by its name calls for nothing again."""
    head = next((m for m in item.reading.mentions if m.entity and m.end <= len(item.title)), None)
    manner = tone(_BEHIND.split(item.title)[0], item.lang)
    if (
        head is None
        or (item.lang in DENSE and manner.business and not manner.topical)
        or subject_phrase.ahead(item.title[: head.start], item.lang)
    ):
        return None
    deed = (
        _dense(item.title, head.end, item.lang)
        if item.lang in DENSE
        else english_cues.deed_of(item.title, claim, business=manner.business and not manner.topical)
    )
    if deed is None or any(word not in claim and word != deed.cue.lower() for word in manner.calls):
        return None  # what it does may be called what others complain of: it bans, it halts
    return deed


def speaks(cue: Cue, lang: str) -> bool:
    """Whether a cue is one of those that give words."""
    return phrases("deeds", "speaks", lang).fullmatch(cue.cue) is not None


def _dense(title: str, head: int, lang: str) -> Cue | None:
    text = plain(title, lang)
    if phrases("deeds", "undergoes", lang).search(text, head):
        return None
    rest = subject_phrase.left(title[head:], lang)
    if found := phrases("deeds", "coverbs", lang).match(rest):
        return _cue(title, len(title) - len(rest), len(title) - len(rest) + found.end(), lang, speaks=False)
    for section in ("speaks", "does"):
        for found in phrases("deeds", section, lang).finditer(text, head):
            if text.startswith(_RESULTS, found.end()):
                continue
            amid = phrases("responses", "towards", lang).split(title[head : found.start()])[0]
            between = subject_phrase.left(title[head : found.start()], lang)
            # A verb of one letter is part of other words wherever it does not follow at once: 公关.
            if not between or (len(found[0]) > 1 and subject_phrase.beside(amid, lang)):
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
"""After a verb these make a thing of it that is told of: 送检结果."""

_BEHIND = re.compile(
    r" (?:after|over|following|amid|in response to|in (?:the )?wake of) |将(?=[^，。裁降关闭退破停涨亏])"
)
"""What is told behind these is what somebody does something about, or will do, unless that is a claim itself."""
