"""Finds the speaker of a title in which the words come first, and rearranges it so that the speaker comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from records import Stance
from stories.english.clauses import is_sentence
from stories.english.verb_classes import forms, sense_of
from stories.text import lexicon
from stories.text.phrases import DENSE

_QUOTED_FIRST = re.compile(
    r"\s*(?:(?:[“\"‘](?P<spaced>[^“”\"]{8,}?)[”\"’]|'(?P<straight>[^“”\"]{8,}?)'(?!\w)),?(?P<pause>[:;–—-]?)(?= )"
    r"|[“「『](?P<dense>[^“”「」『』]{3,}?)[”」』][，,]?(?=.))"
)
_BY_ITSELF = (
    r"(?:it|(?:the |its )?(?:firm|company|airline|carrier|bank|lender|maker|carmaker|automaker|retailer|chain|grocer|operator|utility"
    r"|group|owner|parent|spokesperson|spokesman|spokeswoman|CEO|chief executive|chief|boss|founder|lawyers?|executives?|officials))"
)
"""How a headline refers to a company it has named."""

_VERB = r"[a-z]+(?:(?<!s)s|ed|d)|told|said"
_ON = r"(?: (?i:on|about|over|after|amid) [^,:;]{2,40})?"
"""What a speaker at the end of a headline speaks about, or on which occasion."""
_WORDS = r"(?P<words>.{8,}?),[”\"’']? "
_NAMED_LAST = (
    re.compile(rf"{_WORDS}(?P<verb>(?i:{_VERB})) (?P<who>[A-Z][^,:;]{{2,50}}?|{_BY_ITSELF}){_ON}(?P<whom>)$"),
    re.compile(
        rf"{_WORDS}(?P<who>[A-Z][^,:;]{{2,50}}?|{_BY_ITSELF}) (?P<verb>(?i:says?|said|admits?|(?:to|will) (?:say|tell))|{_VERB})"
        r"(?P<whom>(?: [A-Za-z’'-]+){0,3}| (?:to|in|at|on|before|during) [^,:;]{2,40})?$"
    ),
)
"""A speaker behind his verb, and before it."""
_HOLDERS = "|".join(lexicon.table("responses")["holders"]["en"])
_SAID = "|".join(lexicon.table("responses")["utterances"]["en"])
_HEADS = re.compile(
    rf"(?P<words>[^:]{{12,}}): (?P<who>[A-Z][\w&.’'-]*(?: (?:[A-Z&][\w&.’'-]*|{_HOLDERS})){{0,4}}?)(?:['’]s (?:\w+ )?(?:{_SAID}))?"
    r"(?: (?:to|in|at|on|before) [^,:;]{2,40})?$"
)
"""The manner of Indian and other Asian papers: "No plan to sell plant: Maker to exchange"."""
TOLD_BY = re.compile(
    r"(?<=,) (?:[a-z’'-]+ ){1,4}(?:say|says|claim|claims|allege|alleges|find|finds|suggest|suggests|indicate|indicates|complain|fear|warn|warns|show|shows|reveal|reveals|hear|hears|told)$"
)
"""Anonymous sources at the end of a headline ("..., workers say"): the title is an allegation."""


_HEADING = re.compile(r"[^:]{3,60}: (?=[A-Z‘“'\"])")
_NAMES_ALONE = re.compile(r"(?:[A-Z][\w&.’'-]* ?)+: ")
_ITSELF_NEXT = re.compile(rf"[,;.–—-]+ (?=[A-Z]|(?i:{_BY_ITSELF}) )")
_ITSELF = re.compile(rf"(?:{_BY_ITSELF}|(?:the |its )?\w+ (?:CEO|chief|boss|executives?))", re.IGNORECASE)


def later_clauses(title: str, lang: str) -> Iterator[str]:
    """Yield a title at the same length with what precedes a later clause blanked: a heading, or an event and a comma.

    "Kettle fires: Maker says ...", "Kettles catch fire, maker says sorry".
    """
    found = [] if lang in DENSE else [_HEADING.match(title), *_ITSELF_NEXT.finditer(title)]
    for match in found:
        if match and not _NAMES_ALONE.fullmatch(match[0]):  # who stands alone before a colon speaks
            yield " " * match.end() + title[match.end() :]


def means_itself(words: str) -> bool:
    """Return whether the words designate a company named before: "the airline", "airline CEO"."""
    return _ITSELF.fullmatch(words.strip()) is not None


class Attributed(NamedTuple):
    """A title in which the words precede their speaker."""

    title: str
    """The title at the same length, the words blanked."""
    words: str
    headed: bool
    """The words stand before a colon or a dash, as a heading: "“We are sorry”: Maker recalls kettles"."""


def quoted_first(title: str, lang: str) -> Attributed | None:
    """Return a title that begins with a quotation, or None."""
    found = _QUOTED_FIRST.match(title)
    if found is None:
        return None
    words = found["dense"] if lang in DENSE else found["spaced"] or found["straight"]
    return (
        Attributed(" " * found.end() + title[found.end() :], words, bool(found["pause"])) if words else None
    )


class Last(NamedTuple):
    """A title that ends with its speaker."""

    words: str
    verb: str
    start: int
    end: int
    """Offsets of the name."""
    stance: Stance
    """The stance of the verb by itself: "admits"."""


def named_last(title: str, lang: str) -> Last | None:
    """Return the speaker at the end of a title in a script with spaces: "No one was hurt, says Maker"."""
    patterns = () if lang in DENSE else _NAMED_LAST
    found = (match and _last(match) for match in (pattern.match(title) for pattern in patterns))
    return next(filter(None, found), None) or _named_behind_colon(title, lang)


def _last(found: re.Match[str]) -> Last | None:
    """Return the speaker that was matched, or None if the verb is no verb of speech."""
    verb = _AHEAD.sub("", found["verb"])
    stance = _speaking(verb.casefold())
    if stance is None or (found["whom"] and verb.casefold() not in _TO_WHOM and not _TO.match(found["whom"])):
        return None
    if is_sentence(found["who"]):
        return None
    return Last(found["words"], verb, found.start("who"), found.end("who"), stance)


def _named_behind_colon(title: str, lang: str) -> Last | None:
    """Return the speaker behind a colon at the end of a title; what precedes it must be more than a heading."""
    found = None if lang in DENSE else _HEADS.match(title)
    if found is None or is_sentence(found["who"]):
        return None
    if len(found["words"].split()) < LEAST and not is_sentence(found["words"]):
        return None
    return Last(found["words"], ":", found.start("who"), found.end("who"), "explain")


LEAST = 4
"""Minimum words of what is said before a colon and its speaker; fewer are a heading unless they are a sentence: "Data breach: Maker"."""


_AHEAD = re.compile(r"(?:to|will) ")
_TO_WHOM = frozenset(
    {"tell", "tells", "told", "assures", "assured", "warns", "warned", "reminds", "informs", "informed"}
)
"""Verbs of speech whose object is the hearer."""
_TO = re.compile(r" (?:to|in|at|on|before|during) ")


def _speaking(word: str) -> Stance | None:
    """Return the stance of a finite verb of speech, or None for any other word."""
    for lemma, form in forms().get(word, ()):
        sense = sense_of(lemma, ()) if form != "ing" else None
        if sense is not None and (sense.tells == "speaks" or sense.name in _OWNS) and sense.name != "judge":
            return sense.stance
    return None


_OWNS = frozenset({"admit", "deny", "reply", "commit"})
"""Verb classes that give words, too: "..., admits boss"."""
