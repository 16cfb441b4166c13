"""Reports inside English relative clauses: "savings that the office said would never come"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.stretches import FINITE
from nlp.quotes.english.subjects import SUBJECTS
from nlp.quotes.lexicon import verbs


def gap_behind(cue: Cue) -> Token | None:
    """The clause after a cue whose subject is the relative pronoun before the speaker."""
    if cue.verb.dep_ != "relcl" or cue.subject is None:
        return None
    for child in cue.verb.rights:
        opens = child.left_edge
        related = opens.lower_ in {"that", "which", "who"} and opens.dep_ in SUBJECTS and opens.head == child
        if child.dep_ == "ccomp" and related and cue.verb.nbor().tag_ in FINITE:
            return child
    return None


def bare_gap(cue: Cue) -> tuple[int, int] | None:
    """Return content that starts with a verb because its subject precedes the speaker: "a phrase critics say is worn"."""
    doc = cue.verb.doc
    if (
        cue.lemma not in verbs("clausal")
        or cue.subject is None
        or cue.subject.i > cue.first
        or cue.last + 2 >= len(doc)
    ):
        return None
    verb = doc[cue.last + 1]
    if verb.nbor().lower_ == "that":  # "one thing critics have said is that …"
        return None
    joined = verb.tag_ == "VB" and verb.head == cue.verb  # "choices that he said underscore her loyalty"
    if verb.tag_ not in FINITE and not joined:
        return None
    whole = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    return verb.i, max(whole.right_edge.i, verb.i)
