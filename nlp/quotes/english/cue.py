"""A cue: a verb that reports speech, and its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from nlp.quotes.lexicon import singular, verb_forms, words

NEEDS = {"put": "it", "point": "out"}
"""Verbs that report only with a word after them."""


@dataclass(slots=True)
class Cue:
    """A reporting verb outside the marks."""

    verb: Token
    subject: Token | None
    """Head of the noun phrase that speaks."""
    lemma: str
    first: int
    """First and last token of the cue as written ("was quoted as saying", "pointed out")."""
    last: int
    clause: bool
    """May report without marks."""
    that_only: bool
    loose: bool = False
    """Its form reports only right beside marks: "prompting him to say, “…”", "“…,” his brother posted online"."""

    @classmethod
    def of_word(
        cls, verb: Token, subject: Token, *, clause: bool = False, that_only: bool = True, loose: bool = False
    ) -> Cue:
        """A cue of one word."""
        lemma = verb_forms()[verb.lower_]
        return cls(verb, subject, lemma, verb.i, verb.i, clause, that_only, loose)


def speaks(subject: Token) -> bool:
    """Return whether a noun can speak: not a poll or a trend."""
    mute = words("en")["subjects"]["mute"]
    return subject.lower_ not in mute and singular(subject.lower_) not in mute
