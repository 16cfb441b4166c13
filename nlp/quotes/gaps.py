"""English relative clauses with somebody's report in them: "savings that the office said would never come"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.cue import Cue
from nlp.quotes.stretches import FINITE, finite
from nlp.quotes.subjects import SUBJECTS


def gap_behind(cue: Cue) -> Token | None:
    """The clause behind a cue whose subject is the relative pronoun before the speaker."""
    if cue.verb.dep_ != "relcl" or cue.subject is None:
        return None
    for child in cue.verb.rights:
        opens = child.left_edge
        related = opens.lower_ in {"that", "which", "who"} and opens.dep_ in SUBJECTS and opens.head == child
        if (
            child.dep_ == "ccomp"
            and related
            and opens.i < cue.subject.i
            and finite(child)
            and cue.verb.nbor().tag_ in FINITE
        ):
            return child
    return None
