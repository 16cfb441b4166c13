"""Tells whether an English cue belongs to the speaker of the cue before it."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.lexicon import collective, words

ADDING = frozenset({"adding", "noting", "stressing", "emphasizing", "emphasising", "insisting"})

ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "acy")
"""How nouns end that stand for no person …"""

ACTING = frozenset({
    "commission", "organization", "corporation", "foundation", "institution", "federation", "delegation", "opposition",
    "government", "parliament", "department", "management", "leadership", "authority", "community", "majority", "minority",
    "audience", "conference",
})  # fmt: skip
"""… and those of them that do."""

GOING_ON = frozenset({"add", "continue", "say", "note", "insist", "stress", "conclude", "write"})


def same_speaker(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether the speaker of the previous cue also speaks at this one, whatever the parse says."""
    return (
        _goes_on(page, before, cue)
        or _says_also(before, cue)
        or _series(page, before, cue)
        or _of_a_thing(page, before, cue)
    )


def _of_a_thing(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether the parse attaches a participle to an abstract noun: "said growth is slow, saying …"."""
    noun = cue.subject
    participle = cue.verb.tag_ == "VBG" and page.begin[before.first] == page.begin[cue.first]
    if noun is None or before.subject is None or not participle or noun.pos_ != "NOUN":
        return False
    if noun.i <= before.subject.i or noun.lower_ in words("en")["subjects"]["writings"]:
        return False
    return noun.lower_.endswith(ABSTRACT) and noun.lower_ not in collective() | ACTING


def _series(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether a verb continues a series: "said it was late, called it a “shame” and vowed to …"."""
    verb, earlier = cue.verb, before.verb
    if before.subject is None or not verb.tag_ == earlier.tag_ == "VBD":
        return False
    if in_series(page, earlier, verb):
        return True
    joined = verb.dep_ == "conj" and page.dep[verb.i - 1] == "cc"
    return joined and (verb.head == earlier or (verb.head == earlier.head and earlier.dep_ == "conj"))


def in_series(page: Page, cue: Token, verb: Token) -> bool:
    """Return whether a verb the parse puts into the content follows the cue after a comma: ", called it"."""
    joined = verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and verb.head.head == cue
    reported = verb.dep_ == "ccomp" and verb.head == cue
    if not (joined or reported) or not cue.tag_ == verb.tag_ == "VBD":
        return False
    before = verb.i - 1 - (page.inside[verb.i - 1] != -1 and page.doc[verb.i - 1].is_quote)
    return page.written[before] == ","


def _goes_on(page: Page, before: Cue, cue: Cue) -> bool:
    """Whether a participle is the same speaker's next report, whatever verb the parse hangs it on: ", adding that"."""
    number = cue.verb.i - 1 - (cue.verb.i > 1 and page.pos[cue.verb.i - 1] == "ADV")
    number -= number > 0 and page.inside[number] != -1 and page.doc[number].is_quote  # “…,” adding that
    return (
        cue.verb.lower_ in ADDING
        and number > 0
        and page.written[number] == ","
        and before.subject is not None
        and page.begin[before.first] == page.begin[cue.first]
    )


def _says_also(before: Cue, cue: Cue) -> bool:
    """Whether a verb that the parse joins to what is reported is the reporter's next: "said he never signed it and added: …"."""
    joined = cue.verb.dep_ == "conj" and cue.verb.head.dep_ == "ccomp" and cue.verb.head.head == before.verb
    return (
        joined
        and cue.lemma in GOING_ON
        and cue.verb.tag_ == before.verb.tag_
        and cue.subject is not None
        and cue.subject.i > before.verb.i
        and cue.subject.tag_ == "PRP"
        and not any(child.dep_ == "nsubj" for child in cue.verb.children)
    )
