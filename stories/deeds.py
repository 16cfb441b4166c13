"""What whoever heads a line does, in words that no list of answers knows. It answers only where a claim is open.

A line that tells of ordinary business, or of what calls for an answer, tells of no such deed, nor does one of what befalls him.
"""

from __future__ import annotations

import re
from functools import cache

from records import Item
from stories import lexicon, organs
from stories.claims import tone
from stories.cues import Cue
from stories.phrases import DENSE, phrases, plain
from stories.stances import spoken_stance


def deed_in(item: Item, claim: str = "") -> Cue | None:
    """The deed of the watched name that a line begins with, or None. What a claim called by its name calls for nothing again."""
    head = next((m for m in item.reading.mentions if m.entity and m.end <= len(item.title)), None)
    manner = tone(_BEHIND.split(item.title)[0], item.lang)
    if (
        head is None
        or (manner.business and not manner.topical)
        or organs.ahead(item.title[: head.start], item.lang)
    ):
        return None
    deed = _dense(item.title, head.end, item.lang) if item.lang in DENSE else _spaced(item.title, item.lang)
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
    rest = organs.left(title[head:], lang)
    if found := phrases("deeds", "coverbs", lang).match(rest):
        return _cue(title, len(title) - len(rest), len(title) - len(rest) + found.end(), lang, speaks=False)
    for section in ("speaks", "does"):
        for found in phrases("deeds", section, lang).finditer(text, head):
            if text.startswith(_RESULTS, found.end()):
                continue
            amid = phrases("responses", "towards", lang).split(title[head : found.start()])[0]
            between = organs.left(title[head : found.start()], lang)
            # A verb of one letter is part of other words wherever it does not follow at once: 公关.
            if not between or (len(found[0]) > 1 and organs.beside(amid, lang)):
                return _cue(title, found.start(), found.end(), lang, speaks=section == "speaks")
    return None


def _spaced(title: str, lang: str) -> Cue | None:
    if said := _said().match(title):
        return _cue(title, said.start(2), said.end(2), lang, speaks=True)
    for found in filter(None, (_DEED.match(title), _DEED_OF_SEVERAL.match(title))):
        if any(phrases("deeds", "speaks", lang).fullmatch(form) for form in _forms(found)):
            return _cue(title, found.start(2), found.end(2), lang, speaks=True)
        if _acts(found, lang):
            return _cue(title, found.start(2), found.end(2), lang, speaks=False)
    intent = _INTENT.match(title)
    if intent and not phrases("deeds", "undergoes", lang).match(plain(title, lang), intent.start(3)):
        return _cue(title, intent.start(2), intent.end(2), lang, speaks=False)
    return None


def _acts(found: re.Match[str], lang: str) -> bool:
    """Whether a word in the place of a verb is one, and none of what befalls who stands before it."""
    word = found[2].removeprefix("to ")
    if found.re is _DEED and word == found[2] and (not _PRESENT.fullmatch(word) or _MANY.fullmatch(word)):
        return False
    bases = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return not any(phrases("deeds", "undergoes", lang).fullmatch(base) for base in bases)


_PRESENT = re.compile(r"[a-z-]{2,}(?<!s)s")
_MANY = re.compile(
    r"(?:[a-z-]+(?:ers|ors|ees|ists|ants|ents|ians|ions|ments|ures|ings|ties|nces)|shares|staff|sales|stores|cars|users|customers|results|profits|prices|jobs|talks|plans|rights|deals|bonds|funds|flights|planes|phones|chips|trains|trucks|vans|bikes|apps|ads|pills|toys|goods|parts|products|services|workers|wages|fees|bills|accounts|members|fans|patients|parents|guests|pilots|crews|nurses|doctors|unions|rivals|banks|plants|mines|hotels|homes|shops|files|records|emails|documents|photos|videos|woes|fears|hopes|odds|ties|rules|terms|costs|losses|fines|lawsuits|claims|bags|bottles|drinks|pants|leggings|batteries|clips)"
)
"""A verb in the present, and words in the plural that are none, by how they end or as they stand."""


def _forms(found: re.Match[str]) -> tuple[str, ...]:
    """A verb as the lists have it: "to test", and "engineers test", is what somebody tests."""
    base = found[2].removeprefix("to ")
    if base == found[2] and found.re is _DEED:
        return (base,)
    return f"{base}s", f"{base}es", f"{base[:-1]}ies"


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


@cache
def _said() -> re.Pattern[str]:
    """Words after a colon that make a sentence: a verb stands in them."""
    verbs = "|".join(lexicon.table("deeds")["verbs"]["en"])
    return re.compile(
        r"((?:[A-Z][\w.&’'-]* ?){1,6})(:)(?= (?!(?i:what|how|why|where|when|who|the|a|an|inside|all)\b)[^:]*"
        rf"\b(?:{verbs})\b)"
    )


_DEED = re.compile(
    r"((?:[A-Z\d][\w.&’'-]* ){1,6}(?:(?:chief|boss|founder|owner|chair|president|director)(?: executive)? (?:[A-Z][\w’'-]* ){0,3})?)"
    r"((?:to )?[a-z-]+)(?= )"
)
_INTENT = re.compile(r"((?:[A-Z][\w.&’'-]* ){1,6})(to ([a-z-]+))(?= )")
"""Whatever somebody is to do; what he is to suffer, or does in the way of business, the list of what befalls has."""

_DEED_OF_SEVERAL = re.compile(
    r"((?:[A-Z][\w.&’'-]* ){1,6}(?:bosses|chiefs|engineers|technicians|officials|executives|bosses|lawyers|managers|staff|directors) )"
    r"([a-z-]+)(?= )"
)
