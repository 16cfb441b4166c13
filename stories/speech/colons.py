"""Words before or after a colon in a title: "who: what", "“what”: who". `cues` finds answers by verbs."""

from __future__ import annotations

import re
from functools import lru_cache

from stories.english.clauses import clause_of, is_sentence
from stories.speech import attribution
from stories.speech.answers import Cue
from stories.speech.stances import patterns, spoken_stance
from stories.text import lexicon
from stories.text.phrases import DENSE


@lru_cache(maxsize=100_000)
def speech_in(title: str, lang: str) -> Cue | None:
    """Return a title of the form "who: what" as a cue, or None.

    In scripts with spaces, only words in quotation marks, in the first person, with a stance, or after an officer's
    name: "Maker: a timeline" is not speech.
    """
    dense = lang in DENSE
    found = (_SPEECH if dense else _SPOKEN).match(title)
    if found is None:
        return None
    words = title[found.end() :]
    stance = spoken_stance(words, lang)
    if (
        not dense
        and stance == "explain"
        and not (_IN_PERSON.match(words) or _senior(found[1]) or _tells(words))
    ):
        return None
    return Cue(
        before=found[1],
        cue=found[2],
        after=words,
        stance=stance,
        start=found.start(2),
        end=found.end(2),
        plain_speech=True,
    )


def _senior(who: str) -> bool:
    """Return whether what stands before a colon is a person by office, as opposed to a heading."""
    return any(pattern.search(who) for pattern in patterns("seniors", "en"))


def _tells(words: str) -> bool:
    """Return whether the words after a colon are a sentence rather than a heading."""
    return _HEADING.match(words) is None and is_sentence(words)


_SPEECH = re.compile(r"([^\s：:，,。！？!?]{2,12})([：:])(?=.{4})")
_SPOKEN = re.compile(
    r"([^:,!?]{3,50}?)(?:, (?:on|of|about|asked|to|when) [^:]{2,60}"
    r"| (?:on|about) [a-z][^:]{2,40}"
    rf"| to (?:[A-Z][\w’'-]+|{'|'.join(lexicon.table('responses')['audiences']['en'])}))?(:)(?=\s*\S)"
)
_IN_PERSON = re.compile(
    r"\s*[‘“'\"]|(?!\s*(?i:what|how|why|where|when)\b)[^:]{0,40}\b(?:[Ww]e|I|[Oo]ur|[Mm]y|us|me)\b"
)
_HEADING = re.compile(r"\s*(?i:what|how|why|where|when|who|which|inside|all|the|a|an)\b")


def headed(quoted: attribution.Attributed, lang: str) -> Cue | None:
    """Return the words of a heading as those of who acts behind it: "“Truly sorry”: Maker buys full page"."""
    clause = clause_of(quoted.title)
    stance = spoken_stance(quoted.words, lang)
    if (named := _SPEAKER.fullmatch(quoted.title)) and not is_sentence(named["who"]):
        end = named.end("who")
        return Cue(quoted.title[:end], ":", quoted.words, stance, end, end, plain_speech=True)
    if clause is None or stance == "explain":
        return None
    verb = quoted.title[clause.start : clause.end]
    return Cue(clause.before, verb, quoted.words, stance, clause.start, clause.end, plain_speech=True)


_SAID = "|".join(lexicon.table("responses")["utterances"]["en"])
_SPEAKER = re.compile(
    rf"\s*(?P<who>[A-Z][^,:;]{{1,50}}?)(?:['’]s (?:[\w-]+ ){{0,4}}?(?:{_SAID})s?\b.*"
    r"|(?: (?:on|about|over|after|to|in|at|amid|as|for) .*)?)"
)
